import type { FeedEntry } from '@maroquin/platform/feeds';
import type { Mutex } from './mutex.js';

/** Reads pages of one channel; the channels of one socket share a mutex, so that one page is in memory at a time. */
export class CatchUp {
  private release: (() => void) | null = null;
  private isClosed = false;

  constructor(
    private readonly mutex: Mutex,
    /** Resolves when such a page may be opened. */
    private readonly pace: (page: readonly FeedEntry[]) => Promise<void> | undefined,
  ) {}

  /** A page was read and is on its way. */
  get isReading(): boolean {
    return this.release !== null;
  }

  async read(read: () => Promise<FeedEntry[]>): Promise<FeedEntry[]> {
    this.pageIsSent();
    this.release = await this.mutex.acquire();
    try {
      const page = await read();
      await this.pace(page);
      // Nobody is given the page of a subscription that has ended: it must not keep the turn of the others.
      if (page.length === 0 || this.isClosed) this.pageIsSent();
      return page;
    } catch (error) {
      this.pageIsSent();
      throw error;
    }
  }

  close(): void {
    this.isClosed = true;
    this.pageIsSent();
  }

  pageIsSent(): void {
    this.release?.();
    this.release = null;
  }
}
