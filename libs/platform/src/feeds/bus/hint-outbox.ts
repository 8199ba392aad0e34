import type { Hint } from './bus.js';
import { encodeHints } from './hint-text.js';

/** Hints wait this long for company, so that many commits cost one message. */
const GATHER_MS = 2;
/** After a message that could not leave. */
const AGAIN_MS = 100;
/** Feeds with a hint under way. Beyond this the oldest is lost. */
const MAX_WAITING = 10_000;

function keyOf(hint: Hint): string {
  switch (hint.kind) {
    case 'feed':
      return hint.feed;
    case 'resource':
      return `${hint.parentId ?? ''} ${hint.id}`;
    case 'message':
      return `message ${hint.conversation}`;
    case 'read':
      return `${hint.person} ${hint.conversation}`;
    case 'notified':
      return `notified ${hint.person}`;
    case 'own':
      return `own ${hint.person} ${hint.conversation}`;
    case 'typing':
      return `typing ${hint.person} ${hint.conversation}`;
    case 'here':
      return `here ${hint.orgId} ${hint.person}`;
    case 'changes':
    case 'missed':
      return hint.kind;
  }
}

/** Of hints that say how far something has come, the one that says most is enough. */
const isCovered = (known: Hint | undefined, hint: Hint): boolean =>
  known !== undefined && 'seq' in known && 'seq' in hint && known.seq >= hint.seq;

/**
 * Gathers hints, one for each feed, and hands them over one message at a time. What cannot be sent is lost; once
 * something can, the others are told that they missed some.
 */
export class HintOutbox {
  private readonly waiting = new Map<string, Hint>();
  private busy = false;
  private lost = false;
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    private readonly node: string,
    /** Rejects when nothing was sent. Bounded in time. */
    private readonly send: (texts: readonly string[]) => Promise<void>,
  ) {}

  add(hint: Hint): void {
    const key = keyOf(hint);
    const known = this.waiting.get(key);
    if (isCovered(known, hint)) return;
    if (known === undefined && this.waiting.size >= MAX_WAITING) {
      const [oldest] = this.waiting.keys();
      if (oldest !== undefined) this.waiting.delete(oldest);
      this.lost = true;
    }
    this.waiting.set(key, hint);
    this.schedule(GATHER_MS);
  }

  private schedule(milliseconds: number): void {
    if (this.closed || this.busy || this.timer !== null || (this.waiting.size === 0 && !this.lost)) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.flush();
    }, milliseconds);
    this.timer.unref();
  }

  private async flush(): Promise<void> {
    const hints = [...(this.lost ? [{ kind: 'missed' } as const] : []), ...this.waiting.values()];
    this.waiting.clear();
    this.lost = false;
    this.busy = true;
    let next = GATHER_MS;
    try {
      await this.send(encodeHints(this.node, hints));
    } catch {
      // Whether the line works is told by whoever holds it.
      this.lost = true;
      next = AGAIN_MS;
    }
    this.busy = false;
    this.schedule(next);
  }

  close(): void {
    this.closed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.waiting.clear();
  }
}
