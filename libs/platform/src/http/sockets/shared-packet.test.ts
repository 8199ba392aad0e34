import { expect, it } from 'vitest';
import { SharedPacket, textFrame } from './shared-packet.js';
import { frameHeadAt } from './websocket-frames.js';

it('a text of any length is one whole frame', () => {
  for (const length of [0, 1, 125, 126, 65_535, 65_536, 200_000]) {
    const frame = textFrame('a'.repeat(length));
    const head = frameHeadAt(frame, 0);
    expect(head).toMatchObject({ first: 0x81, isMasked: false, payload: length });
    expect(frame.length).toBe((head?.bytes ?? 0) + length);
  }
  expect(textFrame('é').subarray(2).toString()).toBe('é');
});

it('every socket is given the same text and the same frame', () => {
  const given: unknown[][] = [];
  const engine = {
    write: (...sent: unknown[]) => {
      given.push(sent);
      return engine as never;
    },
  };
  const packet = new SharedPacket('feed.entry', { seq: 1 });
  packet.sendTo(engine);
  packet.sendTo(engine);
  expect(given[0]?.[0]).toBe('2["feed.entry",{"seq":1}]');
  expect(given[1]?.[1]).toBe(given[0]?.[1]);
});
