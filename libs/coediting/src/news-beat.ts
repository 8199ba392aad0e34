import type { Clock } from './ports.js';

/** How long news waits for company on a node that tells little, and on one that tells much, ms. */
const SHORTEST_MS = 25;
const LONGEST_MS = 100;
/** What little and much are, in frames a second. */
const LITTLE = 500;
const MUCH = 3000;
/** How often it is counted, ms. */
const COUNT_MS = 500;
/** How much longer news waits for a commit in whose wake it goes out, ms. */
const GRACE_MS = 5;

interface Waiting {
  readonly dueAt: number;
  /** null: called off. */
  tell: (() => void) | null;
}

/**
 * When the rooms of a node tell their members what was committed. What is due goes out together, in the wake of a
 * commit if there is one: to wake a processor costs as much as several frames. On a quiet node nobody waits long; the
 * more a node has to tell, the longer news waits for company.
 */
export class NewsBeat {
  /** Who is due first stands first. */
  private readonly waiting: Waiting[] = [];
  /** What the timer waits for. */
  private armedFor = Infinity;
  private disarm: () => void = () => undefined;
  private gather = SHORTEST_MS;
  private frames = 0;
  private countedFrom: number;

  constructor(private readonly clock: Clock) {
    this.countedFrom = clock.now();
  }

  /** How long news of a room waits for company now, ms. */
  get gatherMs(): number {
    return this.gather;
  }

  /** Tells after so many ms, or a little later. Returns how to call that off. `tell` does not throw. */
  after(milliseconds: number, tell: () => void): () => void {
    const one: Waiting = { dueAt: this.clock.now() + milliseconds, tell };
    this.place(one);
    if (one.dueAt < this.armedFor) this.arm(one.dueAt);
    return () => (one.tell = null);
  }

  /** A commit was answered, so that the processor is awake: tells what is due. */
  pass(): void {
    const [first] = this.waiting;
    if (first === undefined) return;
    const now = this.clock.now();
    if (first.dueAt > now) return;
    const due = this.waiting.findIndex(({ dueAt }) => dueAt > now);
    for (const { tell } of this.waiting.splice(0, due === -1 ? this.waiting.length : due)) tell?.();
  }

  /** Nearly always behind all others: most wait equally long. */
  private place(one: Waiting): void {
    let at = this.waiting.length;
    while (at > 0 && (this.waiting[at - 1]?.dueAt ?? 0) > one.dueAt) at -= 1;
    this.waiting.splice(at, 0, one);
  }

  /** So many members were told. */
  told(members: number): void {
    this.frames += members;
    const now = this.clock.now();
    const elapsed = now - this.countedFrom;
    if (elapsed < COUNT_MS) return;
    const share = ((this.frames * 1000) / elapsed - LITTLE) / (MUCH - LITTLE);
    this.gather = SHORTEST_MS + Math.min(1, Math.max(0, share)) * (LONGEST_MS - SHORTEST_MS);
    this.frames = 0;
    this.countedFrom = now;
  }

  private arm(dueAt: number): void {
    this.disarm();
    this.armedFor = dueAt;
    this.disarm = this.clock.after(dueAt + GRACE_MS - this.clock.now(), () => {
      this.armedFor = Infinity;
      this.pass();
      const [next] = this.waiting;
      if (next !== undefined && next.dueAt < this.armedFor) this.arm(next.dueAt);
    });
  }
}
