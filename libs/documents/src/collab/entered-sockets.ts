import { EndedSessions } from '@maroquin/access';
import { CloseCode } from '@maroquin/coediting';
import type { Actor } from '@maroquin/platform/database';
import type { Credentials } from '@maroquin/platform/http';

/** A connection that was let in, whatever carries it. */
export interface LiveConnection {
  checkAccess(): void;
  end(code: number, reason: string): void;
  /** Asks whether somebody is still there; hangs up when the last question was not answered. */
  probe(): void;
}

interface Entered {
  readonly connection: LiveConnection;
  readonly actor: Actor;
  readonly credentials: Credentials;
}

const PROBE_MS = 15_000;
const LOOK_MS = 1000;
/** Sessions and tokens run out without an event: each is looked at again this often. */
const AUTHENTICATE_AGAIN_MS = 60_000;
const CHECKS_AT_ONCE = 200;
/** Open documents of one person, over all its browsers and programs: far from filling a room or a node alone. */
const MAX_PER_PERSON = 1_000;

/** What let it in, and may end: a browser's session or a program's token. */
const proofOf = ({ sessionId, tokenId }: Pick<Actor, 'sessionId' | 'tokenId'>): string | null =>
  sessionId ?? tokenId;

/** The sockets that were let in: whether somebody is still there, may still be, and is still who was let in. */
export class EnteredSockets {
  /** With the time, ms, of the last look at who it is. */
  private readonly checkedAt = new Map<Entered, number>();
  private readonly perPerson = new Map<string, number>();
  private readonly ended = new EndedSessions();
  private readonly timers: NodeJS.Timeout[];

  constructor(private readonly authenticate: (credentials: Credentials) => Promise<Actor | null>) {
    this.timers = [setInterval(() => this.probe(), PROBE_MS), setInterval(() => this.look(), LOOK_MS)];
    for (const timer of this.timers) timer.unref();
  }

  get size(): number {
    return this.checkedAt.size;
  }

  hasRoomFor({ personId }: Pick<Actor, 'personId'>): boolean {
    return (this.perPerson.get(personId) ?? 0) < MAX_PER_PERSON;
  }

  /** Returns how to forget it. */
  add(entered: Entered): () => void {
    const { personId } = entered.actor;
    this.checkedAt.set(entered, performance.now());
    this.perPerson.set(personId, (this.perPerson.get(personId) ?? 0) + 1);
    return () => {
      if (!this.checkedAt.delete(entered)) return;
      const left = (this.perPerson.get(personId) ?? 1) - 1;
      if (left === 0) this.perPerson.delete(personId);
      else this.perPerson.set(personId, left);
    };
  }

  sessionsEnded(sessionIds: ReadonlySet<string>): void {
    this.ended.note(sessionIds);
    for (const { actor, connection } of [...this.checkedAt.keys()]) {
      const proof = proofOf(actor);
      if (proof !== null && sessionIds.has(proof)) {
        connection.end(CloseCode.unauthenticated, 'signed out');
      }
    }
  }

  /** Its session or token ended, perhaps after it knocked and before it was added. */
  isOver(actor: Pick<Actor, 'sessionId' | 'tokenId'>): boolean {
    return this.ended.has(proofOf(actor));
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private probe(): void {
    for (const { connection } of [...this.checkedAt.keys()]) connection.probe();
  }

  /** A node that cannot tell rights any more stops serving, and sessions that ended elsewhere are noticed. */
  private look(): void {
    const now = performance.now();
    let checks = 0;
    for (const [entered, checkedAt] of [...this.checkedAt]) {
      entered.connection.checkAccess();
      if (now - checkedAt < AUTHENTICATE_AGAIN_MS || checks >= CHECKS_AT_ONCE || !this.checkedAt.has(entered))
        continue;
      checks += 1;
      this.checkedAt.set(entered, now);
      this.authenticate(entered.credentials).then(
        (actor) => {
          if (actor === null) entered.connection.end(CloseCode.unauthenticated, 'signed out');
        },
        // PostgreSQL away: the rights decide, which fail closed by themselves.
        () => undefined,
      );
    }
  }
}
