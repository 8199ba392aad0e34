import { createServer } from 'node:http';
import { Server } from 'socket.io';
import type { Ack, ClientToServerEvents, Sent, ServerToClientEvents } from '@maroquin/contracts';

/**
 * The peer: socket.io by itself. It broadcasts the same bytes as Maroquin to those who follow a channel, acknowledges at
 * once, knows nobody and keeps nothing.
 */
const http = createServer();
const server = new Server<ClientToServerEvents, ServerToClientEvents>(http, { serveClient: false });
const heads = new Map<string, number>();
const author = { id: crypto.randomUUID(), name: 'Personne 1' };

server.on('connection', (socket) => {
  socket.on('feed.subscribe', ({ feed }, answer: (ack: Ack<{ seq: number }>) => void) => {
    void socket.join(feed);
    answer({ ok: true, value: { seq: heads.get(feed) ?? 0 } });
  });
  socket.on('message.send', ({ channelId: feed, clientId, text }, answer: (ack: Ack<Sent>) => void) => {
    const seq = (heads.get(feed) ?? 0) + 1;
    heads.set(feed, seq);
    const message = { id: crypto.randomUUID(), seq, clientId, author, text, at: new Date().toISOString() };
    server.to(feed).emit('feed.entry', { feed, seq, kind: 'message', message });
    answer({ ok: true, value: { id: message.id, seq } });
  });
});
http.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  const address = http.address();
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 });
});
