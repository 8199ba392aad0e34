import { readFileSync } from 'node:fs';
import { residentMb } from '../../../bench/machine.js';
import type { Maroquin } from '../../support/maroquin.js';
import { descendants, embeddedPostgresPid } from '../../support/process/process-tree.js';

const LOOK_EVERY_MS = 100;

/** How much more a server holds at most than at the beginning, MB. */
export interface MemoryGrowth {
  readonly server: number;
  /** What converts documents: a program of its own, of a size of its own, one for a person and two for a node. */
  readonly converters: number;
}

/** Looks at the server and its helpers, not at PostgreSQL. */
export class ServerMemory {
  private readonly before: MemoryGrowth;
  private highest: MemoryGrowth;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly server: Maroquin) {
    this.before = this.now();
    this.highest = this.before;
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  /** @returns above the beginning */
  stop(): MemoryGrowth {
    clearInterval(this.timer);
    this.look();
    return {
      server: this.highest.server - this.before.server,
      converters: this.highest.converters - this.before.converters,
    };
  }

  private look(): void {
    const { server, converters } = this.now();
    this.highest = {
      server: Math.max(this.highest.server, server),
      converters: Math.max(this.highest.converters, converters),
    };
  }

  private now(): MemoryGrowth {
    if (!this.server.isRunning) return { server: 0, converters: 0 };
    const { pid } = this.server;
    const postgres = embeddedPostgresPid(this.server.dataDir);
    const below = postgres === null ? new Set<number>() : new Set([postgres, ...descendants(postgres)]);
    const ours = [pid, ...descendants(pid)].filter((one) => !below.has(one));
    const sum = (pids: readonly number[]): number => pids.reduce((all, one) => all + residentMb(one), 0);
    return {
      server: sum(ours.filter((one) => !isConverter(one))),
      converters: sum(ours.filter(isConverter)),
    };
  }
}

function isConverter(pid: number): boolean {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').includes('pandoc');
  } catch {
    return false;
  }
}
