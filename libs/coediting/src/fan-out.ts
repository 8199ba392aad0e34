import { mergeChecked, type CheckedUpdate } from './checked-update.js';
import type { Member } from './member.js';
import type { Clock } from './ports.js';
import { encodeUpdate } from './wire.js';

/** Two people hear each other at once; more of them at most 20 times a second, which nobody sees and which costs half. */
const PAIR = 2;
const GATHER_MS = 50;
/** A room so large that telling everybody takes long rests twice that long before it tells again, up to this. */
const LONGEST_GATHER_MS = 100;

/** Rooms up to this size commit at once. */
const SMALL_ROOM = 8;
/** A middle-sized one gathers a little: so many commits in the time it takes to tell everybody once. */
const COMMITS_A_PICTURE = 15;
/** From here on a commit is a picture. */
const LARGE_ROOM = 100;

/**
 * Tells the members of a room what was committed. Stock clients read one message a frame, so what gathered is merged
 * into one update, and its frame is built once for everybody.
 */
export class FanOut {
  private waiting: CheckedUpdate[] = [];
  /** The only author of what waits, who needs no echo; null when there are several. */
  private author: Member | null = null;
  private cancel: (() => void) | null = null;
  /** How long it took to tell everybody the last time, ms. */
  private costMs = 0;

  constructor(
    private readonly clock: Clock,
    private readonly members: ReadonlySet<Member>,
  ) {}

  /** `author` is the member who sent all of these updates, if one did. */
  add(updates: readonly CheckedUpdate[], author: Member | null): void {
    if (updates.length === 0 || this.members.size === 0) return;
    this.author = this.waiting.length === 0 || this.author === author ? author : null;
    // Not spread into one call: a journal that is read whole has more updates than a call has room for.
    for (const update of updates) this.waiting.push(update);
    if (this.members.size <= PAIR) this.flush();
    else this.cancel ??= this.clock.after(this.gatherMs, () => this.flush());
  }

  /**
   * Two people and large rooms are told by each commit: who is acknowledged hears of the others by the same write to the
   * socket, which is most of what a delivery costs.
   */
  get isToldByCommits(): boolean {
    return this.members.size <= PAIR || this.members.size >= LARGE_ROOM;
  }

  /** How long frames wait for company after a commit has begun, before the next one does, ms. */
  get commitGatherMs(): number {
    if (this.members.size <= SMALL_ROOM) return 0;
    return this.isToldByCommits ? this.gatherMs : this.gatherMs / COMMITS_A_PICTURE;
  }

  private get gatherMs(): number {
    return Math.max(GATHER_MS, Math.min(LONGEST_GATHER_MS, 2 * this.costMs));
  }

  flush(): void {
    this.stop();
    const updates = this.waiting;
    this.waiting = [];
    if (updates.length === 0) return;
    const began = this.clock.now();
    let frame: Uint8Array | null = null;
    for (const member of this.members) {
      if (!member.live || member === this.author) continue;
      frame ??= encodeUpdate(mergeChecked(updates).update);
      member.deliver(frame);
    }
    this.costMs = this.clock.now() - began;
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }
}
