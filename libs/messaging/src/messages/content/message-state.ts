import { z } from 'zod';
import { callsEverybody, REACTIONS_MAX, type ReactionSign, reactionSignSchema } from '@maroquin/contracts';
import { DomainError } from '@maroquin/platform/errors';

const act = { by: z.string(), at: z.string() };
const stateSchema = z.object({
  /** What it says by now; absent: what its entry says. */
  text: z.string().optional(),
  /** Whom that text mentions, of those who may be named. */
  mentions: z.array(z.string()).optional(),
  editedAt: z.string().optional(),
  edits: z.number().int().optional(),
  deleted: z.object(act).optional(),
  /** In the order in which each sign, and each person, came first. */
  reactions: z.array(z.object({ sign: reactionSignSchema, people: z.array(z.string()) })).optional(),
  pinned: z.object(act).optional(),
  /** `people`: who wrote the last replies, the newest last. */
  thread: z
    .object({ id: z.string(), replies: z.number().int(), lastAt: z.string(), people: z.array(z.string()) })
    .optional(),
  /** Milliseconds since 1970. */
  changedAt: z.number().optional(),
});
/** What happened to a message since it was sent, sealed in its row of message_state. */
export type MessageState = Readonly<z.infer<typeof stateSchema>>;

export const encodeState = (state: MessageState): Buffer => Buffer.from(JSON.stringify(state), 'utf8');
export const decodeState = (plain: Uint8Array): MessageState =>
  stateSchema.parse(JSON.parse(Buffer.from(plain).toString('utf8')));

/** What somebody does with a message. */
export type MessageAct =
  | { readonly kind: 'edit'; readonly text: string; readonly mentions: readonly string[] }
  | { readonly kind: 'delete' }
  | { readonly kind: 'react'; readonly sign: ReactionSign; readonly on: boolean }
  | { readonly kind: 'pin'; readonly on: boolean }
  /** Somebody replied in its thread, which has so many replies by now. */
  | { readonly kind: 'reply'; readonly threadId: string; readonly replies: number; readonly lastAt: string };

export interface ActFacts {
  readonly by: string;
  readonly at: Date;
  /** Who wrote the message; null: nobody who is known. */
  readonly authorId: string | null;
  /** What it said when it was sent. */
  readonly text: string;
  /** May delete what others wrote. */
  readonly moderates: boolean;
  /** The conversation has as many pinned messages as it can have. */
  readonly pinsAreFull: boolean;
  /** The new text calls everybody, and they are many. */
  readonly callsMany: boolean;
}

const MAX_EDITS = 100;
const MAX_SIGNS = 20;

/**
 * The state after the act; the same one when nothing changes. Pure.
 * @throws {DomainError} message.deleted, message.edited-too-often, message.too-many-reactions, message.too-many-pins,
 * message.many-people, request.not-found for whoever may not do this with what somebody else wrote
 */
export function applyAct(state: MessageState, act: MessageAct, facts: ActFacts): MessageState {
  if (act.kind === 'reply') return replied(state, act, facts.by);
  const isMine = facts.authorId === facts.by;
  if (act.kind === 'edit' && !isMine) throw new DomainError('request.not-found');
  if (act.kind === 'delete' && !isMine && !facts.moderates) throw new DomainError('request.not-found');
  if (state.deleted !== undefined) {
    if (act.kind === 'delete') return state;
    throw new DomainError('message.deleted');
  }
  const done = { by: facts.by, at: facts.at.toISOString() };
  switch (act.kind) {
    case 'delete':
      return { deleted: done, ...(state.thread !== undefined && { thread: state.thread }) };
    case 'edit':
      return edited(state, act, facts);
    case 'react':
      return reacted(state, act, facts.by);
    case 'pin': {
      if (act.on === (state.pinned !== undefined)) return state;
      if (act.on && facts.pinsAreFull) throw new DomainError('message.too-many-pins');
      const { pinned: _, ...rest } = state;
      return act.on ? { ...rest, pinned: done } : rest;
    }
  }
}

const MAX_NAMED_REACTORS = 3;

function replied(
  state: MessageState,
  { threadId, replies, lastAt }: Extract<MessageAct, { kind: 'reply' }>,
  by: string,
): MessageState {
  const { thread } = state;
  if (thread !== undefined && thread.replies >= replies) return state;
  const people = [...(thread?.people ?? []).filter((id) => id !== by), by].slice(-MAX_NAMED_REACTORS);
  return { ...state, thread: { id: threadId, replies, lastAt, people } };
}

function edited(
  state: MessageState,
  { text, mentions }: Extract<MessageAct, { kind: 'edit' }>,
  facts: ActFacts,
): MessageState {
  if (text === (state.text ?? facts.text)) return state;
  // Whoever called everybody before may go on to; nobody begins to by an edit, unasked.
  if (facts.callsMany && !callsEverybody(state.text ?? facts.text))
    throw new DomainError('message.many-people');
  const edits = (state.edits ?? 0) + 1;
  if (edits > MAX_EDITS) throw new DomainError('message.edited-too-often');
  return { ...state, text, mentions: [...mentions], edits, editedAt: facts.at.toISOString() };
}

function reacted(
  state: MessageState,
  { sign, on }: Extract<MessageAct, { kind: 'react' }>,
  by: string,
): MessageState {
  const reactions = state.reactions ?? [];
  const people = reactions.find((one) => one.sign === sign)?.people ?? [];
  if (people.includes(by) === on) return state;
  const count = reactions.reduce((sum, one) => sum + one.people.length, 0);
  if (on && (count >= REACTIONS_MAX || (people.length === 0 && reactions.length >= MAX_SIGNS)))
    throw new DomainError('message.too-many-reactions');
  const changed = on ? [...people, by] : people.filter((id) => id !== by);
  const all =
    people.length === 0
      ? [...reactions, { sign, people: changed }]
      : reactions.map((one) => (one.sign === sign ? { sign, people: changed } : one));
  const { reactions: _, ...rest } = state;
  const kept = all.filter((one) => one.people.length > 0);
  return kept.length === 0 ? rest : { ...rest, reactions: kept };
}
