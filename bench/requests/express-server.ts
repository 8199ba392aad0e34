import type { AddressInfo } from 'node:net';
import express from 'express';

/** The peer: one route that answers what `GET /me` answers, from memory, to whoever asks. First argument: that answer. */
const answer: unknown = JSON.parse(process.argv[2] ?? '{}');
const app = express();
app.get('/api/v1/me', (_request, response) => {
  response.json(answer);
});
const server = app.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
