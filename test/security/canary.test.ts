import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asSuperuser } from '../support/embedded-sql.js';
import { Maroquin } from '../support/maroquin.js';
import { until } from '../support/until.js';
import { sendMarkedWords } from './every-route.js';
import { searchBytes, searchFolder } from './find-patterns.js';
import { MarkedWords, patternsOf } from './marked-words.js';

/**
 * What people write is sealed before it reaches PostgreSQL or the object store, and is told to no log: two hundred
 * marked words go in by every route, then everything that an operator can read is searched for them.
 */
const words = new MarkedWords();
const patterns = patternsOf(words);
const backups = mkdtempSync(join(tmpdir(), 'maroquin-canary-'));
const backup = join(backups, 'backup');
let server: Maroquin;

const checkpoint = (): Promise<unknown> =>
  asSuperuser(server.dataDir, (client) => client.query('checkpoint'));

/** What was written is in the search index by then, in whatever form it is kept there. */
const untilIndexed = (): Promise<unknown> =>
  until(
    () =>
      asSuperuser(server.dataDir, async (client) => {
        const { rows } = await client.query<{ left: string; held: string }>(
          `select (select count(*) from search_due) + (select count(*) from search_due_feeds(1000)) as left,
            least((select count(*) from search_title), (select count(*) from search_text), (select count(*) from search_message),
              (select count(*) from search_word)) as held`,
        );
        return rows[0]?.left === '0' && rows[0].held !== '0';
      }),
    'everything is in the search index',
    60_000,
  );

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'trace' } });
  await sendMarkedWords(server, words);
  await untilIndexed();
  await checkpoint();
}, 300_000);
afterAll(async () => {
  await server.dispose();
  rmSync(backups, { recursive: true, force: true });
});

it('says two hundred words', () => {
  expect(words.count).toBeGreaterThanOrEqual(200);
});

it('leaves none in the data folder: database, WAL, objects, uploads', () => {
  const { files, bytes, findings } = searchFolder(server.dataDir, patterns);
  expect(findings).toEqual([]);
  expect(files.some((path) => path.includes('/pg_wal/0'))).toBe(true);
  expect(files.filter((path) => path.includes('/objects/')).length).toBeGreaterThan(8);
  expect(bytes).toBeGreaterThan(20e6);
});

it('leaves none in any row, compressed and moved aside ones included', async () => {
  const findings = await asSuperuser(server.dataDir, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(20);
    const found = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      for (const { row } of rows) found.push(...searchBytes(Buffer.from(row), name, patterns));
    }
    return found;
  });
  expect(findings).toEqual([]);
});

it('tells none to the logs', () => {
  expect(searchBytes(Buffer.from(server.stdout + server.stderr), 'log', patterns)).toEqual([]);
  expect(server.stderr + server.stdout).toContain('"level"');
});

it('leaves none in a backup', async () => {
  await server.commandJson(['backup', 'create', backup]);
  const { files, findings } = searchFolder(backup, patterns);
  expect(findings).toEqual([]);
  expect(files.length).toBeGreaterThan(20);
});

it('would find one: a word planted unsealed is seen in the database, the rows and the WAL', async () => {
  const planted = words.next();
  await asSuperuser(server.dataDir, async (client) => {
    await client.query('create table planted (said text)');
    await client.query('insert into planted values ($1)', [planted]);
  });
  await checkpoint();
  const { findings } = searchFolder(server.dataDir, patterns);
  const where = findings.map((finding) => finding.where);
  expect(where.some((path) => path.includes('/base/'))).toBe(true);
  expect(where.some((path) => path.includes('/pg_wal/'))).toBe(true);
});

it.each(['utf8', 'utf16le', 'base64', 'hex'] as const)('would find one written as %s', (encoding) => {
  const word = words.next();
  for (const before of ['', '-', '--']) {
    const bytes = Buffer.from(`${before}${word}${before}`, encoding === 'utf16le' ? 'utf16le' : 'utf8');
    const text = encoding === 'base64' || encoding === 'hex' ? Buffer.from(bytes.toString(encoding)) : bytes;
    expect(searchBytes(text, 'here', patterns)).not.toEqual([]);
  }
});
