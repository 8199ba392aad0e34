import { PHOTO_MAX_BYTES, PHOTO_PIXELS } from '@maroquin/contracts';
import { DomainError } from '@maroquin/platform/errors';

/** Markers of ITU-T T.81, table B.1. */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Baseline, extended and progressive: what browsers write and show. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];
/** Tables of quantisation and of Huffman codes, the restart interval, JFIF, and how Adobe says what the colours are. */
const KEPT: readonly number[] = [0xdb, 0xc4, 0xdd, 0xe0, 0xee, SOS, ...FRAMES];

const isParameterless = (byte: number): boolean => byte === 0 || (byte >= 0xd0 && byte <= 0xd7);

/**
 * A photo as it is kept: the image alone. Where it was taken, by what, with which words (Exif, XMP, comments) and whatever
 * stands behind its end is left out.
 * @throws {DomainError} profile.not-photo for another format or size, or what no browser wrote
 */
export function plainJpeg(bytes: Buffer): Buffer {
  if (bytes.length > PHOTO_MAX_BYTES || bytes[0] !== 0xff || bytes[1] !== SOI) throw notPhoto();
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let frames = 0;
  let at = 2;
  while (bytes[at] === 0xff && bytes[at + 1] !== EOI) {
    const marker = bytes[at + 1] ?? 0;
    const segmentEnd = at + 2 + lengthAt(bytes, at + 2);
    const end = marker === SOS ? endOfScan(bytes, segmentEnd) : segmentEnd;
    if (FRAMES.includes(marker)) {
      requireSize(bytes, at);
      frames += 1;
    }
    if (KEPT.includes(marker)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (frames !== 1 || bytes[at] !== 0xff || bytes[at + 1] !== EOI) throw notPhoto();
  return Buffer.concat([...kept, bytes.subarray(at, at + 2)]);
}

function lengthAt(bytes: Buffer, at: number): number {
  const length = at + 2 <= bytes.length ? bytes.readUInt16BE(at) : 0;
  if (length < 2 || at + length > bytes.length) throw notPhoto();
  return length;
}

/** Height and width stand five bytes behind the marker (T.81, B.2.2). */
function requireSize(bytes: Buffer, at: number): void {
  if (at + 9 > bytes.length) throw notPhoto();
  const isRight = bytes.readUInt16BE(at + 5) === PHOTO_PIXELS && bytes.readUInt16BE(at + 7) === PHOTO_PIXELS;
  if (!isRight) throw notPhoto();
}

/** The next marker that does not belong to the compressed data. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1 && isParameterless(bytes[at + 1] ?? 0)) at = bytes.indexOf(0xff, at + 2);
  if (at === -1) throw notPhoto();
  return at;
}

const notPhoto = (): DomainError => new DomainError('profile.not-photo');
