import { describe, expect, it } from 'vitest';
import { circlesIn, type Tree } from './planted-tree.js';

const PAGE = 'apps/web/src/features/documents';
const ENGINE = 'libs/coediting/src';

/** Folders that need one another in one direction only. */
const sound: Tree = {
  'package.json': JSON.stringify({ type: 'module' }),
  // the root's tsconfig wants something to compile
  'libs/contracts/src/index.ts': 'export const here = 1;',
  [`${ENGINE}/index.ts`]: `export { room } from './room/room.js';`,
  [`${ENGINE}/room/room.ts`]: `import '../wire/frames.js';\nexport const room = 1;`,
  [`${ENGINE}/room/limits.ts`]: 'export const limits = 1;',
  [`${ENGINE}/wire/frames.ts`]: 'export const frames = 1;',
  [`${PAGE}/index.ts`]: `export { page } from './page/page.js';`,
  [`${PAGE}/page/page.ts`]: `import '../writing/hues.js';\nexport const page = 1;`,
  [`${PAGE}/page/panel.ts`]: `export const panel = 1;`,
  [`${PAGE}/writing/hues.ts`]: `import './kit/keys.js';\nexport const hues = 1;`,
  [`${PAGE}/writing/kit/keys.ts`]: `export const keys = 1;`,
};

describe('the check for circles of folders', () => {
  it('lets folders pass that need one another in one direction', async () => {
    const said = 'no circle of folders in apps/web/src, libs/coediting/src, libs/contracts/src\n';
    expect(await circlesIn(sound)).toEqual({ code: 0, said });
  });

  it('refuses two folders that need each other although no files do', async () => {
    const { code, said } = await circlesIn({
      ...sound,
      [`${PAGE}/writing/fault.ts`]: `import '../page/panel.js';`,
    });
    expect(code).toBe(1);
    expect(said).toContain(`${PAGE}: page → writing → page`);
    expect(said).toContain(`${PAGE}/writing/fault.ts → ${PAGE}/page/panel.ts`);
  });

  it('refuses two folders of a lib that need each other', async () => {
    const { code, said } = await circlesIn({
      ...sound,
      [`${ENGINE}/wire/fault.ts`]: `import '../room/limits.js';`,
    });
    expect(code).toBe(1);
    expect(said).toContain(`${ENGINE}: room → wire → room`);
  });

  it('refuses a ring between folders taken whole, at whatever depth its files lie', async () => {
    const { code, said } = await circlesIn({
      ...sound,
      [`${PAGE}/writing/kit/fault.ts`]: `import '../../page/panel.js';`,
    });
    expect(code).toBe(1);
    expect(said).toContain(`${PAGE}: page → writing → page`);
  });

  it('refuses a folder that goes out by the front door around it', async () => {
    const { code, said } = await circlesIn({
      ...sound,
      [`${PAGE}/writing/fault.ts`]: `import '../index.js';`,
    });
    expect(code).toBe(1);
    expect(said).toContain(`${PAGE}: index.ts → page → writing → index.ts`);
  });

  it('refuses a folder that needs a file which needs the folder', async () => {
    const { code, said } = await circlesIn({
      ...sound,
      [`${PAGE}/other.ts`]: `import './writing/hues.js';`,
      [`${PAGE}/writing/fault.ts`]: `import '../other.js';`,
    });
    expect(code).toBe(1);
    expect(said).toContain(`${PAGE}: writing → . → writing`);
  });

  it('leaves tests out, which may look anywhere', async () => {
    const { code } = await circlesIn({
      ...sound,
      [`${PAGE}/writing/hues.test.ts`]: `import '../page/panel.js';`,
    });
    expect(code).toBe(0);
  });
});
