import type { Clock } from './ports.js';

/** Up to this share of busy time the event loop has room for a write to each socket at every commit. */
const EASY = 0.5;
/** How long updates are gathered when the event loop is always busy, ms. */
const LONGEST_MS = 100;
/** How often the load is measured, ms, and how much one measurement counts: gathering lowers the load that it answers. */
const MEASURE_MS = 250;
const SHARE = 0.5;
/** How much longer due updates wait for a commit to go out with, ms. */
const GRACE_MS = 5;

interface Waiting {
  readonly dueAt: number;
  /** null: cancelled. */
  flush: (() => void) | null;
}

/**
 * Decides when the rooms of a node send committed updates. While the event loop is less than half busy they are sent at
 * once. The busier it is beyond that, the longer they are gathered, and all that is due is sent together, after a commit
 * if there is one: waking a processor costs as much as several frames.
 */
export class FlushScheduler {
  /** Ordered by due time. */
  private readonly waiting: Waiting[] = [];
  /** Due time that the timer is set for. */
  private armedFor = Infinity;
  private disarm: () => void = () => undefined;
  private load = 0;
  private measuredAt = -Infinity;

  constructor(private readonly clock: Clock) {}

  /** How long updates are gathered now, ms; 0: they are sent at once. */
  get gatherMs(): number {
    this.measure();
    const share = Math.min(1, Math.max(0, (this.load - EASY) / (1 - EASY)));
    // Rises slowly at first, so that a node at the threshold does not oscillate.
    return share * share * LONGEST_MS;
  }

  /** Flushes after so many ms, or up to `GRACE_MS` later. Returns how to cancel that. `flush` does not throw. */
  after(milliseconds: number, flush: () => void): () => void {
    const one: Waiting = { dueAt: this.clock.now() + milliseconds, flush };
    this.insert(one);
    if (one.dueAt < this.armedFor) this.arm(one.dueAt);
    return () => (one.flush = null);
  }

  /** Flushes what is due. Called after each commit, because the processor is awake then. */
  flushDue(): void {
    const [first] = this.waiting;
    if (first === undefined) return;
    const now = this.clock.now();
    if (first.dueAt > now) return;
    const due = this.waiting.findIndex(({ dueAt }) => dueAt > now);
    for (const { flush } of this.waiting.splice(0, due === -1 ? this.waiting.length : due)) flush?.();
  }

  private measure(): void {
    const now = this.clock.now();
    if (now - this.measuredAt < MEASURE_MS) return;
    // After a silence only the new measurement counts.
    const share = now - this.measuredAt < 2 * MEASURE_MS ? SHARE : 1;
    this.measuredAt = now;
    this.load += share * ((this.clock.load?.() ?? 0) - this.load);
  }

  /** Searches from the end: most wait equally long. */
  private insert(one: Waiting): void {
    let at = this.waiting.length;
    while (at > 0 && (this.waiting[at - 1]?.dueAt ?? 0) > one.dueAt) at -= 1;
    this.waiting.splice(at, 0, one);
  }

  private arm(dueAt: number): void {
    this.disarm();
    this.armedFor = dueAt;
    this.disarm = this.clock.after(dueAt + GRACE_MS - this.clock.now(), () => {
      this.armedFor = Infinity;
      this.flushDue();
      const [next] = this.waiting;
      if (next !== undefined && next.dueAt < this.armedFor) this.arm(next.dueAt);
    });
  }
}
