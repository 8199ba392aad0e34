import { parseUpdateMeta } from 'yjs';
import { oneLetter, RawSocket, type Target } from './raw-editor.js';

/** What all typists of a load process note together. Times are milliseconds of one clock. */
export interface Notes {
  /** Only what is sent between these times counts. */
  from: number;
  to: number;
  sent: number;
  acked: number;
  failures: number;
  readonly ackMs: number[];
  readonly propagationMs: number[];
  /** When each clock of each client was sent, for typists that observe. */
  readonly sentAt: Map<number, number[]>;
}

/** Types one letter after the other, and notes how long each took to be acknowledged and, if it observes, how long the others' took to arrive. */
export class Typist {
  readonly ready: Promise<void>;
  private readonly socket: RawSocket;
  /** When each sync frame was sent; 0 for one that is no letter. */
  private readonly pending: number[] = [];
  private readonly times: number[] = [];
  private settled = 0;
  /** Letters typed that count. */
  typed = 0;

  constructor(
    target: Target,
    private readonly client: number,
    person: number,
    private readonly notes: Notes,
    readonly observes: boolean,
  ) {
    notes.sentAt.set(client, this.times);
    let [synced, failed] = [(): void => undefined, (_: Error): void => undefined];
    this.ready = new Promise((resolve, reject) => ([synced, failed] = [resolve, reject]));
    this.socket = new RawSocket(target, person, {
      synced: () => synced(),
      acknowledged: (ordinal) => this.settle(ordinal),
      ...(observes ? { update: (update: Uint8Array) => this.observe(update) } : {}),
      closed: (code) => {
        this.notes.failures += 1;
        failed(new Error(`closed with ${String(code)}`));
      },
    });
  }

  type(): void {
    if (!this.socket.isOpen) return;
    const now = performance.now();
    this.socket.sendUpdate(oneLetter(this.client, this.times.length));
    this.times.push(now);
    this.pending[this.socket.sent - 1] = now;
    if (!this.counts(now)) return;
    this.typed += 1;
    this.notes.sent += 1;
  }

  /** Letters that count and were never acknowledged took at least until now. */
  giveUp(acknowledges: boolean): void {
    if (acknowledges) this.settle(this.socket.sent, false);
  }

  close(): void {
    this.socket.close();
  }

  private counts(sentAt: number): boolean {
    return sentAt >= this.notes.from && sentAt < this.notes.to;
  }

  private settle(ordinal: number, acked = true): void {
    const now = performance.now();
    for (; this.settled < ordinal; this.settled += 1) {
      const sentAt = this.pending[this.settled] ?? 0;
      if (!this.counts(sentAt)) continue;
      if (acked) this.notes.acked += 1;
      this.notes.ackMs.push(now - sentAt);
    }
  }

  private observe(update: Uint8Array): void {
    const now = performance.now();
    const { from, to } = parseUpdateMeta(update);
    for (const [client, end] of to) {
      if (client === this.client) continue;
      const times = this.notes.sentAt.get(client) ?? [];
      for (let clock = from.get(client) ?? end; clock < end; clock += 1) {
        const sentAt = times[clock];
        if (sentAt !== undefined && this.counts(sentAt)) this.notes.propagationMs.push(now - sentAt);
      }
    }
  }
}
