import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The root of the checkout. */
export const ROOT = resolve(import.meta.dirname, '../..');

const BINARIES = {
  prettier: 'prettier',
  eslint: 'eslint',
  tsc: 'typescript',
  depcruise: 'dependency-cruiser',
  knip: 'knip',
  swc: '@swc/cli',
  vite: 'vite',
  vitest: 'vitest',
};

/** The script behind a command of node_modules/.bin, to be run by this very node, without a shell. */
export function bin(name) {
  const manifest = join(ROOT, 'node_modules', BINARIES[name], 'package.json');
  const { bin: entries } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(dirname(manifest), typeof entries === 'string' ? entries : entries[name]);
}
