import type { SealContext } from '@maroquin/platform/keys';

/** Plain bytes sealed in one piece: small enough for ranges, large enough for AES-GCM to run at full speed. */
export const SEGMENT_BYTES = 256 * 1024;
/** Header with key id (17), nonce (12) and tag (16) of each sealed segment. */
export const SEGMENT_OVERHEAD = 45;
export const SEALED_SEGMENT_BYTES = SEGMENT_BYTES + SEGMENT_OVERHEAD;
/** Plain bytes of one object in the store: 32 segments. Uploads resume at these. */
export const PART_BYTES = 32 * SEGMENT_BYTES;
const SEGMENTS_PER_PART = PART_BYTES / SEGMENT_BYTES;

/** Where the blobs' objects lie in the store. */
export const BLOB_PREFIX = 'b/';
/** Name of an object: random, so that it tells nothing of the content. */
export const partKey = (blobId: string, part: number): string =>
  `${BLOB_PREFIX}${blobId.slice(-2)}/${blobId}/${String(part)}`;

/** A segment is bound to its blob and its place: it cannot be moved, swapped or repeated. */
export const segmentContext = (blobId: string, segment: number): SealContext => ({
  table: 'blob',
  column: 'segment',
  row: blobId,
  seq: segment,
});

export const partCount = (size: number): number => Math.ceil(size / PART_BYTES);

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

/** Which sealed bytes of which objects hold these plain bytes, part by part. */
export function segmentsOf(range: ByteRange, size: number): SegmentRead[] {
  const reads: SegmentRead[] = [];
  const [from, to] = [Math.floor(range.start / SEGMENT_BYTES), Math.floor(range.end / SEGMENT_BYTES)];
  for (
    let part = Math.floor(from / SEGMENTS_PER_PART);
    part <= Math.floor(to / SEGMENTS_PER_PART);
    part += 1
  ) {
    const base = part * SEGMENTS_PER_PART;
    const firstSegment = Math.max(from, base);
    const lastSegment = Math.min(to, base + SEGMENTS_PER_PART - 1);
    const plainEnd = Math.min((lastSegment + 1) * SEGMENT_BYTES, size) - lastSegment * SEGMENT_BYTES;
    reads.push({
      part,
      firstSegment,
      lastSegment,
      sealed: {
        start: (firstSegment - base) * SEALED_SEGMENT_BYTES,
        end: (lastSegment - base) * SEALED_SEGMENT_BYTES + plainEnd + SEGMENT_OVERHEAD - 1,
      },
    });
  }
  return reads;
}
