import { mergeChecked, type CheckedUpdate } from './checked-update.js';
import type { Member } from './member.js';
import type { NewsBeat } from './news-beat.js';
import type { Clock } from './ports.js';
import { encodeUpdate } from './wire.js';

/** Two people hear each other at once. What more of them hear waits for company, which nobody sees and costs half. */
const PAIR = 2;
/** A large room sees so many pictures: one in 50 ms. */
const PICTURE_MS = 50;
/** A room in which telling everybody takes long rests twice that long before it tells again, up to this. */
const LONGEST_REST_MS = 100;

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
  /** Who knows all that waits: who wrote the last of it, alone, and had heard the rest. */
  private knowing: Member | null = null;
  private cancel: (() => void) | null = null;
  /** How long it took to tell everybody the last time, ms. */
  private costMs = 0;

  constructor(
    private readonly clock: Clock,
    private readonly beat: NewsBeat,
    private readonly members: ReadonlySet<Member>,
    /** What gathered could not be told. */
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Which of those who are acknowledged hear of others in the same moment. */
  hearing(authors: readonly Member[]): readonly Member[] {
    if (authors.length > 1) return this.isToldByCommits ? authors : [];
    return authors.filter((author) => this.hasNewsFor(author));
  }

  /**
   * `author` is the member who sent all of these updates, if one did. Being acknowledged now, it hears what waits along
   * with that, and needs no write of its own when the others are told.
   */
  add(updates: readonly CheckedUpdate[], author: Member | null): void {
    if (updates.length === 0 || this.members.size === 0) return;
    if (author !== null && this.hasNewsFor(author)) this.tellAlone(author);
    this.knowing = this.waiting.length === 0 || this.knowing === author ? author : null;
    // Not spread into one call: a journal that is read whole has more updates than a call has room for.
    for (const update of updates) this.waiting.push(update);
    if (this.members.size <= PAIR) this.flush();
    else this.cancel ??= this.beat.after(this.gatherMs, () => this.tell());
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
    return this.isToldByCommits ? this.pictureMs : this.pictureMs / COMMITS_A_PICTURE;
  }

  private get gatherMs(): number {
    return this.isToldByCommits ? this.pictureMs : Math.max(this.beat.gatherMs, this.restMs);
  }

  private get pictureMs(): number {
    return Math.max(PICTURE_MS, this.restMs);
  }

  private get restMs(): number {
    return Math.min(LONGEST_REST_MS, 2 * this.costMs);
  }

  private hasNewsFor(member: Member): boolean {
    return this.waiting.length > 0 && this.knowing !== member && member.live;
  }

  private tellAlone(member: Member): void {
    member.deliver(encodeUpdate(mergeChecked(this.waiting).update));
    this.beat.told(1);
    this.knowing = member;
  }

  private tell(): void {
    try {
      this.flush();
    } catch (error) {
      this.onError(error);
    }
  }

  flush(): void {
    this.stop();
    const updates = this.waiting;
    this.waiting = [];
    if (updates.length === 0) return;
    const began = this.clock.now();
    let frame: Uint8Array | null = null;
    let told = 0;
    for (const member of this.members) {
      if (!member.live || member === this.knowing) continue;
      frame ??= encodeUpdate(mergeChecked(updates).update);
      member.deliver(frame);
      told += 1;
    }
    this.beat.told(told);
    this.costMs = this.clock.now() - began;
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }
}
