import { readdirSync, readFileSync } from 'node:fs';
import { descendants } from '../test/support/process/process-tree.js';

/**
 * `whole` counts what has ended as well, in ticks of 10 ms: for seconds of work. `fine` counts threads that live, in
 * nanoseconds: for a few milliseconds, in which none ends.
 */
export type Scale = 'whole' | 'fine';

/** Linux states processor time in ticks of 10 ms (USER_HZ); it counts in nanoseconds, so differences are off by less than one tick. */
const MS_PER_TICK = 10;
const NS_PER_MS = 1e6;

/** With the children it has waited for. Fields 14 to 17 of /proc/<pid>/stat (proc(5)). */
function wholeOf(pid: number): number {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) * MS_PER_TICK;
}

/** First field of each thread's schedstat: time spent on a processor, ns (Linux, Documentation/scheduler/sched-stats). */
function fineOf(pid: number): number {
  const tasks = `/proc/${String(pid)}/task`;
  return readdirSync(tasks).reduce(
    (sum, task) => sum + Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]) / NS_PER_MS,
    0,
  );
}

/** Processor time of a process so far, ms; 0 when it is gone. */
function ofProcess(pid: number, scale: Scale): number {
  try {
    return scale === 'fine' ? fineOf(pid) : wholeOf(pid);
  } catch {
    return 0;
  }
}

/** Processor time of a process and all below it, ms. */
export const ofTree = (pid: number, scale: Scale): number => ofTreeWithout(pid, null, scale);

/** The same without another tree that hangs below it. */
export function ofTreeWithout(pid: number, excluded: number | null, scale: Scale): number {
  const left = new Set(excluded === null ? [] : [excluded, ...descendants(excluded)]);
  return [pid, ...descendants(pid)]
    .filter((one) => !left.has(one))
    .reduce((sum, one) => sum + ofProcess(one, scale), 0);
}
