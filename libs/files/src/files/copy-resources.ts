import { Injectable } from '@nestjs/common';
import { AccessService, ListResources, ResourceTree, ResourceViews } from '@maroquin/access';
import { COPY_MAX_FILES, type CopiedResource, type ResourceView } from '@maroquin/contracts';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { CopiedContent } from './copied-content.js';
import { freeName } from './free-name.js';

const PAGE = 200;
/** Tries of "name (2).ext" before giving up. */
const MAX_NAME_TRIES = 100;

interface Copying {
  /** Files and folders that were made. */
  made: number;
  /** What is no file and no folder, or may not be read any more. */
  leftOut: number;
  /** The new id by the old one. */
  readonly ids: Map<string, string>;
}

/** Files and folders once more: the content is not stored again, the versions stay with the original. */
@Injectable()
export class CopyResources {
  constructor(
    private readonly access: AccessService,
    private readonly tree: ResourceTree,
    private readonly lists: ListResources,
    private readonly views: ResourceViews,
    private readonly content: CopiedContent,
  ) {}

  /**
   * With all below it that the person may read. A taken name becomes "name (2)".
   * @throws {DomainError} request.not-found, resource.wrong-parent, resource.too-deep, copy.too-many
   */
  async copy(actor: Actor, id: string, parentId: string, name?: string): Promise<CopiedResource> {
    const { orgId } = await this.access.require(actor, 'resource.read', id);
    const view = await this.views.viewOf(actor, id);
    if (view.trashedAt !== null || !isCopied(view)) throw new DomainError('request.not-found');
    await this.requireOutside(actor, orgId, id, parentId);
    const copying: Copying = { made: 0, leftOut: 0, ids: new Map() };
    const made = await this.withFreeName(name ?? view.name, (free) =>
      this.one(actor, view, parentId, free, copying),
    );
    if (view.kind === 'folder') await this.below(actor, id, made, copying);
    return { id: made, leftOut: copying.leftOut };
  }

  /** The same under exactly this name, and answers the new id of each. @throws {DomainError} resource.name-taken */
  async copyAs(
    actor: Actor,
    view: ResourceView,
    parentId: string,
    { name, isDeep }: { readonly name: string; readonly isDeep: boolean },
  ): Promise<ReadonlyMap<string, string>> {
    const { orgId } = await this.access.require(actor, 'resource.read', view.id);
    await this.requireOutside(actor, orgId, view.id, parentId);
    const copying: Copying = { made: 0, leftOut: 0, ids: new Map() };
    const made = await this.one(actor, view, parentId, name, copying);
    if (view.kind === 'folder' && isDeep) await this.below(actor, view.id, made, copying);
    return copying.ids;
  }

  /** The content of one file as the newest version of another one. @throws {DomainError} request.not-found */
  async copyOnto(actor: Actor, fromId: string, id: string): Promise<void> {
    const from = await this.access.require(actor, 'file.read', fromId);
    const { orgId } = await this.access.require(actor, 'file.write', id);
    if (from.orgId !== orgId) throw new DomainError('resource.wrong-parent');
    await this.access.locks.holdPlace(actor, orgId, id, (tx) =>
      this.content.copyOnto(tx, actor, { orgId, fromId, id }),
    );
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
    copying: Copying,
  ): Promise<string> {
    copying.made += 1;
    if (copying.made > COPY_MAX_FILES) throw new DomainError('copy.too-many');
    const id = newId();
    const { orgId } = await this.access.requireCreate(
      actor,
      view.kind === 'file' ? 'file' : 'folder',
      parentId,
    );
    const copy = { orgId, fromId: view.id, id, parentId, name };
    await this.access.locks.holdPlace(actor, orgId, parentId, (tx) =>
      view.kind === 'file' ? this.content.copy(tx, actor, copy) : this.content.copyFolder(tx, actor, copy),
    );
    copying.ids.set(view.id, id);
    return id;
  }

  private async below(actor: Actor, fromId: string, toId: string, copying: Copying): Promise<void> {
    let cursor: string | undefined;
    do {
      const asked = { kinds: null, sort: 'name', limit: PAGE, cursor } as const;
      const page = await this.lists.children(actor, fromId, asked);
      for (const view of page.items) {
        if (!isCopied(view)) {
          copying.leftOut += 1;
          continue;
        }
        const id = await this.one(actor, view, toId, view.name, copying);
        if (view.kind === 'folder') await this.below(actor, view.id, id, copying);
      }
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }
}

const isCopied = ({ kind }: ResourceView): boolean => kind === 'file' || kind === 'folder';
