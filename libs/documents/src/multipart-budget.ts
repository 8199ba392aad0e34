import { DomainError } from '@maroquin/platform/errors';

/** Bytes of files that this node holds in memory at once, while they come and while they are worked on. */
const MAX_HELD_BYTES = 256 * 1024 * 1024;
/** Files of one person at once: so that nobody takes the room of everybody. */
const MAX_AT_ONCE = 4;
const RETRY_AFTER_S = 10;

/** Room in memory, shared by everybody who sends a whole file in one request. */
export class MultipartBudget {
  private held = 0;
  private readonly people = new Map<string, number>();

  constructor(
    private readonly maxBytes = MAX_HELD_BYTES,
    private readonly maxAtOnce = MAX_AT_ONCE,
  ) {}

  /** A person's file begins. @throws {DomainError} request.too-many */
  open(personId: string): FileRoom {
    const open = this.people.get(personId) ?? 0;
    if (open >= this.maxAtOnce) throw busy();
    this.people.set(personId, open + 1);
    let own = 0;
    return {
      take: (bytes) => {
        if (this.held + bytes > this.maxBytes) return false;
        this.held += bytes;
        own += bytes;
        return true;
      },
      close: () => {
        this.held -= own;
        own = 0;
        const left = (this.people.get(personId) ?? 1) - 1;
        if (left === 0) this.people.delete(personId);
        else this.people.set(personId, left);
      },
    };
  }
}

export interface FileRoom {
  /** False when there is no room for so many bytes more. */
  take(bytes: number): boolean;
  /** Once. */
  close(): void;
}

export const busy = (): DomainError =>
  new DomainError('request.too-many', { retryAfterSeconds: RETRY_AFTER_S });
