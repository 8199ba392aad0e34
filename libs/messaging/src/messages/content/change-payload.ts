import { z } from 'zod';

/** What an entry of a conversation's changes holds: which message, and which of its states it led to. */
const changeSchema = z.object({ seq: z.number().int(), version: z.number().int() });
export type ChangePayload = z.infer<typeof changeSchema>;

/** Kind of such an entry. */
export const MESSAGE_CHANGED = 'message.changed';

export const encodeChange = (change: ChangePayload): Buffer => Buffer.from(JSON.stringify(change), 'utf8');
export const decodeChange = (payload: Uint8Array): ChangePayload =>
  changeSchema.parse(JSON.parse(Buffer.from(payload).toString('utf8')));
