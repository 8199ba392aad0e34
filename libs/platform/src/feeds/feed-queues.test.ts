import { describe, expect, it } from 'vitest';
import { FeedQueues, requeue, type Waiting } from './feed-queues.js';

const entry = (feed: string, text: string): Waiting => ({
  item: { feed, orgId: 'o', kind: 'k', actorId: null, payload: Buffer.from(text) },
  first: 0,
  last: 0,
  resolve: () => undefined,
  reject: () => undefined,
  misses: 0,
});
const textsOf = (waiting: readonly Waiting[] | undefined): string[] =>
  (waiting ?? []).map(({ item }) => Buffer.from(item.payload).toString());

describe('what waits to be appended', () => {
  it('goes out for all feeds together, each in order of arrival', () => {
    const queues = new FeedQueues();
    for (const [feed, text] of [
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ] as const)
      queues.add(entry(feed, text));
    expect([...queues.take()].map(([{ feed }, waiting]) => [feed, textsOf(waiting)])).toEqual([
      ['a', ['1', '3']],
      ['b', ['2']],
    ]);
    expect(queues.hasReady).toBe(false);
  });

  it('waits while something of its feed is under way, and for nobody else', () => {
    const queues = new FeedQueues();
    queues.add(entry('a', '1'));
    const [[queue] = []] = queues.take();
    expect(queues.add(entry('a', '2'))).toBe(false);
    expect(queues.add(entry('b', '3'))).toBe(true);
    expect([...queues.take().values()].map(textsOf)).toEqual([['3']]);
    if (queue !== undefined) queues.release(queue);
    expect([...queues.take().values()].map(textsOf)).toEqual([['2']]);
  });

  it('that is put back goes out before what came since', () => {
    const queues = new FeedQueues();
    queues.add(entry('a', '1'));
    for (const [queue, waiting] of queues.take()) {
      queues.add(entry('a', '2'));
      requeue(queue, waiting);
      queues.release(queue);
    }
    expect([...queues.take().values()].map(textsOf)).toEqual([['1', '2']]);
  });

  it('of more rows than a statement takes, the rest goes out with the next', () => {
    const queues = new FeedQueues();
    for (let index = 0; index < 600; index += 1) queues.add(entry('a', String(index)));
    queues.add(entry('b', 'b'));
    const first = queues.take();
    expect([...first.values()].map(({ length }) => length)).toEqual([512]);
    for (const queue of first.keys()) queues.release(queue);
    expect([...queues.take().values()].map(({ length }) => length)).toEqual([1, 88]);
  });
});
