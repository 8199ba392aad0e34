import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  Rooms,
  decodeRun,
  type AccessLevel,
  type AppendResult,
  type DocumentRef,
  type Journal,
  type JournalAppend,
  type JournalRow,
  type Session,
} from '@maroquin/coediting';
import { WebSocketServer, type WebSocket } from 'ws';
import { Doc, applyUpdate } from 'yjs';

/** A journal in memory that a test can hold back or let fail: a port of the engine, not a stand-in for PostgreSQL. */
class HeldJournal implements Journal {
  readonly rows: JournalRow[] = [];
  failing = false;
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

  async append(_document: DocumentRef, item: JournalAppend): Promise<AppendResult> {
    await this.held;
    if (this.failing) throw new Error('away');
    const first = (this.rows.at(-1)?.last ?? 0) + 1;
    if (item.expectedSeq !== first - 1) return { status: 'moved' };
    const last = first + item.count - 1;
    this.rows.push({ first, last, run: item.run });
    return { status: 'committed', first, last };
  }

  async read(_document: DocumentRef, afterSeq: number, limit: number): Promise<readonly JournalRow[]> {
    if (this.failing) throw new Error('away');
    return this.rows.filter((row) => row.first > afterSeq).slice(0, limit);
  }

  subscribe(): () => void {
    return () => undefined;
  }
}

/** The real engine behind real sockets, on one port that survives being stopped and started again. */
export class TestServer {
  readonly journal = new HeldJournal();
  level: AccessLevel = 'write';
  epoch = 1;
  private rooms: Rooms | null = null;
  private stopHttp: () => Promise<void> = () => Promise.resolve();
  private sockets: WebSocketServer | null = null;
  private readonly sessions = new Set<Session>();
  private connections = 0;
  private port = 0;

  get origin(): string {
    return `ws://127.0.0.1:${String(this.port)}`;
  }

  async start(): Promise<void> {
    const rooms = new Rooms({
      journal: this.journal,
      access: {
        current: () => this.level,
      },
      clock: {
        now: () => performance.now(),
        after: (milliseconds, work) => {
          const timer = setTimeout(work, milliseconds);
          return () => clearTimeout(timer);
        },
        soon: (work) => void setImmediate(work),
      },
      observer: { refused: () => undefined, committed: () => undefined, roomDropped: () => undefined },
    });
    const http = createServer();
    this.sockets = new WebSocketServer({ server: http });
    this.sockets.on('connection', (socket) => void this.serve(rooms, socket));
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

  get stored(): string {
    const doc = new Doc();
    for (const row of this.journal.rows)
      for (const { update } of decodeRun(row.run)) applyUpdate(doc, update);
    return doc.getText('text').toJSON();
  }

  get storedUpdates(): number {
    return this.journal.rows.at(-1)?.last ?? 0;
  }

  private async serve(rooms: Rooms, socket: WebSocket): Promise<void> {
    socket.pause();
    this.connections += 1;
    const session = await rooms.join(
      { id: 'doc', orgId: 'org', kind: 'text', epoch: this.epoch },
      {
        id: String(this.connections),
        person: { id: 'anna', name: 'Anna', colour: '#123456', hue: 1 },
        extended: socket.protocol === 'maroquin.v1',
        locale: 'fr',
        send: (frame) => socket.send(frame),
        close: (code, reason) => socket.close(code, reason),
        bufferedAmount: () => socket.bufferedAmount,
      },
    );
    if (session !== null) this.sessions.add(session);
    socket.on('message', (data: Buffer) => session?.receive(Uint8Array.from(data)));
    socket.on('close', () => session?.leave());
    socket.resume();
  }
}
