import { Inject, Injectable } from '@nestjs/common';
import { ResourceTree } from '@maroquin/access';
import { askForRepair } from '@maroquin/messaging';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import type { Actor, Tx } from '@maroquin/platform/database';
import { Feeds } from '@maroquin/platform/feeds';

/** What a restoration leaves beside the text. */
@Injectable()
export class RestoreActs {
  constructor(
    private readonly feeds: Feeds,
    private readonly tree: ResourceTree,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  head(orgId: string, id: string): Promise<number> {
    return this.feeds.head(orgId, id);
  }

  async record(
    tx: Tx,
    { personId }: Actor,
    { orgId, id, seq, before }: { orgId: string; id: string; seq: number; before: number },
  ): Promise<void> {
    await this.tree.touch(tx, id, { personId });
    // It may bring marks back whose comments were deleted since.
    await askForRepair(tx, { orgId, documentId: id, personId });
    await recordAct(tx, {
      orgId,
      actorId: personId,
      action: 'document.restored',
      targetId: id,
      details: { seq, before },
      at: this.clock.now(),
    });
  }
}
