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
import { EnteredSockets, type LiveConnection } from './entered-sockets.js';
import type { LiveAccess } from './live-access.js';

export interface EntranceDoors {
  /** Who sends this request, by its session cookie or bearer token; null: nobody known. */
  authenticate(credentials: Credentials): Promise<Actor | null>;
  /** The document, for who may read it, and how that person is shown to the others. @throws {DomainError} */
  open(actor: Actor, documentId: string): Promise<{ document: DocumentRef; person: Person }>;
  readonly access: LiveAccess;
  readonly rooms: Rooms;
  readonly onError: (error: unknown) => void;
}

/** A connection that has not entered yet, whatever carries it. */
export interface Arrival {
  readonly credentials: Credentials;
  readonly documentId: string;
  /** The connection as the engine will know it. */
  /** `requester`: whose budgets it takes from; a visitor's are its link's. */
  connect(id: string, person: Person, locale: 'fr' | 'en', requester: string): ServedConnection;
  hangUp(code: number, reason: string): void;
  /** Ends it without a word. */
  drop(): void;
}

export interface ServedConnection extends Connection, LiveConnection {
  /** From here on messages flow; `onClose` once they no longer do, at once if it is gone already. */
  serve(session: Session, onClose: () => void): void;
}

/** Connections that are accepted and not authenticated yet. */
const MAX_ENTERING = 1000;
const ENTER_WITHIN_MS = 15_000;

/** From a connection to a session of the engine, by one rule for every transport: document.read, then every frame. */
export class Entrance {
  readonly entered: EnteredSockets;
  private entering = 0;

  constructor(private readonly doors: EntranceDoors) {
    this.entered = new EnteredSockets((credentials) => doors.authenticate(credentials));
  }

  get isFull(): boolean {
    return this.entering >= MAX_ENTERING;
  }

  /** Lets somebody in, or hangs up with a code that says why. Never rejects. */
  async enter(arrival: Arrival): Promise<void> {
    this.entering += 1;
    const timer = setTimeout(() => arrival.drop(), ENTER_WITHIN_MS);
    try {
      await this.admit(arrival);
    } catch (error) {
      const code = closeCodeOf(error);
      if (code === CloseCode.tryLater) this.doors.onError(error);
      arrival.hangUp(code, error instanceof DomainError ? error.code : 'server.failure');
    } finally {
      clearTimeout(timer);
      this.entering -= 1;
    }
  }

  private async admit(arrival: Arrival): Promise<void> {
    const { credentials, documentId } = arrival;
    const actor = await this.doors.authenticate(credentials);
    if (actor === null) return arrival.hangUp(CloseCode.unauthenticated, 'request.unauthenticated');
    if (!this.entered.hasRoomFor(actor)) return arrival.hangUp(CloseCode.tryLater, 'request.too-many');
    const { document, person } = await this.doors.open(actor, documentId);
    const connection = arrival.connect(newId(), person, actor.locale, requesterOf(actor).person);
    const watch = await this.doors.access.watch(connection, actor, documentId);
    const session = await this.doors.rooms.join(document, connection);
    if (session === null) return watch.close();
    const forget = this.entered.add({ connection, actor, credentials });
    connection.serve(session, () => {
      forget();
      watch.close();
    });
    if (this.entered.isOver(actor)) connection.end(CloseCode.unauthenticated, 'signed out');
  }
}

function closeCodeOf(error: unknown): number {
  if (!(error instanceof DomainError)) return CloseCode.tryLater;
  return error.code === 'request.not-found' ? CloseCode.noDocument : CloseCode.tryLater;
}
