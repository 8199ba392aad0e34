import { readFileSync } from 'node:fs';

/** Somebody else who works meanwhile: one small request after the other, each of them timed. */
export class Neighbour {
  private readonly took: number[] = [];
  private stopped = false;
  private readonly running: Promise<void>;

  constructor(private readonly request: () => Promise<unknown>) {
    this.running = this.work();
  }

  private async work(): Promise<void> {
    while (!this.stopped) {
      const from = performance.now();
      await this.request();
      this.took.push(performance.now() - from);
    }
  }

  /** Ends it. @returns the longest that one of its requests took, ms @throws {Error} when one was refused */
  async slowest(): Promise<number> {
    this.stopped = true;
    await this.running;
    return Math.max(...this.took);
  }
}

/** Memory that a process holds (VmRSS of proc(5)), MiB. */
export function residentMib(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1];
  return Number(kib) / 1024;
}
