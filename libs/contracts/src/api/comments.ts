import { z } from 'zod';
import { idSchema, instantSchema, pageOf, personSchema } from './common.js';
import { MESSAGE_MAX_LENGTH, messageSchema } from './messaging.js';

/** Longest selection that can be commented, in UTF-16 units. */
export const COMMENTED_WORDS_MAX = 10_000;
/** Threads of one document. */
export const COMMENTS_MAX = 2_000;
/** Threads that one person may begin in one document. */
export const COMMENTS_OF_PERSON_MAX = 500;

const yjsIdSchema = z.strictObject({
  client: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  clock: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
});
/** A place in the text that moves with it: a relative position of Yjs, as `relativePositionToJSON` gives it. */
export const relativePositionSchema = z.strictObject({
  type: yjsIdSchema.optional(),
  item: yjsIdSchema.optional(),
  assoc: z.number().int().min(-1).max(1).optional(),
});
export type RelativePositionView = z.infer<typeof relativePositionSchema>;

/** POST /api/v1/documents/:id/comments : `words` is the selected text, which must still stand between `from` and `to`. */
export const createCommentSchema = z.strictObject({
  from: relativePositionSchema,
  to: relativePositionSchema,
  words: z.string().min(1).max(COMMENTED_WORDS_MAX),
  text: z.string().max(MESSAGE_MAX_LENGTH * 2),
});
export type CreateComment = z.infer<typeof createCommentSchema>;

/** A comment and where its thread stands. Replies are the messages 2, 3 … of the conversation with the same id. */
export const commentSchema = z.object({
  id: idSchema,
  /** Rises with each change of its state; the ETag. */
  version: z.number().int(),
  /** The words as they were when they were commented. */
  words: z.string(),
  /** The first message. */
  root: messageSchema,
  lastSeq: z.number().int(),
  resolved: z.object({ by: personSchema.nullable(), at: instantSchema }).nullable(),
  /** Who is to see to it. */
  assignee: personSchema.nullable(),
  mayResolve: z.boolean(),
  mayDelete: z.boolean(),
});
export type CommentView = z.infer<typeof commentSchema>;
/** GET /api/v1/documents/:id/comments : the oldest first. */
export const commentsSchema = pageOf(commentSchema);

/** PATCH /api/v1/documents/:id/comments/:commentId */
export const changeCommentSchema = z
  .strictObject({ resolved: z.boolean().optional(), assigneeId: idSchema.nullable().optional() })
  .refine((body) => body.resolved !== undefined || body.assigneeId !== undefined)
  .meta({ minProperties: 1 });
export type ChangeComment = z.infer<typeof changeCommentSchema>;
