import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * What the operating system knows of a process. A bare pid proves nothing: it may be a zombie, or may have
 * been given to another program since. Linux answers from /proc; elsewhere `ps` does.
 */
const hasProc = existsSync('/proc/self/stat');

/** The fields after the command name in /proc/<pid>/stat (proc_pid_stat(5)); the name may hold spaces. */
function statFields(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function ps(pid: number, column: string): string | null {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'boot';
  }
}

/** True while the process runs; a zombie (dead, not yet reaped by its parent) counts as dead. */
export function isRunning(pid: number): boolean {
  const state = hasProc ? statFields(pid)?.[0] : ps(pid, 'state')?.[0];
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** When the process began, as an opaque text that differs after a reboot or a reuse of the pid; null if it is gone. */
export function startMark(pid: number): string | null {
  if (!hasProc) return ps(pid, 'lstart');
  const ticks = statFields(pid)?.[19];
  return ticks === undefined ? null : `${bootId()}/${ticks}`;
}

/** True when the process is a PostgreSQL server working in that data directory. */
export function isPostmasterOf(pid: number, dataDirectory: string): boolean {
  if (!isRunning(pid)) return false;
  if (!hasProc) {
    const command = ps(pid, 'command') ?? '';
    return command.includes('postgres') && command.includes(dataDirectory);
  }
  try {
    const program = readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '');
    return (
      basename(program) === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDirectory)
    );
  } catch {
    return false;
  }
}
