import { Injectable } from '@nestjs/common';
import { ListResources, ResourceViews } from '@maroquin/access';
import { nameSchema, type ResourceView } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { fold, Keys } from '@maroquin/platform/keys';
import { davName, idEndOf } from './dav-names.js';

/** Entries of a collection that are read at once. */
const PAGE = 200;

/** Something in the mounted tree. */
export interface DavNode {
  /** The names that lead there from the root. */
  readonly names: readonly string[];
  /** null: the root. */
  readonly view: ResourceView | null;
  /** Of a file: its newest version. */
  readonly version: DavVersion | null;
}

interface DavVersion {
  readonly number: number;
  readonly etag: string;
  readonly size: number;
  readonly mediaType: string;
  readonly createdAt: Date;
}

interface EntryRow {
  readonly id: string;
  readonly clashes: boolean;
  readonly number: number | null;
  readonly version_id: string | null;
  readonly size: string | null;
  readonly media_type: string | null;
  readonly created_at: Date | null;
}

/** With the newest version, and whether a neighbour has the name. Of what is restricted nobody else is to know. */
const ENTRIES = {
  name: 'dav entries',
  text: `select r.id, v.number, v.id as version_id, v.size, v.media_type, v.created_at,
      r.parent_id is not null and exists (select 1 from resource o
        where o.org_id = r.org_id and o.parent_id = r.parent_id and o.name_hash = r.name_hash and o.id <> r.id
          and o.trashed_at is null and o.kind in ('folder', 'file') and (not o.restricted or r.restricted)
          and ((r.restricted and not o.restricted) or (r.kind = 'file' and o.kind = 'folder')
            or (r.restricted and o.kind = r.kind and o.id < r.id))) as clashes
    from resource r left join lateral (
      select * from file_version v where v.file_id = r.id order by v.number desc limit 1) v on true
    where r.id = any($1::uuid[])`,
};
const BY_HASH = {
  name: 'dav entries by hash',
  text: `select id from resource where org_id = $1 and parent_id = $2 and kind in ('folder', 'file') and name_hash = $3
    and trashed_at is null limit 20`,
};
const BY_ID_END = {
  name: 'dav entries by the end of the id',
  text: `select id from resource where org_id = $1 and parent_id = $2 and kind in ('folder', 'file')
    and right(id::text, 6) = $3 and trashed_at is null limit 20`,
};

export const isCollection = ({ view }: Pick<DavNode, 'view'>): boolean => view?.kind !== 'file';

/** Spaces, folders and files as a tree of names. Whatever a person may not see is not in it. */
@Injectable()
export class DavTree {
  constructor(
    private readonly lists: ListResources,
    private readonly views: ResourceViews,
    private readonly database: Database,
    private readonly keys: Keys,
  ) {}

  /** null: nothing is there, or nothing that the person may see. */
  async resolve(actor: Actor, names: readonly string[]): Promise<DavNode | null> {
    let node: DavNode = { names: [], view: null, version: null };
    for (const [depth, name] of names.entries()) {
      const child = depth === 0 ? await this.space(actor, name) : await this.childNamed(actor, node, name);
      if (child === null) return null;
      node = child;
    }
    return node;
  }

  /** What stands in a collection, page by page. */
  async *children(actor: Actor, parent: DavNode): AsyncGenerator<DavNode[]> {
    let cursor: string | undefined;
    do {
      const page =
        parent.view === null
          ? await this.lists.spaces(actor, { limit: PAGE, cursor })
          : await this.lists.children(actor, parent.view.id, {
              ...{ kinds: ['folder', 'file'], sort: 'name', limit: PAGE, cursor },
            });
      yield await this.toNodes(actor, parent, page.items);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }

  private async space(actor: Actor, name: string): Promise<DavNode | null> {
    const root: DavNode = { names: [], view: null, version: null };
    for await (const page of this.children(actor, root)) {
      const found = page.find((node) => fold(node.names[0] ?? '') === fold(name));
      if (found !== undefined) return found;
    }
    return null;
  }

  private async childNamed(actor: Actor, parent: DavNode, name: string): Promise<DavNode | null> {
    if (parent.view === null || parent.view.kind === 'file') return null;
    const orgId = await this.orgOf(actor, parent.view.id);
    const given = nameSchema.safeParse(name);
    const idEnd = idEndOf(name);
    const ids = new Set<string>();
    const look = async (statement: typeof BY_HASH, key: Buffer | string): Promise<void> => {
      const rows = await this.database.readIn<{ id: string }>([orgId], statement, [
        orgId,
        parent.view?.id ?? null,
        key,
      ]);
      for (const { id } of rows) ids.add(id);
    };
    if (given.success) {
      const keys = await this.keys.forOrg(orgId);
      await look(BY_HASH, keys.nameHash(parent.view.id, given.data));
    }
    if (idEnd !== null) await look(BY_ID_END, idEnd);
    const views = await this.views.viewsOf(actor, [...ids]);
    const nodes = await this.toNodes(actor, parent, [...views.values()]);
    return nodes.find((node) => fold(node.names.at(-1) ?? '') === fold(name)) ?? null;
  }

  /** @throws {DomainError} request.not-found */
  async orgOf(actor: Actor, id: string): Promise<string> {
    const [row] = await this.views.rowsById(actor, [id]);
    if (row === undefined) throw new DomainError('request.not-found');
    return row.org_id;
  }

  async orgsOf(actor: Actor, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.views.rowsById(actor, ids);
    return new Map(rows.map((row) => [row.id, row.org_id]));
  }

  private async toNodes(actor: Actor, parent: DavNode, found: readonly ResourceView[]): Promise<DavNode[]> {
    // A mounted tree leaves copies on machines: what is of restricted circulation is not in it.
    const views = found.filter(({ marking }) => marking !== 'restricted');
    if (views.length === 0) return [];
    const ids = views.map(({ id }) => id);
    const rows = await this.database.readIn<EntryRow>(actor.orgs, ENTRIES, [ids]);
    const rowOf = new Map(rows.map((row) => [row.id, row]));
    const taken = new Set<string>();
    return views.map((view) => {
      const row = rowOf.get(view.id);
      // Spaces have no key of names: the second of a name is told apart here.
      const key = fold(view.name);
      const clashes = row?.clashes === true || (parent.view === null && taken.has(key));
      taken.add(key);
      const name = davName({ id: view.id, name: view.name, clashes });
      return { names: [...parent.names, name], view, version: versionOf(row) };
    });
  }
}

function versionOf(row: EntryRow | undefined): DavVersion | null {
  if (row === undefined || row.version_id === null || row.number === null || row.created_at === null)
    return null;
  return {
    number: row.number,
    etag: `"${row.version_id}"`,
    size: Number(row.size ?? 0),
    mediaType: row.media_type ?? 'application/octet-stream',
    createdAt: row.created_at,
  };
}
