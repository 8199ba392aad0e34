import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { ServerRole } from '@maroquin/platform/config';

const isBelow = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`);

/** Which doors a node of these roles opens. Health is answered by every node; a worker alone answers nothing else. */
export function serves(roles: ReadonlySet<ServerRole>, url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  if (isBelow(path, '/healthz')) return true;
  const realtime = isBelow(path, '/socket.io') || isBelow(path, '/collab');
  return roles.has(realtime ? 'realtime' : 'http');
}

/** Before everything that listens, Nest and socket.io alike: requests for a door this node does not have are 404. */
export function keepToRoles(server: HttpServer, roles: ReadonlySet<ServerRole>): void {
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!serves(roles, request.url ?? '')) {
      response.writeHead(404, { 'Content-Length': '0' }).end();
      return;
    }
    for (const listener of listeners) Reflect.apply(listener, server, [request, response]);
  });
}
