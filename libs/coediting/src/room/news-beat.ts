import type { Clock } from './ports.js';

/** Up to this share of its time the event loop has room for a write to each socket as soon as there is something to say. */
const EASY = 0.5;
/** How long updates wait for company where it has no time left, ms. */
const LONGEST_MS = 100;
/** How often the load is looked at, ms, and how much a look counts: what is sent less often makes the load less. */
const LOOK_MS = 250;
const SHARE = 0.5;
/** How much longer updates wait for a commit in whose wake they go out, ms. */
const GRACE_MS = 5;

interface Waiting {
  readonly dueAt: number;
  /** null: called off. */
  tell: (() => void) | null;
}

/**
 * When the rooms of a node send what was committed. As long as the event loop is less than half busy nobody waits. Beyond
 * that, the busier it is, the longer updates wait for company, and what is due goes out together, in the wake of a commit
 * if there is one: to wake a processor costs as much as several frames.
 */
export class NewsBeat {
  /** Who is due first stands first. */
  private readonly waiting: Waiting[] = [];
  /** What the timer waits for. */
  private armedFor = Infinity;
  private disarm: () => void = () => undefined;
  private load = 0;
  private lookedAt = -Infinity;

  constructor(private readonly clock: Clock) {}

  /** How long updates of a room wait for company now, ms; 0: they do not. */
  get gatherMs(): number {
    this.look();
    const share = Math.min(1, Math.max(0, (this.load - EASY) / (1 - EASY)));
    // Rises slowly at first, so that a node at the border does not go to and fro.
    return share * share * LONGEST_MS;
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

  private look(): void {
    const now = this.clock.now();
    if (now - this.lookedAt < LOOK_MS) return;
    // After a silence only what was seen now counts.
    const share = now - this.lookedAt < 2 * LOOK_MS ? SHARE : 1;
    this.lookedAt = now;
    this.load += share * ((this.clock.load?.() ?? 0) - this.load);
  }

  /** Nearly always behind all others: most wait equally long. */
  private place(one: Waiting): void {
    let at = this.waiting.length;
    while (at > 0 && (this.waiting[at - 1]?.dueAt ?? 0) > one.dueAt) at -= 1;
    this.waiting.splice(at, 0, one);
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
