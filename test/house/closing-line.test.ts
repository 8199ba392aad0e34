import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');
const REPORTER = join(ROOT, 'scripts/closing-line-reporter.ts');

interface Run {
  lines: string[];
  code: number;
}

/** Runs the files in a folder of their own, with our reporter alone. */
async function runTests(files: Record<string, string>): Promise<Run> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'maroquin-closing-')));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const command = [VITEST, 'run', '--root', folder, '--globals', '--reporter', REPORTER];
    return await new Promise((done) => {
      execFile(process.execPath, command, { cwd: folder }, (error, stdout) => {
        done({ lines: stdout.trimEnd().split('\n'), code: error === null ? 0 : 1 });
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const PASSES = `it('holds', () => {});`;
const FAILS = `it('breaks', () => { throw new Error('no'); });`;

describe('the closing line', () => {
  it('counts what passed', async () => {
    const run = await runTests({ 'a.test.js': PASSES, 'b.test.js': PASSES });
    expect(run).toMatchObject({ code: 0 });
    expect(run.lines.at(-1)).toBe('2 passed, 0 failed');
  });

  it('counts a failed test', async () => {
    const run = await runTests({ 'a.test.js': PASSES + FAILS });
    expect(run).toMatchObject({ code: 1 });
    expect(run.lines.at(-1)).toBe('1 passed, 1 failed');
  });

  it('counts a file that cannot be loaded', async () => {
    const run = await runTests({ 'a.test.js': PASSES, 'b.test.js': `import './absent.js';` });
    expect(run.lines.at(-1)).toBe('1 passed, 1 failed');
  });

  it('counts an error outside of any test', async () => {
    const late = `it('holds', () => { Promise.reject(new Error('late')); return new Promise((r) => setTimeout(r, 50)); });`;
    const run = await runTests({ 'a.test.js': late });
    expect(run).toMatchObject({ code: 1 });
    expect(run.lines.at(-1)).toBe('1 passed, 1 failed');
  });

  it('counts a group whose preparation failed', async () => {
    const group = `describe('g', () => { beforeAll(() => { throw new Error('no'); }); ${PASSES} });`;
    const run = await runTests({ 'a.test.js': group });
    expect(run.code).toBe(1);
    expect(run.lines.at(-1)).toMatch(/^0 passed, [1-9]\d* failed$/);
  });

  it('counts a global setup that failed', async () => {
    const run = await runTests({
      'a.test.js': PASSES,
      'setup.js': `export const setup = () => { throw new Error('no'); };`,
      'vitest.config.js': `export default { test: { globalSetup: ['./setup.js'] } };`,
    });
    expect(run).toMatchObject({ code: 1 });
    expect(run.lines.at(-1)).toBe('0 passed, 1 failed');
  });

  it('names the skipped tests above', async () => {
    const run = await runTests({ 'a.test.js': `${PASSES} it.skip('later', () => {});` });
    expect(run.lines.slice(-2)).toEqual(['1 skipped', '1 passed, 0 failed']);
  });
});
