import { Injectable } from '@nestjs/common';
import type { LockedTx } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import { CopyResources } from '../files/copy-resources.js';
import { DavError } from './dav-error.js';
import { DavLocks } from './dav-locks.js';
import type { DavNode } from './dav-tree.js';
import { DeadProperties } from './dead-properties.js';

/** Copies with what clients had set on the originals. */
@Injectable()
export class DavCopies {
  constructor(
    private readonly files: CopyResources,
    private readonly dead: DeadProperties,
    private readonly locks: DavLocks,
  ) {}

  async copy(
    actor: Actor,
    { view }: DavNode,
    orgId: string,
    parentId: string,
    how: { readonly name: string; readonly isDeep: boolean },
  ): Promise<void> {
    if (view === null) throw new DavError(403);
    const made = await this.files.copyAs(actor, view, parentId, how);
    for (const [from, to] of made) await this.dead.copy(orgId, from, to);
  }

  onto(actor: Actor, fromId: string, id: string, stillHolds: (tx: LockedTx) => Promise<void>): Promise<void> {
    return this.files.copyOnto(actor, fromId, id, stillHolds);
  }

  /** A lock stays where it was taken (RFC 4918 §9.9.3). */
  async endLocks(orgId: string, id: string): Promise<void> {
    const locks = await this.locks.within(orgId, id);
    await this.locks.release(
      orgId,
      locks.map((lock) => lock.id),
    );
  }
}
