import type { Checkpoint, Checkpoints, DocumentRef } from '@maroquin/coediting';
import type { CheckpointRequests } from './checkpoint-requests.js';
import type { CheckpointStore } from './checkpoint-store.js';

/** Where the engine loads documents from. A damaged checkpoint is skipped, and made again. */
export class DocumentCheckpoints implements Checkpoints {
  constructor(
    private readonly store: Pick<CheckpointStore, 'newest'>,
    private readonly requests: Pick<CheckpointRequests, 'now'>,
  ) {}

  async latest(document: DocumentRef): Promise<Checkpoint | null> {
    const { checkpoint, damaged } = await this.store.newest(document);
    // The job deletes what is damaged, records that, and covers the journal again.
    if (damaged.length > 0) this.requests.now(document);
    return checkpoint;
  }
}
