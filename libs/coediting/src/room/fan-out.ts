import { encodeUpdate } from '../wire/index.js';
import { type CheckedUpdate, mergeChecked } from '../validation/index.js';
import type { Member } from './member.js';
import type { NewsBeat } from './news-beat.js';
import type { Clock } from './ports.js';

/** Two people hear each other at once, however busy the node is. */
const PAIR = 2;
/**
 * Up to this size people hear each other at once while the node has time. Above it each member costs a write to a socket
 * for every picture, so a room's pictures are so much further apart for each of them: 200 see one in 15 ms.
 */
const SMALL_ROOM = 25;
const MS_A_MEMBER = 0.075;
/** A large room sees at least so many pictures: one in 50 ms. */
const PICTURE_MS = 50;
/** A room in which telling everybody takes long rests twice that long before it tells again, up to this. */
const LONGEST_REST_MS = 100;

/** A middle-sized room gathers a little: so many commits in the time it takes to tell everybody once. */
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
   * with that, and needs no write of its own when the others are told. `isFlushed`: the caller flushes right away.
   */
  add(updates: readonly CheckedUpdate[], author: Member | null, isFlushed = false): void {
    if (updates.length === 0 || this.members.size === 0) return;
    if (author !== null && this.hasNewsFor(author)) this.tellAlone(author);
    this.knowing = this.waiting.length === 0 || this.knowing === author ? author : null;
    // Not spread into one call: a journal that is read whole has more updates than a call has room for.
    for (const update of updates) this.waiting.push(update);
    if (isFlushed) return;
    if (this.isAtOnce) this.flush();
    else this.cancel ??= this.beat.after(this.gatherMs, () => this.tell());
  }

  /**
   * Where nobody waits, and in large rooms, people are told by each commit: who is acknowledged hears of the others by the
   * same write to the socket, which is most of what a delivery costs.
   */
  get isToldByCommits(): boolean {
    return this.members.size >= LARGE_ROOM || this.isAtOnce;
  }

  private get isAtOnce(): boolean {
    const { size } = this.members;
    return size <= PAIR || (size <= SMALL_ROOM && this.gatherMs === 0);
  }

  /** How long frames wait for company after a commit has begun, before the next one does, ms. */
  get commitGatherMs(): number {
    if (this.members.size <= SMALL_ROOM) return 0;
    return this.members.size >= LARGE_ROOM ? this.gatherMs : this.gatherMs / COMMITS_A_PICTURE;
  }

  /** The load of the node, the size of the room, or the time that telling it takes: whichever asks for more. */
  private get gatherMs(): number {
    const { size } = this.members;
    if (size <= SMALL_ROOM) return this.beat.gatherMs;
    const restMs = Math.min(LONGEST_REST_MS, 2 * this.costMs);
    return Math.max(this.beat.gatherMs, Math.min(PICTURE_MS, size * MS_A_MEMBER), restMs);
  }

  private hasNewsFor(member: Member): boolean {
    return this.waiting.length > 0 && this.knowing !== member && member.live;
  }

  private tellAlone(member: Member): void {
    member.deliver(encodeUpdate(mergeChecked(this.waiting).update));
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
    for (const member of this.members) {
      if (!member.live || member === this.knowing) continue;
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
