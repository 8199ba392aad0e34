import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** Figures mean nothing without the machine, and without knowing that it was quiet. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  /** Average of the last minute before measuring. */
  readonly load: number;
}

export const machine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
});

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @throws {Error} for no values */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [min, median, max] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  if (min === undefined || median === undefined || max === undefined) throw new Error('nothing was measured');
  return { median: Math.round(median), min: Math.round(min), max: Math.round(max) };
}

function kilobytes(pid: number, file: string, field: string): number {
  let text = '';
  try {
    text = readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
  } catch {
    // A helper of PostgreSQL that ended in between holds no memory any more.
  }
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
}

/** Resident memory, MB. */
export const residentMb = (pid: number): number => Math.round(kilobytes(pid, 'status', 'VmRSS') / 1024);

/** Memory with what is shared counted once over all processes (proc_pid_smaps(5), Pss), MB. */
export const proportionalMb = (pids: readonly number[]): number =>
  Math.round(pids.reduce((sum, pid) => sum + kilobytes(pid, 'smaps_rollup', 'Pss'), 0) / 1024);
