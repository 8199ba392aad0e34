/**
 * `npm test`: real services, a fresh build, every test; the last line is `N passed, N failed` whatever happens.
 * `npm test -- libs/access` runs only the tests of that folder.
 * `RUN_AGAIN=3 npm test`: when no more than three files fail they run once more, alone, and what passed only then is named.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { ROOT, bin } from './lib/house.mjs';

const CLOSING_LINE = /\d+ passed, \d+ failed\s*$/;
const NOTHING_RAN = '0 passed, 1 failed';
/** Enough to hold the closing line, without keeping the whole output. */
const TAIL_CHARS = 200;

let running;

/** Runs a program, its output shown as it comes. @returns {Promise<{code: number, tail: string}>} */
function show(args, env = {}) {
  return new Promise((resolve, reject) => {
    let tail = '';
    const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    running = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['inherit', 'pipe', 'inherit'],
      env: { ...colour, ...process.env, ...env },
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
  const most = Number(process.env.RUN_AGAIN ?? 0);
  return most > 0 ? runTwice(most) : show([bin('vitest'), 'run', ...process.argv.slice(2)]);
}

/** @param {number} most so many files, and no more, are tried again */
async function runTwice(most) {
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-run-'));
  const report = join(folder, 'report.json');
  const vitest = (args) => show([bin('vitest'), 'run', ...args], { RUN_REPORT: report });
  const read = () => JSON.parse(readFileSync(report, 'utf8'));
  try {
    const first = await vitest(process.argv.slice(2));
    if (first.code === 0) return first;
    const { passed, failed, outside } = read();
    if (outside > 0 || failed.length === 0 || failed.length > most) return first;
    console.log(`\nThese run once more, alone: ${failed.map(({ file }) => file).join(', ')}`);
    const second = await vitest(failed.map(({ file }) => file));
    if (second.code !== 0) return second;
    const names = failed.map(({ file, tests }) => `${file} > ${tests.join('; ')}`);
    console.log(`\nPassed only when run again, and to be mended:\n${names.join('\n')}`);
    const elsewhere = failed.reduce((sum, file) => sum - file.passed, passed);
    const tail = `${elsewhere + read().passed} passed, 0 failed`;
    console.log(tail);
    return { code: 0, tail };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
