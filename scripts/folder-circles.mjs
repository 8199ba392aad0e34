/**
 * Folders that need each other: dependency-cruiser sees circles of files, and of folders only where both ends name the
 * same depth. Here every folder is asked whether the folders inside it, each taken whole, import one another in a ring.
 * `node scripts/folder-circles.mjs [root]` exits with 1 and names each ring with one import a step.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { bin } from './lib/house.mjs';

const root = resolve(process.argv[2] ?? '.');
/** Every lib and every app. */
const PLACES = ['apps', 'libs']
  .filter((floor) => existsSync(join(root, floor)))
  .flatMap((floor) => readdirSync(join(root, floor)).map((name) => `${floor}/${name}/src`))
  .filter((place) => existsSync(join(root, place)));
const TEST_FILE = /\.test\.tsx?$|\/test-[^/]+\.ts$/u;

/** @returns {Promise<{from: string, to: string}[]>} imports of all files of the places */
function importsIn() {
  const args = [bin('depcruise'), '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...PLACES];
  return new Promise((done, fail) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 1 << 28 }, (_error, stdout, stderr) => {
      try {
        const { modules } = JSON.parse(stdout);
        done(
          modules.flatMap(({ source, dependencies }) =>
            dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
          ),
        );
      } catch {
        fail(new Error(`dependency-cruiser gave no report: ${stderr || stdout.slice(0, 500)}`));
      }
    });
  });
}

/** Tests may look anywhere. */
const isOf = (place, file) => file.startsWith(`${place}/`) && !TEST_FILE.test(file);

/** A front door stands above what lies beside it: nothing inside may go out by it. */
const childOf = (file, folder) => folder ?? (file.endsWith('/index.ts') ? 'index.ts' : '.');

/**
 * The imports between the children of each folder. A file that lies in the folder itself belongs to the child ".", its
 * front door is a child of its own.
 * @returns {Map<string, Map<string, Map<string, string>>>} folder → from child → to child → one import in words
 */
function siblingsOf(place, imports) {
  const folders = new Map();
  for (const { from, to } of imports) {
    if (!isOf(place, from) || !isOf(place, to)) continue;
    const [a, b] = [from, to].map((file) => relative(place, file).split(sep).slice(0, -1));
    let depth = 0;
    while (depth < a.length && depth < b.length && a[depth] === b[depth]) depth += 1;
    const folder = join(place, ...a.slice(0, depth));
    const children = folders.get(folder) ?? folders.set(folder, new Map()).get(folder);
    const [child, other] = [childOf(from, a[depth]), childOf(to, b[depth])];
    if (child === other) continue;
    const targets = children.get(child) ?? children.set(child, new Map()).get(child);
    if (!targets.has(other)) targets.set(other, `${from} → ${to}`);
  }
  return folders;
}

/** @returns {string[] | null} the children along one ring, the first again at the end */
function ringIn(children) {
  const done = new Set();
  const path = [];
  const visit = (child) => {
    const at = path.indexOf(child);
    if (at !== -1) return [...path.slice(at), child];
    if (done.has(child)) return null;
    path.push(child);
    for (const next of children.get(child)?.keys() ?? []) {
      const ring = visit(next);
      if (ring) return ring;
    }
    path.pop();
    done.add(child);
    return null;
  };
  for (const child of children.keys()) {
    const ring = visit(child);
    if (ring) return ring;
  }
  return null;
}

const imports = await importsIn();
const found = [];
for (const place of PLACES)
  for (const [folder, children] of siblingsOf(place, imports)) {
    const ring = ringIn(children);
    if (!ring) continue;
    const steps = ring.slice(1).map((child, index) => `    ${children.get(ring[index])?.get(child)}`);
    found.push(`${folder}: ${ring.join(' → ')}\n${steps.join('\n')}`);
  }
if (found.length > 0) {
  console.error(`Folders that need each other:\n${found.join('\n')}`);
  process.exit(1);
}
console.log(`no circle of folders in ${PLACES.join(', ')}`);
