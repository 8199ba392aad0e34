import { z } from 'zod';
import { draftSchema } from './messaging.js';
import { idSchema, instantSchema, nameSchema, pageOf, personSchema } from './common.js';

/** People in a direct conversation at most; beyond them a discussion in a space is the place. */
export const MAX_PARTICIPANTS = 20;

/** GET /api/v1/conversations : all of mine across spaces, those with the newest messages first. */
export const conversationSchema = z.object({
  id: idSchema,
  /** In a place, or of some people only. */
  kind: z.enum(['channel', 'direct']),
  /** Empty: a direct conversation that is named after its participants. */
  name: z.string(),
  /** Who takes part in a direct conversation besides me; of a channel nobody is named. */
  people: z.array(personSchema),
  /** Where it stands; null: the place is not shown to me. */
  parentId: idSchema.nullable(),
  space: z.object({ id: idSchema, name: z.string() }).nullable(),
  /** The document this discussion stands beside, if any; its title is the conversation's name. */
  documentId: idSchema.nullable(),
  /** What I was writing there. */
  draft: draftSchema.nullable(),
  /** It does not inherit the rights of its place. Of a direct conversation: false. */
  restricted: z.boolean(),
  lastSeq: z.number().int(),
  readSeq: z.number().int(),
  /** When the last message was written; null: none yet. */
  lastAt: instantSchema.nullable(),
});
export type ConversationView = z.infer<typeof conversationSchema>;
export const conversationsSchema = pageOf(conversationSchema);
export type Conversations = z.infer<typeof conversationsSchema>;

/** POST /api/v1/conversations/people/search : those to whom I may write; a narrower search finds what is not among the first. */
export const peopleSearchSchema = z.strictObject({
  q: z.string().max(100),
  limit: z.number().int().min(1).max(50).default(10),
});
const othersSchema = z
  .array(idSchema)
  .min(1)
  .max(MAX_PARTICIPANTS - 1);
/** POST /api/v1/conversations : with one person it has no name, and is the one that the two have already, if they do. */
export const createConversationSchema = z.strictObject({
  personIds: othersSchema,
  name: nameSchema.optional(),
});
/** GET /api/v1/conversations/:id/participants ; of two people: nobody is added, and none of them leaves. */
export const participantsSchema = z.object({
  people: z.array(personSchema).max(MAX_PARTICIPANTS),
  canChange: z.boolean(),
});
export type Participants = z.infer<typeof participantsSchema>;
/** POST /api/v1/conversations/:id/participants */
export const addParticipantsSchema = z.strictObject({ personIds: othersSchema });
/** PUT /api/v1/conversations/:id/name ; null: named after its participants. */
export const renameConversationSchema = z.strictObject({ name: nameSchema.nullable() });
