/** `node scripts/run.mjs <entry.ts> [arguments]`: builds what is stale, then becomes that program. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './lib/build.mjs';
import { ROOT } from './lib/house.mjs';

const [entry, ...rest] = process.argv.slice(2);
if (entry === undefined || !existsSync(join(ROOT, entry))) {
  console.error(
    entry === undefined ? 'Name a program: node scripts/run.mjs <entry.ts>' : `There is no ${entry}`,
  );
  process.exit(2);
}

try {
  // Standard output belongs to the program: with --json it is one object and nothing else.
  await build(['server', 'web', 'tools'], { say: (line) => console.error(line) });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const program = join(ROOT, 'dist', entry.replace(/\.ts$/, '.js'));
process.setSourceMapsEnabled(true);
process.argv = [process.argv[0], program, ...rest];
await import(pathToFileURL(program).href);
