import { DomainError } from '@maroquin/platform/errors';

interface Lane<Item> {
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
  private readonly lanes = new Map<string, Lane<Item>>();
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
    const lane = this.lanes.get(key) ?? { waiting: [], isBusy: false, notBefore: 0, timer: null };
    this.lanes.set(key, lane);
    lane.waiting.push(item);
    this.wake(key, lane);
  }

  private now(): number {
    return this.options.now?.() ?? performance.now();
  }

  private wake(key: string, lane: Lane<Item>): void {
    if (lane.isBusy || lane.timer !== null) return;
    const wait = Math.ceil(lane.notBefore - this.now());
    if (wait <= 0) void this.turn(key, lane);
    else
      lane.timer = setTimeout(() => {
        lane.timer = null;
        // Nothing came meanwhile: the key is forgotten.
        if (lane.waiting.length === 0) this.lanes.delete(key);
        else void this.turn(key, lane);
      }, wait).unref();
  }

  private async turn(key: string, lane: Lane<Item>): Promise<void> {
    const items = lane.waiting;
    lane.waiting = [];
    lane.isBusy = true;
    lane.notBefore = this.now() + this.options.everyMs;
    const again = await this.options.run(items);
    this.count -= items.length - again.length;
    lane.waiting.unshift(...again);
    lane.isBusy = false;
    this.wake(key, lane);
  }
}
