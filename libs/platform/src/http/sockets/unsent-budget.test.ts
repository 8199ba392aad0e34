import { expect, it } from 'vitest';
import { UnsentBudget } from './unsent-budget.js';

const KIB = 1024;
const LIMITS = { perPerson: 400 * KIB, perNode: 1_000 * KIB, spared: 64 * KIB };

it('the sockets of one person have room together, and one that closes gives its part back', () => {
  const budget = new UnsentBudget(LIMITS);
  const [one, two] = [budget.open('paul'), budget.open('paul')];
  expect([one.set(300 * KIB), two.set(200 * KIB)]).toEqual([true, false]);
  one.close();
  expect(two.set(200 * KIB)).toBe(true);
});

it('another person is not cut for what the first one leaves unread', () => {
  const budget = new UnsentBudget(LIMITS);
  budget.open('paul').set(500 * KIB);
  expect(budget.open('claire').set(300 * KIB)).toBe(true);
});

it('the node has room for so much in all, and whoever has little waiting is spared', () => {
  const budget = new UnsentBudget(LIMITS);
  for (const person of ['a', 'b', 'c']) budget.open(person).set(400 * KIB);
  expect(budget.open('claire').set(100 * KIB)).toBe(false);
  expect(budget.open('luc').set(10 * KIB)).toBe(true);
});
