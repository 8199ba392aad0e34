import { Injectable } from '@nestjs/common';
import type { LockedTx } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';

export interface DocumentToCopy {
  readonly fromId: string;
  readonly parentId: string;
  readonly title: string;
  /** Asked in the transaction that makes it: throws where it no longer holds. */
  readonly stillHolds?: (tx: LockedTx) => Promise<void>;
}
type CopyOne = (actor: Actor, document: DocumentToCopy) => Promise<string>;

/** Documents in a folder that is copied: the lib that knows how to copy one stands above this one, and says so here. */
@Injectable()
export class DocumentCopier {
  private copyOne: CopyOne | null = null;

  use(copyOne: CopyOne): void {
    this.copyOne = copyOne;
  }

  /** @returns the id of the copy. @throws {DomainError} request.not-found, resource.name-taken */
  copy(actor: Actor, document: DocumentToCopy): Promise<string> {
    if (this.copyOne === null) throw new Error('nobody said how documents are copied');
    return this.copyOne(actor, document);
  }
}
