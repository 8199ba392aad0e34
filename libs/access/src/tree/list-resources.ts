import { Inject, Injectable } from '@nestjs/common';
import {
  idSchema,
  instantSchema,
  type ResourceKind,
  type ResourcePage,
  type ResourceView,
} from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, type ReadParam } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { z } from 'zod';
import { AccessService } from '../engine/access.service.js';
import { type NamePage, type NamePlace, placeSchema } from './name-index.js';
import { type NamedSource, NameIndexes } from './name-indexes.js';
import { MANY_GRANTS, MOST_GRANTS, NEWEST_STATEMENT } from './newest-resources.js';
import { type ResourceRow, resourceRowsOf } from './resource-row.js';
import { ResourceViews } from './resource-views.js';

interface Paging {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What `recent` shows when no kind is asked for. */
const LISTED_KINDS: readonly ResourceKind[] = ['document', 'file', 'channel'];
/** A page is looked for in so much time first: most are full then, without reading what is older in every scope. */
const RECENT_MS = 30 * 86_400_000;

/** Read at once behind a page that was not filled, because something on it is not for this person. */
const MORE_AT_ONCE = 500;
/** In a place that the person sees: what inherits from it, and what is restricted to people of whom it is one. */
const NOT_CLOSED = `(not r.restricted or exists (select 1 from scope_grant g where g.org_id = r.org_id and g.scope_id = r.scope_id
  and g.subject_id = any($7::uuid[]) and (g.expires_at is null or g.expires_at > $8)))`;
/** What stands in a place. What is internal is shown with what it stands beside, to whom it is for. */
const CHILDREN = `resource r where r.org_id = $1 and r.parent_id = $2 and r.trashed_at is null and not r.internal`;
/** Spaces on which one of these subjects has a right. */
const SPACES = `resource r where r.kind = 'space' and r.trashed_at is null and r.id in (select g.scope_id from scope_grant g
  where g.subject_id = any($1::uuid[]) and (g.expires_at is null or g.expires_at > $2))`;

/** What is not a space, and on which a right was given to one of these subjects by somebody else. */
const SHARED = `resource r where r.org_id = any($6::uuid[]) and r.kind not in ('space', 'direct') and r.trashed_at is null
  and not r.internal and (r.org_id, r.id) in (select g.org_id, g.resource_id from access_grant g
    where g.org_id = any($6::uuid[]) and g.subject_id = any($1::uuid[]) and g.granted_by is distinct from $7::uuid
      and (g.expires_at is null or g.expires_at > $2))`;

/** Of a resource in the trash. */
const mayTakeOut = (it: string): string => `exists (select 1 from scope_grant g
  where g.org_id = ${it}.org_id and g.scope_id = ${it}.scope_id
    and g.subject_id = any($1::uuid[]) and (g.expires_at is null or g.expires_at > $2)
    and (g.role = 'manager' or ((g.role = 'editor' or 'resource.trash' = any(g.acts)) and ${it}.kind <> 'space')))`;

const momentCursor = z.strictObject({ at: instantSchema, id: idSchema });

/** Lists of resources. Every page is cut by what the person may see, in the query. */
@Injectable()
export class ListResources {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly indexes: NameIndexes,
    private readonly views: ResourceViews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What stands in a place, as far as the person may see it: what is restricted leaves no trace for others. */
  async children(
    actor: Actor,
    parentId: string,
    { kinds, sort, ...paging }: Paging & { kinds: readonly ResourceKind[] | null; sort: 'name' | 'updated' },
  ): Promise<ResourcePage> {
    const { orgId } = await this.access.require(actor, 'resource.read', parentId);
    if (sort === 'name') {
      const source = {
        ...{ key: parentId, name: 'children', from: CHILDREN, params: [orgId, parentId] },
        ...{ orgs: [orgId], orgId },
      };
      return this.byName(actor, source, { audience: parentId, kinds, ...paging });
    }
    const subjects = await this.access.subjectsOf(actor);
    return this.byMoment(actor, `in ${parentId}`, paging, 'updated_at', (last) => ({
      sql: `(select r.* from ${CHILDREN} and ${NOT_CLOSED} and ($3::text[] is null or r.kind = any($3))
        and ($4::timestamptz is null or (r.updated_at, r.id) < ($4, $5::uuid))
        order by r.updated_at desc, r.id desc limit $6) r`,
      params: [
        ...[orgId, parentId, kinds, last?.at ?? null, last?.id ?? null, paging.limit + 1],
        ...[subjects, this.clock.now()],
      ],
    }));
  }

