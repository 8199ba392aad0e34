/**
 * `docs/openapi.json` is what the routes say, `docs/asyncapi.json` what the sockets say, and the types of the web
 * client's requests are what the first says. Without arguments: compares, and fails when they differ. `--write`: writes
 * them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { ROOT } from './lib/house.mjs';

const PATH = join(ROOT, 'docs/openapi.json');
const SOCKETS = join(ROOT, 'docs/asyncapi.json');
const TYPES = join(ROOT, 'apps/web/src/api/interface.d.ts');
const MAX_BYTES = 16 * 1024 * 1024;

execFileSync(process.execPath, ['scripts/build.mjs', 'server'], {
  cwd: ROOT,
  stdio: ['ignore', 'ignore', 'inherit'],
});
const printedBy = (program) =>
  execFileSync(process.execPath, [join('dist/apps/server/src', program)], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: MAX_BYTES,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
const now = printedBy('describe-api.js');

const types = `// Made of docs/openapi.json by scripts/check-openapi.mjs: change the routes, not this file.
${astToString(await openapiTS(now))}`;

const isWriting = process.argv.includes('--write');
for (const [path, wanted] of [
  [PATH, now],
  [SOCKETS, printedBy('describe-sockets.js')],
  [TYPES, types],
]) {
  if (isWriting) writeFileSync(path, wanted);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== wanted) {
    console.error(
      `${relative(ROOT, path)} does not say what routes and sockets say: node scripts/check-openapi.mjs --write`,
    );
    process.exit(1);
  }
}
