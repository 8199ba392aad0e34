import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { violationsIn, type Fault, type Tree, type Violation } from './planted-tree.js';
import { soundWeb, webFaults } from './web-floors.js';

/** Written out on purpose: read from the configuration, the test would agree with any mistake in it. */
const ORDER = [
  ['contracts'],
  ['coediting', 'prose'],
  ['platform'],
  ['access'],
  ['identity'],
  ['notifications'],
  ['search'],
  ['files'],
  ['messaging'],
  ['documents'],
  ['departure'],
];
const BESIDE = ['provisioning', 'sign-in', 'sovereignty', 'administration'];
const PARTS = [
  ...[
    'config',
    'errors',
    'passwords',
    'logging',
    'database',
    'keys',
    'signatures',
    'audit',
    'proofs',
    'events',
    'feeds',
    'jobs',
    'object-storage',
  ],
  ...[
    'egress',
    'anchors',
    'key-providers',
    'no-network',
    'admission',
    'mail',
    'http',
    'health',
    'instance',
    'backup',
  ],
];
const COEDITING_PARTS = ['wire', 'validation', 'document', 'room'];

const PACKAGES = ['zod', 'yjs', 'typeorm', 'vitest', '@nestjs/common', '@tiptap/core'];

/** A house in which everything is in order; each fault is one file more. */
function soundHouse(): Tree {
  const tree: Tree = {
    ...soundWeb(),
    'package.json': JSON.stringify({
      type: 'module',
      dependencies: {
        zod: '1.0.0',
        yjs: '1.0.0',
        typeorm: '1.0.0',
        '@nestjs/common': '1.0.0',
        '@tiptap/core': '1.0.0',
      },
      devDependencies: { vitest: '1.0.0' },
    }),
    'libs/contracts/src/sound.ts': `import 'zod';`,
    'libs/coediting/src/room/sound.ts': `import 'yjs';\nimport '@maroquin/contracts';\nimport '../wire/index.js';`,
    'libs/coediting/src/wire/hidden.ts': 'export const hidden = 1;',
    'libs/prose/src/sound.ts': `import '@tiptap/core';\nimport '@maroquin/contracts';`,
    'libs/platform/src/database/hidden.ts': `import '../config/index.js';\nimport 'typeorm';`,
    'libs/access/src/sound.ts': `import '@maroquin/platform/database';\nimport 'node:fs';`,
    'libs/administration/src/sound.ts': `import '@maroquin/sign-in';\nimport '@maroquin/provisioning';\nimport '@maroquin/identity';`,
    'libs/access/src/sound.test.ts': `import 'vitest';\nimport '@maroquin/testing';\nimport './hidden.js';`,
    'libs/testing/src/index.ts': `import '../../../apps/server/src/app.js';\nimport 'vitest';`,
    'apps/server/src/app.ts': `import '@maroquin/messaging';\nimport '@maroquin/documents';`,
    'apps/cli/src/app.ts': `import '@maroquin/documents';\nimport '../../server/src/app.js';`,
    'test/journeys/sound.test.ts': `import '@maroquin/testing';\nimport '@maroquin/documents';`,
  };
  for (const name of [...ORDER.flat(), ...BESIDE].filter((lib) => lib !== 'platform')) {
    tree[`libs/${name}/src/index.ts`] = `export const here = '${name}';`;
    tree[`libs/${name}/src/hidden.ts`] = `export const inside = '${name}';`;
  }
  for (const part of PARTS) tree[`libs/platform/src/${part}/index.ts`] = `export const here = '${part}';`;
  for (const part of COEDITING_PARTS)
    tree[`libs/coediting/src/${part}/index.ts`] = `export const here = '${part}';`;
  for (const name of PACKAGES) {
    tree[`node_modules/${name}/package.json`] = JSON.stringify({ name, version: '1.0.0', main: 'index.js' });
    tree[`node_modules/${name}/index.js`] = 'module.exports = {};';
  }
  return tree;
}

