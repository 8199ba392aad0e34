import { expect, it } from 'vitest';
import { races } from './races.js';

it('of an act and the decision that ends the right to it, on two nodes, the later decision stands', async () => {
  const { pairs } = await races({ rounds: 2, pattern: /^/u, say: () => undefined });
  expect(pairs.filter(({ wrong }) => wrong > 0)).toEqual([]);
  // Some acts were in time, and both sides were under way at once: it was a race.
  expect(pairs.reduce((sum, { done }) => sum + done, 0)).toBeGreaterThan(0);
  expect(pairs.filter(({ overlapped }) => overlapped === 0).map(({ pair }) => pair)).toEqual([]);
}, 300_000);
