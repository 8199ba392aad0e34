/**
 * `docs/openapi.json` is what the routes say. Without arguments: compares, and fails when they differ.
 * `--write`: writes it anew.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/house.mjs';

const PATH = join(ROOT, 'docs/openapi.json');
const MAX_BYTES = 16 * 1024 * 1024;

execFileSync(process.execPath, ['scripts/build.mjs', 'server'], {
  cwd: ROOT,
  stdio: ['ignore', 'ignore', 'inherit'],
});
const now = execFileSync(process.execPath, ['dist/apps/server/src/describe-api.js'], {
  cwd: ROOT,
  encoding: 'utf8',
  maxBuffer: MAX_BYTES,
  stdio: ['ignore', 'pipe', 'inherit'],
});

if (process.argv.includes('--write')) {
  writeFileSync(PATH, now);
} else if (!existsSync(PATH) || readFileSync(PATH, 'utf8') !== now) {
  console.error(
    'docs/openapi.json does not say what the routes say. Write it anew: node scripts/check-openapi.mjs --write',
  );
  process.exit(1);
}
