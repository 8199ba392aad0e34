import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** The checkout: the sources and dist/ hold these files at different depths, package.json stands at one place only. */
function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'bin/maroquin'))) return from;
  const above = dirname(from);
  if (above === from) throw new Error('these tests run inside a checkout of Maroquin');
  return findRoot(above);
}

export const ROOT = findRoot(import.meta.dirname);

const packageSchema = z.object({ scripts: z.object({ start: z.string() }) });

/** What `npm start` tells Node: a server under test or measurement runs as people run it. */
export const NODE_FLAGS: readonly string[] = packageSchema
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')))
  .scripts.start.split(' ')
  .filter((word) => word.startsWith('--'));
