import { EXTENSION } from '@maroquin/coediting';

import type { CollabEnvironment } from './environment.js';
import type { SocketLike } from './socket-like.js';

const WITHIN_MS = 8000;

/** Over the fallback a WebSocket is tried beside it now and then: is the network better by now? */
export class WebSocketProbe {
  private socket: SocketLike | null = null;
  private cancelLimit: (() => void) | null = null;

  constructor(
    private readonly environment: Pick<CollabEnvironment, 'WebSocket' | 'after'>,
    private readonly events: { works(): void; refused(): void },
  ) {}

  /** Only what arrives over a WebSocket shows that it works. */
  start(url: string): void {
    this.end();
    const socket = new this.environment.WebSocket(url, [EXTENSION]);
    this.socket = socket;
    const settle = (outcome: () => void): void => {
      if (this.socket !== socket) return;
      this.end();
      outcome();
    };
    socket.onerror = () => undefined;
    socket.onmessage = () => settle(() => this.events.works());
    socket.onclose = () => settle(() => this.events.refused());
    this.cancelLimit = this.environment.after(WITHIN_MS, () => settle(() => this.events.refused()));
  }

  end(): void {
    this.cancelLimit?.();
    this.cancelLimit = null;
    const { socket } = this;
    this.socket = null;
    socket?.close();
  }
}
