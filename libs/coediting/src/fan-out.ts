import { mergeChecked, type CheckedUpdate } from './checked-update.js';
import type { Member } from './member.js';
import type { Clock } from './ports.js';
import { encodeUpdate } from './wire.js';

/** Rooms up to this size hear at once; larger ones at most 80, then 30 times a second, which halves the cost of a delivery. */
const SMALL_ROOM = 8;
const LARGE_ROOM = 100;
const MIDDLE_GATHER_MS = 12;
const LARGE_GATHER_MS = 33;
/** A room so large that telling everybody takes long rests twice that long before it tells again, up to this. */
const LONGEST_GATHER_MS = 100;

/** How long a room of this size lets committed updates gather, ms; the same for frames that wait for their commit, at a quarter. */
export function gatherMs(members: number): number {
  if (members <= SMALL_ROOM) return 0;
  return members < LARGE_ROOM ? MIDDLE_GATHER_MS : LARGE_GATHER_MS;
}

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
    const gather = gatherMs(this.members.size);
    if (gather === 0) this.flush();
    else if (this.cancel === null) {
      const delay = Math.max(gather, Math.min(LONGEST_GATHER_MS, 2 * this.costMs));
      this.cancel = this.clock.after(delay, () => this.flush());
    }
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
