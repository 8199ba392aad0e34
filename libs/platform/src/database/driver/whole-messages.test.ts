import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isAlone, WholeMessageSocket } from './whole-messages.js';

const HEADER_BYTES = 5;

/** CopyData with so many bytes of content. */
function message(length: number, fill: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + length, fill);
  bytes.write('d');
  bytes.writeUInt32BE(4 + length, 1);
  return bytes;
}

const [SHORT, LONG, OTHER] = [message(100, 1), message(300_000, 2), message(200_000, 3)];
const ALL = Buffer.concat([SHORT, SHORT, LONG, SHORT, OTHER, LONG, SHORT]);

/** What a reader hears of bytes that come in pieces of this size. */
async function messagesOf(bytes: Buffer, pieceBytes: number): Promise<Buffer[]> {
  const socket = new WholeMessageSocket();
  const heard: Buffer[] = [];
  const total = (): number => heard.reduce((sum, { length }) => sum + length, 0);
  const all = new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      heard.push(chunk);
      if (total() >= bytes.length) resolve();
    });
  });
  // As the socket reads: all pieces lie in one buffer, one after the other.
  const buffer = Buffer.alloc(pieceBytes);
  for (let at = 0; at < bytes.length; at += pieceBytes)
    socket.arrive(buffer.subarray(0, bytes.copy(buffer, 0, at, at + pieceBytes)));
  await all;
  return heard;
}

describe('messages of PostgreSQL', () => {
  for (const size of [2, 3, 5, 7, 101, 4096, 65_535, 65_536, 299_999, 1_000_000])
    it(`arrive as they were sent when ${String(size)} bytes come at a time`, async () => {
      expect(Buffer.concat(await messagesOf(ALL, size)).equals(ALL)).toBe(true);
    });

  it('arrive whole when they are long, and alone in their memory', async () => {
    const long = (await messagesOf(ALL, 65_536)).filter(({ length }) => length > 65_536);
    expect(long.map(({ length }) => length)).toEqual([LONG, OTHER, LONG].map(({ length }) => length));
    for (const one of long) expect(isAlone(one.subarray(HEADER_BYTES))).toBe(true);
  });

  it('do not begin before the answer about TLS, which is one byte', async () => {
    const socket = new WholeMessageSocket();
    const heard = once(socket, 'data');
    socket.arrive(Buffer.from('N'));
    expect(String((await heard)[0])).toBe('N');
  });

  it('are read no faster than their reader takes them', () => {
    const socket = new WholeMessageSocket();
    let more = true;
    for (let pushed = 0; more && pushed < 100; pushed += 1) more = socket.arrive(LONG);
    expect(more).toBe(false);
  });
});
