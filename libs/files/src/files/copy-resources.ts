import { Injectable } from '@nestjs/common';
import { AccessService, ListResources, type LockedTx, ResourceTree, ResourceViews } from '@maroquin/access';
import {
  COPY_MAX_DOCUMENTS,
  COPY_MAX_FILES,
  type CopiedResource,
  type ResourceView,
} from '@maroquin/contracts';
import { Admission, requesterOf } from '@maroquin/platform/admission';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { CopiedContent } from './copied-content.js';
import { freeName } from './free-name.js';

const PAGE = 200;
/** Tries of "name (2).ext" before giving up. */
const MAX_NAME_TRIES = 100;

/** Of one item of a folder: nobody can copy it, or the antivirus holds it back. */
const LEFT_OUT: ReadonlySet<string> = new Set(['import.too-large', 'file.infected', 'file.scanning']);

/** A copy under a name of its own. */
export interface CopyHow {
  readonly name: string;
  readonly isDeep: boolean;
  /** Asked in the transaction that makes it: throws where it no longer holds. */
  readonly stillHolds: (tx: LockedTx) => Promise<void>;
}

/** What is copied along with a folder. */
interface Planned {
  /** Folders before what is in them. */
  readonly views: readonly ResourceView[];
  /** Discussions, and what is restricted to some people: a copy has the rights of its new place. */
  readonly leftOut: number;
}

/** Files, documents and folders once more: what is stored is not stored again, the versions stay with the original. */
@Injectable()
export class CopyResources {
  constructor(
    private readonly access: AccessService,
    private readonly tree: ResourceTree,
    private readonly lists: ListResources,
    private readonly views: ResourceViews,
    private readonly content: CopiedContent,
    private readonly admission: Admission,
  ) {}

  /**
   * With all below it that the person may read. A taken name becomes "name (2)".
   * @throws {DomainError} request.not-found, resource.wrong-parent, resource.too-deep, copy.too-many, quota.*
   */
  async copy(actor: Actor, id: string, parentId: string, name?: string): Promise<CopiedResource> {
    const { orgId } = await this.access.require(actor, 'resource.read', id);
    const view = await this.views.viewOf(actor, id);
    if (view.trashedAt !== null || !isCopied(view)) throw new DomainError('request.not-found');
    await this.requireOutside(actor, orgId, id, parentId);
    return this.inTurn(actor, async () => {
      const { views, leftOut } = await this.planned(actor, view);
      await this.content.requireRoom(actor, orgId, parentId, [view, ...views]);
      const ids = new Map<string, string>();
      const made = await this.withFreeName(name ?? view.name, (free) =>
        this.one(actor, view, parentId, free, ids),
      );
      return { id: made, leftOut: leftOut + (await this.below(actor, made, views, ids)) };
    });
  }

  /** The same under exactly this name, and answers the new id of each. @throws {DomainError} resource.name-taken */
  async copyAs(
    actor: Actor,
    view: ResourceView,
    parentId: string,
    { name, isDeep, stillHolds }: CopyHow,
  ): Promise<ReadonlyMap<string, string>> {
    const { orgId } = await this.access.require(actor, 'resource.read', view.id);
    await this.requireOutside(actor, orgId, view.id, parentId);
    return this.inTurn(actor, async () => {
      const { views } = isDeep ? await this.planned(actor, view) : { views: [] };
      await this.content.requireRoom(actor, orgId, parentId, [view, ...views]);
      const ids = new Map<string, string>();
      const made = await this.one(actor, view, parentId, name, ids, stillHolds);
      await this.below(actor, made, views, ids);
      return ids;
    });
  }

  /** The content of one file as the newest version of another one. @throws {DomainError} request.not-found */
  async copyOnto(
    actor: Actor,
    fromId: string,
    id: string,
    stillHolds: (tx: LockedTx) => Promise<void>,
  ): Promise<void> {
    const from = await this.access.require(actor, 'file.read', fromId);
    const { orgId } = await this.access.require(actor, 'file.write', id);
    if (from.orgId !== orgId) throw new DomainError('resource.wrong-parent');
    await this.access.locks.holdPlace(actor, orgId, id, async (tx) => {
      await stillHolds(tx);
      await this.content.copyOnto(tx, actor, { orgId, fromId, id });
    });
  }

  /** Row by row: six folders at once, each with a thousand files, would keep the disk from everybody else. */
  private inTurn<T>(actor: Actor, copy: () => Promise<T>): Promise<T> {
    return this.admission.run('bulk', requesterOf(actor), copy);
  }

  /** Within itself it would go on for ever. */
  private async requireOutside(actor: Actor, orgId: string, id: string, parentId: string): Promise<void> {
    const parent = await this.access.require(actor, 'resource.create', parentId);
    if (parent.orgId !== orgId) throw new DomainError('resource.wrong-parent');
    const { breadcrumb } = await this.tree.get(actor, parentId);
    if (parentId === id || breadcrumb.some((step) => step.id === id))
      throw new DomainError('resource.wrong-parent');
  }

