import { mergeChecked, type CheckedUpdate } from './checked-update.js';
import type { Member } from './member.js';
import type { Clock } from './ports.js';
import { encodeUpdate } from './wire.js';

/** Rooms up to this size hear at once; larger ones at most 80, then 30 times a second, which halves the cost of a delivery. */
const SMALL_ROOM = 8;
const LARGE_ROOM = 100;
const MIDDLE_GATHER_MS = 12;
const LARGE_GATHER_MS = 33;

/**
 * Tells the members of a room what was committed. Stock clients read one message a frame, so what gathered is merged
 * into one update, and its frame is built once for everybody.
 */
export class FanOut {
  private waiting: CheckedUpdate[] = [];
  /** The only author of what waits, who needs no echo; null when there are several. */
  private author: Member | null = null;
  private cancel: (() => void) | null = null;

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
    if (this.members.size <= SMALL_ROOM) this.flush();
    else if (this.cancel === null) {
      const delay = this.members.size < LARGE_ROOM ? MIDDLE_GATHER_MS : LARGE_GATHER_MS;
      this.cancel = this.clock.after(delay, () => this.flush());
    }
  }

  flush(): void {
    this.stop();
    const updates = this.waiting;
    this.waiting = [];
    if (updates.length === 0) return;
    let frame: Uint8Array | null = null;
    for (const member of this.members) {
      if (!member.live || member === this.author) continue;
      frame ??= encodeUpdate(mergeChecked(updates).update);
      member.deliver(frame);
    }
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }
}
