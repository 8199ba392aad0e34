/**
 * `npm run check`: everything that can be said about the code without running it.
 * One line a step; the first failure prints what the tool said and ends the run.
 * `npm run check -- lint floors` runs only the steps named.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, bin } from './lib/house.mjs';

/** Folders of the import rules; those that do not exist yet are left out. */
const FOLDERS = ['apps', 'libs', 'test', 'bench', 'scripts'].filter((folder) =>
  existsSync(join(ROOT, folder)),
);

const STEPS = [
  { name: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: [bin('eslint'), '.'] },
  { name: 'types', command: [bin('tsc'), '-p', '.'] },
  { name: 'types-web', command: [bin('tsc'), '-p', 'apps/web'] },
  { name: 'types-simulation', command: [bin('tsc'), '-p', 'test/simulation'] },
  { name: 'floors', command: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', ...FOLDERS] },
  { name: 'circles', command: ['scripts/folder-circles.mjs'] },
  { name: 'dead-code', command: [bin('knip')] },
  { name: 'openapi', command: ['scripts/check-openapi.mjs'] },
  { name: 'lock', command: ['scripts/check-lock.mjs'] },
];

/** @returns {Promise<{code: number, output: string}>} */
function run(command) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. Steps: ${STEPS.map((step) => step.name).join(', ')}`);
  process.exit(2);
}

for (const step of STEPS.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const started = performance.now();
  const { code, output } = await run(step.command);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (code !== 0) {
    console.log(`✗ ${step.name} (${seconds} s)\n${output.trimEnd()}`);
    process.exit(1);
  }
  const warnings = /\((\d+) errors?, (\d+) warnings?\)/.exec(output);
  console.log(`✓ ${step.name} (${seconds} s)${warnings ? `, ${warnings[2]} warnings` : ''}`);
}
