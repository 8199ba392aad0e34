import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { ServerRole } from '@maroquin/platform/config';

const isBelow = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`);

/** Whether a node of these roles serves this address. Every node answers for its health; a worker alone nothing else. */
export function serves(roles: ReadonlySet<ServerRole>, url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  if (isBelow(path, '/healthz')) return true;
  const realtime = isBelow(path, '/socket.io') || isBelow(path, '/collab');
  return roles.has(realtime ? 'realtime' : 'http');
}

/** The pages of the administration client; every other path of that listener is not there. */
const administrationPage =
  /^\/(?:|bienvenue|connexion|organisations|personnes|sessions|jetons|fournisseurs|antivirus|courriel|souverainete|accessibilite|administrateurs|assets\/[\w.-]+|logo\.svg)$/;

/** What the administration listener passes on; the rest of the suite does not exist there. */
export function servesAdministration(method: string, url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  // Letters as they are: what is written otherwise is no address of ours.
  if (/^\/api\/v1\/administration(?:\/[\w-]+)+$/.test(path)) return true;
  return (method === 'GET' || method === 'HEAD') && administrationPage.test(path);
}

/** What the public listener does not have of the administration client. Its routes are refused by their rule. */
export const isOfAdministration = (url: string): boolean =>
  /^\/(?:administration\.html|assets\/administration-[\w.-]+)$/.test(url.split('?', 1)[0] ?? '');

/** Before everything that listens, Nest and socket.io alike: requests for what this node does not serve are 404. */
export function keepToRoles(server: HttpServer, roles: ReadonlySet<ServerRole>): void {
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? '';
    if (!serves(roles, url) || isOfAdministration(url)) {
      response.writeHead(404, { 'Content-Length': '0' }).end();
      return;
    }
    for (const listener of listeners) Reflect.apply(listener, server, [request, response]);
  });
}
