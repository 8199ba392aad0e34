import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import type { OnModuleDestroy } from '@nestjs/common';
import { DEFAULT_LIMITS, EXTENSION, maxFrameBytes } from '@maroquin/coediting';
import { type WebSocket, WebSocketServer } from 'ws';
import { Arrivals } from './arrivals.js';
import { CollabConnection } from './collab-connection.js';
import { Entrance, type EntranceDoors } from './entrance.js';
import { documentIdOf, isOriginAllowed, refuseUpgrade } from './upgrade-request.js';

const MAX_BYTES = maxFrameBytes(DEFAULT_LIMITS);
const NOTHING = Buffer.alloc(0);

interface CollabDoors extends EntranceDoors {
  /** Scheme, host and port of our own pages. */
  readonly publicOrigin: string;
  /** Everything that was accepted is committed and everybody has left. */
  readonly onClosed?: () => Promise<void>;
}

/** `/collab/<documentId>`: from the upgrade to a session of the engine (coediting: wire). Access rule: document.read, then every frame. */
export class CollabGateway implements OnModuleDestroy {
  /** Where connections of every transport enter. */
  readonly entrance: Entrance;
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(EXTENSION) ? EXTENSION : false),
  });
  private closing: Promise<void> | null = null;

  constructor(private readonly doors: CollabDoors) {
    this.entrance = new Entrance(doors);
  }

  /** For upgrade requests to `/collab/…`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const documentId = documentIdOf(request);
    if (documentId === null) return refuseUpgrade(socket, '404 Not Found');
    if (!isOriginAllowed(request, this.doors.publicOrigin)) return refuseUpgrade(socket, '403 Forbidden');
    if (this.entrance.isFull) return refuseUpgrade(socket, '503 Service Unavailable');
    const arrivals = new Arrivals(socket, head, MAX_BYTES);
    this.sockets.handleUpgrade(request, arrivals.stream, NOTHING, (webSocket) => {
      webSocket.pause();
      arrivals.divert(webSocket);
      const { cookie, authorization } = request.headers;
      void this.entrance.enter({
        credentials: { cookie, authorization },
        documentId,
        connect: (id, person, locale, requester) =>
          new CollabConnection(id, person, locale, webSocket, arrivals, requester),
        hangUp: (code, reason) => hangUp(webSocket, code, reason),
        drop: () => webSocket.terminate(),
      });
    });
  }

  /** These browser sessions or tokens are over. */
  sessionsEnded(sessionIds: ReadonlySet<string>): void {
    this.entrance.entered.sessionsEnded(sessionIds);
  }

  get connectionCount(): number {
    return this.entrance.entered.size;
  }

  onModuleDestroy(): Promise<void> {
    return this.close();
  }

  /** Commits what was accepted, then closes every socket. */
  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  private async closeOnce(): Promise<void> {
    this.entrance.entered.stop();
    await this.doors.rooms.close(5000);
    for (const socket of this.sockets.clients) socket.terminate();
    this.sockets.close();
    await this.doors.onClosed?.();
  }
}

function hangUp(socket: WebSocket, code: number, reason: string): void {
  socket.resume();
  socket.close(code, reason);
}
