import type { MessageView } from '@maroquin/contracts';
import type { PendingMessage } from './outbox.js';

/** What a conversation shows, from the oldest to the newest. */
export type TimelineRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  /** Everything below was written since the last visit; `at` is the time of the first of them. */
  | { readonly kind: 'new'; readonly key: string; readonly at: string }
  /** `follows`: same author shortly before, so name and face are not repeated. */
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: MessageView;
      readonly follows: boolean;
    }
  | {
      readonly kind: 'pending';
      readonly key: string;
      readonly pending: PendingMessage;
      readonly follows: boolean;
    };

export interface TimelineInput {
  readonly messages: readonly MessageView[];
  readonly pending: readonly PendingMessage[];
  readonly myId: string;
  /** What was read before this visit. */
  readonly readSeq: number;
  /** The same text for two instants of the same day where the person lives. */
  readonly dayOf: (instant: string) => string;
}

/** Beyond this pause the name is said again. */
const GROUP_WITHIN_MS = 5 * 60_000;

export const timelineOf = ({
  messages,
  pending,
  myId,
  readSeq,
  dayOf,
}: TimelineInput): readonly TimelineRow[] => {
  const rows: TimelineRow[] = [];
  let day = '';
  let marked = false;
  let before: { author: string | null; at: string } | null = null;
  const open = (at: string): void => {
    const today = dayOf(at);
    if (today === day) return;
    day = today;
    before = null;
    rows.push({ kind: 'day', key: `day-${at}`, at });
  };
  const follows = (author: string | null, at: string): boolean => {
    const same =
      before !== null && before.author === author && Date.parse(at) - Date.parse(before.at) < GROUP_WITHIN_MS;
    before = { author, at };
    return same;
  };
  for (const message of messages) {
    const author = message.author?.id ?? null;
    open(message.at);
    if (!marked && message.seq > readSeq && author !== myId) {
      marked = true;
      before = null;
      rows.push({ kind: 'new', key: 'new', at: message.at });
    }
    const isSaid = message.event === undefined;
    if (!isSaid) before = null;
    const key = message.clientId;
    rows.push({ kind: 'message', key, message, follows: isSaid && follows(author, message.at) });
  }
  const known = new Set(messages.map((m) => m.clientId));
  for (const message of pending) {
    if (known.has(message.clientId)) continue;
    open(message.at);
    rows.push({
      kind: 'pending',
      key: message.clientId,
      pending: message,
      follows: follows(myId, message.at),
    });
  }
  return rows;
};
