import { Injectable } from '@nestjs/common';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { AccessService } from '../engine/access.service.js';
import { ResourceTree } from './resource-tree.service.js';

@Injectable()
export class Folders {
  constructor(
    private readonly access: AccessService,
    private readonly tree: ResourceTree,
  ) {}

  /** @throws {DomainError} request.not-found, resource.wrong-parent, resource.too-deep, resource.name-taken */
  async create(actor: Actor, parentId: string, name: string): Promise<{ id: string }> {
    const { orgId } = await this.access.require(actor, 'resource.create', parentId);
    const id = newId();
    await this.access.locks.holdPlace(actor, orgId, parentId, (tx) =>
      this.tree.create(tx, actor, { id, kind: 'folder', parentId, name }),
    );
    return { id };
  }
}
