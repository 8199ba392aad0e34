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
    return {
      next,
      items: items.map(({ id, name, used, most }) => ({
        ...{ id, name, usedBytes: Number(used) },
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
