import http from 'node:http';
import https from 'node:https';

/** How long a connection may take to open. */
const CONNECT_MS = 10_000;
/** Statuses on which the client gives up without reading the answer (minio-js, internal/request). */
const UNREAD = new Set([408, 429, 499, 500, 502, 503, 504, 520]);
const MAX_SOCKETS = 64;

interface TimedTransport {
  readonly transport: { readonly request: typeof http.request };
  readonly agent: http.Agent;
}

class SilentError extends Error {
  readonly code = 'ETIMEDOUT';
}

/**
 * http or https with limits: minio-js sets none, and a store that accepts and stays mute would hold a request for
 * ever. `silenceMs` counts time without a byte in either direction.
 */
export function timedTransport(secure: boolean, silenceMs: number): TimedTransport {
  const agent = secure
    ? new https.Agent({ keepAlive: true, maxSockets: MAX_SOCKETS })
    : new http.Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  const start = (
    options: http.RequestOptions,
    answer?: (response: http.IncomingMessage) => void,
  ): http.ClientRequest => {
    const request = (secure ? https : http).request(options, (response) => {
      // Left unread, the answer would keep its socket out of the pool.
      if (UNREAD.has(response.statusCode ?? 0)) response.resume();
      answer?.(response);
    });
    request.setTimeout(silenceMs, () =>
      request.destroy(new SilentError(`no byte for ${String(silenceMs)} ms`)),
    );
    limitConnecting(request);
    return request;
  };
  return { transport: { request: start as typeof http.request }, agent };
}

function limitConnecting(request: http.ClientRequest): void {
  request.once('socket', (socket) => {
    if (!socket.connecting) return;
    const timer = setTimeout(
      () => request.destroy(new SilentError(`no connection after ${String(CONNECT_MS)} ms`)),
      CONNECT_MS,
    );
    const clear = (): void => clearTimeout(timer);
    socket.once('connect', clear).once('close', clear);
  });
}
