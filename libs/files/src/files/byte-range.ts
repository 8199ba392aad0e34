import { DomainError } from '@maroquin/platform/errors';
import type { ByteRange } from '../blobs/blob-format.js';

/**
 * One byte range of a Range header (RFC 9110 §14.1.2); null when the whole is meant. Several ranges are answered with
 * the whole, which the RFC allows.
 * @throws {DomainError} file.range when nothing of the range lies in the content.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | null {
  const match = header === undefined ? null : /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim());
  if (match === null) return null;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from === '' && Number(to) === 0) throw new DomainError('file.range');
  if (start >= size) throw new DomainError('file.range');
  if (end < start) return null;
  return { start, end };
}
