import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Write, writesIn } from './locked-writes.js';

const ROOT = join(import.meta.dirname, '../../..');

/** Every source file that is shipped. */
function* sources(): Generator<string> {
  for (const top of ['libs', 'apps/server', 'apps/cli'])
    for (const path of readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' })) {
      const file = join(top, path);
      const isSource = /(^|\/)src\/.*\.ts$/.test(file) && !/\.(test|d)\.ts$/.test(file);
      if (isSource && !/node_modules|^libs\/testing/.test(file)) yield file;
    }
}

/** Writes to these tables that change nobody's right and no place, with the reason. */
const HARMLESS: readonly (readonly [file: string, table: string, writes: number, why: string])[] = [
  [
    'libs/access/src/links/link-visits.ts',
    'external_link',
    2,
    'counts a use, judged in the same statement; says when',
  ],
  ['libs/access/src/tree/resource-tree.service.ts', 'resource', 2, 'says who worked in it last, and when'],
  [
    'libs/access/src/tree/resource-settings.ts',
    'resource',
    2,
    'how a copy is written; what the antivirus found',
  ],
];

const asText = ({ file, line, table }: Write): string => `${file}:${String(line)} writes ${table}`;

describe('whatever changes rights or places', () => {
  it('does so in a transaction that asked for the right again under its lock', () => {
    const writes = [...sources()].flatMap((file) => writesIn(file, readFileSync(join(ROOT, file), 'utf8')));
    // A walk that finds nothing shows nothing.
    expect(writes.filter(({ locked }) => locked).length).toBeGreaterThan(30);
    const unlocked = writes.filter(({ locked }) => !locked);
    const known = (write: Write): boolean =>
      HARMLESS.some(([file, table]) => write.file === file && write.table === table);
    expect(unlocked.filter((write) => !known(write)).map(asText)).toEqual([]);
    for (const [file, table, count] of HARMLESS)
      expect(unlocked.filter((write) => write.file === file && write.table === table)).toHaveLength(count);
  });

  it.each([
    ['SQL in a plain transaction', 'const f = (tx: Tx) => tx.query(`update access_grant set role = $1`);'],
    ['TypeORM in a plain transaction', 'function f(tx: Tx) { return tx.manager.insert(AccessGrant, {}); }'],
    [
      'work of inOrgs',
      "class S { f() { return this.database.inOrgs({}, (tx) => tx.query('delete from membership where true')); } }",
    ],
    [
      'a constant used in a plain transaction',
      'const SQL = `insert into scope_grant select 1`;\nconst f = (tx: Tx) => tx.query(SQL);',
    ],
    [
      'a statement outside any transaction',
      "const f = (db: Database) => db.call('update seat set kind = $1');",
    ],
  ])('is refused as %s', (_, planted) => {
    expect(writesIn('planted.ts', planted).map(({ locked }) => locked)).toEqual([false]);
  });

  it.each([
    ['a locked transaction', 'function f(tx: LockedTx) { return tx.manager.delete(AccessGrant, {}); }'],
    [
      'the work of a lock',
      "class S { f() { return this.access.locks.changePlaces(a, o, [i], async (tx) => { await tx.query('update resource set parent_id = $1'); }); } }",
    ],
  ])('passes in %s', (_, sound) => {
    expect(writesIn('sound.ts', sound).map(({ locked }) => locked)).toEqual([true]);
  });
});
