import { z } from 'zod';
import {
  idSchema,
  instantSchema,
  nameSchema,
  pageOf,
  pageQuerySchema,
  personSchema,
  scanSchema,
} from './common.js';

export const MESSAGE_MAX_LENGTH = 20_000;
/** Files that one message brings. */
export const MESSAGE_FILES_MAX = 10;
/** POST /api/v1/channels */
export const createChannelSchema = z.strictObject({
  name: nameSchema,
  parentId: idSchema.optional(),
  /** Only for whoever makes it, and whom it is shared with: it inherits nothing from its place. */
  private: z.boolean().optional(),
});
/** POST /api/v1/channels/:id/messages ; `clientId` makes resending harmless. */
/**
 * People and teams are mentioned by id in the text, `<@id>`; everybody who is here, or everybody, by `<@ici>`, `<@tous>`.
 * `quote`: number of the message of the same conversation that this one answers. `toMany`: mentioning everybody was
 * confirmed, where they are more than 100. `files`: files of one's own, uploaded with the conversation as their parent (of
 * a thread, the conversation it hangs on), and not yet sent; the text may then be empty.
 */
export const sendMessageSchema = z.strictObject({
  clientId: idSchema,
  text: z.string().max(MESSAGE_MAX_LENGTH * 2),
  quote: z.number().int().min(1).optional(),
  toMany: z.boolean().optional(),
  files: z.array(idSchema).min(1).max(MESSAGE_FILES_MAX).optional(),
});
export type SendMessage = z.infer<typeof sendMessageSchema>;
export const MENTIONS_MAX = 50;
/** Mentioning more people than these at once has to be confirmed. */
export const MANY_PEOPLE = 100;
/** One mention in a text: an id, `ici` or `tous`. */
export const MENTION = /<@([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|ici|tous)>/g;
/** Whom a text mentions, each once. */
export const mentionsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(MENTION)].map(([, whom = '']) => whom)),
];
export const callsEverybody = (text: string): boolean =>
  mentionsIn(text).some((whom) => whom === 'tous' || whom === 'ici');
const mentionedSchema = personSchema.extend({ team: z.literal(true).optional() });
export const sentSchema = z.object({ id: idSchema, seq: z.number().int() });
export type Sent = z.infer<typeof sentSchema>;
/** Signs to react with: six of the house, each a word, then emoji. The server takes no other. */
export const REACTION_WORDS = ['agreed', 'seen', 'thanks', 'bravo', 'question', 'redo'] as const;
export const REACTION_EMOJI = [
  ...['👍', '👎', '👏', '🙏', '💪', '👋', '🙌', '🤝', '✌️', '🤞', '👌', '👀'],
  ...['😀', '😂', '🙂', '😉', '😍', '🤔', '😮', '😢', '😅', '😎', '🤯', '😴'],
  ...['❤️', '💡', '🔥', '🎉', '🚀', '⭐', '☕', '🌱', '🎂', '🏆', '📌', '📎'],
  ...['✅', '❌', '⚠️', '❓', '❗', '⏳', '⏰', '📅', '🔒', '🔗', '➕', '💯'],
] as const;
export const reactionSignSchema = z.enum([...REACTION_WORDS, ...REACTION_EMOJI]);
export type ReactionSign = z.infer<typeof reactionSignSchema>;
/** People named beside each reaction; more are only counted. */
export const REACTION_NAMES = 50;
/** Reactions to one message, of all people with all signs. */
export const REACTIONS_MAX = 500;

