import { CloseCode, EXTENSION, decodeFrame, encodePing, type Frame } from '@maroquin/coediting';

import type { CollabEnvironment } from './environment.js';
import type { SocketLike } from './socket-like.js';
import { Ways, type Way } from './ways.js';

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
const STUCK_MS = 2000;
/** Together with a tick each: a dead socket is noticed within 10 s. */
const QUIET_BEFORE_PING_MS = 3000;
const ANSWER_WITHIN_MS = 4000;
const CONNECT_WITHIN_MS = 8000;
/**
 * Over the fallback a WebSocket is tried beside it: soon, because the server may only have been starting when none came
 * through, then now and then.
 */
const PROBE_AFTER_MS = 3000;
const PROBE_AGAIN_MS = 5 * 60_000;

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

/**
 * A connection that comes back: jittered, growing pauses; at once when the network returns; dead connections are found
 * by pings. A WebSocket, or what stands in for it where the network lets none through.
 */
export class CollabSocket {
  private socket: SocketLike | null = null;
  private way: Way = 'websocket';
  /** Something came over this connection: before that, being open means little. */
  private heard = false;
  private probe: SocketLike | null = null;
  private probeAt = 0;
  private readonly ways: Ways;
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
    this.ways = environment.ways ?? new Ways();
    this.stopListening = environment.onBack(() => this.back());
  }

  /** The network lets no WebSocket through, and frames go the long way round. */
  get isSlow(): boolean {
    return this.way === 'fallback' && this.opened;
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
    if (this.opened) this.socket?.send(frame);
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
    const { WebSocket, Fallback } = this.environment;
    const now = this.environment.now();
    this.way = Fallback === undefined ? 'websocket' : this.ways.next(now);
    const socket =
      this.way === 'websocket' || Fallback === undefined
        ? new WebSocket(this.url(), [EXTENSION])
        : new Fallback(this.url());
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.heard = false;
    this.probeAt = now + PROBE_AFTER_MS;
    this.lastHeard = now;
    this.pingedAt = null;
    socket.onopen = () => {
      if (this.socket !== socket) return;
      this.opened = true;
      this.lastHeard = this.environment.now();
      this.events.opened();
    };
    socket.onmessage = ({ data }) => {
      if (this.socket === socket) this.receive(data);
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
    if (!this.heard) {
      this.heard = true;
      this.ways.works(this.way, this.lastHeard);
    }
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
    this.endProbe();
    // The server's own codes tell of the document, not of the network.
    if (!this.heard && code < 4000) this.ways.failed(this.way);
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
    this.attempts = 0;
    // An attempt of before goes to a network that may be gone.
    const isStuck = !this.opened && this.environment.now() - this.lastHeard > STUCK_MS;
    if (this.socket !== null && isStuck) this.restart();
    if (this.socket === null) this.open();
    else this.check(true);
  }

  private tick(): void {
    this.cancelTick = this.environment.after(TICK_MS, () => {
      this.check(false);
      if (this.isSlow && this.environment.now() > this.probeAt) this.tryWebSocket();
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

  /** Is the network better by now? Only what is heard over a WebSocket shows it. */
  private tryWebSocket(): void {
    this.endProbe();
    this.probeAt = this.environment.now() + PROBE_AGAIN_MS;
    const probe = new this.environment.WebSocket(this.url(), [EXTENSION]);
    this.probe = probe;
    probe.onerror = () => undefined;
    probe.onmessage = () => {
      if (this.probe !== probe) return;
      this.endProbe();
      this.ways.works('websocket', this.environment.now());
      this.restart();
    };
  }

  private endProbe(): void {
    this.probe?.close();
    this.probe = null;
  }
}
