import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { BodyPace } from './body-pace.js';

const PACE = { silenceMs: 200, windowMs: 400, windowBytes: 1_000, checkEveryMs: 20 };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server that reads what comes, or does not. */
async function listen(isReading: boolean): Promise<Server> {
  const pace = new BodyPace((_request, response) => response.writeHead(408).end(), PACE);
  const server = createServer((request, response) => {
    request.on('error', () => undefined);
    if (isReading) request.resume().on('end', () => response.end('whole'));
  });
  pace.watch(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(
    () => pace.stop(),
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return server;
}

function send(server: Server, length: number): { socket: Socket; answer: Promise<string> } {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  closers.push(() => socket.destroy());
  let text = '';
  socket.setEncoding('utf8').on('data', (more: string) => (text += more));
  const answer = new Promise<string>((done) => socket.once('close', () => done(text)));
  socket.on('error', () => undefined);
  socket.write(
    `POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${String(length)}\r\n\r\n`,
  );
  return { socket, answer };
}

it('a body that falls silent is answered and its connection ended', async () => {
  const { socket, answer } = send(await listen(true), 100);
  socket.write('x');
  expect(await answer).toContain('408');
});

it('a body that trickles more slowly than anybody’s line is ended, though it never falls silent', async () => {
  const { socket, answer } = send(await listen(true), 100_000);
  const trickle = setInterval(() => socket.write('x'), 20);
  closers.push(() => clearInterval(trickle));
  expect(await answer).toContain('408');
});

it('a body that keeps its pace arrives whole, however long it takes', async () => {
  const { socket, answer } = send(await listen(true), 20_000);
  let left = 20;
  const steady = setInterval(() => {
    socket.write('x'.repeat(1_000));
    left -= 1;
    if (left === 0) clearInterval(steady);
  }, 40);
  closers.push(() => clearInterval(steady));
  expect(await answer).toContain('whole');
});

it('a body that the server does not read yet is waited for', async () => {
  const { socket } = send(await listen(false), 100);
  socket.write('x');
  // Longer than any silence that would be cut, had somebody waited for it.
  await new Promise((done) => setTimeout(done, 3 * PACE.silenceMs));
  expect(socket.readyState).toBe('open');
});