/** What happened to a message after it was sent. A message that nothing happened to has none of it. */
const messageStateShape = {
  /** Rises with each change; absent: 0. */
  version: z.number().int().optional(),
  editedAt: instantSchema.optional(),
  /** Its text is gone. */
  deleted: z.object({ by: personSchema.nullable(), at: instantSchema }).optional(),
  reactions: z
    .array(
      z.object({
        sign: reactionSignSchema,
        count: z.number().int(),
        people: z.array(personSchema),
        /** Ids of those who are not named. */
        others: z.array(idSchema).max(REACTIONS_MAX).optional(),
      }),
    )
    .max(REACTION_WORDS.length + REACTION_EMOJI.length)
    .optional(),
  pinned: z.object({ by: personSchema.nullable(), at: instantSchema }).optional(),
  /** Replies to it; `people`: who wrote the last of them. */
  thread: z
    .object({ id: idSchema, replies: z.number().int(), lastAt: instantSchema, people: z.array(personSchema) })
    .optional(),
};
/** What happened to a direct conversation, told among its messages. `people`: who was added; `name`: what it is called now. */
export const conversationEventSchema = z.object({
  kind: z.enum(['added', 'left', 'renamed']),
  people: z.array(personSchema).optional(),
  name: z.string().optional(),
});
export type ConversationEvent = z.infer<typeof conversationEventSchema>;
/** A file as it was sent: its bytes are read by GET /api/v1/files/:id/content, by whoever reads the conversation. */
export const messageFileSchema = z.object({
  id: idSchema,
  name: z.string(),
  size: z.number().int(),
  mediaType: z.string(),
});
export type MessageFile = z.infer<typeof messageFileSchema>;
/** The same as it is read: with what the antivirus says of it, where that is not simply clean. */
export const sentFileSchema = messageFileSchema.extend({ scan: scanSchema.optional() });
export type SentFile = z.infer<typeof sentFileSchema>;
export const messageSchema = z.object({
  id: idSchema,
  /** Gapless number in the channel: 1, 2, 3 … */
  seq: z.number().int(),
  clientId: idSchema,
  author: personSchema.nullable(),
  text: z.string(),
  at: instantSchema,
  /** The message it answers. */
  quote: z.number().int().optional(),
  files: z.array(sentFileSchema).max(MESSAGE_FILES_MAX).optional(),
  /** Its author did this, and says nothing. */
  event: conversationEventSchema.optional(),
  /** Said in a file that was imported; `author` has a name and is nobody of the organisation. */
  imported: z.literal(true).optional(),
  /** What the people and teams are called whom its text mentions. */
  mentions: z.array(mentionedSchema).max(MENTIONS_MAX).optional(),
  ...messageStateShape,
});
export type MessageView = z.infer<typeof messageSchema>;
/** The whole new state of one message. `text`: present once it was edited or deleted. */
export const messageChangeSchema = z.object({
  seq: z.number().int(),
  text: z.string().optional(),
  mentions: z.array(mentionedSchema).max(MENTIONS_MAX).optional(),
  ...messageStateShape,
  version: z.number().int(),
});
export type MessageChange = z.infer<typeof messageChangeSchema>;

/** PATCH /api/v1/channels/:id/messages/:seq */
export const editMessageSchema = z.strictObject({ text: z.string().max(MESSAGE_MAX_LENGTH * 2) });
/** PUT /api/v1/channels/:id/messages/:seq/reactions */
export const reactSchema = z.strictObject({ sign: reactionSignSchema, on: z.boolean() });
/** GET /api/v1/threads/:id : a conversation that hangs on one message of a channel. */
export const threadSchema = z.object({
  id: idSchema,
  channelId: idSchema,
  root: messageSchema,
  lastSeq: z.number().int(),
  readSeq: z.number().int(),
  /** Whether I follow the replies. */
  following: z.boolean(),
  canPost: z.boolean(),
  canModerate: z.boolean(),
});
export type ThreadView = z.infer<typeof threadSchema>;
/** PUT /api/v1/threads/:id/follow */
export const followThreadSchema = z.strictObject({ on: z.boolean() });
/** POST /api/v1/channels/:id/people/search : who reads the conversation, for mentions; names are in no address, which logs keep; `count` up to `MANY_PEOPLE` and one. */
export const conversationPeopleQuerySchema = z.strictObject({ query: z.string().max(100).optional() });
export const conversationPeopleSchema = z.object({
  items: z.array(personSchema),
  /** Teams with a right there. */
  teams: z.array(z.object({ id: idSchema, name: z.string() })).max(20),
  count: z.number().int(),
});
export type ConversationPeople = z.infer<typeof conversationPeopleSchema>;
/** PUT /api/v1/channels/:id/messages/:seq/pin */
export const pinSchema = z.strictObject({ on: z.boolean() });
/** GET /api/v1/channels/:id/messages/:seq/edits : what the message said before, the oldest first. */
export const messageEditsSchema = pageOf(z.object({ text: z.string(), at: instantSchema }));
export type MessageEdits = z.infer<typeof messageEditsSchema>;
export const messageSeqSchema = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
/**
 * GET /api/v1/channels/:id/messages : `after=seq` reads forwards, `before=seq` backwards (newest first page when absent).
 * Items are always in rising order. `next` is the seq to continue from in the same direction, null at the end.
 */
