import { describe, expect, it } from 'vitest';
import type { MessageView } from '@maroquin/contracts';
import { addChange, addNewer, addOlder, emptyLog, hasGap, startLog } from './message-log.js';

const message = (seq: number): MessageView => ({
  id: `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
  seq,
  clientId: `00000000-0000-7000-9000-${String(seq).padStart(12, '0')}`,
  author: null,
  text: `message ${String(seq)}`,
  at: '2026-11-24T09:00:00Z',
});
const run = (from: number, to: number): MessageView[] =>
  Array.from({ length: to - from + 1 }, (_, i) => message(from + i));
const numbers = (items: readonly MessageView[]): number[] => items.map((m) => m.seq);

describe('message log', () => {
  it('appends the next entry and ignores what it already holds', () => {
    const log = addNewer(startLog(run(1, 3), null), [message(4)]);
    expect(numbers(log.messages)).toEqual([1, 2, 3, 4]);
    expect(addNewer(log, [message(2), message(4)])).toBe(log);
  });

  it('never shows an entry beyond a gap, and says that there is one', () => {
    const log = addNewer(startLog(run(1, 3), null), [message(6), message(5)]);
    expect(numbers(log.messages)).toEqual([1, 2, 3]);
    expect(hasGap(log)).toBe(true);
  });

  it('shows what waited once the gap is filled', () => {
    const log = addNewer(addNewer(startLog(run(1, 3), null), [message(6), message(5)]), [message(4)]);
    expect(numbers(log.messages)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(hasGap(log)).toBe(false);
  });

  it('keeps the entries nearest to the gap when too many wait', () => {
    const log = addNewer(startLog(run(1, 1), null), run(10, 400));
    expect(log.ahead).toHaveLength(200);
    expect(log.ahead[0]?.seq).toBe(10);
  });

  it('puts older pages before the run, and knows when it holds the beginning', () => {
    const log = startLog(run(51, 100), 51);
    expect(log.complete).toBe(false);
    const more = addOlder(log, run(1, 50), null);
    expect(numbers(more.messages)).toEqual(numbers(run(1, 100)));
    expect(more.complete).toBe(true);
  });

  it('refuses an older page that would leave a hole', () => {
    const log = startLog(run(51, 100), 51);
    expect(addOlder(log, run(1, 40), null)).toBe(log);
  });

  it('starts an empty channel at number 0, so that the first message follows', () => {
    const log = startLog([], null);
    expect(log.complete).toBe(true);
    expect(numbers(addNewer(log, [message(1)]).messages)).toEqual([1]);
    expect(emptyLog.last).toBe(0);
  });

  it('ends equal to a fresh read, whatever the order of arrival', () => {
    const order = [7, 3, 9, 1, 10, 2, 8, 5, 4, 6, 3, 7];
    const log = order.reduce((l, seq) => addNewer(l, [message(seq)]), startLog([], null));
    expect(numbers(log.messages)).toEqual(numbers(run(1, 10)));
  });

  it('keeps the files and the quote of a message that is reacted to, and loses them with a deleted one', () => {
    const file = { id: message(9).id, name: 'plan.pdf', size: 1, mediaType: 'application/pdf' };
    const log = startLog([{ ...message(1), quote: 1, files: [file], imported: true }], null);
    const reactions = [{ sign: 'seen' as const, count: 1, people: [] }];
    const reacted = addChange(log, { seq: 1, version: 1, reactions });
    expect(reacted.messages[0]).toMatchObject({ quote: 1, files: [file], imported: true, reactions });
    const deleted = { by: null, at: '2026-11-24T09:00:00Z' };
    const [gone] = addChange(reacted, { seq: 1, version: 2, text: '', deleted }).messages;
    expect(gone).toEqual({ ...message(1), imported: true, text: '', version: 2, deleted });
  });
});
