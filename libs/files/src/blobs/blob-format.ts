import type { SealContext } from '@maroquin/platform/keys';
import { writerOf, type WriterRun } from './writer-runs.js';

/** Plain bytes sealed in one piece: small enough for ranges, large enough for AES-GCM to run at full speed. */
export const SEGMENT_BYTES = 256 * 1024;
/** Header with key id (17), nonce (12) and tag (16) of each sealed segment. */
export const SEGMENT_OVERHEAD = 45;
export const SEALED_SEGMENT_BYTES = SEGMENT_BYTES + SEGMENT_OVERHEAD;
/** Plain bytes of one object in the store, and so what one upload holds in memory. Uploads resume at these. */
export const PART_BYTES = 4 * SEGMENT_BYTES;
/** Plain bytes of one object in blobs whose rows do not say it: those that were begun before parts were made smaller. */
export const FORMER_PART_BYTES = 32 * SEGMENT_BYTES;
/** Segments that one request to the store reads. */
const SEGMENTS_PER_READ = 4;

/** Where the blobs' objects lie in the store. */
export const BLOB_PREFIX = 'b/';
/** How a blob lies in the store: under which names, and how many plain bytes each of its objects holds. */
export interface BlobLayout {
  readonly id: string;
  readonly partBytes: number;
  /** Who stored its parts. Undefined: no object bears a number. */
  readonly writers?: readonly WriterRun[] | undefined;
}

/** Under which all objects of a blob lie. */
export const blobPrefix = (id: string): string => `${BLOB_PREFIX}${id.slice(-2)}/${id}/`;

/** Name of an object: random, so that it tells nothing of the content. With the number of whoever stored it, if it has one. */
export function partKey({ id, writers }: Pick<BlobLayout, 'id' | 'writers'>, part: number): string {
  const writer = writerOf(writers, part);
  return `${BLOB_PREFIX}${id.slice(-2)}/${id}/${String(part)}${writer === 0 ? '' : `-${String(writer)}`}`;
}

/** A segment is bound to its blob and its place: it cannot be moved, swapped or repeated. */
export const segmentContext = (blobId: string, segment: number): SealContext => ({
  table: 'blob',
  column: 'segment',
  row: blobId,
  seq: segment,
});

export const partCount = (size: number, partBytes: number): number => Math.ceil(size / partBytes);

/** Both ends included, as in RFC 9110 §14.1.2. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface SegmentRead {
  readonly part: number;
  /** Sealed bytes of the object, both ends included. */
  readonly sealed: ByteRange;
  readonly firstSegment: number;
  readonly lastSegment: number;
}

/** Which sealed bytes of which objects hold these plain bytes, at most 1 MiB at once. */
export function segmentsOf(range: ByteRange, size: number, partBytes: number): SegmentRead[] {
  const reads: SegmentRead[] = [];
  const perPart = partBytes / SEGMENT_BYTES;
  const last = Math.floor(range.end / SEGMENT_BYTES);
  for (let segment = Math.floor(range.start / SEGMENT_BYTES); segment <= last;) {
    const part = Math.floor(segment / perPart);
    const base = part * perPart;
    const lastSegment = Math.min(last, base + perPart - 1, segment + SEGMENTS_PER_READ - 1);
    const plainEnd = Math.min((lastSegment + 1) * SEGMENT_BYTES, size) - lastSegment * SEGMENT_BYTES;
    reads.push({
      part,
      firstSegment: segment,
      lastSegment,
      sealed: {
        start: (segment - base) * SEALED_SEGMENT_BYTES,
        end: (lastSegment - base) * SEALED_SEGMENT_BYTES + plainEnd + SEGMENT_OVERHEAD - 1,
      },
    });
    segment = lastSegment + 1;
  }
  return reads;
}
