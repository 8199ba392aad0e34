import { readFileSync } from 'node:fs';
import { descendants } from '../../test/support/process-tree.js';

/** Linux states processor time in ticks of 10 ms (USER_HZ); it counts in nanoseconds, so differences are off by less than one tick. */
const MS_PER_TICK = 10;

/** Processor time of a process so far, ms, with the children it has waited for; 0 when it is gone. Fields 14 to 17 of /proc/<pid>/stat (proc(5)). */
function ofProcess(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) * MS_PER_TICK;
  } catch {
    return 0;
  }
}

/** Processor time of a process and all below it, ms. */
export const ofTree = (pid: number): number => ofTreeWithout(pid, null);

/** The same without another tree that hangs below it. */
export function ofTreeWithout(pid: number, excluded: number | null): number {
  const left = new Set(excluded === null ? [] : [excluded, ...descendants(excluded)]);
  return [pid, ...descendants(pid)]
    .filter((one) => !left.has(one))
    .reduce((sum, one) => sum + ofProcess(one), 0);
}
