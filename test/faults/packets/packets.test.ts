import { expect, it } from 'vitest';
import { Random } from '../random.js';
import { bentPacket, brokenPacket } from './mutate-packet.js';
import { packets, packetsHold } from './packets.js';

const ids = { channel: 'a', person: 'b', nobody: 'c' };
const made = (seed: number): string => {
  const random = new Random(seed);
  return Array.from({ length: 200 }, (_, index) =>
    [bentPacket(random, ids, index), Buffer.from(brokenPacket(random, ids)).toString('base64')].join(' '),
  ).join('\n');
};

it('the same seed makes the same packets, another one others', () => {
  expect(made(7)).toBe(made(7));
  expect(made(7)).not.toBe(made(8));
});

it('packets that no client of ours would send end no server, and others go on writing', async () => {
  const report = await packets(4_000, { seed: 2026, say: () => undefined });
  expect(packetsHold(report), JSON.stringify(report)).toBe(true);
  expect(report.counts.sent).toBeGreaterThanOrEqual(4_000);
  // Most are answered, so that they were read as far as it goes.
  expect(report.counts.refused, JSON.stringify(report)).toBeGreaterThan(2_000);
  expect(report.counts.ended).toBeGreaterThan(10);
}, 180_000);
