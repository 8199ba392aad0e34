import { Readable } from 'node:stream';
import { DomainError } from '../errors/index.js';

/**
 * Cuts a body into parts of `partSize` bytes (the last may be shorter), holding one part in memory.
 * @throws DomainError `storage.incomplete` when it ends before `size` bytes, or goes on after them
 */
export async function* partsOf(
  body: Buffer | Readable,
  size: number,
  partSize: number,
): AsyncGenerator<Buffer> {
  let done = 0;
  let part = Buffer.allocUnsafe(Math.min(partSize, size));
  let filled = 0;
  for await (const chunk of chunksOf(body)) {
    if (done + filled + chunk.length > size) throw incomplete(size, `more than ${String(size)}`);
    for (let from = 0; from < chunk.length;) {
      const copied = chunk.copy(part, filled, from);
      from += copied;
      filled += copied;
      if (filled < part.length) break;
      yield part;
      done += filled;
      filled = 0;
      part = Buffer.allocUnsafe(Math.min(partSize, size - done));
    }
  }
  if (done + filled < size) throw incomplete(size, String(done + filled));
}

/** The chunks of a body, whose sum is checked. @throws DomainError `storage.incomplete` */
export async function* exactly(body: Buffer | Readable, size: number): AsyncGenerator<Buffer> {
  let done = 0;
  for await (const chunk of chunksOf(body)) {
    done += chunk.length;
    if (done > size) throw incomplete(size, `more than ${String(size)}`);
    yield chunk;
  }
  if (done < size) throw incomplete(size, String(done));
}

async function* chunksOf(body: Buffer | Readable): AsyncGenerator<Buffer> {
  if (Buffer.isBuffer(body)) {
    yield body;
    return;
  }
  try {
    for await (const chunk of body) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('a body must be a stream of bytes');
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    }
  } catch (error) {
    // Whoever sends the body went away: that is not the store's fault.
    throw error instanceof DomainError ? error : new DomainError('storage.incomplete', { cause: error });
  }
}

/** Lets go of a stream that will not be read to its end. */
export function discard(body: Buffer | Readable): void {
  if (body instanceof Readable && !body.destroyed) body.destroy();
}

function incomplete(expected: number, received: string): DomainError {
  return new DomainError('storage.incomplete', {
    cause: new Error(`${received} bytes instead of ${String(expected)}`),
  });
}
