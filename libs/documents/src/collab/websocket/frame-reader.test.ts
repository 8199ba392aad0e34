import { describe, expect, it } from 'vitest';

import { FrameReader } from './frame-reader.js';

const MASK = [0x21, 0x43, 0x65, 0x87];

/** A frame as a client sends it (RFC 6455 §5.2). */
function frame(first: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const head =
    length < 126
      ? [first, 0x80 | length]
      : length < 65_536
        ? [first, 0x80 | 126, length >> 8, length & 0xff]
        : [first, 0x80 | 127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (length >> shift) & 0xff)];
  return Buffer.from([...head, ...MASK, ...payload.map((byte, at) => byte ^ (MASK[at % 4] ?? 0))]);
}

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 7) % 256);

function reader(maxBytes = 1_000_000) {
  const read: string[] = [];
  const other: Buffer[] = [];
  const messages: Uint8Array[] = [];
  const frames = new FrameReader(maxBytes, {
    message: (payload) => {
      messages.push(payload);
      read.push('message');
    },
    other: (rest) => {
      other.push(Buffer.from(rest));
      read.push('other');
    },
  });
  return { frames, read, messages, other: () => Buffer.concat(other) };
}

describe('what a WebSocket client sends', () => {
  it.each([0, 1, 125, 126, 65_535, 65_536, 200_000])('is unmasked, at a length of %d', (length) => {
    const { frames, messages } = reader();
    frames.read(frame(0x82, bytes(length)));
    expect(messages).toEqual([bytes(length)]);
  });

  it('is read wherever it was cut on its way', () => {
    const sent = Buffer.concat([frame(0x82, bytes(3)), frame(0x8a, bytes(0)), frame(0x82, bytes(200))]);
    for (let first = 0; first <= sent.length; first += 1) {
      for (const second of [first, Math.min(first + 1, sent.length), Math.min(first + 9, sent.length)]) {
        const { frames, read, messages, other } = reader();
        // The reader may not keep what it is given: the socket reads into it again.
        const room = Buffer.alloc(sent.length);
        for (const [from, to] of [
          [0, first],
          [first, second],
          [second, sent.length],
        ] as const) {
          room.fill(0xee);
          frames.read(room.subarray(0, sent.copy(room, 0, from, to)));
        }
        expect([read, messages]).toEqual([
          ['message', 'other', 'message'],
          [bytes(3), bytes(200)],
        ]);
        expect(other()).toEqual(frame(0x8a, bytes(0)));
      }
    }
  });

  it('is read byte by byte as well', () => {
    const { frames, messages } = reader();
    for (const byte of Buffer.concat([frame(0x82, bytes(70_000)), frame(0x82, bytes(2))]))
      frames.read(Buffer.of(byte));
    expect(messages).toEqual([bytes(70_000), bytes(2)]);
  });

  it.each([
    ['a message in parts', frame(0x02, bytes(4))],
    ['a text', frame(0x81, bytes(4))],
    ['the end', frame(0x88, bytes(2))],
    ['an extension', frame(0xc2, bytes(4))],
    ['a message longer than allowed', frame(0x82, bytes(101))],
    ['a ping longer than allowed', frame(0x89, bytes(126))],
    ['a frame without a mask', Buffer.from([0x82, 0x01, 0x00])],
  ])('is left whole to the WebSocket from %s on', (_, odd) => {
    const { frames, read, other } = reader(100);
    const rest = frame(0x82, bytes(1));
    frames.read(Buffer.concat([frame(0x82, bytes(100)), odd]));
    frames.read(rest);
    expect(read).toEqual(['message', 'other', 'other']);
    expect(other()).toEqual(Buffer.concat([odd, rest]));
  });
});
