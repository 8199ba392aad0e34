import { z } from 'zod';
import type { Tx } from '@maroquin/platform/database';
import { defineTask, enqueue, type Task } from '@maroquin/platform/jobs';

const NAME = 'message.send-scheduled';
const payloadSchema = z.object({ orgId: z.uuid(), id: z.uuid() });

/** Asks, in the transaction that writes it down, for a message to be sent when its moment has come. */
export const sendLater = (
  tx: Tx,
  { id, orgId, sendAt }: { readonly id: string; readonly orgId: string; readonly sendAt: Date },
): Promise<void> => enqueue(tx, NAME, { orgId, id }, { jobKey: `${NAME} ${id}`, runAt: sendAt });

/** What the job works with. */
interface Sender {
  send(orgId: string, id: string): Promise<void>;
}

export const sendScheduledTask = (sender: Sender): Task =>
  defineTask({ name: NAME, schema: payloadSchema, run: ({ orgId, id }) => sender.send(orgId, id) });
