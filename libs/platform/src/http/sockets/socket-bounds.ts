import type { Namespace, Socket } from 'socket.io';
import type { WebSocket } from 'ws';
import { COLLAB_FALLBACK } from '@maroquin/contracts';
import type { Actor } from '../../database/index.js';
import { LOOP_MS, type LoopPace, type Requester, requesterOf } from '../../admission/index.js';
import { systemClock } from '../../config/index.js';
import { DomainError } from '../../errors/index.js';
import { actorOf, rememberActor } from '../caller/current-actor.js';
import { EngineUnsent, type Packet, sizeOf } from './engine-unsent.js';
import { type Rate, RateLimiter } from '../limits/rate-limiter.js';
import { unsentBudget } from './unsent-budget.js';

/** What one socket, and one person's sockets together, may ask of a node. Times in milliseconds. */
export interface SocketLimits {
  /** Sockets of one person: a few browsers, their tabs, some programs. */
  readonly perPerson: number;
  /** Messages at once: a client that comes back follows all its channels again. */
  readonly burst: number;
  /** One message more after this long. */
  readonly refillMs: number;
  /** What all sockets of one person send together, in KiB: as much as two connections for co-editing. */
  readonly kibibytes: Rate;
  /** Sessions and tokens run out without an event: each is looked at again this often. */
  readonly authenticateAgainMs: number;
}

export const SOCKET_LIMITS: SocketLimits = {
  perPerson: 100,
  burst: 1_000,
  refillMs: 5,
  kibibytes: { burst: 32 * 1024, refillMs: 0.5 },
  authenticateAgainMs: 60_000,
};

/** Name, body and acknowledgement. socket.io passes on as many arguments as a packet states, which ends the process. */
const MAX_ARGUMENTS = 3;

/** Of whatever copy of ws engine.io brings. */
const isWebSocket = (value: unknown): value is WebSocket =>
  typeof value === 'object' && value !== null && 'isPaused' in value && 'resume' in value;

const costOf = (bytes: number): number => (bytes / (1024 * 1024)) * LOOP_MS.mebibyteOfText;

const NOBODY: Requester = { person: '', organisation: null };

/** A frame of co-editing is bounded in its room, and counts for little here. Its namespace stands in front (socket.io protocol 5). */
const costOfMessage = (data: string | Uint8Array): number =>
  typeof data !== 'string' || data.slice(0, 40).includes(`${COLLAB_FALLBACK},`)
    ? LOOP_MS.frameHalf
    : LOOP_MS.socketMessage;

/**
 * Leaves what comes in the network for so long, milliseconds: the sender waits, and nothing is kept here. Polling clients
 * ask when they are answered anyway.
 */
function readOnAfter(conn: Socket['conn'], wait: number): void {
  const socket: unknown = Reflect.get(conn.transport, 'socket');
  if (wait <= 0 || !isWebSocket(socket) || socket.isPaused) return;
  socket.pause();
  setTimeout(() => socket.resume(), wait);
}

/** Keeps the sockets of a namespace within their limits, and ends those whose person is no longer known. */
export class SocketBounds {
  private readonly open = new Map<string, number>();
  private readonly kibibytes: RateLimiter;
  private readonly weighed = new WeakSet<Socket['conn']>();

  constructor(
    private readonly limits: SocketLimits,
    /** Who holds this socket by now; null: nobody known. */
    private readonly authenticate: (socket: Socket) => Promise<Actor | null>,
    private readonly pace: LoopPace,
  ) {
    this.kibibytes = new RateLimiter(limits.kibibytes, systemClock);
  }

  watch(namespace: Pick<Namespace, 'on'>): void {
    namespace.on('connection', (socket: Socket) => {
      const actor = actorOf(socket);
      const personId = actor?.personId ?? '';
      const requester = actor === null ? NOBODY : requesterOf(actor);
      EngineUnsent.watch(socket.conn, () => unsentBudget.open(requester.person));
      this.weigh(socket.conn, requester);
      this.open.set(personId, (this.open.get(personId) ?? 0) + 1);
      const timer = setInterval(() => this.recheck(socket), this.limits.authenticateAgainMs).unref();
      socket.once('disconnect', () => {
        clearInterval(timer);
        const left = (this.open.get(personId) ?? 1) - 1;
        if (left === 0) this.open.delete(personId);
        else this.open.set(personId, left);
      });
      this.meter(socket);
    });
  }

  /** @throws {DomainError} request.too-many for one socket more than a person may hold, or after more bytes than it may send */
  requireRoom(actor: Actor): void {
    if ((this.open.get(actor.personId) ?? 0) >= this.limits.perPerson)
      throw new DomainError('request.too-many');
    this.kibibytes.take(requesterOf(actor).person);
  }

  /** Reads no more than its person may send while others wait, and ends a connection that sends more than anybody may. */
  private weigh(conn: Socket['conn'], requester: Requester): void {
    if (this.weighed.has(conn)) return;
    this.weighed.add(conn);
    conn.on('data', (data: string | Uint8Array) => {
      try {
        const bytes = Buffer.byteLength(data);
        this.kibibytes.take(requester.person, bytes / 1024);
        readOnAfter(conn, this.pace.waitFor(requester, costOfMessage(data) + costOf(bytes)));
      } catch {
        conn.close();
      }
    });
    // What is sent is owed by whoever asked for it, or follows so much.
    conn.on('packetCreate', (packet: Packet) => this.pace.charge(requester, costOf(sizeOf(packet))));
  }

  private meter(socket: Socket): void {
    const { burst, refillMs } = this.limits;
    let tokens = burst;
    let at = performance.now();
    socket.use((packet: readonly unknown[], next) => {
      const now = performance.now();
      tokens = Math.min(burst, tokens + (now - at) / refillMs) - 1;
      at = now;
      if (tokens < 0 || packet.length > MAX_ARGUMENTS) socket.disconnect(true);
      else next();
    });
  }

  private recheck(socket: Socket): void {
    this.authenticate(socket).then(
      (actor) => {
        if (actor !== null) {
          rememberActor(socket, actor);
          return;
        }
        socket.emit('session.ended');
        socket.disconnect(true);
      },
      // PostgreSQL away: rights fail closed by themselves, and the next look tells
      () => undefined,
    );
  }
}
