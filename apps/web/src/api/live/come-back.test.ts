import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io } from 'socket.io-client';
import { Server } from 'socket.io';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ClientToServerEvents, ServerToClientEvents } from '@maroquin/contracts';
import { comeBack } from './come-back.js';
import type { MaroquinSocket } from './socket.js';

const http = createServer();
const server = new Server<ClientToServerEvents, ServerToClientEvents>(http);
/** Why the next ones are refused; null: they are let in. */
let refused: string | null = null;
let asked = 0;
let open: MaroquinSocket | null = null;

beforeAll(async () => {
  server.use((_, next) => {
    asked += 1;
    next(refused === null ? undefined : new Error(refused));
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
});
afterEach(() => {
  open?.close();
  refused = null;
});
afterAll(() => server.close());

function connect(): MaroquinSocket {
  const { port } = http.address() as AddressInfo;
  open = io(`http://127.0.0.1:${String(port)}`, { transports: ['websocket'], forceNew: true });
  comeBack(open, () => 5);
  return open;
}
const next = (socket: MaroquinSocket, event: 'connect' | 'connect_error' | 'disconnect'): Promise<string> =>
  new Promise((done) =>
    socket.once(event, (said?: unknown) =>
      done(said instanceof Error ? said.message : typeof said === 'string' ? said : ''),
    ),
  );

describe('a page whose connection the server ended', () => {
  it('connects again, and follows what it followed', async () => {
    const socket = connect();
    await next(socket, 'connect');
    const ended = next(socket, 'disconnect');
    server.disconnectSockets(true);
    expect(await ended).toBe('io server disconnect');
    await next(socket, 'connect');
  });

  it('tries again until the server has time for it', async () => {
    refused = 'request.too-many';
    const socket = connect();
    expect(await next(socket, 'connect_error')).toContain('request.too-many');
    expect(await next(socket, 'connect_error')).toContain('request.too-many');
    refused = null;
    await next(socket, 'connect');
  });

  it('stays away once its session is over', async () => {
    const socket = connect();
    await next(socket, 'connect');
    const before = asked;
    const ended = next(socket, 'disconnect');
    server.emit('session.ended');
    server.disconnectSockets(true);
    await ended;
    // Another page's two comings give it the time that it would have needed.
    for (const _ of [1, 2]) await next(connect(), 'connect');
    expect(asked).toBe(before + 2);
    expect(socket.connected).toBe(false);
  });
});
