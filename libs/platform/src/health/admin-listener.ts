import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartupError } from '../errors/index.js';
import type { Logger } from '../logging/index.js';
import { answerHealth } from './health.handler.js';
import type { Metrics } from './metrics.js';
import type { Readiness } from './readiness.js';

export interface AdminListener {
  readonly port: number;
  close(): Promise<void>;
}

export interface AdminParts {
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly logger: Pick<Logger, 'error'>;
  /** Takes what machines do not ask for. Without it, that is not there. */
  readonly pages?: ((request: IncomingMessage, response: ServerResponse) => void) | null;
}

/**
 * The second listener: `/metrics` and `/healthz/*` for machines that watch, and the pages of administration. It exists
 * only where `ADMIN_BIND` says so, and opens no socket.
 * @throws {StartupError} when the address cannot be taken.
 */
export async function openAdminListener(
  bind: { readonly host: string; readonly port: number },
  parts: AdminParts,
): Promise<AdminListener> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    serve(request, response, parts).catch((error: unknown) => {
      parts.logger.error({ err: error }, 'the admin listener failed');
      response.destroy();
    });
  });
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        new StartupError(
          'L’adresse donnée par ADMIN_BIND ne peut pas être prise. Donnez-en une autre.',
          'The address given by ADMIN_BIND cannot be taken. Give another one.',
          { cause: error },
        ),
      );
    });
    server.listen(bind.port, bind.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { metrics, readiness, pages = null }: AdminParts,
): Promise<void> {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  if (path.startsWith('/healthz/')) {
    if (await answerHealth(path.slice('/healthz'.length), request, response, readiness)) return;
  } else if (path === '/metrics' && request.method === 'GET') {
    const body = await metrics.render();
    response.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' });
    response.end(body);
    return;
  } else if (pages !== null) {
    pages(request, response);
    return;
  }
  response.writeHead(404, { 'Content-Length': '0' });
  response.end();
}
