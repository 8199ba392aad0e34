import type { MessageChange, MessageView } from '@maroquin/contracts';

/**
 * What is known of a channel: one unbroken run of committed messages, plus entries that came ahead of a gap.
 * Every function is pure and answers the same log when nothing changed, so that a view may compare by identity.
 */
export interface MessageLog {
  /** Committed messages in rising order, without a hole. */
  readonly messages: readonly MessageView[];
  /** Number of the last message of the run; 0 before any. A refill starts after it. */
  readonly last: number;
  /** Nothing stands before the first message of the run. */
  readonly complete: boolean;
  /** Entries beyond a gap, by rising number; bounded, since a refill brings them again. */
  readonly ahead: readonly MessageView[];
  /** What happened to messages that are not in the run, by their number: a page may show them as they were before. */
  readonly held: ReadonlyMap<number, MessageChange>;
}

const AHEAD_MAX = 200;
const HELD_MAX = 2_000;

export const emptyLog: MessageLog = { messages: [], last: 0, complete: false, ahead: [], held: new Map() };

/** The first page (the newest messages). `next` is null when it reaches the beginning; `lastSeq` is used for an empty page. */
export const startLog = (items: readonly MessageView[], next: number | null): MessageLog => {
  const messages = unbrokenTail(sorted(items));
  return { messages, last: messages.at(-1)?.seq ?? 0, complete: next === null, ahead: [], held: new Map() };
};

/** Adds messages that follow (a live entry or a refill), in any order and any number of times. */
export const addNewer = (log: MessageLog, items: readonly MessageView[]): MessageLog => {
  const waiting = new Map(log.ahead.map((m) => [m.seq, m]));
  let changed = false;
  for (const item of items) {
    if (item.seq > log.last && !waiting.has(item.seq)) {
      waiting.set(item.seq, item);
      changed = true;
    }
  }
  if (!changed) return log;
  const added: MessageView[] = [];
  let last = log.last;
  for (let next = waiting.get(last + 1); next !== undefined; next = waiting.get(last + 1)) {
    waiting.delete(next.seq);
    added.push(changedBy(next, log.held.get(next.seq)));
    last = next.seq;
  }
  const ahead = sorted([...waiting.values()]).slice(0, AHEAD_MAX);
  return { ...log, messages: added.length > 0 ? [...log.messages, ...added] : log.messages, last, ahead };
};

/** True when a message is known to exist between the run and what came ahead: read again after `log.last`. */
export const hasGap = (log: MessageLog): boolean => log.ahead.length > 0;

/** Adds a page of older messages before the run. A page that does not touch the run is refused: nothing is shown with a hole. */
export const addOlder = (log: MessageLog, items: readonly MessageView[], next: number | null): MessageLog => {
  const first = log.messages[0]?.seq;
  if (first === undefined) return startLog(items, next);
  const older = unbrokenTail(sorted(items).filter((m) => m.seq < first));
  if (older.length === 0) return next === null && items.length === 0 ? { ...log, complete: true } : log;
  if (older.at(-1)?.seq !== first - 1) return log;
  const shown = older.map((message) => changedBy(message, log.held.get(message.seq)));
  return { ...log, messages: [...shown, ...log.messages], complete: next === null };
};

/** What happened to one message, in any order and any number of times: its newest version counts. */
export const addChange = (log: MessageLog, change: MessageChange): MessageLog => {
  const index = change.seq - (log.messages[0]?.seq ?? Infinity);
  const message = log.messages[index];
  if (message === undefined) {
    const held = new Map(log.held);
    const known = held.get(change.seq);
    if (known !== undefined && known.version >= change.version) return log;
    held.delete(change.seq);
    held.set(change.seq, change);
    const [oldest] = held.keys();
    if (held.size > HELD_MAX && oldest !== undefined) held.delete(oldest);
    return { ...log, held };
  }
  const changed = changedBy(message, change);
  return changed === message ? log : { ...log, messages: log.messages.with(index, changed) };
};

/** The message as the change leaves it; as it was, where it knows of a later one. */
export const changedBy = (message: MessageView, change: MessageChange | undefined): MessageView => {
  if (change === undefined || (message.version ?? 0) >= change.version) return message;
  const { id, clientId, author, at, text, quote, files, event, imported, mentions } = message;
  const isGone = change.deleted !== undefined;
  return {
    ...{ id, clientId, author, at },
    ...(event !== undefined && { event }),
    ...(imported !== undefined && { imported }),
    ...(quote !== undefined && !isGone && { quote }),
    ...(files !== undefined && !isGone && { files }),
    ...(mentions !== undefined && change.text === undefined && { mentions }),
    ...change,
    text: change.text ?? text,
  };
};

const sorted = (items: readonly MessageView[]): MessageView[] => [...items].sort((a, b) => a.seq - b.seq);

/** The longest end of a sorted list whose numbers follow each other. */
const unbrokenTail = (items: readonly MessageView[]): readonly MessageView[] => {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const here = items[i];
    const before = items[i - 1];
    if (here !== undefined && before !== undefined && before.seq !== here.seq - 1) return items.slice(i);
  }
  return items;
};
