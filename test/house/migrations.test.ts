import { knownMigrations } from '@maroquin/platform/database';
import { expect, it } from 'vitest';

it('no two migrations have the same number, so that everybody applies them in one order', async () => {
  const numbers = (await knownMigrations()).map((name) => name.slice(0, 4));
  expect(new Set(numbers).size).toBe(numbers.length);
});
