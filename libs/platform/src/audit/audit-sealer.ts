import type { Database } from '../database/index.js';
import type { Logger } from '../logging/index.js';
import { type BegunChains, BrokenChain, sealEntries } from './seal-entries.js';

/** Between two looks, milliseconds: an act has its place within a second after its commit. */
const POLL_MS = 400;
const ORGANISATIONS_AT_ONCE = 200;
/** A chain that cannot go on is logged again after this long. */
const LOG_AGAIN_MS = 600_000;
/** It is tried again after this long: who mends it need not start the service again. */
const TRY_AGAIN_MS = 60_000;

const WAITING = { name: 'acts to seal', text: 'select audit_waiting($1) as id' };

/** Seals what was recorded, on every node that runs jobs. */
export class AuditSealer {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private stopped = true;
  private isFailing = false;
  private isForgetful = false;
  private readonly loggedAt = new Map<string, number>();
  private readonly brokenUntil = new Map<string, number>();

  constructor(
    private readonly database: Pick<Database, 'callPrepared' | 'inOrgs'>,
    private readonly logger: Pick<Logger, 'warn' | 'error'>,
    private readonly begun: BegunChains,
  ) {}

  start(): void {
    this.stopped = false;
    this.after(POLL_MS);
  }

  /** What was recorded until now is sealed before it ends. */
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.running;
    await this.poll();
  }

  private after(milliseconds: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.poll().then((more) => {
        this.after(more ? 0 : POLL_MS);
      });
    }, milliseconds);
    this.timer.unref();
  }

  private async poll(): Promise<boolean> {
    try {
      const count = await this.runBatch();
      this.isFailing = false;
      return count > 0;
    } catch (err) {
      // Once for each outage: it is tried again at once.
      if (!this.isFailing) this.logger.warn({ err }, 'the audit could not be sealed');
      this.isFailing = true;
      return false;
    }
  }

  /** One look at everything. @returns how many acts were sealed @throws {DomainError} server.unavailable */
  async runBatch(): Promise<number> {
    const waiting = await this.database.callPrepared<{ id: string }>(WAITING, [ORGANISATIONS_AT_ONCE]);
    let count = 0;
    const now = performance.now();
    for (const { id } of waiting) if ((this.brokenUntil.get(id) ?? 0) <= now) count += await this.seal(id);
    return count;
  }

  private async seal(orgId: string): Promise<number> {
    try {
      const sealed = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
        sealEntries(tx, orgId, this.begun),
      );
      await this.remember(orgId);
      this.brokenUntil.delete(orgId);
      if (sealed.strangers > 0)
        this.logger.error({ orgId, count: sealed.strangers }, 'the audit holds acts that nobody did here');
      return sealed.count;
    } catch (error) {
      if (!(error instanceof BrokenChain)) throw error;
      this.brokenUntil.set(orgId, performance.now() + TRY_AGAIN_MS);
      this.logBroken(orgId);
      return 0;
    }
  }

  /** What was sealed stays so where this cannot be written: it is tried with the next acts. */
  private async remember(orgId: string): Promise<void> {
    try {
      await this.begun.remember(orgId);
    } catch (err) {
      if (!this.isForgetful) this.logger.warn({ err }, 'that a chain of the audit began could not be kept');
      this.isForgetful = true;
    }
  }

  private logBroken(orgId: string): void {
    const now = performance.now();
    if (now - (this.loggedAt.get(orgId) ?? -LOG_AGAIN_MS) < LOG_AGAIN_MS) return;
    this.loggedAt.set(orgId, now);
    this.logger.error({ orgId }, 'the end of the audit was changed: run `maroquin audit verify`');
  }
}
