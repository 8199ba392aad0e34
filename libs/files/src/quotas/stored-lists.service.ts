import { Injectable } from '@nestjs/common';
import { AccessService, ResourceViews } from '@maroquin/access';
import { idSchema, type StoredFile, type StoredSpace } from '@maroquin/contracts';
import { type Actor, Database, type ReadStatement } from '@maroquin/platform/database';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { z } from 'zod';

interface Row {
  readonly id: string;
  /** By which the list is ordered. */
  readonly bytes: string;
  readonly used: string;
  readonly most: string | null;
}
interface SeenRow extends Row {
  readonly isSeen: boolean;
}

const SPACES: ReadStatement = {
  name: 'spaces by the room they take',
  text: `select s.id, s.bytes, s.bytes as used, storage_max($1, s.id) as most
    from (select r.id, storage_used($1, r.id) as bytes from resource r
      where r.org_id = $1 and r.kind = 'space' and r.personal_of is null) s
    where $2::bigint is null or (s.bytes, s.id) < ($2, $3::uuid)
    order by s.bytes desc, s.id desc limit $4`,
};
/** What has rights of its own below these spaces. */
const SCOPES = `with recursive below(id, space_id) as (
    select s.id, s.id from permission_scope s where s.org_id = $1 and s.id = any($2::uuid[])
    union all
    select s.id, b.space_id from below b join permission_scope s on s.org_id = $1 and s.parent_scope_id = b.id)
  select id, space_id from below where id <> space_id`;
const STORED_IN = `select h.space_id, sum(stored.size)::text as bytes
  from unnest($2::uuid[], $3::uuid[]) h (scope_id, space_id)
  join resource r on r.org_id = $1 and r.scope_id = h.scope_id and r.kind in ('file', 'document')
  cross join lateral (
    select size from file_version where org_id = $1 and file_id = r.id
    union all select size from document_image where org_id = $1 and document_id = r.id) stored
  group by h.space_id`;
const FILES: ReadStatement = {
  name: 'files by their size',
  text: `select f.id, f.size as bytes, (select sum(v.size)::bigint from file_version v where v.file_id = f.id) as used,
      null::bigint as most
    from file f where f.org_id = $1 and ($2::bigint is null or (f.size, f.id) < ($2, $3::uuid))
    order by f.size desc, f.id desc limit $4`,
};
const placeSchema = z.object({ bytes: z.string().regex(/^\d{1,18}$/), id: idSchema });

/** What takes the organisation's room: of spaces and files, those that whoever decides on quotas may read. */
@Injectable()
export class StoredLists {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly views: ResourceViews,
    private readonly keys: Keys,
  ) {}

  /** @throws {DomainError} request.not-found */
  async spaces(actor: Actor, paging: Paging): Promise<Page<StoredSpace>> {
    const { items, next } = await this.page(actor, SPACES, paging);
    const unseen = await this.unseenIn(
      actor,
      items.map(({ id }) => id),
    );
    return {
      next,
      items: items.map(({ id, name, used, most }) => ({
        ...{ id, name, usedBytes: Number(used) - (unseen.get(id) ?? 0) },
        maxBytes: most === null ? null : Number(most),
      })),
    };
  }

  /** @throws {DomainError} request.not-found */
  async files(actor: Actor, paging: Paging): Promise<Page<StoredFile>> {
    const { items, next } = await this.page(actor, FILES, paging);
    return {
      next,
      items: items.map(({ id, name, bytes, used, isInBin }) => ({
        ...{ id, name, sizeBytes: Number(bytes), usedBytes: Number(used), isInBin },
      })),
    };
  }

  /** What lies below each of these spaces where this person may not read. */
  private async unseenIn(actor: Actor, spaces: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const orgs = { orgs: [actor.orgId] };
    const scopes = await this.database.inOrgs(orgs, (tx) =>
      tx.query<{ id: string; space_id: string }>(SCOPES, [actor.orgId, spaces]),
    );
    const seen = await this.access.which(
      actor,
      'resource.read',
      scopes.map(({ id }) => id),
    );
    const unseen = scopes.filter(({ id }) => !seen.has(id));
    if (unseen.length === 0) return new Map();
    const rows = await this.database.inOrgs(orgs, (tx) =>
      tx.query<{ space_id: string; bytes: string }>(STORED_IN, [
        ...[actor.orgId, unseen.map(({ id }) => id), unseen.map(({ space_id: spaceId }) => spaceId)],
      ]),
    );
    return new Map(rows.map(({ space_id: spaceId, bytes }) => [spaceId, Number(bytes)]));
  }

  private async page(
    actor: Actor,
    statement: ReadStatement,
    paging: Paging,
  ): Promise<Page<Row & { readonly name: string; readonly isInBin: boolean }>> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `${statement.name} ${actor.personId}`, place: placeSchema },
        placeOf: ({ bytes, id }: SeenRow) => ({ bytes, id }),
        read: async (after, limit) => {
          const rows = await this.database.readIn<Row>([orgId], statement, [
            ...[orgId, after?.bytes ?? null, after?.id ?? null, limit],
          ]);
          const ids = rows.map(({ id }) => id);
          const seen = await this.access.which(actor, 'resource.read', ids);
          return rows.map((row) => ({ ...row, isSeen: seen.has(row.id) }));
        },
        isWanted: ({ isSeen }: SeenRow) => isSeen,
      },
      paging,
    );
    const ids = items.map(({ id }) => id);
    const views = await this.views.viewsOf(actor, ids);
    return {
      next,
      items: items.flatMap((row) => {
        const view = views.get(row.id);
        return view === undefined ? [] : { ...row, name: view.name, isInBin: view.trashedAt !== null };
      }),
    };
  }
}
