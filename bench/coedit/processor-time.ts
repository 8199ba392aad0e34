import { readFileSync } from 'node:fs';
import { descendants } from '../../test/support/process-tree.js';

/** Linux counts processor time in ticks of 10 ms (USER_HZ). */
const MS_PER_TICK = 10;

/** Processor time of a process so far, ms; 0 when it is gone. Fields 14 and 15 of /proc/<pid>/stat (proc(5)). */
function ofProcess(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  } catch {
    return 0;
  }
}

/** Processor time of a process and all below it, ms. */
export const ofTree = (pid: number): number =>
  [pid, ...descendants(pid)].reduce((sum, one) => sum + ofProcess(one), 0);

/** The same without another tree that hangs below it. */
export function ofTreeWithout(pid: number, excluded: number | null): number {
  const left = new Set(excluded === null ? [] : [excluded, ...descendants(excluded)]);
  return [pid, ...descendants(pid)]
    .filter((one) => !left.has(one))
    .reduce((sum, one) => sum + ofProcess(one), 0);
}
