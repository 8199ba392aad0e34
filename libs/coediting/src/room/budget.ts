import type { Limits } from './limits.js';
import { TokenBucket } from './token-bucket.js';

/** What one connection, one person or one document may cost a node: bytes, frames, processor time, new clientIDs and parts. */
export class Budget {
  private readonly bytes: TokenBucket;
  private readonly frames: TokenBucket;
  private readonly busy: TokenBucket;
  private readonly clients: TokenBucket;
  private readonly parts: TokenBucket;

  /**
   * `share`: so many connections’ worth. New clientIDs, and new parts of documents, are a person's matter, however many
   * connections that person has.
   */
  constructor(limits: Limits, now: number, share: number, busyShare = share) {
    const bucket = (perSecond: number, burst: number, times: number): TokenBucket =>
      new TokenBucket(perSecond * times, burst * times, now);
    this.bytes = bucket(limits.bytesPerSecond, limits.bytesBurst, share);
    this.frames = bucket(limits.framesPerSecond, limits.framesBurst, share);
    this.busy = bucket(limits.busyMsPerSecond, limits.busyMsBurst, busyShare);
    this.clients = new TokenBucket(limits.clientsPerSecond, limits.clientsBurst, now);
    this.parts = new TokenBucket(limits.partsPerSecond, limits.partsBurst, now);
  }

  /** Whether one more frame of this size may be looked at. */
  admit(bytes: number, now: number): boolean {
    return this.frames.take(1, now) && this.bytes.take(bytes, now);
  }

  /** Takes time that was spent; false when that was more than there is. */
  charge(milliseconds: number, now: number): boolean {
    return this.busy.charge(milliseconds, now);
  }

  /** Whether so many new clientIDs may come. */
  admitClients(count: number, now: number): boolean {
    return this.clients.take(count, now);
  }

  /** Whether documents may become larger by so many parts (document-bounds.ts). */
  admitParts(count: number, now: number): boolean {
    return this.parts.take(count, now);
  }

  /** Nothing is spent: a new one would be the same. */
  isUntouched(now: number): boolean {
    const buckets = [this.bytes, this.frames, this.busy, this.clients, this.parts];
    return buckets.every((bucket) => bucket.isFull(now));
  }
}

interface PersonEntry {
  readonly budget: Budget;
  connections: number;
}

/** Spent budgets of people who left are kept this long at least, so that leaving and coming back buys nothing. */
const SWEEP_MS = 10_000;

/** One budget a person, over all their connections and documents on this node. */
export class PersonBudgets {
  private readonly entries = new Map<string, PersonEntry>();
  private sweptAt = 0;

  constructor(private readonly limits: Limits) {}

  get size(): number {
    return this.entries.size;
  }

  /** For one connection, until `release`. */
  acquire(personId: string, now: number): Budget {
    this.sweep(now);
    let entry = this.entries.get(personId);
    if (entry === undefined) {
      entry = { budget: new Budget(this.limits, now, this.limits.personShare), connections: 0 };
      this.entries.set(personId, entry);
    }
    entry.connections += 1;
    return entry.budget;
  }

  release(personId: string): void {
    const entry = this.entries.get(personId);
    if (entry !== undefined) entry.connections -= 1;
  }

  private sweep(now: number): void {
    if (now - this.sweptAt < SWEEP_MS) return;
    this.sweptAt = now;
    for (const [personId, { budget, connections }] of this.entries) {
      if (connections === 0 && budget.isUntouched(now)) this.entries.delete(personId);
    }
  }
}
