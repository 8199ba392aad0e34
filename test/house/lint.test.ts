import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** Source text that only the house's own restrictions refuse, where it stands, and the rule that must speak. */
const FAULTS = [
  [
    'a transaction opened beside inOrgs',
    'libs/access/src/x.ts',
    'no-restricted-syntax',
    'void this.dataSource.transaction(work);',
  ],
  [
    'a repository taken from the data source',
    'libs/access/src/x.ts',
    'no-restricted-syntax',
    'dataSource.getRepository(Row);',
  ],
  [
    'a data source held outside platform/database',
    'libs/access/src/x.ts',
    'no-restricted-imports',
    `import { DataSource } from 'typeorm';`,
  ],
  [
    'a repository injected',
    'libs/access/src/x.ts',
    'no-restricted-imports',
    `import { InjectRepository } from '@nestjs/typeorm';`,
  ],
  [
    'a pool of connections outside platform',
    'libs/files/src/x.ts',
    'no-restricted-imports',
    `import { Pool } from 'pg';`,
  ],
  [
    'forwardRef',
    'libs/platform/src/database/x.ts',
    'no-restricted-imports',
    `import { forwardRef } from '@nestjs/common';`,
  ],
  [
    'a query in a controller',
    'libs/files/src/x.controller.ts',
    'no-restricted-imports',
    `import { In } from 'typeorm';`,
  ],
  ['console in a lib', 'libs/files/src/x.ts', 'no-console', `console.log('x');`],
  [
    'a front door that exports everything',
    'libs/files/src/index.ts',
    'no-restricted-syntax',
    `export * from './x.js';`,
  ],
  ['the wall clock in the engine', 'libs/coediting/src/x.ts', 'no-restricted-syntax', 'Date.now();'],
  ['a date of now in prose', 'libs/prose/src/x.ts', 'no-restricted-syntax', 'new Date();'],
  ['randomness in the engine', 'libs/coediting/src/x.ts', 'no-restricted-syntax', 'Math.random();'],
  [
    'a timer in the engine',
    'libs/coediting/src/x.ts',
    'no-restricted-syntax',
    'setTimeout(() => undefined, 1);',
  ],
  [
    'a secret compared byte by byte',
    'libs/identity/src/x.ts',
    'no-restricted-syntax',
    'export const same = given === this.sessionSecret;',
  ],
  [
    'the hash of a token compared byte by byte',
    'libs/platform/src/database/x.ts',
    'no-restricted-syntax',
    'export const other = row.token_hash !== hash;',
  ],
  ...[
    `import { connect } from 'node:net';`,
    `import { Agent } from 'node:https';`,
    `import https from 'https';`,
    `import { connect } from 'node:tls';`,
    `import { lookup } from 'node:dns/promises';`,
    `import { request } from 'undici';`,
  ].map(
    (code) =>
      [
        `a connection past the one way out: ${code}`,
        'libs/files/src/x.ts',
        '@typescript-eslint/no-restricted-imports',
        code,
      ] as const,
  ),
  [
    'a request past the one way out',
    'libs/sign-in/src/x.ts',
    'no-restricted-globals',
    'void fetch(address);',
  ],
  ['a socket to somebody else', 'apps/server/src/x.ts', 'no-restricted-globals', 'new WebSocket(address);'],
  [
    'a constructor of seven',
    'libs/files/src/x.ts',
    'no-restricted-syntax',
    'export class X { constructor(a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1) {} }',
  ],
] as const;

describe('the restrictions of the lint', () => {
  let eslint: ESLint;

  beforeAll(() => {
    eslint = new ESLint({
      cwd: ROOT,
      // The planted files exist in no project: the rules that need types are tested by their own authors.
      overrideConfig: [
        tseslint.configs.disableTypeChecked,
        { languageOptions: { parserOptions: { projectService: false } } },
      ],
    });
  });

  it.each(FAULTS)('refuse %s', async (_title, path, rule, code) => {
    const [result] = await eslint.lintText(code, { filePath: join(ROOT, path) });
    expect(result?.messages.filter(({ severity }) => severity === 2).map(({ ruleId }) => ruleId)).toContain(
      rule,
    );
  });

  it('let a secret be compared with nothing', async () => {
    const code = `export const isThere = (token: string | null) => token !== null && typeof token === 'string' && token !== '';`;
    const [result] = await eslint.lintText(code, { filePath: join(ROOT, 'libs/identity/src/x.ts') });
    expect(result?.messages.map(({ ruleId }) => ruleId)).not.toContain('no-restricted-syntax');
  });

  it('let a transaction pass at its one door', async () => {
    const code = `import { DataSource } from 'typeorm';\nexport const open = (dataSource: DataSource) => dataSource.transaction(work);`;
    const [result] = await eslint.lintText(code, { filePath: join(ROOT, 'libs/platform/src/database/x.ts') });
    expect(result?.messages.map(({ ruleId }) => ruleId)).not.toContain('no-restricted-syntax');
    expect(result?.messages.map(({ ruleId }) => ruleId)).not.toContain('no-restricted-imports');
  });
});
