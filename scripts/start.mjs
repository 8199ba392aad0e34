/**
 * `npm start`: builds what is stale, then becomes the server.
 * The server is imported, not spawned: arguments, signals and the exit code are then its own, and one process less
 * stays in memory.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './lib/build.mjs';
import { ROOT } from './lib/house.mjs';

const main = join(ROOT, 'dist/bundle/server.js');

try {
  await build(['server', 'web'], { say: (line) => console.error(line) });
  if (!existsSync(main)) throw new Error('apps/server/src/main.ts is missing: is the checkout complete?');
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
process.setSourceMapsEnabled(true);
process.argv[1] = main;
await import(pathToFileURL(main).href);
