import type { Lock, Locker, RequestRelease } from '@tus/server';
import { DomainError } from '@maroquin/platform/errors';

interface Waiting {
  readonly askToLetGo: RequestRelease;
  readonly enter: () => void;
  readonly refuse: () => void;
}

interface Held {
  readonly askToLetGo: RequestRelease;
  waiting: Waiting | null;
}

/** As long as the one before may take to store what it has (tus: `lockDrainTimeout`), with room. */
const WAIT_MS = 10_000;

/**
 * One request at a time for each upload. A new one asks the one before to let go, since that may be a connection that is
 * dead without anybody knowing; at most one waits, and the newest is it. (The library's own locker looks again in every
 * turn of the event loop for as long as it waits.)
 */
export class UploadLocks implements Locker {
  private readonly held = new Map<string, Held>();

  constructor(private readonly waitMs = WAIT_MS) {}

  newLock(id: string): Lock {
    return {
      lock: (signal, askToLetGo) => this.take(id, signal, askToLetGo),
      unlock: () => Promise.resolve(this.letGo(id)),
    };
  }

  /** @throws {DomainError} upload.busy */
  private async take(id: string, signal: AbortSignal, askToLetGo: RequestRelease): Promise<void> {
    const holder = this.held.get(id);
    if (holder === undefined) this.held.set(id, { askToLetGo, waiting: null });
    else await this.wait(holder, signal, askToLetGo);
  }

  private wait(holder: Held, signal: AbortSignal, askToLetGo: RequestRelease): Promise<void> {
    holder.waiting?.refuse();
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', waiting.refuse);
        if (holder.waiting === waiting) holder.waiting = null;
      };
      const waiting: Waiting = {
        askToLetGo,
        enter: () => {
          settle();
          resolve();
        },
        refuse: () => {
          settle();
          reject(new DomainError('upload.busy', { retryAfterSeconds: 1 }));
        },
      };
      const timer = setTimeout(waiting.refuse, this.waitMs);
      holder.waiting = waiting;
      signal.addEventListener('abort', waiting.refuse);
      if (signal.aborted) waiting.refuse();
      else void Promise.resolve(holder.askToLetGo()).catch(() => undefined);
    });
  }

  private letGo(id: string): void {
    const next = this.held.get(id)?.waiting ?? null;
    if (next === null) {
      this.held.delete(id);
      return;
    }
    this.held.set(id, { askToLetGo: next.askToLetGo, waiting: null });
    next.enter();
  }
}
