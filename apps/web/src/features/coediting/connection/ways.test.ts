import { expect, it } from 'vitest';

import { Ways } from './ways.js';

it('two WebSockets on which nothing was heard lead to the fallback, one does not', () => {
  const ways = new Ways();
  expect(ways.next(0)).toBe('websocket');
  ways.failed('websocket');
  expect(ways.next(0)).toBe('websocket');
  ways.failed('websocket');
  expect(ways.next(0)).toBe('fallback');
});

it('once the fallback works, other documents go there at once, for a while', () => {
  const ways = new Ways();
  ways.works('fallback', 0);
  expect(ways.next(60_000)).toBe('fallback');
  expect(ways.next(60 * 60_000)).toBe('websocket');
});

it('a WebSocket that works again is used again', () => {
  const ways = new Ways();
  ways.works('fallback', 0);
  ways.works('websocket', 1);
  expect(ways.next(2)).toBe('websocket');
});

it('when nothing works, both ways are tried in turn', () => {
  const ways = new Ways();
  const tried = [1, 2, 3, 4, 5, 6].map((turn) => {
    const way = ways.next(turn);
    ways.failed(way);
    return way;
  });
  expect(tried).toEqual(['websocket', 'websocket', 'fallback', 'websocket', 'websocket', 'fallback']);
});