function libDoor(name: string): string {
  return name === 'platform' ? '@maroquin/platform/database' : `@maroquin/${name}`;
}

function folderOf(lib: string): string {
  if (lib === 'platform') return 'libs/platform/src/database';
  return lib === 'coediting' ? 'libs/coediting/src/room' : `libs/${lib}/src`;
}

/** For each of the libs beside the work: the one above it, or the apps; and what people work with, either way. */
function besideFaults(): Fault[] {
  return BESIDE.flatMap((name, level) =>
    [
      [name, libDoor(BESIDE[level + 1] ?? 'documents')],
      [name, '@maroquin/files'],
      ['files', `@maroquin/${name}`],
      ['documents', `@maroquin/${name}`],
    ].map(([from = '', door = '']) => ({
      title: `${from} may not import ${door}, beside the work`,
      rule: `floor-${from}`,
      from: `${folderOf(from)}/fault-beside-${name}-${door.replaceAll(/\W/g, '-')}.ts`,
      code: `import '${door}';`,
    })),
  );
}

/** For every lib: the floor above it (the apps above the last), and its sibling where it has one. */
function floorFaults(): Fault[] {
  return ORDER.flatMap((names, level) =>
    names.flatMap((name) => {
      const above = ORDER[level + 1]?.[0];
      const siblings = names.filter((other) => other !== name);
      const doors = [
        ...siblings.map(libDoor),
        above === undefined ? '../../../apps/server/src/app.js' : libDoor(above),
      ];
      return doors.map((door, index) => ({
        title: `${name} may not import ${door}`,
        rule: `floor-${name}`,
        from: `${folderOf(name)}/fault-${index}.ts`,
        code: `import '${door}';`,
      }));
    }),
  );
}

function partFaults(lib: string, parts: readonly string[]): Fault[] {
  return parts.slice(0, -1).map((part, index) => ({
    title: `${lib}/${part} may not import ${lib}/${parts[index + 1]}`,
    rule: `${lib}-${part}`,
    from: `libs/${lib}/src/${part}/fault.ts`,
    code: `import '../${parts[index + 1]}/index.js';`,
  }));
}

const pureFaults: Fault[] = ['contracts', 'coediting', 'prose'].flatMap((name) => [
  {
    title: `${name} may not use node builtins`,
    rule: `pure-${name}`,
    from: `${folderOf(name)}/fault-node.ts`,
    code: `import 'node:fs';`,
  },
  {
    title: `${name} may not use TypeORM`,
    rule: `pure-${name}-npm`,
    from: `${folderOf(name)}/fault-typeorm.ts`,
    code: `import 'typeorm';`,
  },
  {
    title: `${name} may not use Nest, even for a type`,
    rule: `pure-${name}-npm`,
    from: `${folderOf(name)}/fault-nest.ts`,
    code: `import type { Module } from '@nestjs/common';\nexport type Fault = Module;`,
  },
]);

