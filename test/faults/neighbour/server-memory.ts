import { residentMb } from '../../../bench/machine.js';
import type { Maroquin } from '../../support/maroquin.js';
import { descendants, embeddedPostgresPid } from '../../support/process-tree.js';

const LOOK_EVERY_MS = 100;

/** How much more memory the server and its helpers (not PostgreSQL) hold at most than at the beginning, MB; and how often it ended. */
export class ServerMemory {
  private readonly before: number;
  private highest: number;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly server: Maroquin) {
    this.before = this.now();
    this.highest = this.before;
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  /** @returns MB above the beginning */
  stop(): number {
    clearInterval(this.timer);
    this.look();
    return this.highest - this.before;
  }

  private look(): void {
    this.highest = Math.max(this.highest, this.now());
  }

  private now(): number {
    if (!this.server.isRunning) return 0;
    const { pid } = this.server;
    const postgres = embeddedPostgresPid(this.server.dataDir);
    const below = postgres === null ? new Set<number>() : new Set([postgres, ...descendants(postgres)]);
    return [pid, ...descendants(pid)]
      .filter((one) => !below.has(one))
      .reduce((sum, one) => sum + residentMb(one), 0);
  }
}
