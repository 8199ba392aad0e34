import { describe, expect, it } from 'vitest';
import { Lanes, putBack, type Waiting } from './append-lanes.js';

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
    const lanes = new Lanes();
    for (const [feed, text] of [
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ] as const)
      lanes.add(entry(feed, text));
    expect([...lanes.take()].map(([{ feed }, waiting]) => [feed, textsOf(waiting)])).toEqual([
      ['a', ['1', '3']],
      ['b', ['2']],
    ]);
    expect(lanes.areReady).toBe(false);
  });

  it('waits while something of its feed is under way, and for nobody else', () => {
    const lanes = new Lanes();
    lanes.add(entry('a', '1'));
    const [[lane] = []] = lanes.take();
    expect(lanes.add(entry('a', '2'))).toBe(false);
    expect(lanes.add(entry('b', '3'))).toBe(true);
    expect([...lanes.take().values()].map(textsOf)).toEqual([['3']]);
    if (lane !== undefined) lanes.release(lane);
    expect([...lanes.take().values()].map(textsOf)).toEqual([['2']]);
  });

  it('that is put back goes out before what came since', () => {
    const lanes = new Lanes();
    lanes.add(entry('a', '1'));
    for (const [lane, waiting] of lanes.take()) {
      lanes.add(entry('a', '2'));
      putBack(lane, waiting);
      lanes.release(lane);
    }
    expect([...lanes.take().values()].map(textsOf)).toEqual([['1', '2']]);
  });

  it('of more rows than a statement takes, the rest goes out with the next', () => {
    const lanes = new Lanes();
    for (let index = 0; index < 600; index += 1) lanes.add(entry('a', String(index)));
    lanes.add(entry('b', 'b'));
    const first = lanes.take();
    expect([...first.values()].map(({ length }) => length)).toEqual([512]);
    for (const lane of first.keys()) lanes.release(lane);
    expect([...lanes.take().values()].map(({ length }) => length)).toEqual([1, 88]);
  });
});