  /** Spaces on which the person has a right: its own, and those shared with it. */
  async spaces(actor: Actor, paging: Paging): Promise<ResourcePage> {
    const subjects = await this.access.subjectsOf(actor);
    const audience = `spaces ${actor.personId}`;
    const source = {
      ...{ key: audience, name: 'spaces', from: SPACES, params: [subjects, this.clock.now()] },
      ...{ orgs: actor.orgs, orgId: actor.orgId },
    };
    return this.byName(actor, source, { audience, kinds: null, ...paging });
  }

  /** The newest that the person can see. */
  async recent(
    actor: Actor,
    { kind, ...paging }: Paging & { kind: ResourceKind | null },
  ): Promise<ResourcePage> {
    const subjects = await this.access.subjectsOf(actor);
    const kinds = kind === null ? LISTED_KINDS : [kind];
    return this.pageByMoment(
      actor,
      `recent ${actor.personId} ${kind ?? ''}`,
      paging,
      'updated_at',
      async (last) => {
        const now = this.clock.now();
        const wanted = paging.limit + 1;
        // Asked at every opening of the first page: planned once a connection, and in one round trip.
        const ask = (since: Date | null): Promise<ResourceRow[]> =>
          this.database.readIn<ResourceRow>(actor.orgs, NEWEST_STATEMENT, [
            ...[subjects, now, kinds, last?.at ?? null, last?.id ?? null, wanted, actor.orgs],
            ...[MOST_GRANTS, since, MANY_GRANTS],
          ]);
        const before = last === null ? now.getTime() : Date.parse(last.at);
        const latest = await ask(new Date(before - RECENT_MS));
        return latest.length === wanted ? latest : ask(null);
      },
    );
  }

  /** On what somebody else gave the person, or a team of theirs, a right of its own. */
  async shared(actor: Actor, paging: Paging): Promise<ResourcePage> {
    const subjects = await this.access.subjectsOf(actor);
    return this.byMoment(actor, `shared ${actor.personId}`, paging, 'updated_at', (last) => ({
      sql: `(select r.* from ${SHARED}
          and ($3::timestamptz is null or (r.updated_at, r.id) < ($3, $4::uuid))
        order by r.updated_at desc, r.id desc limit $5) r`,
      params: [
        ...[subjects, this.clock.now(), last?.at ?? null, last?.id ?? null, paging.limit + 1],
        ...[actor.orgs, actor.personId],
      ],
    }));
  }

  /**
   * What was put in the trash, each with all that went along, as far as the person may take it out again. Something
   * restricted that went along stands by itself for its people who may not take out the whole.
   */
  async trash(actor: Actor, paging: Paging): Promise<ResourcePage> {
    if (actor.standing === 'visitor') return { items: [], next: null };
    const subjects = await this.access.subjectsOf(actor);
    return this.byMoment(actor, `trash ${actor.personId}`, paging, 'trashed_at', (last) => ({
      sql: `(select r.* from resource r where r.org_id = any($6::uuid[]) and r.trashed_at is not null
          and (r.trash_root_id = r.id or (r.restricted and not exists (select 1 from resource root
            where root.org_id = r.org_id and root.id = r.trash_root_id and ${mayTakeOut('root')})))
          and (not (r.internal or r.marking > 0) or r.org_id = any($1::uuid[])) and ${mayTakeOut('r')}
          and ($3::timestamptz is null or (r.trashed_at, r.id) < ($3, $4::uuid))
        order by r.trashed_at desc, r.id desc limit $5) r`,
      params: [subjects, this.clock.now(), last?.at ?? null, last?.id ?? null, paging.limit + 1, actor.orgs],
    }));
  }

