import { z } from 'zod';
import { idSchema, instantSchema, nameSchema, personSchema } from './common.js';

export const MESSAGE_MAX_LENGTH = 20_000;
/** POST /api/v1/channels */
export const createChannelSchema = z.strictObject({ name: nameSchema, parentId: idSchema.optional() });
/** POST /api/v1/channels/:id/messages ; `clientId` makes resending harmless. */
export const sendMessageSchema = z.strictObject({
  clientId: idSchema,
  text: z.string().max(MESSAGE_MAX_LENGTH * 2),
});
export const sentSchema = z.object({ id: idSchema, seq: z.number().int() });
export type Sent = z.infer<typeof sentSchema>;
export const messageSchema = z.object({
  id: idSchema,
  /** Gapless number in the channel: 1, 2, 3 … */
  seq: z.number().int(),
  clientId: idSchema,
  author: personSchema.nullable(),
  text: z.string(),
  at: instantSchema,
});
export type MessageView = z.infer<typeof messageSchema>;
/**
 * GET /api/v1/channels/:id/messages : `after=seq` reads forwards, `before=seq` backwards (newest first page when absent).
 * Items are always in rising order. `next` is the seq to continue from in the same direction, null at the end.
 */
export const messagesQuerySchema = z.strictObject({
  after: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const messagesSchema = z.object({ items: z.array(messageSchema), next: z.number().int().nullable() });
export type Messages = z.infer<typeof messagesSchema>;
/** PUT /api/v1/channels/:id/internal */
export const setInternalSchema = z.strictObject({ internal: z.boolean() });
/** PUT /api/v1/channels/:id/read */
export const markReadSchema = z.strictObject({ seq: z.number().int().min(0) });
/** GET /api/v1/channels/:id and GET /api/v1/channels?parentId= ; in lists a discussion beside a document has its title. */
export const channelSchema = z.object({
  id: idSchema,
  parentId: idSchema.nullable(),
  name: z.string(),
  /** The document this discussion stands beside, if any. */
  documentId: idSchema.nullable(),
  lastSeq: z.number().int(),
  readSeq: z.number().int(),
  canPost: z.boolean(),
  lastAt: instantSchema.nullable(),
  /** Closed to guests and visitors by link, whatever right they have on its place. */
  internal: z.boolean(),
  /** Guests or links have a right here and it is not internal: what is written is read outside. */
  readOutside: z.boolean(),
  /** Whether I may open it to guests and visitors, or close it to them. */
  canOpen: z.boolean(),
});
export type ChannelView = z.infer<typeof channelSchema>;
export const channelsQuerySchema = z.strictObject({ parentId: idSchema });
export const channelsSchema = z.object({ items: z.array(channelSchema) });
