import {
  type AccessLevel,
  CloseCode,
  type Connection,
  type Journal,
  Rooms,
  type Limits,
  type Session,
} from '@maroquin/coediting';

import { JournalFeed } from './journal-feed.js';
import type { Pipe } from './network.js';
import { Life } from '../scheduler.js';
import type { KnownLevel } from './rights.js';
import type { Served } from './served.js';
import type { Surroundings } from '../surroundings.js';

/** One server: its process may die at any moment, and a new one takes its place with nothing but the store. */
export class ServerNode {
  life: Life;
  levels = new Map<string, KnownLevel>();
  /** Cut off from those who decide on rights. */
  blind = false;
  private rooms: Rooms;
  private feed: JournalFeed;
  private served = new Set<Served>();
  private connections = 0;

  constructor(
    readonly name: string,
    private readonly world: Surroundings,
    private readonly limits: Partial<Limits>,
  ) {
    this.life = new Life(world.scheduler);
    this.life.over = true;
    this.feed = new JournalFeed(world, this.life, name);
    this.rooms = this.newRooms();
  }

  get up(): boolean {
    return !this.life.over;
  }

  start(): void {
    this.life = new Life(this.world.scheduler);
    this.levels = new Map();
    this.blind = false;
    this.served = new Set();
    this.feed = new JournalFeed(this.world, this.life, this.name);
    this.rooms = this.newRooms();
  }

  /** Everything in memory is gone, every socket broken. */
  crash(): void {
    if (this.life.over) return;
    this.life.over = true;
    this.world.history.add('crash', this.name);
    for (const { pipe } of this.served) pipe.cut(true);
  }

  /** As at a deployment: what was accepted may still be committed, then the process ends. */
  stop(): void {
    const { life } = this;
    void this.rooms.close(5000).then(() => {
      if (this.life === life) this.crash();
    });
  }

  hint(seq: number): void {
    this.feed.hint(seq);
  }

  learn(personId: string, known: KnownLevel): void {
    if ((this.levels.get(personId)?.version ?? -1) >= known.version) return;
    this.levels.set(personId, known);
    for (const served of this.served) if (served.personId === personId) served.session?.checkAccess();
  }

  setBlind(blind: boolean): void {
    this.blind = blind;
    if (blind) for (const served of this.served) served.session?.checkAccess();
  }

  levelOf(personId: string): AccessLevel | 'unknown' {
    return this.blind ? 'unknown' : (this.levels.get(personId)?.level ?? 'unknown');
  }

  /** An upgraded socket, until it has a session. What it sends meanwhile waits, as on a paused socket. */
  accept(pipe: Pipe, personId: string, extended: boolean): void {
    const served: Served = {
      ...{ pipe, personId, epoch: 0, session: null, acked: 0 },
      ...{ frames: [], refused: new Set<number>() },
    };
    this.served.add(served);
    const waiting: Uint8Array[] = [];
    let gone = false;
    pipe.attach('server', {
      message: (bytes) => {
        if (served.session === null) waiting.push(bytes);
        else this.receive(served, bytes);
      },
      closed: () => {
        gone = true;
        this.served.delete(served);
        served.session?.leave();
      },
    });
    const serve = (session: Session | null): void => {
      if (session === null) return void this.served.delete(served);
      served.session = session;
      for (const bytes of waiting.splice(0)) this.receive(served, bytes);
      if (gone) session.leave();
    };
    this.enter(served, extended).then(serve, () => pipe.closeFromServer(CloseCode.tryLater));
  }

  private async enter(served: Served, extended: boolean): Promise<Session | null> {
    const { world, life } = this;
    const { personId, pipe } = served;
    const opened = await world.store.call(life, () => ({
      document: world.store.ref,
      known: world.rights.of(personId),
    }));
    this.learn(personId, opened.known);
    if (opened.known.level === 'none') {
      pipe.closeFromServer(CloseCode.noDocument);
      return null;
    }
    this.connections += 1;
    const connection: Connection = {
      id: `${this.name}-${String(this.connections)}`,
      person: { id: personId, name: personId, colour: '#123456', hue: 1 },
      extended,
      locale: 'fr',
      send: (frame) => {
        world.watch.sent(this, served, frame);
        pipe.sendToClient(frame);
      },
      close: (code) => {
        this.served.delete(served);
        pipe.closeFromServer(code);
      },
      cork: () => undefined,
      uncork: () => undefined,
      bufferedAmount: () => pipe.bytesToClient,
    };
    return this.rooms.join(opened.document, connection);
  }

  private receive(served: Served, bytes: Uint8Array): void {
    if (served.session === null || served.session.closed) return;
    this.world.watch.received(this, served, bytes);
    served.session.receive(bytes);
  }

  private newRooms(): Rooms {
    const { world, life, feed } = this;
    const journal: Journal = {
      append: (_document, item) => feed.append(item),
      read: (_document, after, limit) => world.store.read(life, after, limit),
      subscribe: (_document, after, listener) => feed.subscribe(after, listener),
    };
    return new Rooms({
      journal: world.breaks.journal?.(journal, life) ?? journal,
      checkpoints: { latest: (document) => world.store.latest(life, document.epoch) },
      access: { current: (connection) => this.levelOf(connection.person.id) },
      clock: {
        now: () => world.scheduler.now,
        after: (milliseconds, work) => life.after(milliseconds, work),
        soon: (work) => void life.after(0, work),
      },
      limits: this.limits,
      observer: {
        refused: (refusal) => world.watch.refused(this, refusal),
        committed: () => undefined,
        largeDelete: () => undefined,
        roomDropped: ({ reason, error }) => world.watch.roomDropped(this, reason, error),
      },
    });
  }
}
