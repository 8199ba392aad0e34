import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { pause } from '../support/until.js';

/** What a store does to those who ask. */
export const moods = ['gone', 'silent', 'slow', 'failing', 'throttling', 'cutting'] as const;
type Mood = (typeof moods)[number] | 'well';

const SLOW_MS = 700;
/** Of an answer that is cut. */
const KEPT_BYTES = 3_000;

/** Between the servers and an S3 store: does to their requests what stores do on bad days. */
export class Gateway {
  private current: Mood = 'well';
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly behind: URL,
  ) {}

  static async open(endpoint: string): Promise<Gateway> {
    const server = createServer();
    const gateway = new Gateway(server, new URL(endpoint));
    server.on('connection', (socket) => {
      if (gateway.current === 'gone') socket.destroy();
      gateway.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => gateway.sockets.delete(socket));
    });
    server.on('request', (incoming, answer) => {
      gateway.answer(incoming, answer).catch(() => answer.destroy());
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** Whoever was left without an answer is cut off when it is well again. */
  set mood(mood: Mood) {
    this.current = mood;
    if (mood === 'gone' || mood === 'well') for (const socket of this.sockets) socket.destroy();
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private async answer(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    switch (this.current) {
      case 'gone':
        answer.destroy();
        return;
      case 'silent':
        return;
      case 'failing':
        refuse(incoming, answer, 500, 'InternalError');
        return;
      case 'throttling':
        refuse(incoming, answer, 503, 'SlowDown');
        return;
      case 'slow':
        await pause(SLOW_MS);
        this.pass(incoming, answer, Infinity);
        return;
      case 'cutting':
        this.pass(incoming, answer, KEPT_BYTES);
        return;
      case 'well':
        this.pass(incoming, answer, Infinity);
    }
  }

  private pass(incoming: IncomingMessage, answer: ServerResponse, most: number): void {
    const { hostname, port } = this.behind;
    const { url: path, method, headers } = incoming;
    const onward = request({ hostname, port, path, method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      let passed = 0;
      got.on('data', (piece: Buffer) => {
        passed += piece.length;
        answer.write(piece);
        if (passed > most) answer.destroy();
      });
      got.on('end', () => answer.end());
      got.on('error', () => answer.destroy());
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }
}

function refuse(incoming: IncomingMessage, answer: ServerResponse, status: number, code: string): void {
  incoming.resume();
  answer.writeHead(status, { 'content-type': 'application/xml' });
  answer.end(
    `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
  );
}
