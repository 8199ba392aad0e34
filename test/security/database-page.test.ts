import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTestPlatform, sharedPostgres, type TestPlatform } from '@maroquin/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../support/process/house.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
});
afterAll(() => platform?.close());

it('the page of what the database shows names every table', async () => {
  const page = readFileSync(join(ROOT, 'docs/database.md'), 'utf8');
  const tables = await platform.asOwner<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     and c.relname <> 'schema_migration' order by 1`,
  );
  expect(tables.length).toBeGreaterThan(50);
  expect(tables.map(({ name }) => name).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

it('the page of threats names tests that are there, and no others', () => {
  const page = readFileSync(join(ROOT, 'docs/threats.md'), 'utf8');
  const named = [...page.matchAll(/`([a-z-]+(?:\/[\w.-]+)+\.test\.ts)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(20);
  for (const path of named) expect(() => readFileSync(join(ROOT, path))).not.toThrow();
});
