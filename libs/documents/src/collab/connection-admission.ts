import {
  CloseCode,
  type Connection,
  type DocumentRef,
  type Person,
  type Rooms,
  type Session,
} from '@maroquin/coediting';
import { requesterOf } from '@maroquin/platform/admission';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Credentials } from '@maroquin/platform/http';
import { LiveConnections, type LiveConnection } from './live-connections.js';
import type { LiveAccess } from './live-access.js';

export interface AdmissionDeps {
  /** Who sends this request, by its session cookie or bearer token; null: unknown. */
  authenticate(credentials: Credentials): Promise<Actor | null>;
  /** The document, for whoever may read it, and how that person is shown to the others. @throws {DomainError} */
  open(actor: Actor, documentId: string): Promise<{ document: DocumentRef; person: Person }>;
  readonly access: LiveAccess;
  readonly rooms: Rooms;
  readonly onError: (error: unknown) => void;
}

/** A connection that is not admitted yet, over whichever transport. */
export interface PendingConnection {
  readonly credentials: Credentials;
  readonly documentId: string;
  /** The connection as the engine will see it. `requester`: whose budgets it takes from; a visitor's are its link's. */
  connect(id: string, person: Person, locale: 'fr' | 'en', requester: string): ServedConnection;
  close(code: number, reason: string): void;
  /** Ends it without a close frame. */
  terminate(): void;
}

export interface ServedConnection extends Connection, LiveConnection {
  /** Starts to hand messages to the session. Calls `onClose` when the connection ends, at once if it has ended already. */
  serve(session: Session, onClose: () => void): void;
}

/** Connections that are accepted and not authenticated yet. */
const MAX_PENDING = 1000;
const ADMIT_WITHIN_MS = 15_000;

/** Authenticates a connection, asks for document.read and joins it to its room: one rule for every transport. */
export class ConnectionAdmission {
  readonly live: LiveConnections;
  private pending = 0;

  constructor(private readonly deps: AdmissionDeps) {
    this.live = new LiveConnections((credentials) => deps.authenticate(credentials));
  }

  get isFull(): boolean {
    return this.pending >= MAX_PENDING;
  }

  /** Admits a connection, or closes it with a code that says why. Never rejects. */
  async admit(connection: PendingConnection): Promise<void> {
    this.pending += 1;
    const timer = setTimeout(() => connection.terminate(), ADMIT_WITHIN_MS);
    try {
      await this.join(connection);
    } catch (error) {
      const code = closeCodeOf(error);
      if (code === CloseCode.tryLater) this.deps.onError(error);
      connection.close(code, error instanceof DomainError ? error.code : 'server.failure');
    } finally {
      clearTimeout(timer);
      this.pending -= 1;
    }
  }

  private async join(pending: PendingConnection): Promise<void> {
    const { credentials, documentId } = pending;
    const askedAt = performance.now();
    const actor = await this.deps.authenticate(credentials);
    if (actor === null) return pending.close(CloseCode.unauthenticated, 'request.unauthenticated');
    if (!this.live.hasRoomFor(actor)) return pending.close(CloseCode.tryLater, 'request.too-many');
    const { document, person } = await this.deps.open(actor, documentId);
    const connection = pending.connect(newId(), person, actor.locale, requesterOf(actor).person);
    const watch = await this.deps.access.watch(connection, actor, documentId);
    const session = await this.deps.rooms.join(document, connection);
    if (session === null) return watch.close();
    const remove = this.live.add({ connection, actor, credentials });
    connection.serve(session, () => {
      remove();
      watch.close();
    });
    if (this.live.isOver(actor, askedAt)) connection.end(CloseCode.unauthenticated, 'signed out');
  }
}

function closeCodeOf(error: unknown): number {
  if (!(error instanceof DomainError)) return CloseCode.tryLater;
  return error.code === 'request.not-found' ? CloseCode.noDocument : CloseCode.tryLater;
}
