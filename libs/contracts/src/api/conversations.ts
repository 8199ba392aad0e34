import { z } from 'zod';
import { idSchema, instantSchema, pageOf } from './common.js';

/** GET /api/v1/conversations : all of mine across spaces, those with the newest messages first. */
export const conversationSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** Where it stands; null: the place is not shown to me. */
  parentId: idSchema.nullable(),
  space: z.object({ id: idSchema, name: z.string() }).nullable(),
  /** The document this discussion stands beside, if any; its title is the conversation's name. */
  documentId: idSchema.nullable(),
  lastSeq: z.number().int(),
  readSeq: z.number().int(),
  /** When the last message was written; null: none yet. */
  lastAt: instantSchema.nullable(),
});
export type ConversationView = z.infer<typeof conversationSchema>;
export const conversationsSchema = pageOf(conversationSchema);
export type Conversations = z.infer<typeof conversationsSchema>;
