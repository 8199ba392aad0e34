import { performance } from 'node:perf_hooks';
import type { Clock } from '@maroquin/coediting';
import { systemClock } from '@maroquin/platform/config';

let utilization = performance.eventLoopUtilization();

/** The engine's clock in the product: monotonic, so that a step of the wall clock changes nothing. */
export const nodeClock: Clock = {
  now: () => performance.now(),
  date: () => systemClock.now().getTime(),
  load: () => {
    const before = utilization;
    utilization = performance.eventLoopUtilization();
    return performance.eventLoopUtilization(utilization, before).utilization;
  },
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  soon: (work) => {
    if (waiting.push(work) === 1) setImmediate(serveWaiting);
  },
};

let waiting: (() => void)[] = [];

/** All in one go: what they hand to the journal then is one commit, without another round of the event loop. */
function serveWaiting(): void {
  const all = waiting;
  waiting = [];
  for (const work of all) work();
}
