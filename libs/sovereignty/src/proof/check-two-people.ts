import { settingsId, watchedSettings } from '@maroquin/platform/egress';
import { count, type DatabaseParts, everywhere } from './check-database.js';
import { type Finding, holds } from './finding.js';

const TWO_PEOPLE_RULES = 3;
const OTHER_PERSON = `
select 1 from pg_constraint where contype = 'c' and convalidated and (
  conrelid = 'approval'::regclass and pg_get_constraintdef(oid) ilike '%decided_by IS DISTINCT FROM asked_by%'
  or conrelid = 'key_destruction'::regclass and pg_get_constraintdef(oid) ilike '%asked_by <> approved_by%'
  or conrelid = 'break_glass'::regclass and pg_get_constraintdef(oid) ilike '%decided_by IS DISTINCT FROM asked_by%')`;
const ALONE = `
select 1 from approval where decided_by = asked_by
union all select 1 from key_destruction where approved_by = asked_by
union all select 1 from break_glass where decided_by = asked_by`;

/** 10. What one person must not do alone takes two. */
export async function checkTwoPeople(parts: DatabaseParts): Promise<Finding[]> {
  const { rules, alone, decided } = await everywhere(parts, async (tx) => ({
    rules: await count(tx, OTHER_PERSON),
    alone: await count(tx, ALONE),
    decided: await count(tx, 'select 1 from approval where decided_by is not null'),
  }));
  const sound = rules === TWO_PEOPLE_RULES && alone === 0;
  return [
    holds(
      sound,
      sound
        ? `La base refuse que la personne qui demande décide ; ${String(decided)} décisions, toutes par une autre.`
        : `La règle des deux personnes ne tient pas dans la base (${String(alone)} décisions par qui avait demandé).`,
      sound
        ? `The database refuses that who asks decides; ${String(decided)} decisions, all by somebody else.`
        : `The rule of two people does not hold in the database (${String(alone)} decisions by whoever had asked).`,
    ),
    await checkSettings(parts),
    whereAdministered(parts),
  ];
}

/**
 * Organisations whose last agreement is not about these settings: the database may be written by others, so the audit,
 * which property 3 verifies, must tell the same.
 */
const NOT_AGREED = `
select 1 from organisation o where not exists (
  select 1 from (
    select a.id, a.target_id, a.decided_by from approval a
    where a.org_id = o.id and a.act = 'settings' and a.decided_by is not null and not a.refused
    order by a.decided_at desc limit 1) last
  where last.target_id = $1 and exists (
    select 1 from audit t where t.org_id = o.id and t.action = 'approval.given' and t.target_id = last.target_id
      and t.actor_id = last.decided_by and t.details->>'approval' = last.id::text))`;

/** Where data go, which profile holds, how long things are kept: as two people agreed. */
async function checkSettings(parts: DatabaseParts): Promise<Finding> {
  const settings = watchedSettings(parts.config);
  const { all, open } = await everywhere(parts, async (tx) => ({
    all: await count(tx, 'select 1 from organisation'),
    open: await count(tx, NOT_AGREED, [settingsId(settings)]),
  }));
  const many = String(Object.keys(settings).length);
  return holds(
    all > 0 && open === 0,
    open === 0
      ? `Les ${many} réglages qui disent où vont les données et combien de temps elles restent sont ceux dont deux personnes ont convenu.`
      : `Les ${many} réglages qui disent où vont les données et combien de temps elles restent ne sont pas convenus par deux personnes dans ${String(open)} organisation(s) sur ${String(all)} : guichet d’administration, page Souveraineté, « Demander l’accord ».`,
    open === 0
      ? `The ${many} settings that say where data go and how long they stay are those to which two people agreed.`
      : `The ${many} settings that say where data go and how long they stay were not agreed to by two people in ${String(open)} organisation(s) of ${String(all)}: administration listener, page Sovereignty, “Ask for agreement”.`,
  );
}

const whereAdministered = ({ config: { adminUrl } }: DatabaseParts): Finding =>
  holds(
    adminUrl !== null,
    adminUrl === null
      ? 'Sans guichet d’administration (ADMIN_BIND, ADMIN_URL), personne ne peut convenir des réglages, et qui travaille dans la suite l’administre aussi.'
      : 'L’administration a son guichet et ses comptes, qui ne lisent rien.',
    adminUrl === null
      ? 'Without an administration listener (ADMIN_BIND, ADMIN_URL) nobody can agree to settings, and who works in the suite administers it too.'
      : 'Administration has a listener and accounts of its own, which read nothing.',
  );
