import { CloseCode } from '../wire/index.js';
import { PersonBudgets } from './budget.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { FlushScheduler } from './flush-scheduler.js';
import type {
  Access,
  Checkpoints,
  Clock,
  Connection,
  DocumentRef,
  Journal,
  Observer,
  SuggestionCheck,
} from './ports.js';
import { Room, type RoomPorts } from './room.js';
import { Session } from './session.js';

interface RoomsPorts {
  readonly journal: Journal;
  readonly checkpoints: Checkpoints;
  readonly access: Access;
  readonly clock: Clock;
  readonly observer: Observer;
  readonly suggestions?: SuggestionCheck;
  readonly limits?: Partial<Limits>;
}

interface OpenRoom {
  readonly room: Room;
  readonly ready: Promise<void>;
  cancelIdle: (() => void) | null;
}

const CLOSING_POLL_MS = 20;

/** All open documents of a node. Bounded: beyond its limits a newcomer is asked to try later. */
export class Rooms {
  private readonly open = new Map<string, OpenRoom>();
  private readonly ports: RoomPorts;
  private readonly people: PersonBudgets;
  private connections = 0;
  private closing = false;

  constructor(ports: RoomsPorts) {
    const limits = { ...DEFAULT_LIMITS, ...ports.limits };
    this.ports = { ...ports, limits, scheduler: new FlushScheduler(ports.clock) };
    this.people = new PersonBudgets(this.ports.limits);
  }

  get roomCount(): number {
    return this.open.size;
  }

  get connectionCount(): number {
    return this.connections;
  }

  /** The document is open on this node, or being opened. */
  has(documentId: string): boolean {
    return this.open.has(documentId);
  }

  /**
   * Joins a connection to the room of its document. Null when that was not possible: the connection has been closed with a code
   * that says why. The caller hands every message to `receive` and calls `leave` when the socket is gone.
   */
  async join(document: DocumentRef, connection: Connection): Promise<Session | null> {
    const entry = this.admit(document, connection);
    if (entry === null) return null;
    this.connections += 1;
    try {
      await entry.ready;
    } catch {
      this.connections -= 1;
      connection.close(CloseCode.tryLater, 'the document cannot be read now');
      return null;
    }
    if (entry.room.isDropped) {
      this.connections -= 1;
      connection.close(CloseCode.tryLater, 'try again');
      return null;
    }
    entry.cancelIdle?.();
    entry.cancelIdle = null;
    const session = this.openSession(entry.room, connection);
    entry.room.join(session);
    session.begin();
    return session.closed ? null : session;
  }

  private openSession(room: Room, connection: Connection): Session {
    const { limits, clock } = this.ports;
    const budget = this.people.acquire(connection.person.id, clock.now());
    return new Session(room, connection, limits, budget, () => {
      this.connections -= 1;
      this.people.release(connection.person.id);
    });
  }

  /** Ends every connection to one document, for example because its epoch rose. */
  evict(documentId: string, code: number, reason: string): void {
    this.open.get(documentId)?.room.drop(code, reason);
  }

  /** Lets what was accepted be committed, for a bounded time, then ends every connection. */
  async close(patienceMs: number): Promise<void> {
    this.closing = true;
    const deadline = this.ports.clock.now() + patienceMs;
    const rooms = [...this.open.values()].map((entry) => entry.room);
    while (rooms.some((room) => room.commits.hasPending) && this.ports.clock.now() < deadline) {
      await new Promise<void>((resolve) => void this.ports.clock.after(CLOSING_POLL_MS, resolve));
    }
    for (const room of rooms) room.close('restarting');
  }

  private admit(document: DocumentRef, connection: Connection): OpenRoom | null {
    const { limits } = this.ports;
    const entry = this.open.get(document.id);
    const full =
      this.closing ||
      this.connections >= limits.connections ||
      (entry === undefined
        ? this.open.size >= limits.rooms
        : entry.room.participants.size >= limits.connectionsPerRoom);
    if (full) {
      connection.close(CloseCode.tryLater, 'full');
      return null;
    }
    if (entry !== undefined && entry.room.document.epoch < document.epoch) {
      entry.room.drop(CloseCode.epoch, 'the document was restored');
      return this.openRoom(document);
    }
    return entry ?? this.openRoom(document);
  }

  private openRoom(document: DocumentRef): OpenRoom {
    const room = new Room(document, this.ports, (changed) => this.onRoomChange(changed));
    const entry: OpenRoom = { room, ready: room.commits.load(), cancelIdle: null };
    this.open.set(document.id, entry);
    entry.ready.then(
      () => this.onRoomChange(room),
      (error: unknown) => room.fail('journal unreadable', error),
    );
    return entry;
  }

  private onRoomChange(room: Room): void {
    const entry = this.open.get(room.document.id);
    if (entry === undefined || entry.room !== room) return;
    entry.cancelIdle?.();
    entry.cancelIdle = null;
    if (room.isDropped) this.open.delete(room.document.id);
    else if (room.isIdle) {
      entry.cancelIdle = this.ports.clock.after(this.ports.limits.idleRoomMs, () => {
        if (room.isIdle) room.close('idle');
      });
    }
  }
}
