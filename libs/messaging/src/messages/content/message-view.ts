import { type MessageChange, type MessageView, type PersonView, REACTION_NAMES } from '@maroquin/contracts';
import type { FeedEntry } from '@maroquin/platform/feeds';
import type { MessagePayload } from './message-payload.js';
import type { MessageState } from './message-state.js';

/** A message's state, and which of its states it is. */
export interface VersionedState {
  readonly version: number;
  readonly state: MessageState;
}
export type Names = ReadonlyMap<string, PersonView & { team?: true }>;

/**
 * A deleted message keeps its number and loses its text, whatever its state says. The entry may be older than the state
 * that was read behind it: what was deleted or edited in between is shown as it is by now, and in nothing as it was.
 */
export function toMessageView(
  entry: FeedEntry,
  { id, text, quote, files, event, mentions = [], imported }: MessagePayload,
  names: Names,
  changed?: VersionedState,
): MessageView {
  const isGone = entry.erased || changed?.state.deleted !== undefined;
  const isOther = isGone || changed?.state.text !== undefined;
  const view: MessageView = {
    id,
    seq: entry.last,
    clientId: entry.clientId ?? id,
    author: imported === undefined ? (names.get(entry.actorId ?? '') ?? null) : outsider(id, imported.author),
    text: isGone ? '' : text,
    at: imported?.at ?? entry.at.toISOString(),
    ...(imported !== undefined && { imported: true as const }),
    ...(quote !== undefined && !isGone && { quote }),
    ...(files !== undefined && !isGone && { files }),
    ...(event !== undefined && { event: toEvent(event, names) }),
    ...(!isOther && mentionsOf(mentions, names)),
  };
  if (changed === undefined) return view;
  const change = toChange(entry.last, entry.erased ? asDeleted(changed) : changed, names);
  return { ...view, ...change, text: change.text ?? view.text };
}

/** Nobody of ours: only a name, under the message's own id. */
const outsider = (id: string, name: string): PersonView | null => (name === '' ? null : { id, name });

const toEvent = (
  { people, ...event }: NonNullable<MessagePayload['event']>,
  names: Names,
): NonNullable<MessageView['event']> => ({
  ...event,
  ...(people !== undefined && { people: people.flatMap((id) => names.get(id) ?? []) }),
});

/** What is left of a state whose message was erased. */
export function asDeleted({
  version,
  state: { deleted, thread, changedAt },
}: VersionedState): VersionedState {
  return {
    version,
    state: {
      deleted: deleted ?? { by: '', at: new Date(changedAt ?? 0).toISOString() },
      ...(thread !== undefined && { thread }),
    },
  };
}

/** Pure. */
export function toChange(seq: number, { version, state }: VersionedState, names: Names): MessageChange {
  const { deleted, editedAt, reactions, pinned, thread } = state;
  const text = deleted === undefined ? state.text : '';
  const act = ({ by, at }: { by: string; at: string }) => ({ by: names.get(by) ?? null, at });
  return {
    seq,
    version,
    ...(text !== undefined && { text }),
    ...(deleted === undefined && mentionsOf(state.mentions ?? [], names)),
    ...(editedAt !== undefined && { editedAt }),
    ...(deleted !== undefined && { deleted: act(deleted) }),
    ...(reactions !== undefined && { reactions: reactions.map((one) => toReaction(one, names)) }),
    ...(pinned !== undefined && { pinned: act(pinned) }),
    ...(thread !== undefined && {
      thread: { ...thread, people: thread.people.flatMap((id) => names.get(id) ?? []) },
    }),
  };
}

type Reaction = NonNullable<MessageState['reactions']>[number];

function toReaction({ sign, people }: Reaction, names: Names): NonNullable<MessageView['reactions']>[number] {
  const named = people.slice(0, REACTION_NAMES).flatMap((id) => names.get(id) ?? []);
  const others = people.slice(REACTION_NAMES);
  return { sign, count: people.length, people: named, ...(others.length > 0 && { others }) };
}

function mentionsOf(ids: readonly string[], names: Names): Pick<MessageView, 'mentions'> {
  const mentions = ids.flatMap((id) => names.get(id) ?? []);
  return mentions.length === 0 ? {} : { mentions };
}

/** Everybody whom the view of a state names. */
export const peopleOf = ({ deleted, reactions = [], pinned, thread }: MessageState): string[] => [
  ...(thread?.people ?? []),
  // Nobody, where the state that said who is no longer there.
  ...(deleted === undefined || deleted.by === '' ? [] : [deleted.by]),
  ...(pinned === undefined ? [] : [pinned.by]),
  ...reactions.flatMap(({ people }) => people.slice(0, REACTION_NAMES)),
];
