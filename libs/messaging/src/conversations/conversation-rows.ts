import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { ReadStates } from '../messages/read-states.js';

export interface ConversationRow {
  readonly id: string;
  readonly org_id: string;
  readonly kind: 'channel' | 'direct';
  readonly document_id: string | null;
  readonly space_id: string;
  readonly last_seq: string;
  readonly read_seq: string | null;
  readonly last_at: Date | null;
  /** The same, to the microsecond. */
  readonly place_at: string | null;
}

/** Of one permission scope, the newest conversations that were never opened. */
const NEVER_OPENED = 100;

/**
 * What the person has opened or written in, and in each scope where it has a right the newest that it has not: as many
 * rows as it reads, however many the organisation has. An unopened conversation without a message is left out, and so
 * are archived ones.
 */
const MINE = `
with held as materialized (
  select distinct g.org_id, g.scope_id from scope_grant g
  where g.org_id = any($2::uuid[]) and g.subject_id = any($3::uuid[]) and (g.expires_at is null or g.expires_at > $4)
), mine as materialized (
  select s.id, s.org_id, s.kind, r.seq as read_seq from read_state r join resource s on s.org_id = r.org_id and s.id = r.channel_id
  where r.account_id = $1 and s.trashed_at is null and s.archived_at is null and (s.org_id, s.scope_id) in (select org_id, scope_id from held)
  union all
  select n.id, n.org_id, n.kind, null from held cross join lateral (
    select s.id, s.org_id, s.kind from resource s
    where s.org_id = held.org_id and s.scope_id = held.scope_id and s.kind in ('channel', 'direct') and s.trashed_at is null and s.archived_at is null
    order by s.id desc limit $5) n
  where not exists (select 1 from read_state r where r.channel_id = n.id and r.account_id = $1)
), newest as (
  select mine.id, mine.org_id, mine.kind, mine.read_seq, f.seq as last_seq, e.at as last_at, e.at::text as place_at
  from mine join feed f on f.id = mine.id left join feed_entry e on e.feed_id = f.id and e.last = f.seq
  where (mine.read_seq is not null or f.seq > 0)
    and ($7::uuid is null or (coalesce(e.at, '-infinity'), mine.id) < (coalesce($8::timestamptz, '-infinity'), $7))
  order by e.at desc nulls last, mine.id desc limit $6
)
select newest.*, c.document_id, up.space_id from newest join channel c on c.id = newest.id
join lateral spaces_of(newest.org_id, array[newest.id]) up on true
order by newest.last_at desc nulls last, newest.id desc`;

/** Which conversations a person has, the newest messages first. */
@Injectable()
export class ConversationRows {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly readStates: ReadStates,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Rights are judged by what is set and in force; who shows them asks the model again. */
  async read(
    actor: Actor,
    { after, limit }: { after: { id: string; at: string | null } | null; limit: number },
  ): Promise<ConversationRow[]> {
    const subjects = await this.access.subjectsOf(actor);
    await this.readStates.settled();
    return this.database.readOnce<ConversationRow>(actor, MINE, [
      ...[actor.personId, actor.orgs, subjects, this.clock.now(), NEVER_OPENED, limit],
      ...[after?.id ?? null, after?.at ?? null],
    ]);
  }
}
