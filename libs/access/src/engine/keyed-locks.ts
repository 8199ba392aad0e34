import { DomainError } from '@maroquin/platform/errors';

export interface LockKey {
  readonly key: string;
  /** False: held by many at once, while nobody holds it alone. */
  readonly alone: boolean;
}

interface Waiter {
  readonly alone: boolean;
  readonly admit: () => void;
}

/** Requests that wait for one key; more are refused before they cost anything. */
const MAX_WAITING = 500;
/** A caller that waits for longer is refused and may come back. */
const MAX_WAIT_MS = 10_000;

/** Readers and writers of one key. Whoever waits is taken in turn by person, so that many acts of one hold up nobody. */
class KeyedLock {
  private holders = 0;
  private heldAlone = false;
  private waiting = 0;
  /** By who asks; a Map keeps the order in which their turn comes. */
  private readonly queues = new Map<string, Waiter[]>();

  get idle(): boolean {
    return this.holders === 0 && this.waiting === 0;
  }

  /** @throws {DomainError} server.unavailable when too many wait, or for too long */
  async acquire(alone: boolean, who: string): Promise<void> {
    if (this.waiting === 0 && this.admits(alone)) {
      this.hold(alone);
      return;
    }
    if (this.waiting >= MAX_WAITING) throw busy();
    await new Promise<void>((resolve, reject) => {
      const patience = setTimeout(() => {
        this.forget(who, waiter);
        reject(busy());
      }, MAX_WAIT_MS);
      const waiter: Waiter = {
        alone,
        admit: () => {
          clearTimeout(patience);
          resolve();
        },
      };
      const queue = this.queues.get(who);
      if (queue === undefined) this.queues.set(who, [waiter]);
      else queue.push(waiter);
      this.waiting += 1;
    });
  }

  release(): void {
    this.holders -= 1;
    this.heldAlone = false;
    this.admitNext();
  }

  private admits(alone: boolean): boolean {
    return alone ? this.holders === 0 : !this.heldAlone;
  }

  private hold(alone: boolean): void {
    this.holders += 1;
    this.heldAlone = alone;
  }

  private admitNext(): void {
    for (const [who, [next, ...others]] of this.queues) {
      if (next === undefined || !this.admits(next.alone)) return;
      this.queues.delete(who);
      if (others.length > 0) this.queues.set(who, others);
      this.waiting -= 1;
      this.hold(next.alone);
      next.admit();
    }
  }

  private forget(who: string, waiter: Waiter): void {
    const left = (this.queues.get(who) ?? []).filter((one) => one !== waiter);
    if (left.length > 0) this.queues.set(who, left);
    else this.queues.delete(who);
    this.waiting -= 1;
    // Whoever waited behind it may be compatible with who holds the key.
    this.admitNext();
  }
}

const busy = (): DomainError => new DomainError('server.unavailable', { retryAfterSeconds: 2 });

/**
 * Locks of this process. Whoever wants a lock of PostgreSQL waits here first, without a connection: only one act of a
 * node at a time waits there, for the acts of other nodes.
 */
export class KeyedLocks {
  private readonly locks = new Map<string, KeyedLock>();

  /**
   * Runs `work` holding all keys, which are taken in the order given: the same for everybody.
   * @param who whose turn it is when many wait
   * @throws {DomainError} server.unavailable
   */
  async run<T>(keys: readonly LockKey[], who: string, work: () => Promise<T>): Promise<T> {
    const held: string[] = [];
    try {
      for (const { key, alone } of keys) {
        await this.lockOf(key).acquire(alone, who);
        held.push(key);
      }
      return await work();
    } finally {
      for (const key of held) this.lockOf(key).release();
      for (const { key } of keys) if (this.locks.get(key)?.idle === true) this.locks.delete(key);
    }
  }

  private lockOf(key: string): KeyedLock {
    const known = this.locks.get(key) ?? new KeyedLock();
    this.locks.set(key, known);
    return known;
  }
}
