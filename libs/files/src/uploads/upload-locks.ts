import type { Lock, Locker, RequestRelease } from '@tus/server';
import { DomainError } from '@maroquin/platform/errors';

interface Waiting {
  readonly askToLetGo: RequestRelease;
  readonly enter: () => void;
  readonly refuse: () => void;
}

interface Held {
  askToLetGo: RequestRelease;
  /** In the order in which they came. */
  readonly waiting: Waiting[];
}

/** As long as the one before may take to store what it has (tus: `lockDrainTimeout`), with room. */
const WAIT_MS = 10_000;
/** A client has one request for an upload under way, and a few that it gave up. */
const MAX_WAITING = 8;

/**
 * One request at a time for each upload. A new one asks the one before to let go, since that may be a connection that is
 * dead without anybody knowing; few wait, and where there are more the oldest is refused. (The library's own locker
 * looks again in every turn of the event loop for as long as it waits.)
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
    if (holder === undefined) this.held.set(id, { askToLetGo, waiting: [] });
    else await this.wait(holder, signal, askToLetGo);
  }

  private wait(holder: Held, signal: AbortSignal, askToLetGo: RequestRelease): Promise<void> {
    if (holder.waiting.length >= MAX_WAITING) holder.waiting[0]?.refuse();
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', waiting.refuse);
        const at = holder.waiting.indexOf(waiting);
        if (at >= 0) holder.waiting.splice(at, 1);
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
      holder.waiting.push(waiting);
      signal.addEventListener('abort', waiting.refuse);
      if (signal.aborted) waiting.refuse();
      else ask(holder.askToLetGo);
    });
  }

  private letGo(id: string): void {
    const holder = this.held.get(id);
    const next = holder?.waiting[0];
    if (holder === undefined || next === undefined) {
      this.held.delete(id);
      return;
    }
    holder.askToLetGo = next.askToLetGo;
    next.enter();
    if (holder.waiting.length > 0) ask(holder.askToLetGo);
  }
}

const ask = (askToLetGo: RequestRelease): void => {
  void Promise.resolve(askToLetGo()).catch(() => undefined);
};