export const messagesQuerySchema = z.strictObject({
  after: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const messagesSchema = z.object({
  items: z.array(messageSchema),
  next: z.number().int().nullable(),
  /** Number of the channel's last change that these messages show for certain: follow the changes after it. */
  changes: z.number().int(),
});
export type Messages = z.infer<typeof messagesSchema>;
/** PUT /api/v1/channels/:id/internal */
export const setInternalSchema = z.strictObject({ internal: z.boolean() });
/** PUT /api/v1/channels/:id/read ; `back`: what comes behind counts as unread again. */
export const markReadSchema = z.strictObject({ seq: z.number().int().min(0), back: z.boolean().optional() });
/** PUT /api/v1/channels/:id/draft : what I am writing there; empty: nothing. */
export const writeDraftSchema = z.strictObject({ text: z.string().max(MESSAGE_MAX_LENGTH * 2) });
/** GET /api/v1/channels/:id/draft */
export const draftSchema = z.object({
  text: z.string(),
  /** What those are called whom it mentions. */
  mentions: z.array(mentionedSchema).max(MENTIONS_MAX).optional(),
});
export type DraftView = z.infer<typeof draftSchema>;
/** GET /api/v1/channels/:id/pins : the newest messages first. */
export const pinsSchema = pageOf(messageSchema);
/** PUT /api/v1/channels/:id/messages/:seq/saved */
export const saveMessageSchema = z.strictObject({ on: z.boolean() });
/** GET /api/v1/saved-messages : those that I keep at hand and may still read, the last that I saved first. */
export const savedMessagesSchema = pageOf(
  z.object({
    message: messageSchema,
    conversationId: idSchema,
    /** The channel or direct conversation in which it is shown. */
    channelId: idSchema,
    /** Of a reply in a thread: the message that it replies to. */
    rootSeq: z.number().int().nullable(),
    /** Empty: a direct conversation that is named after its participants. */
    name: z.string(),
    savedAt: instantSchema,
  }),
);
export type SavedMessage = z.infer<typeof savedMessagesSchema>['items'][number];
/** Messages that one person may have waiting. */
export const SCHEDULED_MAX = 100;
/** A message waits for a year at most. */
export const SCHEDULED_DAYS = 366;
/** POST /api/v1/channels/:id/scheduled */
export const scheduleMessageSchema = z.strictObject({
  text: z.string().max(MESSAGE_MAX_LENGTH * 2),
  sendAt: instantSchema,
  /** As when sending. */
  toMany: z.boolean().optional(),
  files: z.array(idSchema).min(1).max(MESSAGE_FILES_MAX).optional(),
});
/** GET /api/v1/scheduled-messages : mine that wait, or were refused when their moment had come; the next first. */
export const scheduledMessagesSchema = pageOf(
  draftSchema.extend({
    id: idSchema,
    conversationId: idSchema,
    /** The channel or direct conversation in which it is shown; null: I may no longer write there. */
    channelId: idSchema.nullable(),
    sendAt: instantSchema,
    /** Those that leave with it and are still there. */
    files: z.array(messageFileSchema).max(MESSAGE_FILES_MAX).optional(),
    /** Why it was not sent: the code of the error. */
    refused: z.string().nullable(),
  }),
);
export type ScheduledMessage = z.infer<typeof scheduledMessagesSchema>['items'][number];
/** PUT /api/v1/channels/:id/archived */
export const setArchivedSchema = z.strictObject({ archived: z.boolean() });
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
  /** It does not inherit the rights of its place: only those named on it have access. */
  restricted: z.boolean(),
  /** From then on it is read and not written in; null: it is not archived. */
  archivedAt: instantSchema.nullable(),
  canArchive: z.boolean(),
});
export type ChannelView = z.infer<typeof channelSchema>;
export const channelsQuerySchema = pageQuerySchema.extend({ parentId: idSchema.optional() });
/** The newest channels first. */
export const channelsSchema = pageOf(channelSchema);
