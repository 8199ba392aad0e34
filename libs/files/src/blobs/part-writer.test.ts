import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PartWriter } from './part-writer.js';

const PART = 1_000;

interface Put {
  readonly part: number;
  readonly plain: Buffer;
  readonly stored: number;
}

const record = (puts: Put[]) => (part: number, plain: Buffer, stored: number) => {
  puts.push({ part, plain: Buffer.from(plain), stored });
  return Promise.resolve();
};

/** What the store holds after these puts: each replaces its whole part. */
function contentOf(puts: readonly Put[]): Buffer {
  const parts = new Map(puts.map(({ part, plain }) => [part, plain]));
  return Buffer.concat(
    [...parts.keys()].sort((a, b) => a - b).map((part) => parts.get(part) ?? Buffer.alloc(0)),
  );
}

describe('a part writer', () => {
  it.each([1, 7, 999, 1_000, 1_001, 5_500])(
    'stores what comes in chunks of %i bytes as it was, part by part',
    async (size) => {
      const content = randomBytes(5_500);
      const puts: Put[] = [];
      const writer = new PartWriter(0, Buffer.alloc(0), PART, record(puts));
      for (let at = 0; at < content.length; at += size) await writer.take(content.subarray(at, at + size));
      expect(writer.stored).toBe(5_000);
      await writer.flush();
      expect(contentOf(puts).equals(content)).toBe(true);
      expect(puts.every(({ plain }) => plain.length <= PART)).toBe(true);
      expect(puts.map(({ stored }) => stored)).toEqual([1_000, 2_000, 3_000, 4_000, 5_000, 5_500]);
    },
  );

  it('goes on in the middle of a part that is stored in part', async () => {
    const content = randomBytes(2_500);
    const puts: Put[] = [];
    const writer = new PartWriter(1_300, content.subarray(1_000, 1_300), PART, record(puts));
    await writer.take(content.subarray(1_300));
    await writer.flush();
    expect(puts.map(({ part }) => part)).toEqual([1, 2]);
    expect(contentOf(puts).equals(content.subarray(1_000))).toBe(true);
  });

  it('puts nothing again when nothing more came', async () => {
    const puts: Put[] = [];
    const writer = new PartWriter(1_300, randomBytes(300), PART, record(puts));
    await writer.flush();
    expect([puts.length, writer.stored]).toEqual([0, 1_300]);
  });

  it('does not count what the store refused', async () => {
    const writer = new PartWriter(0, Buffer.alloc(0), PART, () =>
      Promise.reject(new Error('the store is away')),
    );
    await expect(writer.take(randomBytes(1_500))).rejects.toThrow('the store is away');
    expect(writer.stored).toBe(0);
  });
});
