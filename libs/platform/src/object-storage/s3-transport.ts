import http from 'node:http';
import https from 'node:https';

/** How long a connection may take to open. */
const CONNECT_MS = 10_000;
/** Statuses on which the client gives up without reading the answer (minio-js, internal/request). */
const UNREAD = new Set([408, 429, 499, 500, 502, 503, 504, 520]);
const MAX_SOCKETS = 64;
/** Of an answer that is no object: a list of a thousand names is some hundred kilobytes. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const COUNT_EVERY_MS = 50;

interface TimedTransport {
  readonly transport: { readonly request: typeof http.request };
  readonly agent: http.Agent;
}

class SilentError extends Error {
  readonly code = 'ETIMEDOUT';
}

/**
 * http or https with limits: minio-js sets none, and a store that accepts and stays mute would hold a request for
 * ever. `silenceMs` counts time without a byte in either direction; an answer that comes byte by byte is never silent, so
 * that its beginning, and all of it where it is no object, has to be there within the same time.
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
    // Node ends the line then and says nothing: who waits for the answer would wait for ever.
    request.once('upgrade', (_answer, socket) => {
      socket.destroy();
      request.emit('error', new SilentError('an answer in another protocol'));
    });
    const { method = 'GET', path = '' } = options;
    limitAnswer(request, silenceMs, method === 'GET' && !(path ?? '').includes('?'));
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

/** An object may take as long as its reader; everything else is read whole, into memory, by the client. */
function limitAnswer(request: http.ClientRequest, withinMs: number, mayBeObject: boolean): void {
  let timer: NodeJS.Timeout | undefined;
  const end = (why: string): void => void request.destroy(new SilentError(why));
  const arm = (): void => {
    timer ??= setTimeout(() => end(`no whole answer after ${String(withinMs)} ms`), withinMs);
  };
  request.once('finish', arm).once('close', () => clearTimeout(timer));
  request.once('response', (response) => {
    if (mayBeObject && [200, 206].includes(response.statusCode ?? 0)) {
      clearTimeout(timer);
      return;
    }
    arm();
    const { socket } = response;
    const before = socket.bytesRead;
    const count = setInterval(() => {
      if (socket.bytesRead - before > MAX_ANSWER_BYTES) end('an answer that is too large');
    }, COUNT_EVERY_MS);
    response.once('close', () => {
      clearInterval(count);
      clearTimeout(timer);
    });
  });
}
