import { Injectable } from '@nestjs/common';
import type { NotificationKind } from '@maroquin/contracts';
import { type Act, followActs } from '@maroquin/platform/audit';
import { Database, type Tx } from '@maroquin/platform/database';
import { type Notice, Notifications } from './notifications.service.js';

/** People of one team, or managers of one place, who are notified of an act at most. */
const MOST_PEOPLE = 200;

type Recipients = (tx: Tx, act: Act, targetId: string) => Promise<readonly string[]>;
/** By act: of which kind the notice is, and who gets it. */
const acts: Readonly<Record<string, readonly [NotificationKind, Recipients]>> = {
  'access.granted': ['access-given', (tx, act, resourceId) => givenTo(tx, act, resourceId)],
  'access.requested': ['access-requested', (tx, act, resourceId) => managersOf(tx, act, resourceId)],
  'access.request-approved': ['access-answered', (_tx, act) => named(act, 'subjectId')],
  'access.request-refused': ['access-answered', (_tx, act) => named(act, 'subjectId')],
  'break-glass.begun': ['break-glass-begun', (tx, act, resourceId) => peopleOf(tx, act, resourceId)],
  'break-glass.ended': ['break-glass-ended', (tx, act, resourceId) => peopleOf(tx, act, resourceId)],
  'team.member-added': ['team-joined', (_tx, act) => named(act, 'personId')],
};

/**
 * Notifies people of acts of the libs below, in their own transactions: what they write into the audit says who did what
 * for whom. What the system does by itself (a directory of thousands) notifies nobody.
 */
@Injectable()
export class NotifiedActs {
  constructor(database: Database, notifications: Notifications) {
    followActs(database, async (tx, act) => {
      const [kind, told] = acts[act.action] ?? [];
      const { orgId, actorId, targetId } = act;
      if (kind === undefined || told === undefined || actorId === null || targetId === undefined) return;
      const people = await told(tx, act, targetId);
      await notifications.notify(
        tx,
        orgId,
        people.map((personId): Notice => ({ personId, kind, resourceId: targetId, actorId })),
      );
    });
  }
}

function named({ details }: Act, key: string): Promise<readonly string[]> {
  const id = details?.[key];
  return Promise.resolve(typeof id === 'string' ? [id] : []);
}

/** A person, or those of a team. In a direct conversation the first message notifies them. */
async function givenTo(tx: Tx, { orgId, details }: Act, resourceId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `with recursive meant(id) as (
       select $3::uuid union select m.member_id from meant join membership m on m.org_id = $1 and m.team_id = meant.id
     ) select s.account_id as id from meant join seat s on s.org_id = $1 and s.account_id = meant.id
     where not exists (select 1 from resource r where r.org_id = $1 and r.id = $2
       and (r.kind = 'direct' or r.personal_of is not null))
     -- who has just been told that a request was granted
     and not exists (select 1 from notification n where n.org_id = $1 and n.account_id = s.account_id
       and n.kind = 'access-answered' and n.subject_id = $2 and n.read_at is null)
     limit $4`,
    [orgId, resourceId, details?.['subjectId'] ?? null, MOST_PEOPLE],
  );
  return rows.map(({ id }) => id);
}

/** Those who may answer, by a right of their own or of a team. */
async function managersOf(tx: Tx, { orgId, at }: Act, resourceId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `with recursive meant(id) as (
       select g.subject_id from resource r join scope_grant g on g.org_id = r.org_id and g.scope_id = r.scope_id
       where r.org_id = $1 and r.id = $2 and g.proof is not null and (g.role = 'manager' or 'access.answer' = any(g.acts))
         and (g.expires_at is null or g.expires_at > $3)
       union select m.member_id from meant join membership m on m.org_id = $1 and m.team_id = meant.id
     ) select s.account_id as id from meant join seat s on s.org_id = $1 and s.account_id = meant.id limit $4`,
    [orgId, resourceId, at, MOST_PEOPLE],
  );
  return rows.map(({ id }) => id);
}

/** Whoever has a right there, own or by a team; not who reads there by break-glass, which it knows. */
async function peopleOf(tx: Tx, { orgId, at, details }: Act, resourceId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `with recursive meant(id) as (
       select g.subject_id from resource r join scope_grant g on g.org_id = r.org_id and g.scope_id = r.scope_id
       where r.org_id = $1 and r.id = $2 and g.proof is not null and (g.expires_at is null or g.expires_at > $3)
         and g.subject_id is distinct from $5::uuid
       union select m.member_id from meant join membership m on m.org_id = $1 and m.team_id = meant.id
     ) select s.account_id as id from meant join seat s on s.org_id = $1 and s.account_id = meant.id limit $4`,
    [orgId, resourceId, at, MOST_PEOPLE, details?.['askedBy'] ?? null],
  );
  return rows.map(({ id }) => id);
}
