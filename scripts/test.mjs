/**
 * `npm test`: real services, a fresh build, every test; the last line is `N passed, N failed` whatever happens.
 * `npm test -- libs/access` runs only the tests of that folder.
 */
import { spawn } from 'node:child_process';
import { build } from './lib/build.mjs';
import { ROOT, bin } from './lib/house.mjs';

const CLOSING_LINE = /\d+ passed, \d+ failed\s*$/;
const NOTHING_RAN = '0 passed, 1 failed';
/** Enough to hold the closing line, without keeping the whole output. */
const TAIL_CHARS = 200;

let running;

/** Runs a program, its output shown as it comes. @returns {Promise<{code: number, tail: string}>} */
function show(args) {
  return new Promise((resolve, reject) => {
    let tail = '';
    const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    running = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['inherit', 'pipe', 'inherit'],
      env: { ...colour, ...process.env },
    });
    running.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      tail = (tail + chunk.toString()).slice(-TAIL_CHARS);
    });
    running.on('error', reject);
    running.on('close', (code) => resolve({ code: code ?? 1, tail }));
  });
}

async function main() {
  const services = await show(['scripts/install-test-services.mjs']);
  if (services.code !== 0) return services;
  await build(['server', 'web', 'tools'], { say: (line) => console.log(line) });
  return show([bin('vitest'), 'run', ...process.argv.slice(2)]);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => running?.kill(signal));

let result = { code: 1, tail: '' };
try {
  result = await main();
} catch (error) {
  console.error(error.message);
}
if (!CLOSING_LINE.test(result.tail)) console.log(NOTHING_RAN);
process.exitCode = result.code;
