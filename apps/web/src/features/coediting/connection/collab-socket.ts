import { CloseCode, EXTENSION, decodeFrame, encodePing, type Frame } from '@maroquin/coediting';

import type { CollabEnvironment } from './environment.js';
import type { SocketLike } from './socket-like.js';
import { Transports, type Transport } from './transports.js';
import { WebSocketProbe } from './websocket-probe.js';

interface SocketEvents {
  opened(): void;
  frame(frame: Frame): void;
  /** The connection is gone, or an attempt failed. `code` is the close code, 1006 when there was none. */
  closed(code: number): void;
  /** Whether the connection is slow may have changed. */
  changed(): void;
  /** The connection is open and nothing arrives over it, or something arrives again. */
  silent(isSilent: boolean): void;
  /** The next attempt was planned, or none will be made (null). */
  planned(retryAt: number | null): void;
}

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;
const TICK_MS = 500;
const STUCK_MS = 2000;
/** With a tick and the doubt below, who looks at the page knows within 3 s that nothing comes through. */
const QUIET_BEFORE_PING_MS = 1000;
const UNSEEN_QUIET_BEFORE_PING_MS = 4000;
/** A ping without an answer for this long is a reason to say so. The connection stays: the server may only be busy. */
const DOUBT_MS = 1400;
/** After this long it is given up. With a tick each, a dead socket is replaced within 7 s. */
const ANSWER_WITHIN_MS = 4000;
const CONNECT_WITHIN_MS = 8000;
/**
 * Over the fallback a WebSocket is tried beside it: soon, because the server may only have been starting when none came
 * through, then now and then.
 */
const PROBE_AFTER_MS = 1000;
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
  private transport: Transport = 'websocket';
  /** Something came over this connection: before that, being open means little. */
  private hasReceived = false;
  private probeAt = 0;
  private readonly probe: WebSocketProbe;
  private readonly transports: Transports;
  private opened = false;
  private wanted = false;
  private attempts = 0;
  private lastReceivedAt = 0;
  private pingedAt: number | null = null;
  private isSilent = false;
  /** What had not left this computer when it was last looked at. */
  private unsent = 0;
  private cancelRetry: (() => void) | null = null;
  private cancelTick: (() => void) | null = null;
  private cancelDoubt: (() => void) | null = null;
  private readonly stopListening: (() => void)[];

  constructor(
    private readonly url: () => string,
    private readonly environment: CollabEnvironment,
    private readonly events: SocketEvents,
  ) {
    this.transports = environment.transports ?? new Transports();
    this.probe = new WebSocketProbe(environment, {
      works: () => {
        this.transports.works('websocket', this.environment.now());
        this.restart();
      },
      refused: () => this.refuseWebSockets(),
    });
    this.stopListening = [environment.onBack(() => this.back()), environment.onAway(() => this.away())];
  }

  /** Frames go by long polling because the network lets no WebSocket through, as one that was tried has shown. */
  get isSlow(): boolean {
    return this.isIndirect && this.transports.isRestricted;
  }

  private get isIndirect(): boolean {
    return this.transport === 'fallback' && this.opened;
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
    for (const stop of this.stopListening) stop();
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
    this.transport = Fallback === undefined ? 'websocket' : this.transports.next(now);
    const socket =
      this.transport === 'websocket' || Fallback === undefined
        ? new WebSocket(this.url(), [EXTENSION])
        : new Fallback(this.url());
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.hasReceived = false;
    this.probeAt = now + PROBE_AFTER_MS;
    this.lastReceivedAt = now;
    this.pingedAt = null;
    this.unsent = 0;
    socket.onopen = () => {
      if (this.socket !== socket) return;
      this.opened = true;
      this.lastReceivedAt = this.environment.now();
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
    this.lives();
    if (!this.hasReceived) {
      this.hasReceived = true;
      this.transports.works(this.transport, this.lastReceivedAt);
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

  /** Something shows that the connection carries. */
  private lives(): void {
    this.lastReceivedAt = this.environment.now();
    this.pingedAt = null;
    this.setSilent(false);
  }

  private setSilent(isSilent: boolean): void {
    if (this.isSilent === isSilent) return;
    this.isSilent = isSilent;
    this.events.silent(isSilent);
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
    this.probe.end();
    // The server's own codes are about the document, not about the network.
    if (!this.hasReceived && code < 4000) this.transports.failed(this.transport);
    this.cancelTick?.();
    this.cancelTick = null;
    this.cancelDoubt?.();
    this.cancelDoubt = null;
    if (FINAL_CODES.has(code)) this.wanted = false;
    this.isSilent = false;
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
    const isStuck = !this.opened && this.environment.now() - this.lastReceivedAt > STUCK_MS;
    if (this.socket !== null && isStuck) this.restart();
    if (this.socket === null) this.open();
    else this.check(true);
  }

  /** The network is gone, says the browser: that is believed until something arrives from the server again. */
  private away(): void {
    if (!this.opened) return;
    this.setSilent(true);
    this.check(true);
  }

  private tick(): void {
    this.cancelTick = this.environment.after(TICK_MS, () => {
      this.check(false);
      const now = this.environment.now();
      if (this.isIndirect && now > this.probeAt) {
        this.probeAt = now + PROBE_AGAIN_MS;
        this.probe.start(this.url());
      }
      if (this.socket !== null) this.tick();
    });
  }

  /** Sends a ping into a silence; gives up on a connection that does not answer it, or never opens. */
  private check(now: boolean): void {
    const time = this.environment.now();
    // A large change takes its time on a slow line, and the answer to a ping waits behind it.
    const unsent = this.socket?.bufferedAmount ?? 0;
    if (unsent < this.unsent) this.lives();
    this.unsent = unsent;
    const quiet = this.environment.isWatched() ? QUIET_BEFORE_PING_MS : UNSEEN_QUIET_BEFORE_PING_MS;
    if (!this.opened) {
      if (time - this.lastReceivedAt > CONNECT_WITHIN_MS) this.restart();
    } else if (this.pingedAt !== null) {
      if (time - this.pingedAt >= DOUBT_MS) this.setSilent(true);
      if (time - this.pingedAt > ANSWER_WITHIN_MS) this.restart();
    } else if (now || time - this.lastReceivedAt >= quiet) {
      this.pingedAt = time;
      this.cancelDoubt?.();
      this.cancelDoubt = this.environment.after(DOUBT_MS, () => this.check(false));
      this.send(encodePing(1));
    }
  }

  /** That a WebSocket fails shows something only while the fallback works. */
  private refuseWebSockets(): void {
    if (!this.isIndirect || !this.hasReceived || this.isSilent) return;
    this.transports.refusesWebSockets();
    this.events.changed();
  }
}
