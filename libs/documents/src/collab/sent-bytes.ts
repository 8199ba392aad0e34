import type { Socket } from 'socket.io';

type Engine = Socket['conn'];

/**
 * How much of what was sent over socket.io has not left this process: what waits for the next request of a polling
 * client, and what its last answer may still be writing, which is known to have arrived once the client asks again.
 */
export class SentBytes {
  private queued = 0;
  private inFlight = 0;

  constructor(engine: Engine) {
    engine.on('flush', (packets: readonly { readonly data?: unknown }[]) => {
      const flushed = packets.reduce((sum, { data }) => sum + sizeOf(data), 0);
      this.queued = Math.max(0, this.queued - flushed);
      this.inFlight = flushed;
    });
    this.follow(engine.transport);
    engine.on('upgrade', (transport: Engine['transport']) => this.follow(transport));
  }

  /** A frame is about to be sent. */
  add(bytes: number): void {
    this.queued += bytes;
  }

  get waiting(): number {
    return this.queued + this.inFlight;
  }

  /** Before socket.io's own listener, which may flush what waits at once. */
  private follow(transport: Engine['transport']): void {
    transport.prependListener('ready', () => (this.inFlight = 0));
  }
}

const sizeOf = (data: unknown): number => (data instanceof Uint8Array ? data.length : 0);