  private async withFreeName(name: string, make: (name: string) => Promise<string>): Promise<string> {
    for (let attempt = 1; attempt <= MAX_NAME_TRIES; attempt += 1) {
      try {
        return await make(freeName(name, attempt));
      } catch (error) {
        if (!(error instanceof DomainError && error.code === 'resource.name-taken')) throw error;
      }
    }
    throw new DomainError('resource.name-taken');
  }

  private async one(
    actor: Actor,
    view: ResourceView,
    parentId: string,
    name: string,
    ids: Map<string, string>,
    stillHolds?: CopyHow['stillHolds'],
  ): Promise<string> {
    if (view.kind === 'document') {
      const copied = await this.content.copyDocument(actor, {
        ...{ fromId: view.id, parentId, title: name },
        ...(stillHolds !== undefined && { stillHolds }),
      });
      ids.set(view.id, copied);
      return copied;
    }
    const id = newId();
    const { orgId } = await this.access.requireCreate(
      actor,
      view.kind === 'file' ? 'file' : 'folder',
      parentId,
    );
    const copy = { orgId, fromId: view.id, id, parentId, name };
    await this.access.locks.holdPlace(actor, orgId, parentId, async (tx) => {
      await stillHolds?.(tx);
      await (view.kind === 'file'
        ? this.content.copy(tx, actor, copy)
        : this.content.copyFolder(tx, actor, copy));
    });
    ids.set(view.id, id);
    return id;
  }

  /** Before anything is made. @throws {DomainError} copy.too-many */
  private async planned(actor: Actor, from: ResourceView): Promise<Planned> {
    const views: ResourceView[] = [];
    let leftOut = 0;
    let documents = 0;
    const open = from.kind === 'folder' ? [from.id] : [];
    for (let folderId = open.shift(); folderId !== undefined; folderId = open.shift())
      for await (const page of this.pagesOf(actor, folderId)) {
        const taken = page.filter((view) => isCopied(view) && !view.restricted);
        views.push(...taken);
        leftOut += page.length - taken.length;
        // The folder itself is one of them.
        documents += taken.filter(({ kind }) => kind === 'document').length;
        if (views.length >= COPY_MAX_FILES || documents > COPY_MAX_DOCUMENTS)
          throw new DomainError('copy.too-many');
        open.push(...taken.filter(({ kind }) => kind === 'folder').map(({ id }) => id));
      }
    return { views, leftOut };
  }

  private async *pagesOf(actor: Actor, folderId: string): AsyncGenerator<readonly ResourceView[]> {
    let cursor: string | undefined;
    do {
      const asked = { kinds: null, sort: 'name', limit: PAGE, cursor } as const;
      const page = await this.lists.children(actor, folderId, asked).catch((error: unknown) => {
        // It went since it was listed: so it is found when its turn comes.
        if (error instanceof DomainError && error.code === 'request.not-found') return null;
        throw error;
      });
      if (page === null) return;
      yield page.items;
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }

  /**
   * Answers how much could not be copied, with what stood in it. Where the copy ends halfway, what was made of it goes to
   * the bin: half a folder helps nobody.
   */
  private async below(
    actor: Actor,
    rootId: string,
    views: readonly ResourceView[],
    ids: Map<string, string>,
  ): Promise<number> {
    let leftOut = 0;
    try {
      for (const view of views) {
        const parentId = ids.get(view.parentId ?? '');
        if (parentId !== undefined && (await this.isCopiedTo(actor, view, parentId, ids))) continue;
        leftOut += 1;
      }
    } catch (error) {
      await this.content.takeBack(actor, rootId);
      throw error;
    }
    return leftOut;
  }

  /** False: it is too large, or the antivirus holds it back, or it went, or its reader lost the right to it, since it was counted. */
  private async isCopiedTo(
    actor: Actor,
    view: ResourceView,
    parentId: string,
    ids: Map<string, string>,
  ): Promise<boolean> {
    try {
      await this.one(actor, view, parentId, view.name, ids);
      return true;
    } catch (error) {
      // It cannot be copied, at least now: the rest is copied without it.
      if (error instanceof DomainError && LEFT_OUT.has(error.code)) return false;
      const isGone = error instanceof DomainError && error.code === 'request.not-found';
      // The new folder may be what went: then the copy itself is over.
      if (!isGone || !(await this.access.may(actor, 'resource.create', parentId))) throw error;
      return false;
    }
  }
}

/** What a mounted tree shows as well. */
const isCopied = ({ kind }: ResourceView): boolean =>
  kind === 'file' || kind === 'folder' || kind === 'document';
