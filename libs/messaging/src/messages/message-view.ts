import {
  mentionsIn,
  type MessageChange,
  type MessageView,
  type PersonView,
  REACTION_NAMES,
} from '@maroquin/contracts';
import type { FeedEntry } from '@maroquin/platform/feeds';
import { decodeMessage } from './message-payload.js';
import type { MessageState } from './message-state.js';

/** A message's state, and which of its states it is. */
export interface VersionedState {
  readonly version: number;
  readonly state: MessageState;
}
export type Names = ReadonlyMap<string, PersonView & { team?: true }>;

/** A deleted message keeps its number and loses its text. */
export function toMessageView(entry: FeedEntry, names: Names, changed?: VersionedState): MessageView {
  const { id, text, quote } = decodeMessage(entry.payload);
  const view: MessageView = {
    id,
    seq: entry.last,
    clientId: entry.clientId ?? id,
    author: entry.actorId === null ? null : (names.get(entry.actorId) ?? null),
    text,
    at: entry.at.toISOString(),
    ...(quote !== undefined && { quote }),
    ...mentionsOf(text, names),
  };
  if (changed === undefined) return view;
  const change = toChange(entry.last, changed, names);
  return { ...view, ...change, text: change.text ?? text };
}

/** Pure. */
export function toChange(seq: number, { version, state }: VersionedState, names: Names): MessageChange {
  const { deleted, editedAt, reactions, pinned, thread } = state;
  const text = deleted === undefined ? state.text : '';
  const act = ({ by, at }: { by: string; at: string }) => ({ by: names.get(by) ?? null, at });
  return {
    seq,
    version,
    ...(text !== undefined && { text, ...mentionsOf(text, names) }),
    ...(editedAt !== undefined && { editedAt }),
    ...(deleted !== undefined && { deleted: act(deleted) }),
    ...(reactions !== undefined && {
      reactions: reactions.map(({ sign, people }) => ({
        sign,
        count: people.length,
        people: people.slice(0, REACTION_NAMES).flatMap((id) => names.get(id) ?? []),
      })),
    }),
    ...(pinned !== undefined && { pinned: act(pinned) }),
    ...(thread !== undefined && {
      thread: { ...thread, people: thread.people.flatMap((id) => names.get(id) ?? []) },
    }),
  };
}

function mentionsOf(text: string, names: Names): Pick<MessageView, 'mentions'> {
  const mentions = mentionsIn(text).flatMap((id) => names.get(id) ?? []);
  return mentions.length === 0 ? {} : { mentions };
}

/** Everybody whom the view of a state names. */
export const peopleOf = ({ deleted, reactions = [], pinned, thread }: MessageState): string[] => [
  ...(thread?.people ?? []),
  ...(deleted === undefined ? [] : [deleted.by]),
  ...(pinned === undefined ? [] : [pinned.by]),
  ...reactions.flatMap(({ people }) => people.slice(0, REACTION_NAMES)),
];
