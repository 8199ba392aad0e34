import type { Readable } from 'node:stream';
import { DomainError } from '@maroquin/platform/errors';
import type { DataKey } from '@maroquin/platform/keys';
import type { ObjectStorage } from '@maroquin/platform/object-storage';
import {
  type BlobLayout,
  type ByteRange,
  partKey,
  SEALED_SEGMENT_BYTES,
  SEGMENT_BYTES,
  segmentContext,
  segmentsOf,
} from './blob-format.js';

/** Parts that are deleted at the same time. */
const DELETED_AT_ONCE = 8;

/** Seals one part of a blob and puts it as one object; resolves when the store has it. */
export async function writePart(
  storage: ObjectStorage,
  key: DataKey,
  layout: BlobLayout,
  part: number,
  plain: Buffer,
): Promise<void> {
  const { id, partBytes } = layout;
  const sealed: Buffer[] = [];
  const firstSegment = (part * partBytes) / SEGMENT_BYTES;
  for (let offset = 0; offset < plain.length; offset += SEGMENT_BYTES) {
    const segment = firstSegment + offset / SEGMENT_BYTES;
    sealed.push(key.seal(segmentContext(id, segment), plain.subarray(offset, offset + SEGMENT_BYTES)));
  }
  const body = Buffer.concat(sealed);
  await storage.put(partKey(layout, part), body, body.length);
}

/**
 * Plain bytes of a range, opened segment by segment. At most 1 MiB is read ahead of whoever takes them, and the store's
 * connection is free again before they are handed out: a slow reader holds none. `pace` says when so many bytes more
 * may be read.
 * @throws {DomainError} sealed.damaged for a segment that was altered or moved, storage.not-found for one that is missing.
 */
export async function* readBlob(
  storage: ObjectStorage,
  key: DataKey,
  layout: BlobLayout,
  size: number,
  range: ByteRange = { start: 0, end: size - 1 },
  pace: (bytes: number) => Promise<void> | undefined = () => undefined,
): AsyncGenerator<Buffer> {
  if (size === 0) return;
  const { id, partBytes } = layout;
  for (const read of segmentsOf(range, size, partBytes)) {
    await pace(read.sealed.end - read.sealed.start);
    const sealed = await bytesOf(await storage.get(partKey(layout, read.part), read.sealed));
    if (sealed.length !== read.sealed.end - read.sealed.start + 1) throw new DomainError('sealed.damaged');
    for (let segment = read.firstSegment; segment <= read.lastSegment; segment += 1) {
      const at = (segment - read.firstSegment) * SEALED_SEGMENT_BYTES;
      const plain = key.open(segmentContext(id, segment), sealed.subarray(at, at + SEALED_SEGMENT_BYTES));
      const base = segment * SEGMENT_BYTES;
      yield plain.subarray(Math.max(0, range.start - base), Math.min(plain.length, range.end + 1 - base));
    }
  }
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function deleteParts(
  storage: ObjectStorage,
  layout: Pick<BlobLayout, 'id' | 'writers'>,
  count: number,
): Promise<void> {
  for (let first = 0; first < count; first += DELETED_AT_ONCE) {
    const parts = Array.from({ length: Math.min(DELETED_AT_ONCE, count - first) }, (_, more) => first + more);
    await Promise.all(parts.map((part) => storage.delete(partKey(layout, part))));
  }
}
