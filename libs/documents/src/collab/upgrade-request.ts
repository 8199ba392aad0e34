import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const PATH = /^\/collab\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:\?|$)/i;

/** The document's id out of `/collab/<id>`, or null for every other path. */
export function documentIdOf(request: IncomingMessage): string | null {
  return PATH.exec(request.url ?? '')?.[1]?.toLowerCase() ?? null;
}

/**
 * A browser sends its cookies to any site's sockets, and says which page asked: only our own pages may.
 * A bearer token is not sent by itself, so a program needs no Origin, but a foreign page that has one is still refused.
 */
export function isOriginAllowed(request: IncomingMessage, publicOrigin: string): boolean {
  const { origin, authorization } = request.headers;
  if (origin === undefined) return authorization !== undefined;
  return origin === publicOrigin;
}

/** Answers an upgrade that does not take place. */
export function refuseUpgrade(
  socket: Duplex,
  status: '403 Forbidden' | '404 Not Found' | '503 Service Unavailable',
): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
