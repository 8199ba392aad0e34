import type { MessageView } from '@maroquin/contracts';

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
}

const AHEAD_MAX = 200;

export const emptyLog: MessageLog = { messages: [], last: 0, complete: false, ahead: [] };

/** The first page (the newest messages). `next` is null when it reaches the beginning; `lastSeq` is used for an empty page. */
export const startLog = (items: readonly MessageView[], next: number | null): MessageLog => {
  const messages = unbrokenTail(sorted(items));
  return { messages, last: messages.at(-1)?.seq ?? 0, complete: next === null, ahead: [] };
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
    added.push(next);
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
  return { ...log, messages: [...older, ...log.messages], complete: next === null };
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
