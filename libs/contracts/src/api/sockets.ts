import { z } from 'zod';
import { idSchema } from './common.js';
import { sendMessageSchema, type MessageChange, type MessageView, type Sent } from './messaging.js';
import type { PersonView, Problem } from './common.js';

/**
 * socket.io, path /socket.io, authenticated in the handshake (cookie, or `auth: { token, build }`). `changes`: also what
 * happens to its messages, after that number.
 */
export const feedSubscribeSchema = z.strictObject({
  feed: idSchema,
  after: z.number().int().min(0),
  changes: z.number().int().min(0).optional(),
});
export const feedUnsubscribeSchema = z.strictObject({ feed: idSchema });
export const messageSendSchema = sendMessageSchema.extend({ channelId: idSchema });
export const placeWatchSchema = z.strictObject({ id: idSchema });
export const conversationsWatchSchema = z.strictObject({});
export const notificationsWatchSchema = z.strictObject({});
export const typingSchema = z.strictObject({ id: idSchema });
export const presenceSetSchema = z.strictObject({ here: z.boolean() });
/** People whose presence one page shows at once. */
export const MOST_WATCHED = 200;
export const presenceWatchSchema = z.strictObject({ people: z.array(idSchema).max(MOST_WATCHED) });

/**
 * The namespace for co-editing without WebSockets; `auth.document` names the document. The server sends `frame` (the
 * bytes of one frame) and `closed`, the client `part`: one byte, 1 if more of the frame follows and 0 if not, then bytes.
 */
export const COLLAB_FALLBACK = '/collab-fallback';
/** Bytes of a frame in one part: encoded in base64 it stays below what a request may hold. */
export const COLLAB_PART_BYTES = 128 * 1024;
export const collabPartSchema = z
  .instanceof(Uint8Array)
  .refine(
    (part) => part.length > 0 && part.length <= COLLAB_PART_BYTES + 1 && (part[0] ?? 2) <= 1,
    'no part of a frame',
  );
export type CollabPart = z.infer<typeof collabPartSchema>;
/** `code` is a close code of the co-editing socket. */
export const collabClosedSchema = z.object({ code: z.number().int(), reason: z.string() });

export interface FeedEntryEvent {
  feed: string;
  seq: number;
  kind: 'message';
  message: MessageView;
}
/** A message was written in a conversation of mine. `by`: who wrote that of this number; null: no person. */
export interface ConversationMoved {
  readonly id: string;
  readonly seq: number;
  readonly by: string | null;
}
/** Something happened to a message; `seq` is the number of the change. */
export interface FeedChangeEvent {
  feed: string;
  seq: number;
  change: MessageChange;
}
export type Ack<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export interface PlaceWatched {
  readonly changedMsAgo: number | null;
}

export interface ClientToServerEvents {
  'feed.subscribe': (
    body: z.infer<typeof feedSubscribeSchema>,
    ack: (answer: Ack<{ seq: number }>) => void,
  ) => void;
  'feed.unsubscribe': (body: z.infer<typeof feedUnsubscribeSchema>, ack: (answer: Ack<null>) => void) => void;
  'message.send': (body: z.infer<typeof messageSendSchema>, ack: (answer: Ack<Sent>) => void) => void;
  /**
   * Be told when the children of a place change: a hint to refetch, nothing more. Answers how long ago they last did, in
   * milliseconds, for what was asked before the hints began; null: not within a minute.
   */
  'place.watch': (body: z.infer<typeof placeWatchSchema>, ack: (answer: Ack<PlaceWatched>) => void) => void;
  /** From now on: `conversation.moved` and `conversation.read` for all conversations of mine. */
  'conversations.watch': (
    body: z.infer<typeof conversationsWatchSchema>,
    ack: (answer: Ack<null>) => void,
  ) => void;
  /** From now on: `notifications.changed`. */
  'notifications.watch': (
    body: z.infer<typeof notificationsWatchSchema>,
    ack: (answer: Ack<null>) => void,
  ) => void;
  /** I am writing there. Said again while it goes on; nothing is stored. */
  'conversation.typing': (body: z.infer<typeof typingSchema>, ack: (answer: Ack<null>) => void) => void;
  /** Whether I am in front of this page. */
  'presence.set': (body: z.infer<typeof presenceSetSchema>, ack: (answer: Ack<null>) => void) => void;
  /** From now on: `presence.changed` of these people, and of no others. Answers who of them is there. */
  'presence.watch': (
    body: z.infer<typeof presenceWatchSchema>,
    ack: (answer: Ack<{ here: string[] }>) => void,
  ) => void;
}
export interface ServerToClientEvents {
  'feed.entry': (entry: FeedEntryEvent) => void;
  'feed.change': (change: FeedChangeEvent) => void;
  'feed.closed': (event: { feed: string; code: string }) => void;
  'place.changed': (event: { id: string }) => void;
  'conversation.moved': (event: ConversationMoved) => void;
  /** Some of these may have been missed: a hint to ask for the list again, nothing more. */
  'conversations.changed': () => void;
  /** I read so far, on whatever device. */
  'conversation.read': (event: { id: string; seq: number }) => void;
  /** What I am told has changed: a hint to look again, nothing more. */
  'notifications.changed': () => void;
  /** What I have of a conversation for myself (a draft, what counts as unread) changed on some device: a hint to ask again. */
  'conversation.changed': (event: { id: string }) => void;
  /** Somebody is writing in a conversation that is followed. */
  'conversation.typing': (event: { id: string; person: PersonView }) => void;
  /** Somebody came, or went. */
  'presence.changed': (event: { id: string; here: boolean }) => void;
  /** Something was shared with me, or with a team of mine: a hint to look again, nothing more. */
  'access.changed': () => void;
  'session.ended': () => void;
}
/** Sent by the client at connect, so that the server may ask for a reload without losing the outbox. */
export const PROTOCOL_VERSION = 1;
