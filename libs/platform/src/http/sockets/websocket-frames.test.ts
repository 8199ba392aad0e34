import { describe, expect, it } from 'vitest';
import { MessageProgress } from './websocket-frames.js';

const MASK = [1, 2, 3, 4];
/** What each fragment counts for besides its bytes. */
const FRAGMENT = 128;

/** A frame of `length` bytes as a client sends it; `first` holds FIN and the opcode. */
function frame(first: number, length: number): Buffer {
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = first;
  head[1] = 0x80 | (length < 126 ? length : length < 65_536 ? 126 : 127);
  if (head.length === 4) head.writeUInt16BE(length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, Buffer.from(MASK), Buffer.alloc(length, 0x81)]);
}

describe('the progress of a message', () => {
  it('is the bytes of all its fragments until the last has come, wherever they were cut on their way', () => {
    const sent = Buffer.concat([frame(0x02, 300), frame(0x89, 5), frame(0x00, 70_000), frame(0x80, 3)]);
    for (const size of [1, 2, 7, 13, 1_000, sent.length]) {
      let whole = 0;
      const progress = new MessageProgress(() => (whole += 1));
      const heads: number[] = [];
      for (let at = 0; at < sent.length; at += size) {
        progress.read(sent.subarray(at, at + size));
        heads.push(progress.held);
      }
      expect([progress.held, whole]).toEqual([0, 1]);
      if (size === 1) expect(Math.max(...heads)).toBe(300 + 70_000 + 2 + 3 * FRAGMENT);
    }
  });

  it('counts the frame that has begun, and not the control frames before it', () => {
    const progress = new MessageProgress(() => undefined);
    progress.read(Buffer.concat([frame(0x8a, 20), frame(0x82, 5_000).subarray(0, 1_008)]));
    expect(progress.held).toBe(1_000 + FRAGMENT);
  });
});
