import { EndedSessions } from '@maroquin/access';
import { CloseCode } from '@maroquin/coediting';
import type { Actor } from '@maroquin/platform/database';
import type { Credentials } from '@maroquin/platform/http';

/** An admitted connection, over whichever transport. */
export interface LiveConnection {
  checkAccess(): void;
  end(code: number, reason: string): void;
  /** Pings the client; closes the connection when the last ping was not answered. */
  probe(): void;
}

interface Admitted {
  readonly connection: LiveConnection;
  readonly actor: Actor;
  readonly credentials: Credentials;
}

const PROBE_MS = 15_000;
const CHECK_MS = 1000;
/** Sessions and tokens expire without an event: each is checked again this often. */
const AUTHENTICATE_AGAIN_MS = 60_000;
const CHECKS_AT_ONCE = 200;
/** Open documents of one person, over all its browsers and programs: far from filling a room or a node alone. */
const MAX_PER_PERSON = 1_000;

/** What it authenticated with, and may end: a browser's session or a program's token. */
const proofOf = ({ sessionId, tokenId }: Pick<Actor, 'sessionId' | 'tokenId'>): string | null =>
  sessionId ?? tokenId;

/** The admitted connections: pings them, checks their rights, and authenticates them again from time to time. */
export class LiveConnections {
  /** With the time, ms, of the last authentication. */
  private readonly checkedAt = new Map<Admitted, number>();
  private readonly perPerson = new Map<string, number>();
  private readonly ended = new EndedSessions();
  private readonly timers: NodeJS.Timeout[];

  constructor(private readonly authenticate: (credentials: Credentials) => Promise<Actor | null>) {
    this.timers = [setInterval(() => this.probe(), PROBE_MS), setInterval(() => this.check(), CHECK_MS)];
    for (const timer of this.timers) timer.unref();
  }

  get size(): number {
    return this.checkedAt.size;
  }

  hasRoomFor({ personId }: Pick<Actor, 'personId'>): boolean {
    return (this.perPerson.get(personId) ?? 0) < MAX_PER_PERSON;
  }

  /** Returns how to remove it. */
  add(admitted: Admitted): () => void {
    const { personId } = admitted.actor;
    this.checkedAt.set(admitted, performance.now());
    this.perPerson.set(personId, (this.perPerson.get(personId) ?? 0) + 1);
    return () => {
      if (!this.checkedAt.delete(admitted)) return;
      const left = (this.perPerson.get(personId) ?? 1) - 1;
      if (left === 0) this.perPerson.delete(personId);
      else this.perPerson.set(personId, left);
    };
  }

  sessionsEnded(sessionIds: ReadonlySet<string>): void {
    this.ended.add(sessionIds);
    for (const { actor, connection } of [...this.checkedAt.keys()]) {
      const proof = proofOf(actor);
      if (proof !== null && sessionIds.has(proof)) {
        connection.end(CloseCode.unauthenticated, 'signed out');
      }
    }
  }

  /** Whether its session or token has ended after it was asked for (`performance.now()`) and before it was added. */
  isOver(actor: Pick<Actor, 'sessionId' | 'tokenId'>, askedAt: number): boolean {
    return this.ended.hasSince(askedAt, proofOf(actor));
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private probe(): void {
    for (const { connection } of [...this.checkedAt.keys()]) connection.probe();
  }

  /** A node that no longer knows the rights stops serving; sessions that ended elsewhere are noticed. */
  private check(): void {
    const now = performance.now();
    let checks = 0;
    for (const [admitted, checkedAt] of [...this.checkedAt]) {
      admitted.connection.checkAccess();
      if (
        now - checkedAt < AUTHENTICATE_AGAIN_MS ||
        checks >= CHECKS_AT_ONCE ||
        !this.checkedAt.has(admitted)
      )
        continue;
      checks += 1;
      this.checkedAt.set(admitted, now);
      this.authenticate(admitted.credentials).then(
        (actor) => {
          if (actor === null) admitted.connection.end(CloseCode.unauthenticated, 'signed out');
        },
        // PostgreSQL away: the rights decide, which fail closed by themselves.
        () => undefined,
      );
    }
  }
}
