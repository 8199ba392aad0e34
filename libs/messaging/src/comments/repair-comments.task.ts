import { z } from 'zod';
import type { Tx } from '@maroquin/platform/database';
import { defineTask, enqueue, type Task } from '@maroquin/platform/jobs';

const NAME = 'comments.repair';
const payloadSchema = z.object({
  orgId: z.uuid(),
  documentId: z.uuid(),
  /** The author of the repair that removes marks without a thread: the person who deleted the comment, or restored the text. */
  personId: z.uuid(),
  /** Absent: any comment of the document may be concerned. */
  commentId: z.uuid().optional(),
});
export type CommentRepairRequest = z.infer<typeof payloadSchema>;

/** Asks, in the transaction of an act, for threads and marks of a document to be compared. `at`: not before then. */
export async function askForRepair(tx: Tx, request: CommentRepairRequest, at?: Date): Promise<void> {
  const { orgId, documentId, personId, commentId } = request;
  await enqueue(
    tx,
    NAME,
    { orgId, documentId, personId, ...(commentId !== undefined && { commentId }) },
    { jobKey: `${NAME} ${commentId ?? documentId}`, ...(at !== undefined && { runAt: at }) },
  );
}

/** What the job works with. */
interface Repair {
  run(request: CommentRepairRequest): Promise<void>;
}

export const repairCommentsTask = (repair: Repair): Task =>
  defineTask({ name: NAME, schema: payloadSchema, run: (request) => repair.run(request) });
