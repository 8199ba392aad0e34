import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import type { OnModuleDestroy } from '@nestjs/common';
import { DEFAULT_LIMITS, EXTENSION, maxFrameBytes } from '@maroquin/coediting';
import { type WebSocket, WebSocketServer } from 'ws';
import { UpdateReader } from './websocket/update-reader.js';
import { CollabConnection } from './collab-connection.js';
import { ConnectionAdmission, type AdmissionDeps } from './connection-admission.js';
import { documentIdOf, isOriginAllowed, refuseUpgrade } from './upgrade-request.js';

const MAX_BYTES = maxFrameBytes(DEFAULT_LIMITS);
const NOTHING = Buffer.alloc(0);

interface CollabDeps extends AdmissionDeps {
  /** Scheme, host and port of our own pages. */
  readonly publicOrigin: string;
  /** Everything that was accepted is committed and everybody has left. */
  readonly onClosed?: () => Promise<void>;
}

/** `/collab/<documentId>`: from the upgrade to a session of the engine (coediting: wire). Access rule: document.read, then every frame. */
export class CollabGateway implements OnModuleDestroy {
  /** Admits the connections of every transport. */
  readonly admission: ConnectionAdmission;
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(EXTENSION) ? EXTENSION : false),
  });
  private closing: Promise<void> | null = null;

  constructor(private readonly deps: CollabDeps) {
    this.admission = new ConnectionAdmission(deps);
  }

  /** For upgrade requests to `/collab/…`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const documentId = documentIdOf(request);
    if (documentId === null) return refuseUpgrade(socket, '404 Not Found');
    if (!isOriginAllowed(request, this.deps.publicOrigin)) return refuseUpgrade(socket, '403 Forbidden');
    if (this.admission.isFull) return refuseUpgrade(socket, '503 Service Unavailable');
    const updateReader = new UpdateReader(socket, head, MAX_BYTES);
    this.sockets.handleUpgrade(request, updateReader.stream, NOTHING, (webSocket) => {
      webSocket.pause();
      updateReader.attach(webSocket);
      const { cookie, authorization } = request.headers;
      void this.admission.admit({
        credentials: { cookie, authorization },
        documentId,
        connect: (id, person, locale, requester) =>
          new CollabConnection(id, person, locale, webSocket, updateReader, requester),
        close: (code, reason) => closeSocket(webSocket, code, reason),
        terminate: () => webSocket.terminate(),
      });
    });
  }

  /** These browser sessions or tokens have ended. */
  sessionsEnded(sessionIds: ReadonlySet<string>): void {
    this.admission.live.sessionsEnded(sessionIds);
  }

  get connectionCount(): number {
    return this.admission.live.size;
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
    this.admission.live.stop();
    await this.deps.rooms.close(5000);
    for (const socket of this.sockets.clients) socket.terminate();
    this.sockets.close();
    await this.deps.onClosed?.();
  }
}

function closeSocket(socket: WebSocket, code: number, reason: string): void {
  socket.resume();
  socket.close(code, reason);
}
