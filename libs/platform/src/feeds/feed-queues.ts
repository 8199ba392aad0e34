import type { Numbered } from './feed-batch.js';
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
export interface FeedQueue {
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
const MAX_QUEUES = 100_000;

/** What waits to be appended, by feed, each in order of arrival; one statement a feed at a time. */
export class FeedQueues {
  private readonly byFeed = new Map<string, FeedQueue>();
  /** Those for which something waits and nothing is under way, in the order in which that began. */
  private ready: FeedQueue[] = [];

  get hasReady(): boolean {
    return this.ready.length > 0;
  }

  /** Returns whether it may go out now: nothing of its feed is under way. */
  add(entry: Waiting): boolean {
    const queue = this.queue(entry.item.feed);
    queue.waiting.push(entry);
    if (queue.isBusy) return false;
    if (queue.waiting.length === 1) this.ready.push(queue);
    return true;
  }

  /** The feed has been appended to by other means. */
  learn(feed: string, seq: number): void {
    const queue = this.byFeed.get(feed);
    if (queue !== undefined && queue.head !== null && queue.head < seq) queue.head = seq;
  }

  /** What goes along in the next statement. The queues are busy until they are released. */
  take(): Map<FeedQueue, Waiting[]> {
    const taken = new Map<FeedQueue, Waiting[]>();
    let [rows, bytes] = [0, 0];
    for (const queue of this.ready) {
      if (rows >= MAX_ROWS || bytes >= MAX_BYTES) break;
      const part = queue.waiting.splice(0, MAX_ROWS - rows);
      rows += part.length;
      for (const { item } of part) bytes += item.payload.length;
      queue.isBusy = true;
      taken.set(queue, part);
    }
    this.ready.splice(0, taken.size);
    return taken;
  }

  release(queue: FeedQueue): void {
    queue.isBusy = false;
    if (queue.waiting.length > 0) this.ready.push(queue);
  }

  private queue(feed: string): FeedQueue {
    const known = this.byFeed.get(feed);
    if (known !== undefined) return known;
    if (this.byFeed.size >= MAX_QUEUES) this.forgetIdle();
    const queue: FeedQueue = { feed, head: null, waiting: [], isBusy: false };
    this.byFeed.set(feed, queue);
    return queue;
  }

  private forgetIdle(): void {
    for (const [feed, { isBusy, waiting }] of this.byFeed)
      if (!isBusy && waiting.length === 0) this.byFeed.delete(feed);
  }
}

/** Into a busy queue, before what has arrived since: it is looked at again once the queue is released. */
export function requeue(queue: FeedQueue, waiting: readonly Waiting[]): void {
  if (waiting.length > 0) queue.waiting = [...waiting, ...queue.waiting];
}
