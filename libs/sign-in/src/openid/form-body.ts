import type { IncomingMessage } from 'node:http';
import { DomainError } from '@maroquin/platform/errors';

const MAX_BYTES = 32 * 1024;
const WITHIN_MS = 10_000;

/** A small `application/x-www-form-urlencoded` body, which the JSON reader leaves alone. @throws {DomainError} request.* */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new DomainError('request.invalid');
  const timer = setTimeout(() => request.destroy(), WITHIN_MS);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > MAX_BYTES) throw new DomainError('request.too-large');
      parts.push(part);
    }
  } finally {
    clearTimeout(timer);
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
}
