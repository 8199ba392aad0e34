import type { IncomingMessage } from 'node:http';

/** `Content-Length`; null: the body is sent in chunks of unknown number. */
export function lengthOf({ headers }: Pick<IncomingMessage, 'headers'>): number | null {
  const length = headers['content-length'];
  return length === undefined ? (headers['transfer-encoding'] === undefined ? 0 : null) : Number(length);
}
