import { expect, it } from 'vitest';
import { fewest } from './use-room.js';

/** What rows need with none, one, two … tools hidden. */
const NEEDED = [900, 860, 820, 780];
/** As the page does it: a row that is too wide is measured, then tried with one tool less. */
const settle = (room: number, from = 0): number => {
  const known: number[] = [];
  let hidden = from;
  for (let turn = 0; turn < 20; turn += 1) {
    const width = NEEDED[hidden] ?? 0;
    if (width > room) known[hidden] = width;
    const next = fewest(known, hidden, NEEDED.length - 1, room);
    if (next === hidden) return hidden;
    hidden = next;
  }
  throw new Error('It does not settle');
};

it('a row with room hides no tool, and a narrow one as few as it needs to', () => {
  expect([1000, 900, 899, 830, 780, 100].map((room) => settle(room))).toEqual([0, 0, 1, 2, 3, 3]);
});

it('a row that grew shows its tools again', () => {
  expect([1000, 870, 800].map((room) => settle(room, 3))).toEqual([0, 1, 3]);
});
