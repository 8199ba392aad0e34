import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * One request of a connection at a time. Node hands out all that a client sent ahead (RFC 9112 §9.3.2, pipelining) at
 * once, though it answers them in order: a few kilobytes would begin dozens of requests, whose answers nobody may ever
 * read. To be called when all listeners are there.
 */
export function answerInOrder(server: Server): void {
  const listeners = server.listeners('request');
  const latest = new WeakMap<Socket, ServerResponse>();
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    for (const listener of listeners) Reflect.apply(listener, server, [request, response]);
  };
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const before = latest.get(socket);
    latest.set(socket, response);
    if (before === undefined || before.closed) handle(request, response);
    else
      before.once('close', () => {
        if (!socket.destroyed) handle(request, response);
      });
  });
}
