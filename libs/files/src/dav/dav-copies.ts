import { Injectable } from '@nestjs/common';
import type { LockedTx } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import { type CopyHow, CopyResources } from '../files/copy-resources.js';
import { DavError } from './dav-error.js';
import type { DavNode } from './dav-tree.js';
import { DeadProperties } from './dead-properties.js';

/** Copies with what clients had set on the originals. */
@Injectable()
export class DavCopies {
  constructor(
    private readonly files: CopyResources,
    private readonly dead: DeadProperties,
  ) {}

  async copy(
    actor: Actor,
    { view }: DavNode,
    { orgId, parentId, ...how }: CopyHow & { readonly orgId: string; readonly parentId: string },
  ): Promise<void> {
    if (view === null) throw new DavError(403);
    const made = await this.files.copyAs(actor, view, parentId, how);
    for (const [from, to] of made) await this.dead.copy(orgId, from, to);
  }

  onto(actor: Actor, fromId: string, id: string, stillHolds: (tx: LockedTx) => Promise<void>): Promise<void> {
    return this.files.copyOnto(actor, fromId, id, stillHolds);
  }
}
