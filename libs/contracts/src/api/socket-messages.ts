import { z } from 'zod';
import { idSchema, personSchema, problemSchema } from './common.js';
import { messageChangeSchema, messageSchema, sentSchema } from './messaging.js';
import {
  type ClientToServerEvents,
  conversationsWatchSchema,
  feedSubscribeSchema,
  feedUnsubscribeSchema,
  messageSendSchema,
  notificationsWatchSchema,
  placeWatchSchema,
  presenceSetSchema,
  presenceWatchSchema,
  type ServerToClientEvents,
  typingSchema,
} from './sockets.js';

interface ClientMessage {
  readonly summary: string;
  readonly body: z.ZodType;
  /** Of the acknowledgement, where it is `ok`. */
  readonly value: z.ZodType;
}
interface ServerMessage {
  readonly summary: string;
  /** null: the message has none. */
  readonly body: z.ZodType | null;
}

/** The acknowledgement of a message that a client sends: what was asked for, or a problem (RFC 9457). */
export const ackSchema = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), problem: problemSchema }),
  ]);

const seqSchema = z.number().int();

/** Every message that a client may send, for the description of the interface. */
export const clientMessages = {
  'feed.subscribe': {
    summary: 'Follow a conversation from a number on',
    body: feedSubscribeSchema,
    value: z.object({ seq: seqSchema }),
  },
  'feed.unsubscribe': {
    summary: 'Follow a conversation no longer',
    body: feedUnsubscribeSchema,
    value: z.null(),
  },
  'message.send': {
    summary: 'Write in a conversation; acknowledged once it is committed',
    body: messageSendSchema,
    value: sentSchema,
  },
  'place.watch': {
    summary: 'Be told when what stands in a place changes',
    body: placeWatchSchema,
    value: z.object({ changedMsAgo: z.number().nullable() }),
  },
  'conversations.watch': {
    summary: 'Be told what happens in all conversations of mine',
    body: conversationsWatchSchema,
    value: z.null(),
  },
  'notifications.watch': {
    summary: 'Be told when what I am notified of changes',
    body: notificationsWatchSchema,
    value: z.null(),
  },
  'conversation.typing': {
    summary: 'Say that I am writing in a conversation; nothing is stored',
    body: typingSchema,
    value: z.null(),
  },
  'presence.set': {
    summary: 'Say whether I am in front of this page; nothing is stored',
    body: presenceSetSchema,
    value: z.null(),
  },
  'presence.watch': {
    summary: 'Be told when these people come and go; answers who of them is there',
    body: presenceWatchSchema,
    value: z.object({ here: z.array(idSchema) }),
  },
} as const satisfies Record<keyof ClientToServerEvents, ClientMessage>;

/** Every message that the server may send. */
export const serverMessages = {
  'feed.entry': {
    summary: 'A message of a conversation that is followed, in the order of their numbers',
    body: z.object({ feed: idSchema, seq: seqSchema, kind: z.literal('message'), message: messageSchema }),
  },
  'feed.change': {
    summary: 'Something happened to a message; the number is that of the change',
    body: z.object({ feed: idSchema, seq: seqSchema, change: messageChangeSchema }),
  },
  'feed.closed': {
    summary: 'A conversation is no longer followed, with the code of the reason',
    body: z.object({ feed: idSchema, code: z.string() }),
  },
  'place.changed': {
    summary: 'What stands in a place changed: a hint to look again',
    body: z.object({ id: idSchema }),
  },
  'conversation.moved': {
    summary: 'A message was written in a conversation of mine',
    body: z.object({ id: idSchema, seq: seqSchema, by: idSchema.nullable() }),
  },
  'conversations.changed': {
    summary: 'Something of my conversations may have been missed: a hint to ask again',
    body: null,
  },
  'conversation.read': {
    summary: 'I read so far, on whatever device',
    body: z.object({ id: idSchema, seq: seqSchema }),
  },
  'notifications.changed': {
    summary: 'What I am notified of has changed: a hint to look again',
    body: null,
  },
  'conversation.changed': {
    summary:
      'What I have of a conversation for myself (a draft, what counts as unread) changed on some device',
    body: z.object({ id: idSchema }),
  },
  'conversation.typing': {
    summary: 'Somebody is writing in a conversation that is followed',
    body: z.object({ id: idSchema, person: personSchema }),
  },
  'presence.changed': {
    summary: 'Somebody whose presence is watched came, or went',
    body: z.object({ id: idSchema, here: z.boolean() }),
  },
  'access.changed': {
    summary: 'Something was shared with me, or with a team of mine: a hint to look again',
    body: null,
  },
  'session.ended': { summary: 'The session is over', body: null },
} as const satisfies Record<keyof ServerToClientEvents, ServerMessage>;
