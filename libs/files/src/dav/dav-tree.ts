import { Injectable } from '@nestjs/common';
import { ListResources, ResourceViews } from '@maroquin/access';
import { nameSchema, type ResourceView } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { fold, Keys } from '@maroquin/platform/keys';
import { davName, idEndOf } from './dav-names.js';
import { clashingNames, clashingSpaces, type Rivals } from './name-clashes.js';

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
  readonly number: number | null;
  readonly version_id: string | null;
  readonly size: string | null;
  readonly media_type: string | null;
  readonly created_at: Date | null;
}

/** With the newest version. */
const ENTRIES = {
  name: 'dav entries',
  text: `select r.id, v.number, v.id as version_id, v.size, v.media_type, v.created_at
    from resource r left join lateral (
      select * from file_version v where v.file_id = r.id order by v.number desc limit 1) v on true
    where r.id = any($1::uuid[])`,
};
const BY_HASH = {
  name: 'dav entries by hash',
  text: `select id from resource where org_id = $1 and parent_id = $2 and kind in ('folder', 'file') and name_hash = $3
    and trashed_at is null`,
};
const BY_ID_END = {
  name: 'dav entries by the end of the id',
  text: `select id from resource where org_id = $1 and parent_id = $2 and kind in ('folder', 'file')
    and right(id::text, 6) = any($3::text[]) and trashed_at is null`,
};
/** Everything in the folder that has the name of one of these, they themselves as well. */
const SAME_NAMES = {
  name: 'dav entries of the same names',
  text: `select o.id, encode(o.name_hash, 'hex') as name from resource o
    where o.org_id = $1 and o.parent_id = $2 and o.kind in ('folder', 'file') and o.trashed_at is null
      and o.name_hash in (select r.name_hash from resource r where r.org_id = $1 and r.id = any($3::uuid[]))`,
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
    if (parent.view === null) {
      yield await this.spaces(actor);
      return;
    }
    let cursor: string | undefined;
    do {
      const page = await this.lists.children(actor, parent.view.id, {
        ...{ kinds: ['folder', 'file'], sort: 'name', limit: PAGE, cursor },
      });
      yield await this.toNodes(actor, parent, page.items);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }

  /** All at once: none may be called as another one is, whoever made it and on whichever page it stands. */
  private async spaces(actor: Actor): Promise<DavNode[]> {
    const found: ResourceView[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.lists.spaces(actor, { limit: PAGE, cursor });
      found.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return this.toNodes(actor, { names: [], view: null, version: null }, found);
  }

  private async space(actor: Actor, name: string): Promise<DavNode | null> {
    const spaces = await this.spaces(actor);
    return spaces.find((node) => fold(node.names[0] ?? '') === fold(name)) ?? null;
  }

  private async childNamed(actor: Actor, parent: DavNode, name: string): Promise<DavNode | null> {
    if (parent.view === null || parent.view.kind === 'file') return null;
    const orgId = await this.orgOf(actor, parent.view.id);
    const given = nameSchema.safeParse(name);
    const idEnd = idEndOf(name);
    const ids = new Set<string>();
    const parentId = parent.view.id;
    const read = async (statement: typeof BY_HASH, key: Buffer | string[]): Promise<void> => {
      const rows = await this.database.readIn<{ id: string }>([orgId], statement, [orgId, parentId, key]);
      for (const { id } of rows) ids.add(id);
    };
    if (given.success) {
      const keys = await this.keys.forOrg(orgId);
      await read(BY_HASH, keys.nameHash(parentId, given.data));
    }
    if (idEnd !== null) await read(BY_ID_END, [idEnd]);
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
    const views = found.filter(isShown);
    if (views.length === 0) return [];
    const ids = views.map(({ id }) => id);
    const rows = await this.database.readIn<EntryRow>(actor.orgs, ENTRIES, [ids]);
    const rowOf = new Map(rows.map((row) => [row.id, row]));
    const clashes =
      parent.view === null
        ? clashingSpaces(views)
        : clashingNames(views, await this.rivalsOf(actor, parent.view.id, views));
    return views.map((view) => {
      const name = davName({ id: view.id, name: view.name, clashes: clashes.has(view.id) });
      return { names: [...parent.names, name], view, version: versionOf(rowOf.get(view.id)) };
    });
  }

  /** What else has one of these names, or is called as one of them ends: as far as the person may see it. */
  private async rivalsOf(actor: Actor, parentId: string, views: readonly ResourceView[]): Promise<Rivals> {
    const orgId = await this.orgOf(actor, parentId);
    const ids = views.map(({ id }) => id);
    const same = await this.database.readIn<{ id: string; name: string }>([orgId], SAME_NAMES, [
      ...[orgId, parentId, ids],
    ]);
    const ends = views.flatMap(({ name }) => idEndOf(name) ?? []);
    const ended =
      ends.length === 0
        ? []
        : await this.database.readIn<{ id: string }>([orgId], BY_ID_END, [orgId, parentId, ends]);
    const known = new Map(views.map((view) => [view.id, view]));
    const others = new Set([...same, ...ended].map(({ id }) => id).filter((id) => !known.has(id)));
    for (const [id, view] of await this.views.viewsOf(actor, [...others]))
      if (isShown(view)) known.set(id, view);
    const groups = new Map<string, { id: string }[]>();
    for (const { id, name } of same) {
      const group = groups.get(name) ?? [];
      group.push({ id });
      groups.set(name, group);
    }
    const seen = (rows: readonly { id: string }[]): ResourceView[] =>
      rows.flatMap(({ id }) => known.get(id) ?? []);
    return {
      sameNames: [...groups.values()].map(seen),
      idEnds: new Set(seen(ended).map(({ id }) => id)),
    };
  }
}

/** A mounted tree leaves copies on machines: what is of restricted circulation is not in it. */
const isShown = ({ marking }: ResourceView): boolean => marking !== 'restricted';

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
