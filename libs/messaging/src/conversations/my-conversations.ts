import { Inject, Injectable } from '@nestjs/common';
import { AccessService, ResourceViews } from '@maroquin/access';
import { type Conversations, type ConversationView, idSchema, type ResourceView } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys, type Paging, readPage } from '@maroquin/platform/keys';
import { z } from 'zod';
import { ReadStates } from '../messages/read-states.js';

interface ConversationRow {
  readonly id: string;
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
 * rows as it reads, however many the organisation has. An unopened conversation without a message is left out.
 */
const MINE = `
with held as materialized (
  select distinct g.org_id, g.scope_id from scope_grant g
  where g.org_id = any($2::uuid[]) and g.subject_id = any($3::uuid[]) and (g.expires_at is null or g.expires_at > $4)
), mine as materialized (
  select s.id, s.org_id, r.seq as read_seq from read_state r join resource s on s.org_id = r.org_id and s.id = r.channel_id
  where r.account_id = $1 and s.trashed_at is null and (s.org_id, s.scope_id) in (select org_id, scope_id from held)
  union all
  select n.id, n.org_id, null from held cross join lateral (
    select s.id, s.org_id from resource s
    where s.org_id = held.org_id and s.scope_id = held.scope_id and s.kind = 'channel' and s.trashed_at is null
    order by s.id desc limit $5) n
  where not exists (select 1 from read_state r where r.channel_id = n.id and r.account_id = $1)
), newest as (
  select mine.id, mine.org_id, mine.read_seq, f.seq as last_seq, e.at as last_at, e.at::text as place_at
  from mine join feed f on f.id = mine.id left join feed_entry e on e.feed_id = f.id and e.last = f.seq
  where (mine.read_seq is not null or f.seq > 0)
    and ($7::uuid is null or (coalesce(e.at, '-infinity'), mine.id) < (coalesce($8::timestamptz, '-infinity'), $7))
  order by e.at desc nulls last, mine.id desc limit $6
)
select newest.*, c.document_id, up.space_id from newest join channel c on c.id = newest.id
join lateral spaces_of(newest.org_id, array[newest.id]) up on true
order by newest.last_at desc nulls last, newest.id desc`;

const placeSchema = z.strictObject({ id: idSchema, at: z.string().nullable() });

/** All conversations of a person in one list, across spaces. */
@Injectable()
export class MyConversations {
  constructor(
    private readonly access: AccessService,
    private readonly views: ResourceViews,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly readStates: ReadStates,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those with the newest messages first. */
  async list(actor: Actor, paging: Paging): Promise<Conversations> {
    const subjects = await this.access.subjectsOf(actor);
    await this.readStates.settled();
    const { items: page, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `conversations ${actor.personId}`, place: placeSchema },
        placeOf: ({ id, place_at }: ConversationRow) => ({ id, at: place_at }),
        read: (after, limit) =>
          this.database.readOnce<ConversationRow>(actor, MINE, [
            ...[actor.personId, actor.orgs, subjects, this.clock.now(), NEVER_OPENED, limit],
            ...[after?.id ?? null, after?.at ?? null],
          ]),
      },
      paging,
    );
    const readable = await this.access.which(
      actor,
      'channel.read',
      page.map(({ id }) => id),
    );
    const seen = await this.views.viewsOf(actor, [
      ...new Set(page.flatMap((row) => [row.id, row.space_id, row.document_id ?? []].flat())),
    ]);
    const items = page.flatMap((row) => {
      const resource = readable.has(row.id) ? seen.get(row.id) : undefined;
      return resource === undefined ? [] : [toView(row, resource, seen)];
    });
    return { items, next };
  }
}

/** Pure. `seen`: what the person may see of spaces and documents. */
function toView(
  row: ConversationRow,
  { id, name, parentId }: ResourceView,
  seen: ReadonlyMap<string, ResourceView>,
): ConversationView {
  const space = seen.get(row.space_id);
  const document = row.document_id === null ? undefined : seen.get(row.document_id);
  return {
    id,
    // Every discussion beside a document has the same name: its document tells it apart.
    name: document?.name ?? name,
    parentId,
    space: space === undefined ? null : { id: space.id, name: space.name },
    documentId: row.document_id,
    lastSeq: Number(row.last_seq),
    readSeq: Number(row.read_seq ?? 0),
    lastAt: row.last_at?.toISOString() ?? null,
  };
}
