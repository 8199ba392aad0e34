import type { Numbered } from './append-statement.js';
import type { Appended } from './feed-entry.js';

/** An entry that is not committed yet, and who waits for that. Its numbers are known once it goes out. */
export interface Waiting extends Numbered {
  first: number;
  last: number;
  readonly resolve: (answer: Appended) => void;
  readonly reject: (error: unknown) => void;
  misses: number;
}

/** What this node knows of a feed that it appends to, and what waits for it. */
export interface Lane {
  readonly feed: string;
  /** The feed's number, as far as this node knows; null: it has to be asked for. */
  head: number | null;
  waiting: Waiting[];
  /** A statement is under way. */
  isBusy: boolean;
}

/** Rows in one statement. */
const MAX_ROWS = 512;
/** Bytes in one statement, roughly. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Above so many, feeds that nothing waits for are forgotten. */
const MAX_LANES = 100_000;

/** What waits to be appended, by feed, each in order of arrival; one statement a feed at a time. */
export class Lanes {
  private readonly byFeed = new Map<string, Lane>();
  /** Those for which something waits and nothing is under way, in the order in which that began. */
  private ready: Lane[] = [];

  get areReady(): boolean {
    return this.ready.length > 0;
  }

  /** Returns whether it may go out now: nothing of its feed is under way. */
  add(entry: Waiting): boolean {
    const lane = this.lane(entry.item.feed);
    lane.waiting.push(entry);
    if (lane.isBusy) return false;
    if (lane.waiting.length === 1) this.ready.push(lane);
    return true;
  }

  /** The feed has been appended to by other means. */
  learn(feed: string, seq: number): void {
    const lane = this.byFeed.get(feed);
    if (lane !== undefined && lane.head !== null && lane.head < seq) lane.head = seq;
  }

  /** What goes along in the next statement. The lanes are busy until they are released. */
  take(): Map<Lane, Waiting[]> {
    const taken = new Map<Lane, Waiting[]>();
    let [rows, bytes] = [0, 0];
    for (const lane of this.ready) {
      if (rows >= MAX_ROWS || bytes >= MAX_BYTES) break;
      const part = lane.waiting.splice(0, MAX_ROWS - rows);
      rows += part.length;
      for (const { item } of part) bytes += item.payload.length;
      lane.isBusy = true;
      taken.set(lane, part);
    }
    this.ready.splice(0, taken.size);
    return taken;
  }

  release(lane: Lane): void {
    lane.isBusy = false;
    if (lane.waiting.length > 0) this.ready.push(lane);
  }

  private lane(feed: string): Lane {
    const known = this.byFeed.get(feed);
    if (known !== undefined) return known;
    if (this.byFeed.size >= MAX_LANES) this.forgetIdle();
    const lane: Lane = { feed, head: null, waiting: [], isBusy: false };
    this.byFeed.set(feed, lane);
    return lane;
  }

  private forgetIdle(): void {
    for (const [feed, { isBusy, waiting }] of this.byFeed)
      if (!isBusy && waiting.length === 0) this.byFeed.delete(feed);
  }
}

/** Into a busy lane, before what has arrived since: it is looked at again once the lane is released. */
export function putBack(lane: Lane, waiting: readonly Waiting[]): void {
  if (waiting.length > 0) lane.waiting = [...waiting, ...lane.waiting];
}
