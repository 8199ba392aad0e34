import { knownMigrations } from '@maroquin/platform/database';
import { expect, it } from 'vitest';

it('no two migrations have the same number, so that everybody applies them in one order', async () => {
  const numbers = (await knownMigrations()).map((name) => name.slice(0, 4));
  expect(numbers).toEqual(numbers.map((_, index) => String(index + 1).padStart(4, '0')));
});
