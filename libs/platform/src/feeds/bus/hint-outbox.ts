import type { Hint } from './bus.js';
import { encodeHints } from './hint-text.js';

/** Hints wait this long for company, so that many commits cost one message. */
const GATHER_MS = 2;
/** Feeds with a hint under way. Beyond this the oldest is lost, which costs its readers a look. */
const MAX_WAITING = 10_000;

const keyOf = (hint: Hint): string =>
  hint.kind === 'feed'
    ? hint.feed
    : hint.kind === 'changes'
      ? 'changes'
      : `${hint.parentId ?? ''} ${hint.id}`;

/** Gathers hints, one for each feed, and hands them over one message at a time. What cannot be sent is lost. */
export class HintOutbox {
  private readonly waiting = new Map<string, Hint>();
  private busy = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly node: string,
    /** Rejects when nothing was sent. Bounded in time. */
    private readonly send: (texts: readonly string[]) => Promise<void>,
  ) {}

  add(hint: Hint): void {
    const key = keyOf(hint);
    const known = this.waiting.get(key);
    if (known?.kind === 'feed' && hint.kind === 'feed' && known.seq >= hint.seq) return;
    if (known === undefined && this.waiting.size >= MAX_WAITING) {
      const [oldest] = this.waiting.keys();
      if (oldest !== undefined) this.waiting.delete(oldest);
    }
    this.waiting.set(key, hint);
    this.schedule();
  }

  private schedule(): void {
    if (this.busy || this.timer !== null || this.waiting.size === 0) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.flush();
    }, GATHER_MS);
    this.timer.unref();
  }

  private async flush(): Promise<void> {
    const texts = encodeHints(this.node, this.waiting.values());
    this.waiting.clear();
    this.busy = true;
    try {
      await this.send(texts);
    } catch {
      // Hints only: their readers look by themselves. Whether the line works is told by who holds it.
    }
    this.busy = false;
    this.schedule();
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.waiting.clear();
  }
}
