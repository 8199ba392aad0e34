import type { Fault, Tree } from './planted-tree.js';

/** Written out on purpose, as in floors.test.ts. */
const WEB_FLOORS = [['api', 'i18n'], ['ui'], ['frame'], ['features'], ['app']];
const WEB_FEATURES = [
  ['coediting'],
  ['access'],
  ['identity', 'sign-in'],
  ['places', 'search'],
  ['notifications'],
  ['files'],
  ['messaging'],
  ['documents'],
  ['administration'],
];

/** The floors of the web client that are one folder, and each of its features. */
function webFolders(): string[] {
  const floors = WEB_FLOORS.flat().filter((name) => name !== 'features' && name !== 'app');
  return [...floors, ...WEB_FEATURES.flat().map((name) => `features/${name}`)];
}

/** A web client in which everything is in order. */
export function soundWeb(): Tree {
  const tree: Tree = {
    'apps/web/src/app/app.ts': `import '@maroquin/prose';\nimport '@maroquin/contracts';\nimport '../styles/all.css';`,
    'apps/web/src/app/catalogue.ts': `import '../features/files/messages.js';`,
    'apps/web/src/styles/all.css': '',
    'apps/web/src/features/documents/page/sound.ts': `import './panel.js';\nimport '../../files/index.js';\nimport '../../../ui/index.js';`,
    'apps/web/src/features/documents/page/panel.ts': 'export const panel = 1;',
    'apps/web/src/features/documents/page/sound.test.ts': `import '../../files/messages.js';`,
    // what files without a place would lean on
    'apps/web/src/misc/other.ts': 'export const other = 1;',
    'apps/web/src/features/misc/other.ts': 'export const other = 1;',
  };
  for (const folder of webFolders()) {
    tree[`apps/web/src/${folder}/index.ts`] = `export const here = '${folder}';`;
    tree[`apps/web/src/${folder}/messages.ts`] = `export const fr = '${folder}';`;
  }
  return tree;
}

/** For every floor and feature of the web client: the one above it, and its siblings. */
function orderFaults(order: string[][], kind: 'floor' | 'feature'): Fault[] {
  const inside = kind === 'feature' ? 'features/' : '';
  const door = (name: string): string => {
    if (name === 'features') return 'features/coediting/index.js';
    return name === 'app' ? 'app/app.js' : `${inside}${name}/index.js`;
  };
  return order.flatMap((names, level) =>
    names.flatMap((name) => {
      const above = order[level + 1]?.[0];
      if (above === undefined) return [];
      const others = [...names.filter((other) => other !== name), above];
      const folder = name === 'features' ? 'features/coediting' : `${inside}${name}`;
      const root = '../'.repeat(folder.split('/').length);
      return others.map((other) => ({
        title: `${name} of the web client may not import ${other}`,
        rule: `web-${kind}-${name}`,
        from: `apps/web/src/${folder}/fault-${kind}-${other}.ts`,
        code: `import '${root}${door(other)}';`,
      }));
    }),
  );
}

export const webFaults: Fault[] = [
  ...orderFaults(WEB_FLOORS, 'floor'),
  ...orderFaults(WEB_FEATURES, 'feature'),
  {
    title: 'the uppermost feature of the web client may not import the composition',
    rule: 'web-floor-features',
    from: 'apps/web/src/features/administration/fault.ts',
    code: `import '../../app/app.js';`,
  },
  {
    title: 'a feature of the web client may not reach behind the front door of another',
    rule: 'web-front-door',
    from: 'apps/web/src/features/administration/fault-deep.ts',
    code: `import '../documents/page/panel.js';`,
  },
  {
    title: 'only the catalogue takes the messages of a feature',
    rule: 'web-front-door',
    from: 'apps/web/src/app/fault-messages.ts',
    code: `import '../features/files/messages.js';`,
  },
  {
    title: 'a feature of the web client without a floor is refused',
    rule: 'web-known-place',
    from: 'apps/web/src/features/misc/fault.ts',
    code: `import './other.js';`,
  },
  {
    title: 'a floor of the web client that is not listed is refused',
    rule: 'web-known-place',
    from: 'apps/web/src/misc/fault.ts',
    code: `import './other.js';`,
  },
];
