import { Injectable } from '@nestjs/common';
import { ListResources, ResourceViews } from '@maroquin/access';
import { exportMediaTypes, nameSchema, type ResourceView } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { fold, Keys } from '@maroquin/platform/keys';
import { davName, idEndOf } from './dav-names.js';
import { documentTag, formatOfMounted, mountedName, titleOfMounted } from './mounted-documents.js';
import { clashingNames, clashingSpaces, type Rivals } from './name-clashes.js';

/** Entries of a collection that are read at once. */
const PAGE = 200;

/** Something in the mounted tree. */
export interface DavNode {
  /** The names that lead there from the root. */
  readonly names: readonly string[];
  /** null: the root. */
  readonly view: ResourceView | null;
  /** Of a file its newest version, of a document the file that it is read as. */
  readonly version: DavVersion | null;
}

interface DavVersion {
  /** 0: it is a document, which is not replaced from here. */
  readonly number: number;
  readonly etag: string;
  /** null: of a document whose file was not made yet. */
  readonly size: number | null;
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
  readonly seq: string | null;
}

/** With the newest version, and how far a document was written. */
const ENTRIES = {
  name: 'dav entries',
  text: `select r.id, v.number, v.id as version_id, v.size, v.media_type, v.created_at, f.seq
    from resource r left join lateral (
      select * from file_version v where v.file_id = r.id order by v.number desc limit 1) v on true
    left join feed f on f.org_id = r.org_id and f.id = r.id and r.kind = 'document'
    where r.id = any($1::uuid[])`,
};
/** Files and folders that have one of these names, and documents that have one of those: hashes in hexadecimal. */
const BY_HASH = {
  name: 'dav entries by hash',
  text: `select id from resource where org_id = $1 and parent_id = $2 and trashed_at is null
    and ((kind in ('folder', 'file') and name_hash in (select decode(hash, 'hex') from unnest($3::text[]) hash))
      or (kind = 'document' and name_hash in (select decode(hash, 'hex') from unnest($4::text[]) hash)))`,
};
const BY_ID_END = {
  name: 'dav entries by the end of the id',
  text: `select id from resource where org_id = $1 and parent_id = $2 and kind in ('folder', 'file', 'document')
    and right(id::text, 6) = any($3::text[]) and trashed_at is null`,
};
const KINDS = ['folder', 'file', 'document'] as const;

export const isCollection = ({ view }: Pick<DavNode, 'view'>): boolean =>
  view?.kind !== 'file' && view?.kind !== 'document';

/** Spaces, folders, files and documents as a tree of names. Whatever a person may not see is not in it. */
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
        ...{ kinds: KINDS, sort: 'name', limit: PAGE, cursor },
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
    if (parent.view === null || !isCollection(parent)) return null;
    const parentId = parent.view.id;
    const orgId = await this.orgOf(actor, parentId);
    const ids = new Set(await this.idsByName(orgId, parentId, [name]));
    const idEnd = idEndOf(name);
    if (idEnd !== null) for (const id of await this.idsByEnd(orgId, parentId, [idEnd])) ids.add(id);
    const views = await this.views.viewsOf(actor, [...ids]);
    const nodes = await this.toNodes(actor, parent, [...views.values()]);
    return nodes.find((node) => fold(node.names.at(-1) ?? '') === fold(name)) ?? null;
  }

  /** What is called so in the mounted tree, as long as nothing tells it apart. */
  private async idsByName(orgId: string, parentId: string, names: readonly string[]): Promise<string[]> {
    const keys = await this.keys.forOrg(orgId);
    const hashes = (of: readonly string[]): string[] => [
      ...new Set(
        of.flatMap((name) => {
          const given = nameSchema.safeParse(name);
          return given.success ? [keys.nameHash(parentId, given.data).toString('hex')] : [];
        }),
      ),
    ];
    const titles = names.flatMap((name) => titleOfMounted(name) ?? []);
    const asked = [orgId, parentId, hashes(names), hashes(titles)];
    const rows = await this.database.readIn<{ id: string }>([orgId], BY_HASH, asked);
    return rows.map(({ id }) => id);
  }

  private async idsByEnd(orgId: string, parentId: string, ends: readonly string[]): Promise<string[]> {
    if (ends.length === 0) return [];
    const rows = await this.database.readIn<{ id: string }>([orgId], BY_ID_END, [orgId, parentId, ends]);
    return rows.map(({ id }) => id);
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
        : clashingNames(views.map(asMounted), await this.rivalsOf(actor, parent.view.id, views));
    return views.map((view) => {
      const name = davName({ id: view.id, name: mountedName(view), clashes: clashes.has(view.id) });
      return { names: [...parent.names, name], view, version: versionOf(view, rowOf.get(view.id)) };
    });
  }

  /** What else has one of these names, or is called as one of them ends: as far as the person may see it. */
  private async rivalsOf(actor: Actor, parentId: string, views: readonly ResourceView[]): Promise<Rivals> {
    const orgId = await this.orgOf(actor, parentId);
    const names = views.map(mountedName);
    const same = await this.idsByName(orgId, parentId, names);
    const ended = await this.idsByEnd(
      orgId,
      parentId,
      names.flatMap((name) => idEndOf(name) ?? []),
    );
    const known = new Map(views.map((view) => [view.id, view]));
    const others = new Set([...same, ...ended].filter((id) => !known.has(id)));
    for (const [id, view] of await this.views.viewsOf(actor, [...others]))
      if (isShown(view)) known.set(id, view);
    const groups = new Map<string, ResourceView[]>();
    for (const view of known.values()) {
      const name = fold(mountedName(view));
      groups.set(name, [...(groups.get(name) ?? []), view]);
    }
    return {
      sameNames: [...groups.values()],
      idEnds: new Set(ended.filter((id) => known.has(id))),
    };
  }
}

const asMounted = (view: ResourceView) => ({ id: view.id, name: mountedName(view) });

/** A mounted tree leaves copies on machines: what is of restricted circulation is not in it. */
const isShown = ({ marking }: ResourceView): boolean => marking !== 'restricted';

function versionOf(view: ResourceView, row: EntryRow | undefined): DavVersion | null {
  if (view.kind === 'document' && row?.seq !== undefined && row.seq !== null)
    return {
      number: 0,
      etag: documentTag(view, Number(row.seq)),
      size: null,
      mediaType: exportMediaTypes[formatOfMounted(view)],
      createdAt: new Date(view.updatedAt),
    };
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
