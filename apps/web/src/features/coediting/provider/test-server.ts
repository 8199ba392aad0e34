import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  Rooms,
  decodeRun,
  decodeSnapshot,
  encodeSnapshot,
  type AccessLevel,
  type AppendResult,
  type DocumentRef,
  type Journal,
  type JournalAppend,
  type JournalRow,
  type Session,
} from '@maroquin/coediting';
import { WebSocketServer, type WebSocket } from 'ws';
import { Doc, applyUpdate, encodeStateAsUpdate } from 'yjs';

type Listener = (rows: readonly JournalRow[]) => void;

/** A journal in memory that a test can hold back or let fail: a port of the engine, not a stand-in for PostgreSQL. */
class HeldJournal {
  rows: JournalRow[] = [];
  readonly listeners = new Set<Listener>();
  failing = false;
  epoch = 1;
  epochFrom = 0;
  private held: Promise<void> | null = null;
  release: () => void = () => undefined;

  hold(): void {
    this.held = new Promise((resolve) => {
      this.release = () => {
        this.held = null;
        resolve();
      };
    });
  }

  async append(item: JournalAppend): Promise<AppendResult> {
    await this.held;
    if (this.failing) throw new Error('away');
    const first = (this.rows.at(-1)?.last ?? 0) + 1;
    if (item.expectedSeq !== first - 1) return { status: 'moved' };
    const last = first + item.count - 1;
    this.rows.push({ first, last, kind: 'updates', run: item.run });
    return { status: 'committed', first, last };
  }

  async read(afterSeq: number, limit: number): Promise<readonly JournalRow[]> {
    if (this.failing) throw new Error('away');
    return this.rows.filter((row) => row.first > afterSeq).slice(0, limit);
  }

  /** What the document holds in its present epoch. */
  get doc(): Doc {
    const doc = new Doc();
    for (const row of this.rows.filter(({ first }) => first >= this.epochFrom)) {
      if (row.kind === 'base') applyUpdate(doc, decodeSnapshot(row.run).update);
      else for (const { update } of decodeRun(row.run)) applyUpdate(doc, update);
    }
    return doc;
  }

  /** Every change of the document since the beginning, with whoever wrote it. */
  get updates(): Uint8Array[] {
    return this.rows.flatMap((row) =>
      row.kind === 'base' ? [] : decodeRun(row.run).map(({ update }) => update),
    );
  }

  /** Begins a new epoch with this text, as restoring a version does. */
  restore(text: string): void {
    const clients = [...this.doc.store.clients.keys()];
    const base = new Doc();
    base.getText('text').insert(0, text);
    const run = encodeSnapshot({
      leases: new Map([...clients, base.clientID].map((client) => [client, null])),
      update: encodeStateAsUpdate(base),
    });
    const first = (this.rows.at(-1)?.last ?? 0) + 1;
    const row: JournalRow = { first, last: first, kind: 'base', run };
    this.rows.push(row);
    this.epoch += 1;
    this.epochFrom = first;
    for (const listener of [...this.listeners]) listener([row]);
  }
}

/** The real engine behind real sockets, on one port that survives being stopped and started again. */
export class TestServer {
  level: AccessLevel = 'write';
  private readonly journals = new Map<string, HeldJournal>();
  private readonly levels = new Map<string, AccessLevel>();
  private rooms: Rooms | null = null;
  private stopHttp: () => Promise<void> = () => Promise.resolve();
  private sockets: WebSocketServer | null = null;
  private readonly sessions = new Set<Session>();
  private connections = 0;
  private port = 0;

  get origin(): string {
    return `ws://127.0.0.1:${String(this.port)}`;
  }

  /** The document that tests open unless they say otherwise. */
  get journal(): HeldJournal {
    return this.journalOf('doc');
  }

  journalOf(documentId: string): HeldJournal {
    const known = this.journals.get(documentId) ?? new HeldJournal();
    this.journals.set(documentId, known);
    return known;
  }

  async start(): Promise<void> {
    const journal: Journal = {
      append: ({ id }, item) => this.journalOf(id).append(item),
      read: ({ id }, afterSeq, limit) => this.journalOf(id).read(afterSeq, limit),
      subscribe: ({ id }, _afterSeq, listener) => {
        this.journalOf(id).listeners.add(listener);
        return () => this.journalOf(id).listeners.delete(listener);
      },
    };
    const rooms = new Rooms({
      journal,
      checkpoints: { latest: () => Promise.resolve(null) },
      access: {
        current: (_connection, { id }) => this.levels.get(id) ?? this.level,
      },
      clock: {
        now: () => performance.now(),
        after: (milliseconds, work) => {
          const timer = setTimeout(work, milliseconds);
          return () => clearTimeout(timer);
        },
        soon: (work) => void setImmediate(work),
      },
      observer: {
        refused: () => undefined,
        committed: () => undefined,
        largeDelete: () => undefined,
        roomDropped: () => undefined,
      },
    });
    const http = createServer();
    this.sockets = new WebSocketServer({ server: http });
    this.sockets.on('connection', (socket, request) => {
      void this.serve(rooms, socket, request.url?.split('/').at(-1) ?? '');
    });
    await new Promise<void>((resolve) => http.listen(this.port, '127.0.0.1', resolve));
    this.port = (http.address() as AddressInfo).port;
    this.rooms = rooms;
    this.stopHttp = () => new Promise((resolve) => http.close(() => resolve()));
  }

  /** As `kill -9` looks to a client. */
  async kill(): Promise<void> {
    for (const socket of this.sockets?.clients ?? []) socket.terminate();
    await this.stopHttp();
    this.rooms = null;
  }

  /** Sockets stay open, and nothing arrives any more: a network that swallows everything. */
  freeze(): void {
    for (const socket of this.sockets?.clients ?? []) socket.pause();
  }

  setLevel(level: AccessLevel): void {
    this.level = level;
    for (const session of this.sessions) session.checkAccess();
  }

  setLevelOf(documentId: string, level: AccessLevel): void {
    this.levels.set(documentId, level);
  }

  get stored(): string {
    return this.textOf('doc');
  }

  textOf(documentId: string): string {
    return this.journalOf(documentId).doc.getText('text').toJSON();
  }

  get storedUpdates(): number {
    return this.journal.updates.length;
  }

  private refOf(id: string): DocumentRef {
    const { epoch, epochFrom } = this.journalOf(id);
    return { id, orgId: 'org', kind: 'text', epoch, epochFrom };
  }

  private async serve(rooms: Rooms, socket: WebSocket, documentId: string): Promise<void> {
    socket.pause();
    this.connections += 1;
    const session = await rooms.join(this.refOf(documentId), {
      id: String(this.connections),
      person: { id: 'anna', name: 'Anna', colour: '#123456', hue: 1 },
      extended: socket.protocol === 'maroquin.v1',
      locale: 'fr',
      send: (frame) => socket.send(frame),
      close: (code, reason) => {
        socket.resume();
        socket.close(code, reason);
      },
      cork: () => undefined,
      uncork: () => undefined,
      bufferedAmount: () => socket.bufferedAmount,
    });
    if (session !== null) this.sessions.add(session);
    socket.on('message', (data: Buffer) => session?.receive(Uint8Array.from(data)));
    socket.on('close', () => session?.leave());
    socket.resume();
  }
}
