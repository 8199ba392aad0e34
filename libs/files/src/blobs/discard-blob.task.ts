import { z } from 'zod';
import type { Tx } from '@maroquin/platform/database';
import { defineTask, enqueue, type Task } from '@maroquin/platform/jobs';
import { type BlobLayout, FORMER_PART_BYTES } from './blob-format.js';
import { readRuns, RUNS } from './writer-runs.js';

const NAME = 'blob.discard';
const payloadSchema = z.object({
  orgId: z.uuid(),
  blobId: z.uuid(),
  /** Absent: nobody knows, and whatever lies under its name goes. */
  size: z.number().int().min(0).optional(),
  // Jobs that a former version asked for do not say it.
  partBytes: z.number().int().positive().default(FORMER_PART_BYTES),
  /** `runsText` of whoever stored its parts. */
  writers: z.string().regex(RUNS).default(''),
});
type Discard = Omit<z.infer<typeof payloadSchema>, 'size'> & { readonly size: number };

/** Asks, in the act's transaction, for bytes to be deleted that nothing will point at once it is committed. */
export const discardLater = (tx: Tx, discard: Discard): Promise<void> =>
  enqueue(tx, NAME, discard, { jobKey: `${NAME} ${discard.blobId}` });

/** The same where nothing says how large it is: the organisation is closed. */
export const discardAllLater = (tx: Tx, blob: Pick<Discard, 'orgId' | 'blobId'>): Promise<void> =>
  enqueue(tx, NAME, blob, { jobKey: `${NAME} ${blob.blobId}` });

/** What the job works with: deletes a blob's objects. */
interface BlobBytes {
  discard(blob: BlobLayout, size: number): Promise<void>;
  discardAll(blobId: string): Promise<void>;
}

export const discardBlobTask = (blobs: BlobBytes): Task =>
  defineTask({
    name: NAME,
    schema: payloadSchema,
    run: ({ blobId, size, partBytes, writers }) =>
      size === undefined
        ? blobs.discardAll(blobId)
        : blobs.discard({ id: blobId, partBytes, writers: readRuns(writers) }, size),
  });
