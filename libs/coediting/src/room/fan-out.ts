import { encodeUpdate } from '../wire/index.js';
import { type CheckedUpdate, mergeChecked } from '../validation/index.js';
import type { FlushScheduler } from './flush-scheduler.js';
import type { Participant } from './participant.js';
import type { Clock } from './ports.js';

/** Two people receive each other's commits at once, however busy the node is. */
const PAIR = 2;
/**
 * Rooms up to this size flush at once while the node has time. Above it each flush costs a write to a socket for every
 * participant, so flushes are further apart by so many ms for each of them: a room of 200 has one in 15 ms.
 */
const SMALL_ROOM = 25;
const MS_A_PARTICIPANT = 0.075;
/** The size of a room alone never makes flushes further apart than this. */
const LONGEST_BY_SIZE_MS = 50;
/** A room in which one flush takes long pauses twice that long before the next, up to this. */
const LONGEST_PAUSE_MS = 100;

/** In a middle-sized room this many commits may fit between two flushes. */
const COMMITS_A_FLUSH = 15;
/** From this size on each commit is flushed, and commits themselves are as far apart as flushes. */
const LARGE_ROOM = 100;

/**
 * Sends committed updates to the participants of a room. Stock clients read one frame a message, so what gathered is
 * merged into one update, and its frame is built once for everybody.
 */
export class FanOut {
  private waiting: CheckedUpdate[] = [];
  /** The participant that has all that waits: it alone wrote the last of it, and had received the rest. */
  private upToDate: Participant | null = null;
  private cancel: (() => void) | null = null;
  /** How long the last flush took, ms. */
  private costMs = 0;

  constructor(
    private readonly clock: Clock,
    private readonly scheduler: FlushScheduler,
    private readonly participants: ReadonlySet<Participant>,
    /** A scheduled flush failed. */
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Which of those who are being acknowledged receive other people's updates in the same moment. */
  receiversAmong(authors: readonly Participant[]): readonly Participant[] {
    if (authors.length > 1) return this.isFlushedByCommits ? authors : [];
    return authors.filter((author) => this.hasUpdatesFor(author));
  }

  /**
   * `author` is the participant who sent all of these updates, if one did. Being acknowledged now, it receives what waits
   * along with that, and needs no write of its own at the next flush. `isFlushed`: the caller flushes right away.
   */
  add(updates: readonly CheckedUpdate[], author: Participant | null, isFlushed = false): void {
    if (updates.length === 0 || this.participants.size === 0) return;
    if (author !== null && this.hasUpdatesFor(author)) this.sendWaiting(author);
    this.upToDate = this.waiting.length === 0 || this.upToDate === author ? author : null;
    // Not spread into one call: a journal that is read whole has more updates than a call has room for.
    for (const update of updates) this.waiting.push(update);
    if (isFlushed) return;
    if (this.isAtOnce) this.flush();
    else this.cancel ??= this.scheduler.after(this.gatherMs, () => this.flushScheduled());
  }

  /**
   * Whether each commit is flushed: where nothing is gathered, and in large rooms. Who is acknowledged then receives the
   * others' updates by the same write to the socket, which is most of what a delivery costs.
   */
  get isFlushedByCommits(): boolean {
    return this.participants.size >= LARGE_ROOM || this.isAtOnce;
  }

  private get isAtOnce(): boolean {
    const { size } = this.participants;
    return size <= PAIR || (size <= SMALL_ROOM && this.gatherMs === 0);
  }

  /** How long after the beginning of a commit the next one begins at the earliest, ms. */
  get commitGatherMs(): number {
    if (this.participants.size <= SMALL_ROOM) return 0;
    return this.participants.size >= LARGE_ROOM ? this.gatherMs : this.gatherMs / COMMITS_A_FLUSH;
  }

  /** By the load of the node, the size of the room, or the time that a flush takes: whichever is longest. */
  private get gatherMs(): number {
    const { size } = this.participants;
    if (size <= SMALL_ROOM) return this.scheduler.gatherMs;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * this.costMs);
    return Math.max(this.scheduler.gatherMs, Math.min(LONGEST_BY_SIZE_MS, size * MS_A_PARTICIPANT), pauseMs);
  }

  private hasUpdatesFor(participant: Participant): boolean {
    return this.waiting.length > 0 && this.upToDate !== participant && participant.live;
  }

  private sendWaiting(participant: Participant): void {
    participant.deliver(encodeUpdate(mergeChecked(this.waiting).update));
    this.upToDate = participant;
  }

  private flushScheduled(): void {
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
    for (const participant of this.participants) {
      if (!participant.live || participant === this.upToDate) continue;
      frame ??= encodeUpdate(mergeChecked(updates).update);
      participant.deliver(frame);
    }
    this.costMs = this.clock.now() - began;
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }
}
