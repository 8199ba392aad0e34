import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { MissingProgram } from '../outside/missing-program.js';
import { runProgram } from '../outside/run-program.js';

const PROGRAM = '/usr/bin/soffice';
/** One start for so many files: starting takes longer than most of them. */
const AT_ONCE = 20;
const LIMIT_MS = 600_000;
const ALONE_LIMIT_MS = 120_000;
/** What it writes of a text, by the ending. */
const FILTERS = {
  fodt: 'fodt:OpenDocument Text Flat XML',
  html: 'html:HTML (StarWriter)',
  xhtml: 'xhtml:XHTML Writer File',
} as const;
type Kind = keyof typeof FILTERS;
const NO_NETWORK = ['-rn'];

/** @throws {MissingProgram} before work is done that nobody would judge */
export async function libreOfficeIsThere(): Promise<void> {
  if (!existsSync(PROGRAM))
    throw new MissingProgram(
      'LibreOffice',
      'apt-get install --no-install-recommends libreoffice-writer-nogui',
    );
  const alone = await runProgram('unshare', [...NO_NETWORK, 'true']).catch(() => null);
  if (alone?.code !== 0)
    throw new MissingProgram('a network namespace', 'run as root, or allow user namespaces');
}

/** These texts as LibreOffice understands them, each as one XML file of OpenDocument. */
export const asLibreOfficeReads = (
  files: readonly string[],
  say: (line: string) => void,
): Promise<ReadonlyMap<string, string>> => asLibreOfficeWrites('fodt', files, say);

/**
 * These texts as LibreOffice writes them, by their paths; what it cannot open is absent. It runs in a network namespace of its own, in which nothing can be reached, and with a profile of its own.
 * The names must differ by more than their endings.
 */
export async function asLibreOfficeWrites(
  kind: Kind,
  files: readonly string[],
  say: (line: string) => void,
): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'maroquin-libreoffice-'));
  const read = new Map<string, string>();
  const keep = async (some: readonly string[]): Promise<void> => {
    for (const file of some) {
      const made = join(folder, `${basename(file, extname(file))}.${kind}`);
      if (existsSync(made)) read.set(file, await readFile(made, 'utf8'));
    }
  };
  try {
    for (let from = 0; from < files.length; from += AT_ONCE) {
      const some = files.slice(from, from + AT_ONCE);
      await convert(kind, some, folder, LIMIT_MS);
      await keep(some);
      // A file that ends LibreOffice takes those after it along: each has a start of its own then.
      for (const file of some.filter((one) => !read.has(one))) {
        await convert(kind, [file], folder, ALONE_LIMIT_MS);
        await keep([file]);
      }
      const done = Math.min(files.length, from + AT_ONCE);
      say(`LibreOffice has read ${String(done)} of ${String(files.length)}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return read;
}

/** What it could not convert is not there afterwards. */
async function convert(kind: Kind, files: readonly string[], folder: string, limitMs: number): Promise<void> {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  await runProgram(
    'unshare',
    [
      ...NO_NETWORK,
      PROGRAM,
      profile,
      '--headless',
      '--convert-to',
      FILTERS[kind],
      '--outdir',
      folder,
      ...files,
    ],
    // It writes times of its own zone.
    { cwd: folder, limitMs, env: { TZ: 'UTC' } },
  ).catch(() => null);
}
