import { expect, it } from 'vitest';

import { Transports } from './transports.js';

it('two WebSockets on which nothing was heard lead to the fallback, one does not', () => {
  const transports = new Transports();
  expect(transports.next(0)).toBe('websocket');
  transports.failed('websocket');
  expect(transports.next(0)).toBe('websocket');
  transports.failed('websocket');
  expect(transports.next(0)).toBe('fallback');
});

it('once the fallback works, other documents go there at once, for a while', () => {
  const transports = new Transports();
  transports.works('fallback', 0);
  expect(transports.next(60_000)).toBe('fallback');
  expect(transports.next(60 * 60_000)).toBe('websocket');
});

it('a WebSocket that works again is used again', () => {
  const transports = new Transports();
  transports.works('fallback', 0);
  transports.works('websocket', 1);
  expect(transports.next(2)).toBe('websocket');
});

it('when nothing works, both transports are tried in turn', () => {
  const transports = new Transports();
  const tried = [1, 2, 3, 4, 5, 6].map((turn) => {
    const transport = transports.next(turn);
    transports.failed(transport);
    return transport;
  });
  expect(tried).toEqual(['websocket', 'websocket', 'fallback', 'websocket', 'websocket', 'fallback']);
});
