import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout: the sources and dist/ hold these files at different depths, package.json stands at one place only. */
function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'bin/maroquin'))) return from;
  const above = dirname(from);
  if (above === from) throw new Error('these tests run inside a checkout of Maroquin');
  return findRoot(above);
}

export const ROOT = findRoot(import.meta.dirname);
