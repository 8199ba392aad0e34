import { CloseCode, EXTENSION, decodeFrame, encodePing, type Frame } from '@maroquin/coediting';

import type { CollabEnvironment } from './environment.js';

interface SocketEvents {
  opened(): void;
  frame(frame: Frame): void;
  /** The connection is gone, or an attempt failed. `code` is the close code, 1006 when there was none. */
  closed(code: number): void;
  /** The next attempt was planned, or none will be made (null). */
  planned(retryAt: number | null): void;
}

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;
const TICK_MS = 1000;
/** Together with a tick each: a dead socket is noticed within 10 s. */
const QUIET_BEFORE_PING_MS = 3000;
const ANSWER_WITHIN_MS = 4000;
const CONNECT_WITHIN_MS = 10_000;

/** After these codes the server has to be asked by the person, not by a timer. */
const FINAL_CODES: ReadonlySet<number> = new Set([
  CloseCode.malformed,
  CloseCode.unauthenticated,
  CloseCode.noAccess,
  CloseCode.noDocument,
  CloseCode.epoch,
  CloseCode.tooLarge,
]);

export const isFinal = (code: number): boolean => FINAL_CODES.has(code);

/** A WebSocket that comes back: jittered, growing pauses; at once when the network returns; dead connections are found by pings. */
export class CollabSocket {
  private socket: WebSocket | null = null;
  private opened = false;
  private wanted = false;
  private attempts = 0;
  private lastHeard = 0;
  private pingedAt: number | null = null;
  private cancelRetry: (() => void) | null = null;
  private cancelTick: (() => void) | null = null;
  private readonly stopListening: () => void;

  constructor(
    private readonly url: () => string,
    private readonly environment: CollabEnvironment,
    private readonly events: SocketEvents,
  ) {
    this.stopListening = environment.onBack(() => this.back());
  }

  connect(): void {
    this.wanted = true;
    this.attempts = 0;
    this.open();
  }

  /** The conversation works: the next loss starts with short pauses again. */
  succeeded(): void {
    this.attempts = 0;
  }

  send(frame: Uint8Array): void {
    if (this.opened) this.socket?.send(frame as Uint8Array<ArrayBuffer>);
  }

  /** Ends the connection and makes no further attempts until `connect`. */
  stop(): void {
    this.wanted = false;
    this.plan(null);
    this.drop(1000);
  }

  destroy(): void {
    this.stopListening();
    this.stop();
  }

  /** Gives the current connection up and tries again soon. */
  restart(): void {
    this.drop(1006);
  }

  private open(): void {
    this.plan(null);
    if (this.socket !== null || !this.wanted) return;
    const socket = new this.environment.WebSocket(this.url(), [EXTENSION]);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.lastHeard = this.environment.now();
    this.pingedAt = null;
    socket.onopen = () => {
      if (this.socket !== socket) return;
      this.opened = true;
      this.lastHeard = this.environment.now();
      this.events.opened();
    };
    socket.onmessage = (event: MessageEvent<unknown>) => {
      if (this.socket === socket) this.receive(event.data);
    };
    socket.onerror = () => undefined;
    socket.onclose = (event) => {
      if (this.socket === socket) this.gone(event.code);
    };
    this.tick();
  }

  private receive(data: unknown): void {
    this.lastHeard = this.environment.now();
    this.pingedAt = null;
    if (!(data instanceof ArrayBuffer)) return;
    try {
      const frame = decodeFrame(new Uint8Array(data));
      if (frame.type !== 'ping') this.events.frame(frame);
    } catch (error) {
      // A frame that cannot be read or applied leaves the conversation undefined: begin it again.
      console.error('collab: unreadable frame', error);
      this.restart();
    }
  }

  private drop(code: number): void {
    const { socket } = this;
    if (socket === null) return;
    socket.close();
    this.gone(code);
  }

  private gone(code: number): void {
    this.socket = null;
    this.opened = false;
    this.cancelTick?.();
    this.cancelTick = null;
    if (FINAL_CODES.has(code)) this.wanted = false;
    this.events.closed(code);
    if (this.wanted) this.retryLater();
  }

  private retryLater(): void {
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.attempts);
    this.attempts += 1;
    this.plan(longest * (0.5 + this.environment.random() / 2));
  }

  private plan(delay: number | null): void {
    this.cancelRetry?.();
    this.cancelRetry = delay === null ? null : this.environment.after(delay, () => this.open());
    this.events.planned(delay === null ? null : this.environment.now() + delay);
  }

  private back(): void {
    if (!this.wanted) return;
    if (this.socket === null) {
      this.attempts = 0;
      this.open();
    } else this.check(true);
  }

  private tick(): void {
    this.cancelTick = this.environment.after(TICK_MS, () => {
      this.check(false);
      if (this.socket !== null) this.tick();
    });
  }

  /** Sends a ping into a silence; gives up on a connection that does not answer it, or never opens. */
  private check(now: boolean): void {
    const time = this.environment.now();
    if (!this.opened) {
      if (time - this.lastHeard > CONNECT_WITHIN_MS) this.restart();
    } else if (this.pingedAt !== null) {
      if (time - this.pingedAt > ANSWER_WITHIN_MS) this.restart();
    } else if (now || time - this.lastHeard > QUIET_BEFORE_PING_MS) {
      this.pingedAt = time;
      this.send(encodePing(1));
    }
  }
}
