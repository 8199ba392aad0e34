import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import type { OnModuleDestroy } from '@nestjs/common';
import {
  CloseCode,
  DEFAULT_LIMITS,
  type DocumentRef,
  EXTENSION,
  maxFrameBytes,
  type Person,
  type Rooms,
} from '@maroquin/coediting';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Credentials } from '@maroquin/platform/http';
import { type WebSocket, WebSocketServer } from 'ws';
import { CollabConnection } from './collab-connection.js';
import { EnteredSockets } from './entered-sockets.js';
import type { LiveAccess } from './live-access.js';
import { documentIdOf, isOriginAllowed, refuseUpgrade } from './upgrade-request.js';

interface CollabDoors {
  /** Who sends this request, by its session cookie or bearer token; null: nobody known. */
  authenticate(credentials: Credentials): Promise<Actor | null>;
  /** The document, for who may read it, and how that person is shown to the others. @throws {DomainError} */
  open(actor: Actor, documentId: string): Promise<{ document: DocumentRef; person: Person }>;
  readonly access: LiveAccess;
  readonly rooms: Rooms;
  /** Scheme, host and port of our own pages. */
  readonly publicOrigin: string;
  readonly onError: (error: unknown) => void;
  /** Everything that was accepted is committed and everybody has left. */
  readonly onClosed?: () => Promise<void>;
}

/** Sockets that are accepted and not authenticated yet. */
const MAX_ENTERING = 1000;
const ENTER_WITHIN_MS = 15_000;

/** `/collab/<documentId>`: from the upgrade to a session of the engine (coediting: wire). Access rule: document.read, then every frame. */
export class CollabGateway implements OnModuleDestroy {
  private readonly entered: EnteredSockets;
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes(DEFAULT_LIMITS),
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(EXTENSION) ? EXTENSION : false),
  });
  private entering = 0;
  private closing: Promise<void> | null = null;

  constructor(private readonly doors: CollabDoors) {
    this.entered = new EnteredSockets((credentials) => doors.authenticate(credentials));
  }

  /** For upgrade requests to `/collab/…`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const documentId = documentIdOf(request);
    if (documentId === null) return refuseUpgrade(socket, '404 Not Found');
    if (!isOriginAllowed(request, this.doors.publicOrigin)) return refuseUpgrade(socket, '403 Forbidden');
    if (this.entering >= MAX_ENTERING) return refuseUpgrade(socket, '503 Service Unavailable');
    this.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => undefined);
      webSocket.pause();
      void this.enter(webSocket, socket, request, documentId);
    });
  }

  /** These browser sessions are over. */
  sessionsEnded(sessionIds: ReadonlySet<string>): void {
    this.entered.sessionsEnded(sessionIds);
  }

  get connectionCount(): number {
    return this.entered.size;
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
    this.entered.stop();
    await this.doors.rooms.close(5000);
    for (const socket of this.sockets.clients) socket.terminate();
    this.sockets.close();
    await this.doors.onClosed?.();
  }

  private async enter(
    socket: WebSocket,
    stream: Duplex,
    request: IncomingMessage,
    documentId: string,
  ): Promise<void> {
    this.entering += 1;
    const timer = setTimeout(() => socket.terminate(), ENTER_WITHIN_MS);
    try {
      await this.admit(socket, stream, request, documentId);
    } catch (error) {
      const code = closeCodeOf(error);
      if (code === CloseCode.tryLater) this.doors.onError(error);
      hangUp(socket, code, error instanceof DomainError ? error.code : 'server.failure');
    } finally {
      clearTimeout(timer);
      this.entering -= 1;
    }
  }

  private async admit(
    socket: WebSocket,
    stream: Duplex,
    request: IncomingMessage,
    documentId: string,
  ): Promise<void> {
    const { cookie, authorization } = request.headers;
    const credentials = { cookie, authorization };
    const actor = await this.doors.authenticate(credentials);
    if (actor === null) return hangUp(socket, CloseCode.unauthenticated, 'request.unauthenticated');
    if (!this.entered.hasRoomFor(actor)) return hangUp(socket, CloseCode.tryLater, 'request.too-many');
    const { document, person } = await this.doors.open(actor, documentId);
    const connection = new CollabConnection(newId(), person, actor.locale, socket, stream);
    const watch = await this.doors.access.watch(actor, documentId, () => connection.checkAccess());
    const session = await this.doors.rooms.join(document, connection);
    if (session === null) return watch.close();
    const forget = this.entered.add({ connection, actor, credentials });
    connection.serve(session, () => {
      forget();
      watch.close();
    });
    if (this.entered.isOver(actor)) connection.end(CloseCode.unauthenticated, 'signed out');
    // The socket may have gone while it was let in: then its close event was before anybody listened.
    if (socket.readyState !== socket.OPEN) socket.emit('close');
  }
}

function hangUp(socket: WebSocket, code: number, reason: string): void {
  socket.resume();
  socket.close(code, reason);
}

function closeCodeOf(error: unknown): number {
  if (!(error instanceof DomainError)) return CloseCode.tryLater;
  return error.code === 'request.not-found' ? CloseCode.noDocument : CloseCode.tryLater;
}
