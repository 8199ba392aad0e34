import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
/** The rules under test are the real ones: they are copied, never repeated. */
const CONFIGURATION = ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.base.json'];
const FOLDERS = ['apps', 'libs', 'test'];

export interface Violation {
  rule: string;
  from: string;
  to: string;
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

/** Lays the tree in a folder of its own beside a copy of the house's rules and returns what they refuse. */
export async function violationsIn(tree: Tree): Promise<Violation[]> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'maroquin-floors-')));
  try {
    for (const file of CONFIGURATION) await cp(join(ROOT, file), join(root, file));
    await plant(root, tree);
    const { summary } = await cruise(root);
    return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
