import { DomainError } from '@maroquin/platform/errors';

interface Queue<Item> {
  waiting: Item[];
  isBusy: boolean;
  /** When its next turn may begin, on a clock that never steps. */
  notBefore: number;
  timer: NodeJS.Timeout | null;
}

/**
 * Takes what comes for one key together: at once when nothing came lately, otherwise no more often than every so many
 * milliseconds. One turn of a key at a time, and what came first goes first.
 */
export class Gathered<Item> {
  private readonly queues = new Map<string, Queue<Item>>();
  private count = 0;

  constructor(
    private readonly options: {
      readonly everyMs: number;
      /** Items that wait in all; more are refused. */
      readonly most: number;
      /** Settles its items by itself, and answers those that must wait for another turn. Never rejects. */
      readonly run: (items: readonly Item[]) => Promise<readonly Item[]>;
      readonly now?: () => number;
    },
  ) {}

  /** @throws {DomainError} server.unavailable */
  add(key: string, item: Item): void {
    if (this.count >= this.options.most)
      throw new DomainError('server.unavailable', { retryAfterSeconds: 1 });
    this.count += 1;
    const queue = this.queues.get(key) ?? { waiting: [], isBusy: false, notBefore: 0, timer: null };
    this.queues.set(key, queue);
    queue.waiting.push(item);
    this.wake(key, queue);
  }

  private now(): number {
    return this.options.now?.() ?? performance.now();
  }

  private wake(key: string, queue: Queue<Item>): void {
    if (queue.isBusy || queue.timer !== null) return;
    const wait = Math.ceil(queue.notBefore - this.now());
    if (wait <= 0) void this.turn(key, queue);
    else
      queue.timer = setTimeout(() => {
        queue.timer = null;
        // Nothing came meanwhile: the key is forgotten.
        if (queue.waiting.length === 0) this.queues.delete(key);
        else void this.turn(key, queue);
      }, wait).unref();
  }

  private async turn(key: string, queue: Queue<Item>): Promise<void> {
    const items = queue.waiting;
    queue.waiting = [];
    queue.isBusy = true;
    queue.notBefore = this.now() + this.options.everyMs;
    const again = await this.options.run(items);
    this.count -= items.length - again.length;
    queue.waiting.unshift(...again);
    queue.isBusy = false;
    this.wake(key, queue);
  }
}
