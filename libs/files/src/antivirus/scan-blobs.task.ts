import { z } from 'zod';
import type { Tx } from '@maroquin/platform/database';
import { defineTask, enqueue, type Task } from '@maroquin/platform/jobs';

const NAME = 'blobs.scan';
const payloadSchema = z.object({ orgId: z.uuid(), blobId: z.uuid().optional() });

/** Asks, in the transaction of the act, for content to be scanned. */
export const scanLater = (tx: Tx, orgId: string, blobId: string): Promise<void> =>
  enqueue(tx, NAME, { orgId, blobId }, { jobKey: `${NAME} ${blobId}` });

/** Asks for everything that waits, once the antivirus may be back. */
export const scanAllAt = (tx: Tx, orgId: string, at: Date): Promise<void> =>
  enqueue(tx, NAME, { orgId }, { jobKey: `${NAME} ${orgId}`, runAt: at });

interface Scans {
  one(orgId: string, blobId: string): Promise<void>;
  due(orgId: string): Promise<void>;
}

export const scanBlobsTask = (scans: Scans): Task =>
  defineTask({
    name: NAME,
    schema: payloadSchema,
    run: ({ orgId, blobId }) => (blobId === undefined ? scans.due(orgId) : scans.one(orgId, blobId)),
  });
