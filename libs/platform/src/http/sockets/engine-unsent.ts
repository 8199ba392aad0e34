import type { Socket } from 'socket.io';
import type { UnsentShare } from './unsent-budget.js';

type Engine = Socket['conn'];

export interface Packet {
  readonly data?: unknown;
  /** Of one that goes to many: its bytes as they go out. */
  readonly options?: { readonly wsPreEncodedFrame?: readonly Buffer[] };
}

/** How long somebody who is told to come back may take to read that, before the connection is ended without it, ms. */
const LAST_WORD_MS = 3_000;
/** Closing codes from 4000 on are the application's own (RFC 6455 §7.4.2); co-editing uses the same one. */
const TRY_LATER = 4503;
const RESYNC = 'resync';

/** Bytes that may wait when more is sent. */
const MAX_WAITING = 1024 * 1024;

/** Bytes that are sent ahead of a client that catches up. */
const AHEAD_BYTES = 256 * 1024;

const known = new WeakMap<Engine, EngineUnsent>();

/**
 * How much of what was sent over one socket.io connection, all namespaces together, has not left this process: what waits
 * for the transport, what the transport is still writing, and of a polling client what its last answer held, which is
 * known to have arrived once the client asks again. Who leaves too much is cut, and comes back for what it missed.
 */
export class EngineUnsent {
  private queued = 0;
  private inFlight = 0;
  private isCut = false;
  private maxWaiting = MAX_WAITING;
  private turn = Promise.resolve();
  private turns = 0;
  private readonly waitingForRoom: (() => void)[] = [];

  private constructor(
    private readonly engine: Engine,
    private readonly share: UnsentShare,
  ) {
    engine.on('packetCreate', (packet: Packet) => this.add(sizeOf(packet)));
    engine.on('flush', (packets: readonly Packet[]) => {
      const flushed = packets.reduce((sum, packet) => sum + sizeOf(packet), 0);
      this.queued = Math.max(0, this.queued - flushed);
      this.inFlight = flushed;
    });
    this.follow(engine.transport);
    engine.on('upgrade', (transport: Engine['transport']) => this.follow(transport));
    engine.on('close', () => {
      share.close();
      this.queued = 0;
      this.inFlight = 0;
      this.letIn();
    });
  }

  /** Counts what is sent over this connection from now on, within `share`. */
  static watch(engine: Engine, share: () => UnsentShare): void {
    if (!known.has(engine)) known.set(engine, new EngineUnsent(engine, share()));
  }

  /** null: it is not watched. */
  static of(engine: Engine): EngineUnsent | null {
    return known.get(engine) ?? null;
  }

  /** For co-editing, whose engine decides by itself: it sends a whole document first. */
  leaveToEngine(): void {
    this.maxWaiting = Infinity;
  }

  get waiting(): number {
    return this.queued + this.inFlight;
  }

  /** True when whoever has much to send had better wait. */
  get isBehind(): boolean {
    return this.waiting >= AHEAD_BYTES || this.turns > 0;
  }

  /** Runs `send` once little waits, one after the other, or when the connection is over, where nothing is sent. */
  async whenRoom(send: () => void): Promise<void> {
    if (!this.isBehind) {
      send();
      return;
    }
    this.turns += 1;
    const mine = this.turn.then(() => this.hasRoom()).then(send);
    this.turn = mine.catch(() => undefined).finally(() => (this.turns -= 1));
    await mine;
  }

  private async hasRoom(): Promise<void> {
    while (this.waiting >= AHEAD_BYTES && !this.isCut && this.engine.readyState === 'open')
      await new Promise<void>((done) => this.waitingForRoom.push(done));
  }

  private add(bytes: number): void {
    const isFull = bytes > 0 && this.waiting > this.maxWaiting;
    this.queued += bytes;
    if (!this.share.set(this.waiting) || isFull) this.cut();
  }

  /** Before socket.io's own listener, which may flush what waits at once. */
  private follow(transport: Engine['transport']): void {
    transport.prependListener('ready', () => {
      this.inFlight = 0;
      this.share.set(this.waiting);
      this.letIn();
    });
  }

  private letIn(): void {
    for (const done of this.waitingForRoom.splice(0)) done();
  }

  /** Ends it so that the client connects again by itself and asks from where it stands. */
  private cut(): void {
    if (this.isCut) return;
    this.isCut = true;
    this.letIn();
    const webSocket: unknown = Reflect.get(this.engine.transport, 'socket');
    if (!isWebSocket(webSocket)) {
      // Not in this turn: it happens while a packet is being written.
      setImmediate(() => this.engine.close(true));
      return;
    }
    webSocket.close(TRY_LATER, RESYNC);
    setTimeout(() => webSocket.terminate(), LAST_WORD_MS).unref();
  }
}

interface WebSocketLike {
  close(code: number, reason: string): void;
  terminate(): void;
}

const isWebSocket = (value: unknown): value is WebSocketLike =>
  typeof value === 'object' &&
  value !== null &&
  'terminate' in value &&
  typeof value.terminate === 'function';

export const sizeOf = ({ data, options }: Packet): number => {
  const frame = options?.wsPreEncodedFrame;
  if (frame !== undefined) return frame.reduce((sum, { length }) => sum + length, 0);
  if (typeof data === 'string') return Buffer.byteLength(data);
  return data instanceof Uint8Array ? data.length : 0;
};
