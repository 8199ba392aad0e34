import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const CIRCLES = join(ROOT, 'scripts/folder-circles.mjs');
/** The rules under test are the real ones: they are copied, never repeated. */
const CONFIGURATION = ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.base.json'];
const FOLDERS = ['apps', 'libs', 'test'];

export interface Violation {
  rule: string;
  from: string;
  to: string;
}

/** One file more in a tree that is in order, and the rule that must refuse it. */
export interface Fault {
  title: string;
  rule: string;
  from: string;
  code: string;
}

/** Path from the root to the text of the file. */
export type Tree = Record<string, string>;

interface CruiseResult {
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
}

async function plant(root: string, tree: Tree): Promise<void> {
  for (const [path, text] of Object.entries(tree)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

/** dependency-cruiser exits with the number of errors, so only its output says whether it ran. */
function cruise(root: string): Promise<CruiseResult> {
  const args = [CRUISER, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...FOLDERS];
  return new Promise((done, fail) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) => {
      try {
        done(JSON.parse(stdout) as CruiseResult);
      } catch {
        fail(new Error(`dependency-cruiser gave no report: ${stderr || stdout.slice(0, 500)}`));
      }
    });
  });
}

/** Lays the tree in a folder of its own beside a copy of the house's rules, for as long as `use` needs it. */
async function withPlanted<T>(tree: Tree, use: (root: string) => Promise<T>): Promise<T> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'maroquin-floors-')));
  try {
    for (const file of CONFIGURATION) await cp(join(ROOT, file), join(root, file));
    await plant(root, tree);
    return await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** What the rules refuse in this tree. */
export const violationsIn = (tree: Tree): Promise<Violation[]> =>
  withPlanted(tree, async (root) => {
    const { summary } = await cruise(root);
    return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  });

/** What `npm run check -- circles` says of this tree. @returns its exit code and its words */
export const circlesIn = (tree: Tree): Promise<{ code: number; said: string }> =>
  withPlanted(
    tree,
    (root) =>
      new Promise((done) => {
        execFile(process.execPath, [CIRCLES, root], (error, stdout, stderr) => {
          done({ code: error === null ? 0 : Number(error.code), said: stdout + stderr });
        });
      }),
  );
