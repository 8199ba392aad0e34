import { Inject, Injectable } from '@nestjs/common';
import { AccessService, ResourceViews } from '@maroquin/access';
import { type ChannelView, idSchema, type ResourceView } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database, type ReadStatement } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { ReadStates } from './messages/read-states.js';

interface ChannelRow {
  readonly id: string;
  readonly document_id: string | null;
  readonly last_seq: string;
  readonly read_seq: string | null;
  readonly last_at: Date | null;
  readonly internal: boolean;
  readonly restricted: boolean;
  readonly archived_at: Date | null;
  readonly has_outsiders: boolean;
}

type ListedRow = ChannelRow & { readonly isReadable: boolean };

/** Somebody from outside has a right there: a link, or a guest. */
const HAS_OUTSIDERS = `exists (
  select 1 from scope_grant g join subject u on u.org_id = g.org_id and u.id = g.subject_id
  left join seat on seat.org_id = u.org_id and seat.account_id = u.id
  where g.org_id = s.org_id and g.scope_id = s.scope_id and (g.expires_at is null or g.expires_at > now())
    and (u.kind = 'link' or (u.kind = 'person' and seat.kind = 'guest')))`;
const channelColumns = `c.id, c.document_id, f.seq as last_seq, r.seq as read_seq,
  (select e.at from feed_entry e where e.feed_id = c.id and e.last = f.seq) as last_at,
  s.internal, s.restricted, s.archived_at, s.kind = 'channel' and not s.internal and s.marking = 0 and ${HAS_OUTSIDERS} as has_outsiders
  from channel c join resource s on s.id = c.id join feed f on f.id = c.id left join read_state r on r.channel_id = c.id and r.account_id = $1`;

const CHANNEL: ReadStatement = { name: 'channel', text: `select ${channelColumns} where c.id = $2` };

/** A discussion beside a document is a channel once somebody has written in it. */
const MINE = `select ${channelColumns} where c.id in (
    select n.id from (
      select distinct g.org_id, g.scope_id from scope_grant g
      where g.org_id = any($2::uuid[]) and g.subject_id = any($4::uuid[]) and (g.expires_at is null or g.expires_at > $6)) held
    cross join lateral (
      select h.id from resource h join feed on feed.id = h.id join channel k on k.id = h.id
      where h.org_id = held.org_id and h.scope_id = held.scope_id and h.kind = 'channel' and h.trashed_at is null
        and (k.document_id is null or feed.seq > 0) and ($5::uuid is null or h.id < $5)
      order by h.id desc limit $3) n)
  order by c.id desc limit $3`;

/** Channels as a person sees them: one, those of a place, all of them. With direct conversations: conversations/. */
@Injectable()
export class ChannelLists {
  constructor(
    private readonly access: AccessService,
    private readonly views: ResourceViews,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly readStates: ReadStates,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async get(actor: Actor, id: string): Promise<ChannelView> {
    const { orgId } = await this.access.require(actor, 'channel.read', id);
    await this.readStates.settled();
    const [[row], resource, canPost, canOpen, canArchive] = await Promise.all([
      this.database.readAlong<ChannelRow>([orgId], CHANNEL, [actor.personId, id]),
      this.views.viewOf(actor, id),
      this.access.may(actor, 'message.post', id),
      this.access.may(actor, 'access.share', id),
      this.access.may(actor, 'channel.archive', id),
    ]);
    if (row === undefined) throw new DomainError('request.not-found');
    return toView(row, resource, { canPost, canOpen, canArchive });
  }

  /** Channels of a space or folder, and those beside its documents, that the person may read, with their unread counts. */
  async list(actor: Actor, parentId: string, paging: Paging): Promise<Page<ChannelView>> {
    const { orgId } = await this.access.require(actor, 'resource.read', parentId);
    return this.page(actor, `channels in ${parentId}`, paging, (after, limit) =>
      this.database.readOnce<ChannelRow>(
        { orgs: [orgId] },
        `select ${channelColumns} where s.org_id = $4 and s.trashed_at is null and (s.parent_id = $2 or (f.seq > 0
             and s.parent_id in (select d.id from resource d where d.org_id = $4 and d.parent_id = $2
               and d.kind = 'document' and d.trashed_at is null)))
             and ($5::uuid is null or c.id < $5)
           order by c.id desc limit $3`,
        [actor.personId, parentId, limit, orgId, after],
      ),
    );
  }

  /** The same of all places where the person has a right: as many rows as are read, however many the organisation has. */
  async listMine(actor: Actor, paging: Paging): Promise<Page<ChannelView>> {
    const subjects = await this.access.subjectsOf(actor);
    return this.page(actor, `channels of ${actor.personId}`, paging, (after, limit) =>
      this.database.readOnce<ChannelRow>(actor, MINE, [
        ...[actor.personId, actor.orgs, limit, subjects, after, this.clock.now()],
      ]),
    );
  }

  /** The newest first. */
  private async page(
    actor: Actor,
    audience: string,
    paging: Paging,
    readRows: (after: string | null, limit: number) => Promise<readonly ChannelRow[]>,
  ): Promise<Page<ChannelView>> {
    await this.readStates.settled();
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience, place: idSchema, placeOf: ({ id }: ListedRow) => id },
        isWanted: ({ isReadable }) => isReadable,
        read: async (after, limit) => {
          const rows = await readRows(after, limit);
          const ids = rows.map(({ id }) => id);
          const readable = await this.access.which(actor, 'channel.read', ids);
          return rows.map((row) => ({ ...row, isReadable: readable.has(row.id) }));
        },
      },
      paging,
    );
    return { items: await this.listed(actor, items), next };
  }

  /** Those that the person may read. */
  private async listed(actor: Actor, rows: readonly ChannelRow[]): Promise<ChannelView[]> {
    const ids = rows.map(({ id }) => id);
    const seen = await this.views.viewsOf(actor, [...ids, ...rows.flatMap((row) => row.document_id ?? [])]);
    const open = await this.access.which(actor, 'message.post', ids);
    const managed = await this.access.which(actor, 'access.share', ids);
    const archivable = await this.access.which(actor, 'channel.archive', ids);
    return rows.flatMap((row) => {
      const resource = seen.get(row.id);
      if (resource === undefined) return [];
      // Every discussion beside a document has the same name: its document tells it apart.
      const name = (row.document_id !== null && seen.get(row.document_id)?.name) || resource.name;
      const may = {
        canPost: open.has(row.id),
        canOpen: managed.has(row.id),
        canArchive: archivable.has(row.id),
      };
      return [toView(row, { ...resource, name }, may)];
    });
  }
}

/** Pure. */
const toView = (
  row: ChannelRow,
  { name, parentId }: Pick<ResourceView, 'name' | 'parentId'>,
  may: Pick<ChannelView, 'canPost' | 'canOpen' | 'canArchive'>,
): ChannelView => ({
  id: row.id,
  parentId,
  name,
  documentId: row.document_id,
  lastSeq: Number(row.last_seq),
  readSeq: Number(row.read_seq ?? 0),
  ...may,
  // A discussion beside a document lives as long as the document.
  canArchive: may.canArchive && row.document_id === null,
  restricted: row.restricted,
  archivedAt: row.archived_at?.toISOString() ?? null,
  lastAt: row.last_at?.toISOString() ?? null,
  internal: row.internal,
  readOutside: row.has_outsiders,
});
