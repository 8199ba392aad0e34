import { Inject, Injectable } from '@nestjs/common';
import { ResourceViews, SubjectNames } from '@maroquin/access';
import {
  idSchema,
  type NotificationFilter,
  type Notifications as NotificationPage,
  type NotificationView,
  type PersonView,
  type ResourceView,
} from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys, type Paging, readPage } from '@maroquin/platform/keys';
import { KEPT_MS } from './expire-notifications.js';
import {
  JudgeNotifications,
  type Judged,
  NOTIFICATION_COLUMNS,
  type NotificationRow,
} from './outlets/judge-notifications.js';

const NEWEST = `select ${NOTIFICATION_COLUMNS} from notification
  where account_id = $1 and ($2::uuid is null or id < $2) and at > $3
    and ($4 = 'all' or ($4 = 'unread' and read_at is null) or ($4 = 'mentions' and kind = 'mention'))
    and not exists (select 1 from notification_settings s where s.account_id = notification.account_id
      and s.org_id = notification.org_id and notification.kind = any(s.hidden))
  order by id desc limit $5`;
/** Unread rows beyond these are not counted. */
const MOST_COUNTED = 300;
const MOST_SHOWN = 100;

/** A person's notifications, as far as they may still see what these are about. */
@Injectable()
export class NotificationLists {
  constructor(
    private readonly judging: JudgeNotifications,
    private readonly resources: ResourceViews,
    private readonly subjects: SubjectNames,
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The newest first. */
  async list(actor: Actor, show: NotificationFilter, paging: Paging): Promise<NotificationPage> {
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `notifications ${show} ${actor.personId}`, place: idSchema },
        placeOf: ({ id }: Judged) => id,
        read: async (after, limit) => this.judging.judge(actor, await this.read(actor, show, after, limit)),
        isWanted: ({ isShown }) => isShown,
      },
      paging,
    );
    return { items: await this.views(actor, items), next };
  }

  /** How many are unread; 100 stands for more. */
  async countUnread(actor: Actor): Promise<number> {
    const rows = await this.judging.judge(actor, await this.read(actor, 'unread', null, MOST_COUNTED));
    return Math.min(rows.filter(({ isShown }) => isShown).length, MOST_SHOWN);
  }

  private read(
    actor: Actor,
    show: NotificationFilter,
    after: string | null,
    limit: number,
  ): Promise<NotificationRow[]> {
    const since = new Date(this.clock.now().getTime() - KEPT_MS);
    return this.database.readOnce<NotificationRow>(actor, NEWEST, [
      ...[actor.personId, after, since, show, limit],
    ]);
  }

  private async views(actor: Actor, rows: readonly NotificationRow[]): Promise<NotificationView[]> {
    const about = rows.filter(({ kind }) => kind !== 'team-joined').map((row) => row.subject_id);
    const seen = await this.resources.viewsOf(actor, [...new Set(about)]);
    const parents = [...seen.values()].flatMap(({ kind, parentId }) =>
      kind === 'channel' ? (parentId ?? []) : [],
    );
    const documents = await this.resources.viewsOf(actor, [...new Set(parents)]);
    const names = await this.namesOf(rows);
    return rows.flatMap((row) => {
      const resource = seen.get(row.subject_id);
      if (resource === undefined && row.kind !== 'team-joined' && row.kind !== 'access-answered') return [];
      const parent = documents.get(resource?.parentId ?? '');
      // Every discussion beside a document has the same name: its document tells it apart.
      const name = resource?.kind === 'channel' && parent?.kind === 'document' ? parent.name : resource?.name;
      return [
        toView(row, {
          resource,
          name: name ?? '',
          people: names.people,
          team: names.teams.get(row.subject_id),
        }),
      ];
    });
  }

  private async namesOf(rows: readonly NotificationRow[]): Promise<Names> {
    const people = new Map<string, PersonView>();
    const teams = new Map<string, string>();
    for (const orgId of new Set(rows.map(({ org_id }) => org_id))) {
      const own = rows.filter(({ org_id }) => org_id === orgId);
      const actors = own.map(({ actor_id }) => actor_id);
      for (const [id, person] of await this.subjects.people.names(orgId, actors)) people.set(id, person);
      const asked = own
        .filter(({ kind }) => kind === 'team-joined')
        .map(({ subject_id }) => ({ subject_id, kind: 'team' as const }));
      for (const [id, name] of await this.subjects.names(orgId, asked)) teams.set(id, name);
    }
    return { people, teams };
  }
}

interface Names {
  readonly people: ReadonlyMap<string, PersonView>;
  readonly teams: ReadonlyMap<string, string>;
}
interface Around {
  readonly resource: ResourceView | undefined;
  readonly name: string;
  readonly people: ReadonlyMap<string, PersonView>;
  readonly team: string | undefined;
}

/** Pure. */
function toView(row: NotificationRow, { resource, name, people, team }: Around): NotificationView {
  const first = Number(row.first_seq);
  return {
    ...{ id: row.id, kind: row.kind, at: row.at.toISOString(), read: row.read_at !== null },
    actor: row.actor_id === null ? null : (people.get(row.actor_id) ?? null),
    resource:
      resource === undefined
        ? null
        : {
            ...{ id: resource.id, kind: resource.kind, name },
            ...{ parentId: resource.parentId, role: resource.role },
          },
    team: team === undefined ? null : { id: row.subject_id, name: team },
    messages:
      row.conversation_id === null
        ? null
        : {
            ...{ conversationId: row.conversation_id, seq: first, count: Number(row.last_seq) - first + 1 },
            root: row.root_seq === null ? null : Number(row.root_seq),
          },
  };
}
