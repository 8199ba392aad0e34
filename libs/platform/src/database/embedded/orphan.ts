import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isPostmasterOf, isRunning } from './process-table.js';
import type { EmbeddedLog } from './embedded-log.js';

const POLL_MS = 20;
/** Fast shutdown, then immediate shutdown (recovered from the log at the next start), then the end. */
const STEPS: readonly { readonly signal: NodeJS.Signals; readonly waitMs: number }[] = [
  { signal: 'SIGINT', waitMs: 20_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 5_000 },
];

interface PostmasterFile {
  readonly pid: number;
  readonly socketFolder: string;
}

/** postmaster.pid: line 1 the pid, line 5 the socket folder (PostgreSQL, src/include/utils/pidfile.h). */
export function readPostmasterFile(cluster: string): PostmasterFile | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isSafeInteger(pid) && pid > 0 ? { pid, socketFolder: lines[4]?.trim() ?? '' } : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Stops a server gently, then less gently. Resolves when the process is gone. */
export async function stopPostmaster(pid: number, isItself: () => boolean): Promise<void> {
  for (const { signal, waitMs } of STEPS) {
    if (!isItself()) return;
    process.kill(pid, signal);
    const until = Date.now() + waitMs;
    while (isRunning(pid) && Date.now() < until) await delay(POLL_MS);
    if (!isRunning(pid)) return;
  }
}

/**
 * After kill -9 of Maroquin its PostgreSQL lives on: it is stopped, once proved to be a postgres working in this
 * very data directory. A lock file that names a dead process or another program is dropped, because PostgreSQL
 * would take the reused pid for a rival and refuse to start.
 */
export async function stopOrphan(cluster: string, log: EmbeddedLog): Promise<void> {
  const found = readPostmasterFile(cluster);
  if (found === null) return;
  const isItself = (): boolean => isPostmasterOf(found.pid, cluster);
  if (isItself()) {
    log.warn({ pid: found.pid }, 'stopping the PostgreSQL that an interrupted Maroquin left running');
    await stopPostmaster(found.pid, isItself);
  }
  if (!isItself()) rmSync(join(cluster, 'postmaster.pid'), { force: true });
}
