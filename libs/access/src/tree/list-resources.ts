import { Inject, Injectable } from '@nestjs/common';
import { idSchema, instantSchema, type ResourceKind, type ResourcePage } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, type ReadParam } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { z } from 'zod';
import { AccessService } from '../engine/access.service.js';
import { type NamePage, placeSchema } from './name-index.js';
import { type NamedSource, NameIndexes } from './name-indexes.js';
import { type ResourceRow, resourceRowsOf } from './resource-row.js';
import { ResourceViews } from './resource-views.js';

interface Paging {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What `recent` shows when no kind is asked for. */
const LISTED_KINDS: readonly ResourceKind[] = ['document', 'file', 'channel'];
/** Who has more rights than this sees so much that the newest of all are soon enough of it. */
const MOST_GRANTS = 2_500;
/** Who has more than this is served faster by a walk from the newest on than by a look into each scope. */
const MANY_GRANTS = 1_000;
/** A page is looked for in so much time first: most are full then, without reading what is older in every scope. */
const RECENT_MS = 30 * 86_400_000;

const HELD = `g.subject_id = any($1::uuid[]) and (g.expires_at is null or g.expires_at > $2)`;
/** Of a resource `r`: what a page shows, and where it begins. */
const LISTED = `r.trashed_at is null and r.kind = any($3::text[])
  and ($4::timestamptz is null or (r.updated_at, r.id) < ($4, $5::uuid))
  and ($9::timestamptz is null or r.updated_at > $9)`;
/** A discussion beside a document is shown with it. */
const ALONE = `(r.kind <> 'channel' or not exists (select 1 from resource c
  join resource p on p.org_id = c.org_id and p.id = c.parent_id and p.kind = 'document'
  where c.org_id = r.org_id and c.id = r.id))`;
/** In a scope of theirs, asked before anything that needs the table. */
const MINE = `case when (select most from reach)
  then exists (select 1 from scope_grant g where g.org_id = r.org_id and g.scope_id = r.scope_id and ${HELD} offset 0)
  else (r.org_id, r.scope_id) in (select held.org_id, held.scope_id from held) end`;
/**
 * Few scopes: in each of them the newest, then the newest of those. Many: from the newest of the organisation on,
 * whatever is in a scope of theirs, by an index that alone says so; only in a stretch of time, so that what is rare is
 * not looked for among all there is. Most (one person may see all of 50,000): the same, without first reading which.
 * One of the two halves is never run.
 */
const NEWEST = `(
  with held as materialized (select g.org_id, g.scope_id from scope_grant g where ${HELD} limit $8::int + 1),
  reach as materialized (
    select count(*) > $8 as most, count(*) > $8 or ($9::timestamptz is not null and count(*) > $10) as many from held)
  select n.* from (
    (select n.* from (select distinct org_id, scope_id from held where not (select many from reach)) mine
      cross join lateral (
        select r.* from resource r
        where r.org_id = mine.org_id and r.scope_id = mine.scope_id and ${LISTED} and ${ALONE}
        order by r.updated_at desc, r.id desc limit $6
      ) n order by n.updated_at desc, n.id desc limit $6)
    union all
    (select n.* from unnest($7::uuid[]) o (org)
      cross join lateral (
        select r.org_id, r.id from resource r
        where (select many from reach) and r.org_id = o.org and ${LISTED} and case when ${MINE} then ${ALONE} end
        order by r.updated_at desc, r.id desc limit $6
      ) w join resource n on n.org_id = w.org_id and n.id = w.id)
  ) n order by n.updated_at desc, n.id desc limit $6) r`;

const NEWEST_STATEMENT = {
  name: 'newest resources',
  text: `${resourceRowsOf(NEWEST)} order by r.updated_at desc, r.id desc`,
};

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

  /** What stands in a place. Whoever sees a place sees what is in it: rights only grow on the way down. */
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
    return this.byMoment(actor, `in ${parentId}`, paging, 'updated_at', (last) => ({
      sql: `(select r.* from ${CHILDREN} and ($3::text[] is null or r.kind = any($3))
        and ($4::timestamptz is null or (r.updated_at, r.id) < ($4, $5::uuid))
        order by r.updated_at desc, r.id desc limit $6) r`,
      params: [orgId, parentId, kinds, last?.at ?? null, last?.id ?? null, paging.limit + 1],
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

  /** What was put in the trash, each with all that went along, as far as the person may take it out again. */
  async trash(actor: Actor, paging: Paging): Promise<ResourcePage> {
    if (actor.standing === 'visitor') return { items: [], next: null };
    const subjects = await this.access.subjectsOf(actor);
    return this.byMoment(actor, `trash ${actor.personId}`, paging, 'trashed_at', (last) => ({
      sql: `(select r.* from resource r where r.org_id = any($6::uuid[]) and r.trashed_at is not null and r.trash_root_id = r.id
          and (not r.internal or r.org_id = any($1::uuid[]))
          and exists (select 1 from scope_grant g where g.org_id = r.org_id and g.scope_id = r.scope_id
            and g.subject_id = any($1::uuid[]) and (g.expires_at is null or g.expires_at > $2)
            and (g.role = 'manager' or ((g.role = 'editor' or 'resource.trash' = any(g.acts)) and r.kind <> 'space')))
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
    const last = cursor === undefined ? null : this.keys.instance.openCursor(audience, cursor);
    const page =
      index === null ? await this.unsorted(source, last, limit, kinds) : index.page(last, limit, kinds);
    const found = await this.views.rowsById(actor, page.ids);
    const byId = new Map(found.map((row) => [row.id, row]));
    return {
      items: await this.views.toViews(
        actor,
        page.ids.flatMap((id) => byId.get(id) ?? []),
      ),
      next: page.next === null ? null : this.keys.instance.sealCursor(audience, page.next),
    };
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
    const ids = rows.slice(0, limit).map(({ id }) => id);
    const end = ids.at(-1);
    return { ids, next: rows.length > limit && end !== undefined ? { id: end, name: '' } : null };
  }
}
