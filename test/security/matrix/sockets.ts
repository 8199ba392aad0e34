import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import {
  CloseCode,
  decodeFrame,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  EXTENSION,
} from '@maroquin/coediting';
import { COLLAB_FALLBACK } from '@maroquin/contracts';
import type { HttpClient } from '../../support/http-client.js';
import type { Outcome } from './outcome.js';
import { write } from './world.js';

const ANSWER_WITHIN_MS = 10_000;
const STATUS_OF_CLOSE: Readonly<Record<number, number>> = {
  [CloseCode.unauthenticated]: 401,
  [CloseCode.noAccess]: 403,
  [CloseCode.noDocument]: 404,
};
const outcome = (status: number, body: unknown): Outcome => ({
  status,
  body: JSON.stringify(body),
  headers: '',
});
const closed = (code: number, reason: string): Outcome =>
  outcome(STATUS_OF_CLOSE[code] ?? code, { code, reason });

/** One message of a socket.io client and its acknowledgement. */
export function messageOutcome(client: HttpClient, message: string, body: unknown): Promise<Outcome> {
  return withSocket(connect(client, '', {}), (socket, done) => {
    socket.on('connect', () => {
      socket
        .timeout(ANSWER_WITHIN_MS)
        .emitWithAck(message, body)
        .then(
          (ack: { ok: boolean; problem?: { status: number } }) =>
            done(outcome(ack.ok ? 200 : (ack.problem?.status ?? 0), ack)),
          () => done(outcome(0, 'no acknowledgement')),
        );
    });
  });
}

/** `/collab/<id>` over a WebSocket: opened, or closed with a code; with `writes` what became of a change. */
export function collabOutcome(
  client: HttpClient,
  id: string,
  writes: 'prose' | 'text' | null,
): Promise<Outcome> {
  const headers = { origin: client.url, ...client.headers };
  const socket = new WebSocket(`${client.url.replace(/^http/, 'ws')}/collab/${id}`, EXTENSION, { headers });
  socket.binaryType = 'nodebuffer';
  return within((done) => {
    const visit = new Visit((frame) => socket.send(frame), writes, done);
    socket.on('open', () => visit.begin());
    socket.on('message', (data: Buffer) => visit.hear(Uint8Array.from(data)));
    socket.on('error', (error) => done(outcome(0, error.message)));
    socket.on('close', (code, reason) => done(closed(code, reason.toString())));
  }).finally(() => socket.terminate());
}

/** The same engine over socket.io. */
export function fallbackOutcome(
  client: HttpClient,
  id: string,
  writes: 'prose' | 'text' | null,
): Promise<Outcome> {
  return withSocket(connect(client, COLLAB_FALLBACK, { document: id }), (socket, done) => {
    const part = (frame: Uint8Array): void => {
      socket.emit('part', Buffer.concat([Buffer.from([0]), frame]));
    };
    const visit = new Visit(part, writes, done);
    // The server speaks first: before that there is nobody to hear a part.
    let begun = false;
    socket.on('frame', (bytes: Buffer) => {
      if (!begun) visit.begin();
      begun = true;
      visit.hear(Uint8Array.from(bytes));
    });
    socket.on('closed', ({ code, reason }: { code: number; reason: string }) => done(closed(code, reason)));
  });
}

/** A client's first words to the engine, and one change. */
class Visit {
  private sent = 0;

  constructor(
    private readonly send: (frame: Uint8Array) => void,
    private readonly writes: 'prose' | 'text' | null,
    private readonly done: (outcome: Outcome) => void,
  ) {}

  begin(): void {
    this.send(encodeStep1(Y.encodeStateVector(new Y.Doc())));
  }

  hear(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame.type === 'step2' && this.writes === null) this.done(outcome(200, 'open'));
    if (frame.type === 'step1') this.answer();
    if (frame.type === 'committed' && this.writes !== null && frame.ordinal >= 2)
      this.done(outcome(200, 'committed'));
    if (frame.type === 'refused' && this.writes !== null) this.done(outcome(403, frame.code));
  }

  private answer(): void {
    if (this.writes === null || this.sent > 0) return;
    const doc = new Y.Doc();
    this.send(encodeStep2(Y.encodeStateAsUpdate(doc)));
    write(doc, this.writes);
    this.send(encodeUpdate(Y.encodeStateAsUpdate(doc)));
    this.sent += 2;
  }
}

function connect(client: HttpClient, namespace: string, auth: object): Socket {
  const { credentials } = client;
  const token = credentials !== null && 'token' in credentials ? { token: credentials.token } : {};
  const cookie = credentials !== null && 'cookie' in credentials ? { cookie: credentials.cookie } : {};
  return io(`${client.url}${namespace}`, {
    path: '/socket.io',
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: { ...auth, ...token },
    extraHeaders: { ...cookie, origin: client.url },
  });
}

function withSocket(
  socket: Socket,
  work: (socket: Socket, done: (outcome: Outcome) => void) => void,
): Promise<Outcome> {
  return within((done) => {
    socket.on('connect_error', ({ message }) =>
      done(outcome(message === 'request.unauthenticated' ? 401 : 0, message)),
    );
    work(socket, done);
  }).finally(() => socket.disconnect());
}

/** The first outcome counts. */
function within(work: (done: (outcome: Outcome) => void) => void): Promise<Outcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(outcome(0, 'no answer')), ANSWER_WITHIN_MS);
    work((found) => {
      clearTimeout(timer);
      resolve(found);
    });
  });
}