const otherFaults: Fault[] = [
  {
    title: 'a lib may not reach behind the front door of another',
    rule: 'front-door',
    from: 'libs/documents/src/fault-deep.ts',
    code: `import '../../access/src/hidden.js';`,
  },
  {
    title: 'an app may not reach behind a front door',
    rule: 'front-door-from-outside',
    from: 'apps/server/src/fault-deep.ts',
    code: `import '../../../libs/access/src/hidden.js';`,
  },
  {
    title: 'a test outside a lib may not reach behind its front door',
    rule: 'front-door-from-outside',
    from: 'test/journeys/fault-deep.test.ts',
    code: `import '../../libs/access/src/hidden.js';`,
  },
  {
    title: 'a lib may not reach behind the front door of a part of platform',
    rule: 'front-door-platform',
    from: 'libs/access/src/fault-platform.ts',
    code: `import '../../platform/src/database/hidden.js';`,
  },
  {
    title: 'a part of platform may not reach behind the front door of another',
    rule: 'front-door-platform-part',
    from: 'libs/platform/src/feeds/fault-deep.ts',
    code: `import '../database/hidden.js';`,
  },
  {
    title: 'a part of coediting may not reach behind the index.ts of another',
    rule: 'front-door-coediting-part',
    from: 'libs/coediting/src/room/fault-deep.ts',
    code: `import '../wire/hidden.js';`,
  },
  {
    title: 'a file of coediting that lies in none of its parts is refused',
    rule: 'known-coediting-part',
    from: 'libs/coediting/src/misc/fault.ts',
    code: `import './other.js';`,
  },
  {
    title: 'a lib without a floor is refused',
    rule: 'known-lib',
    from: 'libs/misc/src/fault.ts',
    code: `import './other.js';`,
  },
  {
    title: 'a part of platform without a place is refused',
    rule: 'known-platform-part',
    from: 'libs/platform/src/misc/fault.ts',
    code: `import './other.js';`,
  },
  {
    title: 'the server knows nothing of the command',
    rule: 'apps-are-strangers',
    from: 'apps/server/src/fault.ts',
    code: `import '../../cli/src/app.js';`,
  },
  {
    title: 'the command takes nothing of the web client',
    rule: 'cli-stands-on-server',
    from: 'apps/cli/src/fault.ts',
    code: `import '../../web/src/app/app.js';`,
  },
  {
    title: 'the web client takes no lib of the server',
    rule: 'web-is-a-browser',
    from: 'apps/web/src/app/fault.ts',
    code: `import '@maroquin/access';`,
  },
  {
    title: 'what ships may not use the launchers of tests',
    rule: 'testing-is-for-tests',
    from: 'libs/access/src/fault-testing.ts',
    code: `import '@maroquin/testing';`,
  },
  {
    title: 'nobody imports a test',
    rule: 'nobody-imports-a-test',
    from: 'libs/access/src/fault-of-test.ts',
    code: `import './sound.test.js';`,
  },
  {
    title: 'what ships may not use a development dependency',
    rule: 'no-dev-dependency-in-the-product',
    from: 'libs/access/src/fault-dev.ts',
    code: `import 'vitest';`,
  },
  {
    title: 'an import that leads nowhere is refused',
    rule: 'could-not-resolve',
    from: 'libs/access/src/fault-nowhere.ts',
    code: `import './nowhere.js';`,
  },
  {
    title: 'two files that import each other are refused',
    rule: 'no-cycles',
    from: 'libs/access/src/fault-cycle.ts',
    code: `import './fault-cycle-back.js';`,
  },
];

const accomplices: Tree = {
  'libs/misc/src/other.ts': 'export const other = 1;',
  'libs/coediting/src/misc/other.ts': 'export const other = 1;',
  'libs/platform/src/misc/other.ts': 'export const other = 1;',
  'libs/access/src/fault-cycle-back.ts': `import './fault-cycle.js';`,
};

const faults = [
  ...floorFaults(),
  ...besideFaults(),
  ...partFaults('platform', PARTS),
  ...partFaults('coediting', COEDITING_PARTS),
  ...webFaults,
  ...pureFaults,
  ...otherFaults,
];

describe('the floors of the house', () => {
  let refused: Violation[];

  beforeAll(async () => {
    const planted = Object.fromEntries(faults.map(({ from, code }) => [from, code]));
    refused = await violationsIn({ ...soundHouse(), ...accomplices, ...planted });
  });

  it('let a house in order pass', async () => {
    expect(await violationsIn(soundHouse())).toEqual([]);
  });

  it.each(faults.map((fault) => [fault.title, fault] as const))('%s', (_title, { rule, from }) => {
    // A cycle is reported from either of its two ends.
    const rules = refused.filter((violation) => violation.from === from || violation.to === from);
    expect(rules.map((violation) => violation.rule)).toContain(rule);
  });

  it('have no rule without a planted fault', () => {
    const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
      forbidden: { name: string }[];
    };
    const planted = new Set(faults.map(({ rule }) => rule));
    expect(forbidden.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([]);
  });
});