  private async byMoment(
    actor: Actor,
    audience: string,
    { cursor, limit }: Paging,
    column: 'updated_at' | 'trashed_at',
    ask: (last: z.infer<typeof momentCursor> | null) => { sql: string; params: ReadParam[] },
  ): Promise<ResourcePage> {
    return this.pageByMoment(actor, audience, { cursor, limit }, column, (last) => {
      const { sql, params } = ask(last);
      return this.database.readOnce<ResourceRow>(
        actor,
        `${resourceRowsOf(sql)} order by r.${column} desc, r.id desc`,
        params,
      );
    });
  }

  private async pageByMoment(
    actor: Actor,
    audience: string,
    { cursor, limit }: Paging,
    column: 'updated_at' | 'trashed_at',
    read: (last: z.infer<typeof momentCursor> | null) => Promise<ResourceRow[]>,
  ): Promise<ResourcePage> {
    const rows = await read(
      cursor === undefined ? null : momentCursor.parse(this.keys.instance.openCursor(audience, cursor)),
    );
    const page = rows.slice(0, limit);
    const end = page.at(-1);
    const at = end?.[column];
    const next =
      rows.length > limit && end !== undefined && at instanceof Date
        ? this.keys.instance.sealCursor(audience, { at: at.toISOString(), id: end.id })
        : null;
    return { items: await this.views.toViews(actor, page), next };
  }

  private async byName(
    actor: Actor,
    source: NamedSource,
    { audience, kinds, cursor, limit }: Paging & { audience: string; kinds: readonly ResourceKind[] | null },
  ): Promise<ResourcePage> {
    const index = await this.indexes.of(source);
    let last = cursor === undefined ? null : this.keys.instance.openCursor(audience, cursor);
    const seen: { place: NamePlace; view: ResourceView }[] = [];
    for (let more = true, wanted = limit + 1; more && seen.length <= limit; wanted = MORE_AT_ONCE) {
      const page: NamePage =
        index === null ? await this.unsorted(source, last, wanted, kinds) : index.page(last, wanted, kinds);
      seen.push(...(await this.seenOf(actor, page.places)));
      last = page.places.at(-1) ?? null;
      more = page.hasMore;
    }
    const end = seen.length > limit ? seen[limit - 1] : undefined;
    return {
      items: seen.slice(0, limit).map(({ view }) => view),
      next: end === undefined ? null : this.keys.instance.sealCursor(audience, end.place),
    };
  }

  /** What the person may see of them, in their order. */
  private async seenOf(
    actor: Actor,
    places: readonly NamePlace[],
  ): Promise<{ place: NamePlace; view: ResourceView }[]> {
    const rows = await this.views.rowsById(
      actor,
      places.map(({ id }) => id),
    );
    const views = new Map((await this.views.toViews(actor, rows)).map((view) => [view.id, view]));
    return places.flatMap((place) => {
      const view = views.get(place.id);
      return view === undefined ? [] : { place, view };
    });
  }

  /** Of a place that holds too much: in the order in which things were made. */
  private async unsorted(
    { name, from, params, orgs }: NamedSource,
    last: unknown,
    limit: number,
    kinds: readonly ResourceKind[] | null,
  ): Promise<NamePage> {
    const after = last === null ? null : placeSchema.parse(last).id;
    const rows = await this.database.readIn<{ id: string }>(
      orgs,
      {
        name: `unsorted ${name}`,
        text: `select r.id from ${from} and ($3::uuid is null or r.id > $3) and ($4::text[] is null or r.kind = any($4))
          order by r.id limit $5`,
      },
      [...params, after, kinds, limit + 1],
    );
    const places = rows.slice(0, limit).map(({ id }) => ({ id, name: '' }));
    return { places, hasMore: rows.length > limit };
  }
}
