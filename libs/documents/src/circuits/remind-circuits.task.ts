import type { Tx } from '@maroquin/platform/database';
import { defineTask, enqueue, type Task } from '@maroquin/platform/jobs';
import { z } from 'zod';

const NAME = 'circuit.remind';
/** On its day, when offices open in France. */
const HOUR = 'T06:00:00.000Z';
const payloadSchema = z.object({
  orgId: z.uuid(),
  documentId: z.uuid(),
  id: z.uuid(),
  step: z.number().int(),
});
export type DueStep = z.infer<typeof payloadSchema>;

/** Asks for one reminder of a step on its day, in the transaction in which the step begins. A day that has begun has none. */
export async function remindLater(tx: Tx, step: DueStep, due: string, now: Date): Promise<void> {
  const runAt = new Date(`${due}${HOUR}`);
  if (runAt <= now) return;
  await enqueue(tx, NAME, step, { jobKey: `${NAME} ${step.id} ${String(step.step)}`, runAt });
}

/** What the job works with. */
interface Reminder {
  remind(step: DueStep): Promise<void>;
}

export const remindCircuitsTask = (reminder: Reminder): Task =>
  defineTask({ name: NAME, schema: payloadSchema, run: (step) => reminder.remind(step) });
