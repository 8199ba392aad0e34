import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * A browser sends its cookies to any site's sockets, and says which page asked (RFC 6455 §10.2): only our own pages
 * may. A program sends no Origin, and no cookie either: it says who it is by a token.
 */
function isUpgradeAllowed({ headers }: Pick<IncomingMessage, 'headers'>, publicOrigin: string): boolean {
  const { origin, cookie } = headers;
  if (origin === undefined) return cookie === undefined;
  return origin === publicOrigin;
}

/** Before everything that listens, whoever serves the path: 403, and nothing else of the request is looked at. */
export function refuseForeignUpgrades(server: Server, publicOrigin: string): void {
  const listeners = server.listeners('upgrade');
  server.removeAllListeners('upgrade');
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isUpgradeAllowed(request, publicOrigin)) {
      for (const listener of listeners) Reflect.apply(listener, server, [request, socket, head]);
      return;
    }
    // Node takes its own listener away: a connection that is reset just now would end the process.
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
}
