import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express, { type Request, type Response } from 'express';
import { afterEach, expect, it } from 'vitest';
import { createLogger } from '../logging/index.js';
import { jsonBody } from './json-body.js';

let server: Server | undefined;
afterEach(() => server?.close());

it('hangs up on a body that trickles', async () => {
  const app = express();
  app.use(jsonBody(createLogger({ logLevel: 'silent' }), 1_024, 100));
  app.use((_request: Request, response: Response) => {
    response.end('whole');
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  let answer = '';
  socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
  socket.write(
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a":',
  );
  const trickle = setInterval(() => socket.write(' '), 20);
  try {
    await new Promise((closed) => socket.once('close', closed));
  } finally {
    clearInterval(trickle);
  }
  expect(answer).not.toContain('whole');
});
