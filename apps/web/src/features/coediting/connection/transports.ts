/** How frames travel: by a WebSocket, or by long polling where the network lets no WebSocket through. */
export type Transport = 'websocket' | 'fallback';

/** WebSockets in a row over which nothing ever arrived. */
const FAILURES = 2;
/** How long one goes on without trying a WebSocket for each new connection. */
const BLOCKED_FOR_MS = 10 * 60_000;

/** What the connections of a page have learnt of the network together, so that each need not find out by itself. */
export class Transports {
  private failures = 0;
  private restricted = false;
  private blockedUntil = 0;

  /** A WebSocket was tried where the fallback works, and did not come through. */
  get isRestricted(): boolean {
    return this.restricted;
  }

  next(now: number): Transport {
    return now < this.blockedUntil || this.failures >= FAILURES ? 'fallback' : 'websocket';
  }

  /** Something arrived over it. */
  works(transport: Transport, now: number): void {
    this.failures = 0;
    if (transport === 'websocket') this.restricted = false;
    this.blockedUntil = transport === 'websocket' ? 0 : now + BLOCKED_FOR_MS;
  }

  /** The fallback works and a WebSocket beside it does not: it is the network that lets none through. */
  refusesWebSockets(): void {
    this.restricted = true;
  }

  /** It ended without a word. When both fail it is not the WebSocket that is to blame: take turns. */
  failed(transport: Transport): void {
    this.blockedUntil = 0;
    this.failures = transport === 'websocket' ? this.failures + 1 : 0;
  }
}
