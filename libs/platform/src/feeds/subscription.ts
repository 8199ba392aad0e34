import type { FeedEntry } from './feed-entry.js';

export interface Subscription {
  close(): void;
}

/** Rows read at once while catching up, unless the subscriber asks for fewer. */
const PAGE = 200;
const RETRY_MS = 1_000;

/** What a subscription works with. */
export interface SubscriptionPorts {
  read(after: number, limit: number): Promise<FeedEntry[]>;
  /** Runs the work later. Handed in, so that a simulation turns it. */
  after(milliseconds: number, work: () => void): void;
  /** Where it answers a promise, nothing more is read or handed over until that is settled. */
  listener(entries: readonly FeedEntry[]): unknown;
  onError(error: unknown): void;
  onClose(): void;
}

/**
 * Delivers a feed's entries strictly in order, each once, from `position` on. Hints only wake it; entries that this node
 * has just committed are handed over when they follow on, everything else is read from PostgreSQL.
 */
export class FeedSubscription implements Subscription {
  private known: number;
  private pumping = false;
  private closed = false;
  /** The listener still works on what it was given: what comes meanwhile is read later instead of being kept. */
  private taking: Promise<void> | null = null;

  constructor(
    readonly feed: string,
    readonly orgId: string,
    private position: number,
    private readonly ports: SubscriptionPorts,
    private readonly page = PAGE,
  ) {
    this.known = position;
  }

  /** There may be entries up to `seq`. */
  hint(seq: number): void {
    if (seq <= this.known) return;
    this.known = seq;
    void this.pump();
  }

  /** Entries just committed here. */
  offer(entries: readonly FeedEntry[]): void {
    const [first] = entries;
    const last = entries.at(-1);
    if (first === undefined || last === undefined) return;
    if (!this.pumping && this.taking === null && first.first === this.position + 1) this.deliver(entries);
    this.hint(last.last);
  }

  private deliver(entries: readonly FeedEntry[]): void {
    const fresh = entries.filter((entry) => entry.first > this.position);
    const last = fresh.at(-1);
    if (this.closed || last === undefined) return;
    this.position = last.last;
    this.known = Math.max(this.known, this.position);
    try {
      const taken = this.ports.listener(fresh);
      if (taken instanceof Promise) this.waitFor(taken);
    } catch (error) {
      this.ports.onError(error);
    }
  }

  private waitFor(taken: Promise<unknown>): void {
    const settled = taken.then(
      () => undefined,
      (error: unknown) => this.ports.onError(error),
    );
    const taking: Promise<void> = settled.finally(() => {
      if (this.taking === taking) this.taking = null;
    });
    this.taking = taking;
  }

  private async pump(): Promise<void> {
    if (this.pumping) return;
    this.pumping = true;
    try {
      while (!this.closed && this.position < this.known) {
        if (this.taking !== null) {
          await this.taking;
          continue;
        }
        const { known } = this;
        const page = await this.ports.read(this.position, this.page);
        // The hint promised what is not there: believed on, it would drown the true ones below its number.
        if (page.length === 0 && this.known === known) this.known = this.position;
        this.deliver(page);
      }
    } catch (error) {
      this.ports.onError(error);
      this.ports.after(RETRY_MS, () => void this.pump());
    } finally {
      this.pumping = false;
    }
  }

  close(): void {
    this.closed = true;
    this.ports.onClose();
  }
}
