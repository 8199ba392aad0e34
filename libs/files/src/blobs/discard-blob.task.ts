import { z } from 'zod';
import type { Tx } from '@maroquin/platform/database';
import { defineTask, enqueue, type Task } from '@maroquin/platform/jobs';

const NAME = 'blob.discard';
const payloadSchema = z.object({ orgId: z.uuid(), blobId: z.uuid(), size: z.number().int().min(0) });
type Discard = z.infer<typeof payloadSchema>;

/** Asks, in the act's transaction, for bytes to be deleted that nothing will point at once it is committed. */
export const discardLater = (tx: Tx, discard: Discard): Promise<void> =>
  enqueue(tx, NAME, discard, { jobKey: `${NAME} ${discard.blobId}` });

/** What the job works with: deletes a blob's objects. */
interface BlobBytes {
  discard(blobId: string, size: number): Promise<void>;
}

export const discardBlobTask = (blobs: BlobBytes): Task =>
  defineTask({ name: NAME, schema: payloadSchema, run: ({ blobId, size }) => blobs.discard(blobId, size) });
