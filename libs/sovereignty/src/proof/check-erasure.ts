import { count, type DatabaseParts, everywhere } from './check-database.js';
import { type Finding, holds } from './finding.js';

const DAY_MS = 86_400_000;
/** Jobs run once a day. */
const GRACE_DAYS = 2;

/** What a certificate says is erased. */
const KEYS_LEFT = `
select 1 from key_destruction d join organisation_key k on k.org_id = d.org_id where d.done_at is not null and k.wrapped <> ''
union all
select 1 from key_destruction d join data_key k on k.org_id = d.org_id where d.done_at is not null and k.wrapped <> ''`;

/** 9. What has to go is gone. */
export async function checkErasure(parts: DatabaseParts): Promise<Finding[]> {
  const { binDays } = parts.config;
  const before = (days: number): Date => new Date(parts.now.getTime() - days * DAY_MS);
  const { bin, drafts, destroyed, left } = await everywhere(parts, async (tx) => ({
    destroyed: await count(tx, 'select 1 from key_destruction where done_at is not null'),
    left: await count(tx, KEYS_LEFT),
    bin: await count(tx, 'select 1 from resource where trash_root_id = id and trashed_at < $1', [
      before(binDays + GRACE_DAYS),
    ]),
    drafts: await count(tx, 'select 1 from blob_draft where kept_until < $1', [before(GRACE_DAYS)]),
  }));
  return [
    holds(
      bin === 0,
      bin === 0
        ? `Rien n’est dans une corbeille depuis plus de ${String(binDays)} jours.`
        : `${String(bin)} éléments sont dans une corbeille depuis plus de ${String(binDays)} jours.`,
      bin === 0
        ? `Nothing has been in a bin for more than ${String(binDays)} days.`
        : `${String(bin)} things have been in a bin for more than ${String(binDays)} days.`,
    ),
    holds(
      drafts === 0,
      drafts === 0
        ? 'Aucun contenu abandonné n’attend d’être effacé.'
        : `${String(drafts)} contenus abandonnés attendent d’être effacés.`,
      drafts === 0
        ? 'No abandoned content waits for its erasure.'
        : `${String(drafts)} abandoned contents wait for their erasure.`,
    ),
    holds(
      left === 0,
      left === 0
        ? `${String(destroyed)} clés d’organisations détruites à deux, chacune avec son attestation signée ; rien n’en reste ici.`
        : `${String(left)} clés protégées restent d’organisations dont la clé est attestée détruite.`,
      left === 0
        ? `${String(destroyed)} keys of organisations destroyed by two people, each with its signed certificate; nothing of them is left here.`
        : `${String(left)} wrapped keys are left of organisations whose key is certified to be destroyed.`,
    ),
    await checkErasures(parts),
  ];
}

/** Of each organisation the newest. */
const NEWEST = 10_000;
/** In one statement: what is recorded as gone, what of it is there, and what the audit says otherwise. */
const ERASURES = `
with newest as (select e.* from erasure e order by e.at desc limit ${String(NEWEST)}),
gone as (select n.org_id, n.what, unnest(n.ids) as id from newest n)
select (select count(*) from newest) as acts, (select count(*) from gone) as things,
  (select count(*) from gone g where g.what = 'resource'
     and (exists (select 1 from resource r where r.org_id = g.org_id and r.id = g.id)
       or exists (select 1 from search_text t where t.org_id = g.org_id and t.resource_id = g.id)
       or exists (select 1 from file_version v where v.org_id = g.org_id and v.file_id = g.id)))
  + (select count(*) from gone g where g.what = 'version'
     and exists (select 1 from file_version v where v.org_id = g.org_id and v.id = g.id)) as left,
  (select count(*) from newest n where not exists (
     select 1 from audit a where a.org_id = n.org_id and a.id = n.id and a.action in ('resource.purged', 'version.expired')
       and a.details->>'digest' = encode(sha256(convert_to(array_to_string(n.ids, E'\\n'), 'UTF8')), 'hex'))) as untold`;

/** What a person or a rule deleted for good: attested in the audit, which property 3 verifies, and nowhere any more. */
async function checkErasures(parts: DatabaseParts): Promise<Finding> {
  let [acts, things, left, untold] = [0, 0, 0, 0];
  for (const row of await everywhere(parts, (tx) =>
    tx.query<Record<'acts' | 'things' | 'left' | 'untold', string>>(ERASURES),
  )) {
    acts += Number(row.acts);
    things += Number(row.things);
    left += Number(row.left);
    untold += Number(row.untold);
  }
  const ok = left === 0 && untold === 0;
  return holds(
    ok,
    ok
      ? `${String(acts)} suppressions définitives (${String(things)} éléments ou versions), chacune attestée par l’audit signé avec l’empreinte de sa liste ; rien n’en reste dans la base.`
      : `${String(left)} éléments supprimés sont encore dans la base ; ${String(untold)} suppressions ne sont pas ce que l’audit atteste.`,
    ok
      ? `${String(acts)} deletions for good (${String(things)} items or versions), each attested by the signed audit with the digest of its list; nothing of them is left in the database.`
      : `${String(left)} deleted items are still in the database; ${String(untold)} deletions are not what the audit attests.`,
  );
}
