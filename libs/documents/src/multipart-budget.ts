import { DomainError } from '@maroquin/platform/errors';

/** Bytes of files that this node holds in memory at once, while they come and while they are worked on. */
const MAX_HELD_BYTES = 256 * 1024 * 1024;
/** Files of one person at once: so that nobody takes the room of everybody. */
const MAX_AT_ONCE = 4;
const RETRY_AFTER_S = 10;

interface Held {
  files: number;
  bytes: number;
}

/** Room in memory, shared by everybody who sends a whole file in one request; a quarter of it at most for one. */
export class MultipartBudget {
  private bytes = 0;
  private readonly people = new Map<string, Held>();

  constructor(
    private readonly maxBytes = MAX_HELD_BYTES,
    private readonly maxAtOnce = MAX_AT_ONCE,
  ) {}

  /** A file of this requester begins: a person, or a link for all who came in by it. @throws {DomainError} request.too-many */
  open(requester: string): FileRoom {
    const held = this.people.get(requester) ?? { files: 0, bytes: 0 };
    if (held.files >= this.maxAtOnce) throw busy();
    held.files += 1;
    this.people.set(requester, held);
    let own = 0;
    return {
      take: (bytes) => {
        if (this.bytes + bytes > this.maxBytes || held.bytes + bytes > this.maxBytes / 4) return false;
        this.bytes += bytes;
        held.bytes += bytes;
        own += bytes;
        return true;
      },
      close: () => {
        this.bytes -= own;
        held.bytes -= own;
        own = 0;
        held.files -= 1;
        if (held.files === 0) this.people.delete(requester);
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
