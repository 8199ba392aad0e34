import type { FeedEntry } from '@maroquin/platform/feeds';
import { EngineUnsent } from '@maroquin/platform/http';
import type { CatchUp } from './catch-up.js';
import type { Receiver, SharedEntry } from './shared-entry.js';

/** Bytes of one channel that may wait for one socket before its feed is paused. */
const MAX_PENDING_BYTES = 256 * 1024;

interface Ports {
  share(entry: FeedEntry): SharedEntry;
  onError(error: unknown): void;
}

const bytesOf = (entries: readonly FeedEntry[]): number => {
  let bytes = 0;
  for (const { payload } of entries) bytes += payload.length;
  return bytes;
};

/** What one socket is still to be sent of one feed: strictly in order, no faster than it reads. */
export class SocketQueue {
  private isStopped = false;
  private pendingBytes = 0;
  /** Opening is asynchronous: a chain keeps the order. */
  private chain = Promise.resolve();
  /** Pages in the chain. */
  private chained = 0;
  /** A new entry that all who read along wait for together. */
  private shared: SharedEntry | null = null;

  constructor(
    private readonly socket: Receiver,
    private readonly catchUp: CatchUp,
    private readonly ports: Ports,
  ) {}

  /** Answers a promise where no more is to be handed over until that is settled. */
  add(entries: readonly FeedEntry[]): Promise<void> | undefined {
    const [entry] = entries;
    const alone = this.catchUp.isReading;
    const isBehind = this.unsent?.isBehind ?? false;
    const isIdle = this.chained === 0 && this.shared === null;
    if (isIdle && !alone && !isBehind && entries.length === 1 && entry !== undefined)
      return this.sendWithOthers(entry);
    const chain = this.sendInTurn(entries);
    return isBehind || this.pendingBytes > MAX_PENDING_BYTES || alone ? chain : undefined;
  }

  stop(): void {
    this.isStopped = true;
  }

  private get unsent(): EngineUnsent | null {
    return EngineUnsent.of(this.socket.conn);
  }

  /** What nearly every entry is for nearly every socket: nothing else waits, so that nothing is kept for it. */
  private sendWithOthers(entry: FeedEntry): undefined {
    const shared = this.ports.share(entry);
    this.shared = shared;
    shared.whenDone(
      (packet) => {
        this.shared = null;
        if (!this.isStopped) packet?.sendTo(this.socket.conn);
      },
      (error) => {
        this.shared = null;
        this.fail(error);
      },
    );
    return undefined;
  }

  private sendInTurn(entries: readonly FeedEntry[]): Promise<void> {
    const bytes = bytesOf(entries);
    const before = this.shared?.done;
    this.pendingBytes += bytes;
    this.chained += 1;
    this.chain = this.chain
      .then(() => before)
      .then(() => (this.isStopped ? undefined : this.sendAll(entries)))
      .catch((error: unknown) => this.fail(error))
      .finally(() => {
        this.pendingBytes -= bytes;
        this.chained -= 1;
        this.catchUp.pageIsSent();
      });
    return this.chain;
  }

  private async sendAll(entries: readonly FeedEntry[]): Promise<void> {
    const { unsent } = this;
    for (const entry of entries) {
      const packet = await this.ports.share(entry).packet;
      if (packet === null) continue;
      // Counted at once, so that the next one waits for room.
      const send = (): void => packet.sendTo(this.socket.conn);
      if (unsent === null) send();
      else await unsent.whenRoom(send);
    }
  }

  /**
   * Nothing may be skipped: the client reconnects and continues after its last entry. It does so by itself only when the
   * connection ends unsaid; a socket.io client that is told to go stays away.
   */
  private fail(error: unknown): void {
    this.ports.onError(error);
    if (!this.isStopped) this.socket.conn.close();
  }
}
