import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { withBuildLock } from './build-lock.mjs';
import { bundleServer } from './bundle.mjs';
import { filesUnder, hashOf } from './files.mjs';
import { ROOT, bin } from './house.mjs';

const DIST = join(ROOT, 'dist');
/** Anything that decides what a build gives, besides the sources. */
const COMMON_INPUTS = [
  'package-lock.json',
  '.swcrc',
  'tsconfig.json',
  'tsconfig.base.json',
  ...filesUnder(['scripts/lib']),
];
/** Read at run time next to the code: migrations, lists, scripts of child processes. */
const ASSETS = new Set(['.sql', '.txt', '.json', '.mjs', '.cjs', '.wasm', '.typ']);
const SKIPPED = /(\.test\.tsx?|(^|\/)tsconfig\.json|\.md)$/;

/**
 * What can be built, each with the folders it is made from.
 * `server` is what `npm start` runs, `web` what the browser loads, `tools` the benches and end-to-end programs.
 */
const TARGETS = {
  server: { folders: ['apps/server', 'apps/cli', 'libs'], make: compileServer },
  web: { folders: ['apps/web', 'libs/contracts', 'libs/coediting', 'libs/prose'], make: bundleWeb },
  tools: { folders: ['test', 'bench'], make: compile },
};

function runTool(name, args) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    const child = spawn(process.execPath, [bin(name), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${name} ended with code ${code}\n${Buffer.concat(chunks).toString()}`));
    });
  });
}

/** swc reads the paths of tsconfig relative to baseUrl, which must be absolute, so it cannot stand in .swcrc. */
export function swcArguments(folders) {
  return [...folders, '-d', 'dist', '-C', `jsc.baseUrl=${ROOT}`, '--extensions', '.ts', '--quiet'];
}

export function existingFolders(target) {
  return TARGETS[target].folders.filter((folder) => existsSync(join(ROOT, folder)));
}

function copyAssets(folders) {
  for (const file of filesUnder(folders)) {
    if (!ASSETS.has(extname(file)) || SKIPPED.test(file)) continue;
    const copy = join(DIST, file);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(join(ROOT, file), copy);
  }
}

/** A file whose source is gone must not stay importable. Removed last, so that a running server never misses one. */
function pruneOrphans(folders) {
  for (const built of filesUnder(folders.map((folder) => join('dist', folder)))) {
    const source = built.slice('dist/'.length);
    const made = source.replace(/\.js(\.map)?$/, '.ts');
    if (!existsSync(join(ROOT, made)) && !existsSync(join(ROOT, source))) rmSync(join(ROOT, built));
  }
}

async function compile(folders) {
  await runTool('swc', swcArguments(folders));
  copyAssets(folders);
  pruneOrphans(folders);
}

async function compileServer(folders) {
  await compile(folders);
  await bundleServer();
}

async function bundleWeb() {
  await runTool('vite', [
    'build',
    'apps/web',
    '--outDir',
    join(DIST, 'apps/web'),
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ]);
}

function inputsOf(folders) {
  return hashOf([...filesUnder(folders).filter((file) => !SKIPPED.test(file)), ...COMMON_INPUTS]);
}

async function buildTarget(name, force) {
  const folders = existingFolders(name);
  if (folders.length === 0) return false;
  const inputs = inputsOf(folders);
  const stamp = join(DIST, `.${name}.stamp`);
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return false;
  rmSync(stamp, { force: true });
  await TARGETS[name].make(folders);
  writeFileSync(stamp, inputs);
  return true;
}

/**
 * Builds the targets whose sources changed since their last build.
 * @param {string[]} names of TARGETS
 * @param {{force?: boolean, say?: (line: string) => void}} options
 * @throws {Error} with the tool's whole output
 */
export async function build(names, { force = false, say = () => {} } = {}) {
  await withBuildLock(join(DIST, '.build.lock'), async () => {
    for (const name of names) {
      const started = performance.now();
      if (await buildTarget(name, force))
        say(`built ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
  });
}
