import { z } from 'zod';
import type { Tx } from '@maroquin/platform/database';
import { defineTask, enqueue, type Task } from '@maroquin/platform/jobs';
import type { MessagePlace } from './content/index.js';

const NAME = 'message.files.put-away';
const payloadSchema = z.object({ orgId: z.uuid(), fileIds: z.array(z.uuid()) });

/** Asks, in the transaction that deletes a message, for what was sent with it to be put in the trash. */
export async function trashFiles(tx: Tx, { orgId, conversationId, seq }: MessagePlace): Promise<void> {
  const rows = await tx.query<{ file_id: string }>(
    'select file_id from message_file where org_id = $1 and conversation_id = $2 and seq = $3',
    [orgId, conversationId, seq],
  );
  const fileIds = rows.map((row) => row.file_id);
  if (fileIds.length > 0)
    await enqueue(tx, NAME, { orgId, fileIds }, { jobKey: `${NAME} ${conversationId} ${String(seq)}` });
}

/** What the job works with. */
interface Trash {
  trashAsSystem(orgId: string, ids: readonly string[]): Promise<void>;
}

export const trashFilesTask = (trash: Trash): Task =>
  defineTask({
    name: NAME,
    schema: payloadSchema,
    run: ({ orgId, fileIds }) => trash.trashAsSystem(orgId, fileIds),
  });
