import { Injectable } from '@nestjs/common';
import { AccessService, type LockedTx, MoveResource, ResourceTree, TrashResources } from '@maroquin/access';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { DavNode } from './dav-tree.js';

/** Asked in the act's own transaction: throws where it no longer holds. */
interface Held {
  readonly stillHolds: (tx: LockedTx) => Promise<void>;
}

/** The acts on the tree that WebDAV knows. */
@Injectable()
export class DavResources {
  constructor(
    private readonly access: AccessService,
    private readonly tree: ResourceTree,
    private readonly mover: MoveResource,
    private readonly bin: TrashResources,
  ) {}

  async makeFolder(
    actor: Actor,
    orgId: string,
    { parentId, name, stillHolds }: { readonly parentId: string; readonly name: string } & Held,
  ): Promise<string> {
    const id = newId();
    await this.access.locks.holdPlace(actor, orgId, parentId, async (tx) => {
      await stillHolds(tx);
      await this.tree.create(tx, actor, { id, kind: 'folder', parentId, name });
    });
    return id;
  }

  trash(actor: Actor, id: string, stillHolds: Held['stillHolds']): Promise<void> {
    return this.bin.trash(actor, id, stillHolds);
  }

  restore(actor: Actor, id: string): Promise<void> {
    return this.bin.restore(actor, id);
  }

  /** `name` is absent where it stays as it is. */
  async move(
    actor: Actor,
    { view }: DavNode,
    { parentId, name, stillHolds }: { readonly parentId: string; readonly name: string | undefined } & Held,
  ): Promise<void> {
    if (view === null) throw new DomainError('request.not-found');
    const { id, version: expectedVersion } = view;
    if (parentId === view.parentId) {
      if (name !== undefined) await this.tree.rename(actor, id, name, expectedVersion, stillHolds);
      return;
    }
    const move = { id, parentId, expectedVersion, stillHolds };
    await this.mover.move(actor, { ...move, ...(name !== undefined && { name }) });
  }
}
