import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '../../errors/index.js';
import { startMark } from './process-table.js';

const FILE = 'maroquin.lock';
const ATTEMPTS = 5;

interface Holder {
  readonly pid: number;
  readonly started: string;
}

export interface InstanceLock {
  release(): void;
}

function parseHolder(text: string): Holder | null {
  const [pid, started] = text.trim().split('\n');
  return pid && started && /^\d+$/.test(pid) ? { pid: Number(pid), started } : null;
}

function readLock(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function lives(text: string): boolean {
  const holder = parseHolder(text);
  return holder !== null && startMark(holder.pid) === holder.started;
}

/** True while a living Maroquin holds the folder. */
export function isFolderHeld(dataDir: string): boolean {
  const text = readLock(join(dataDir, FILE));
  return text !== null && lives(text);
}

/**
 * Takes the data folder for this process until release(), or until the process dies: the file names a pid and
 * the moment that process began, so a lock left by kill -9 is recognised and replaced.
 * Processes in different pid namespaces (two containers on one volume) cannot see each other: do not share it.
 * @throws DomainError `instance.already-running` while another process holds it; nothing is touched then.
 */
export function lockFolder(dataDir: string): InstanceLock {
  const path = join(dataDir, FILE);
  const own = `${process.pid}\n${startMark(process.pid) ?? ''}\n`;
  const mine = join(dataDir, `${FILE}.${process.pid}-${randomBytes(4).toString('hex')}`);
  writeFileSync(mine, own, { mode: 0o600, flag: 'wx' });
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (linkExclusively(mine, path)) return { release: () => releaseLock(path, own) };
      const held = readLock(path);
      if (held === null) continue;
      if (lives(held)) throw alreadyRunning(dataDir, held);
      setAside(path, held, `${mine}.stale`);
    }
    throw alreadyRunning(dataDir, readLock(path) ?? '');
  } finally {
    rmSync(mine, { force: true });
  }
}

/** link(2) fails when the name exists, and the file appears with its whole content: no reader sees half of it. */
function linkExclusively(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Two starters may find the same dead lock: the slower one must not throw away the faster one's new lock. */
function setAside(path: string, expected: string, aside: string): void {
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readLock(aside) !== expected) linkExclusively(aside, path);
  rmSync(aside, { force: true });
}

function releaseLock(path: string, own: string): void {
  if (readLock(path) === own) rmSync(path, { force: true });
}

function alreadyRunning(dataDir: string, held: string): DomainError {
  const pid = parseHolder(held)?.pid;
  return new DomainError('instance.already-running', {
    cause: new Error(`${dataDir} is held by process ${pid ?? 'unknown'}`),
  });
}
