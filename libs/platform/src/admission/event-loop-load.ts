import { performance } from 'node:perf_hooks';

const WINDOW_MS = 20;

/** How busy the event loop of this process is, 0 to 1: over the last fiftieth of a second or a little more. */
export class EventLoopLoad {
  private before = performance.eventLoopUtilization();
  private beforeAt = performance.now();
  private load = 0;

  /** Measured by whoever asks: a timer would wake a process that has nothing to do. */
  now(): number {
    const at = performance.now();
    if (at - this.beforeAt < WINDOW_MS) return this.load;
    const now = performance.eventLoopUtilization();
    this.load = performance.eventLoopUtilization(now, this.before).utilization;
    this.before = now;
    this.beforeAt = at;
    return this.load;
  }
}

const shared = new EventLoopLoad();

/** One measurement for all who ask. */
export const eventLoopLoad = (): number => shared.now();
