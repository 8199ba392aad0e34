import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '../../errors/index.js';
import type { Binaries } from './binaries.js';
import { explain } from './failure.js';
import { commandAs, type RunAs } from './run-as.js';

/**
 * DATA_DIR/postgres: `cluster` (the server's data directory) and `superuser-password`, made together in a
 * folder aside and renamed into place, so that a first start cut short leaves nothing that looks finished.
 */
export const SUPERUSER = 'postgres';
const HOME = 'postgres';
const PARTIAL = `${HOME}.partial-`;
const PASSWORD_FILE = 'superuser-password';

export function clusterFolder(dataDir: string): string {
  return join(dataDir, HOME, 'cluster');
}

export function clusterExists(dataDir: string): boolean {
  return existsSync(join(dataDir, HOME));
}

/** The superuser's password, 0600 and owned by the account that runs Maroquin. */
export function readPassword(dataDir: string): string {
  return readFileSync(join(dataDir, HOME, PASSWORD_FILE), 'utf8').trim();
}

/** Makes DATA_DIR; as root, opens it (and no folder above) to be walked through by the server's identity. */
export function makeDataFolder(dataDir: string): void {
  const asRoot = process.getuid?.() === 0;
  mkdirSync(dataDir, { recursive: true, mode: asRoot ? 0o711 : 0o700 });
  const { mode } = statSync(dataDir);
  if (asRoot && (mode & 0o001) === 0) chmodSync(dataDir, (mode & 0o777) | 0o011);
}

/** @throws DomainError `database.other-major` when another major version wrote the data; nothing is touched then. */
export function checkMajor(dataDir: string, binaries: Binaries): void {
  const written = readFileSync(join(clusterFolder(dataDir), 'PG_VERSION'), 'utf8').trim();
  if (Number(written) === binaries.major) return;
  throw new DomainError('database.other-major', {
    cause: new Error(
      `${clusterFolder(dataDir)} was written by PostgreSQL ${written}; this is PostgreSQL ${binaries.major}`,
    ),
  });
}

/**
 * initdb into a folder aside, then one rename. What an earlier, interrupted attempt left is removed first.
 * @throws DomainError `database.folder-full`, `database.folder-unusable` or `database.init-failed`
 */
export async function createCluster(dataDir: string, binaries: Binaries, runAs: RunAs): Promise<void> {
  dropPartials(dataDir);
  const partial = join(dataDir, `${PARTIAL}${randomBytes(6).toString('hex')}`);
  try {
    mkdirSync(join(partial, 'cluster'), { recursive: true, mode: 0o700 });
    if (runAs.identity) {
      chmodSync(partial, 0o711);
      give(join(partial, 'cluster'), runAs);
    }
    const password = randomBytes(32).toString('base64url');
    await initialise(partial, password, binaries, runAs);
    writeFileSync(join(partial, PASSWORD_FILE), `${password}\n`, { mode: 0o600, flush: true });
    syncFolder(partial);
    renameSync(partial, join(dataDir, HOME));
    syncFolder(dataDir);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}

/** initdb reads the password from a file that only it and we can read, gone when it ends. */
async function initialise(
  partial: string,
  password: string,
  binaries: Binaries,
  runAs: RunAs,
): Promise<void> {
  const secret = join(partial, 'password-for-initdb');
  writeFileSync(secret, password, { mode: 0o600 });
  give(secret, runAs);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const rights = [`--username=${SUPERUSER}`, '--auth=scram-sha-256', `--pwfile=${secret}`];
  const result = await runInitdb(
    ['-D', join(partial, 'cluster'), ...locale, ...rights, '--no-instructions'],
    binaries,
    runAs,
  );
  if (result.code !== 0) throw explain(result.output, 'database.init-failed');
  rmSync(secret);
}

function runInitdb(
  args: string[],
  binaries: Binaries,
  runAs: RunAs,
): Promise<{ code: number | null; output: string }> {
  const { file, args: all, options } = commandAs(runAs, binaries.initdb, args);
  return new Promise((done) => {
    let output = '';
    const child = spawn(file, all, {
      ...options,
      cwd: '/',
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', (error) => done({ code: null, output: error.message }));
    child.once('close', (code) => done({ code, output }));
  });
}

/** The server inherits nothing of ours: no PG* variable, no locale, no secret. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };
}

function give(path: string, runAs: RunAs): void {
  if (runAs.identity) chownSync(path, runAs.identity.uid, runAs.identity.gid);
}

function dropPartials(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith(PARTIAL)) continue;
    // An initdb that outlived its parent may still write there: it only spoils its own folder, removed next time.
    rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

function syncFolder(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
