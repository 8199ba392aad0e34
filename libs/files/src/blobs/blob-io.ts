import type { Readable } from 'node:stream';
import { DomainError } from '@maroquin/platform/errors';
import type { DataKey } from '@maroquin/platform/keys';
import type { ObjectStorage } from '@maroquin/platform/object-storage';
import {
  type ByteRange,
  PART_BYTES,
  partKey,
  SEALED_SEGMENT_BYTES,
  SEGMENT_BYTES,
  segmentContext,
  segmentsOf,
} from './blob-format.js';

/** Seals one part (at most 8 MiB of plain bytes) and puts it as one object; resolves when the store has it. */
export async function writePart(
  storage: ObjectStorage,
  key: DataKey,
  blobId: string,
  part: number,
  plain: Buffer,
): Promise<void> {
  const sealed: Buffer[] = [];
  const firstSegment = (part * PART_BYTES) / SEGMENT_BYTES;
  for (let offset = 0; offset < plain.length; offset += SEGMENT_BYTES) {
    const segment = firstSegment + offset / SEGMENT_BYTES;
    sealed.push(key.seal(segmentContext(blobId, segment), plain.subarray(offset, offset + SEGMENT_BYTES)));
  }
  const body = Buffer.concat(sealed);
  await storage.put(partKey(blobId, part), body, body.length);
}

/**
 * Plain bytes of a range, opened segment by segment.
 * @throws {DomainError} sealed.damaged for a segment that was altered or moved, storage.not-found for one that is missing.
 */
export async function* readBlob(
  storage: ObjectStorage,
  key: DataKey,
  blobId: string,
  size: number,
  range: ByteRange = { start: 0, end: size - 1 },
): AsyncGenerator<Buffer> {
  if (size === 0) return;
  for (const read of segmentsOf(range, size)) {
    const stream = await storage.get(partKey(blobId, read.part), read.sealed);
    let segment = read.firstSegment;
    for await (const sealed of chunksOf(stream, SEALED_SEGMENT_BYTES)) {
      const plain = key.open(segmentContext(blobId, segment), sealed);
      const base = segment * SEGMENT_BYTES;
      yield plain.subarray(Math.max(0, range.start - base), Math.min(plain.length, range.end + 1 - base));
      segment += 1;
    }
    if (segment !== read.lastSegment + 1) throw new DomainError('sealed.damaged');
  }
}

/** Pieces of exactly `size` bytes; the last may be shorter. */
async function* chunksOf(stream: Readable, size: number): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < size) continue;
    let all = Buffer.concat(waiting, length);
    for (; all.length >= size; all = all.subarray(size)) yield all.subarray(0, size);
    waiting = [all];
    length = all.length;
  }
  if (length > 0) yield Buffer.concat(waiting, length);
}

export async function deleteParts(storage: ObjectStorage, blobId: string, count: number): Promise<void> {
  for (let part = 0; part < count; part += 1) await storage.delete(partKey(blobId, part));
}
