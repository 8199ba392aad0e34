import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { DomainError, toProblem } from '../../errors/index.js';

/** What Node's parser could not read becomes a problem as well; Node answers it without a body. */
export function answerUnparsed(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const isLong = error.code === 'HPE_HEADER_OVERFLOW';
    const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
    const problem = toProblem(
      new DomainError(isLong ? 'request.headers-too-large' : isLate ? 'request.too-slow' : 'request.invalid'),
      'fr',
    );
    const body = JSON.stringify(problem);
    socket.end(
      `HTTP/1.1 ${String(problem.status)} Bad Request\r\nConnection: close\r\n` +
        'Content-Type: application/problem+json; charset=utf-8\r\nContent-Language: fr\r\n' +
        `Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`,
    );
  });
}
