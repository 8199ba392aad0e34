import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../config/index.js';
import { HintOutbox } from './hint-outbox.js';
import { decodeHints } from './hint-text.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('hints that wait to leave', () => {
  it('leave together, and of each feed the highest number only', async () => {
    const sent: string[][] = [];
    const outbox = new HintOutbox('a', async (texts) => void sent.push([...texts]));
    const [one, two] = [newId(), newId()];
    for (const seq of [1, 3, 2]) outbox.add({ kind: 'feed', feed: one, seq });
    outbox.add({ kind: 'changes' });
    outbox.add({ kind: 'feed', feed: two, seq: 1 });
    outbox.add({ kind: 'changes' });
    await vi.advanceTimersByTimeAsync(2);
    expect(sent.map((texts) => texts.flatMap((text) => decodeHints('b', text)))).toEqual([
      [{ kind: 'feed', feed: one, seq: 3 }, { kind: 'changes' }, { kind: 'feed', feed: two, seq: 1 }],
    ]);
  });

  it('wait for the message under way, and stay within a bound, beyond which the others are told', async () => {
    const sent: number[] = [];
    let finish: () => void = () => undefined;
    const outbox = new HintOutbox('a', (texts) => {
      sent.push(texts.flatMap((text) => decodeHints('b', text)).length);
      return new Promise((done) => (finish = done));
    });
    outbox.add({ kind: 'changes' });
    await vi.advanceTimersByTimeAsync(2);
    for (let count = 0; count < 10_500; count += 1) outbox.add({ kind: 'feed', feed: newId(), seq: 1 });
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual([1]);
    finish();
    await vi.advanceTimersByTimeAsync(2);
    expect(sent).toEqual([1, 10_001]);
  });

  it('are lost with a line that does not work, of which the others are told as soon as it does', async () => {
    let works = false;
    const sent: string[] = [];
    const outbox = new HintOutbox('a', async (texts) => {
      if (!works) throw new Error('not connected');
      sent.push(...texts);
    });
    outbox.add({ kind: 'feed', feed: newId(), seq: 1 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([]);
    works = true;
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual(['a m']);
    outbox.add({ kind: 'changes' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual(['a m', 'a c']);
  });
});
