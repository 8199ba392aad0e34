import { QUOTA_MAX_BYTES } from '@maroquin/contracts';
import { StartupError } from '@maroquin/platform/errors';

const UNITS = ['', 'K', 'M', 'G', 'T', 'P'];
const SIZE = /^(\d{1,15})\s?([KMGTP]?)(?:iB|i?o|B)?$/i;

/** `500G`, `2T`, `2 Tio`: powers of 1024; a number alone: bytes; `none`: null. @throws {StartupError} */
export function sizeOf(text: string): number | null {
  if (text === 'none') return null;
  const [, number, unit = ''] = SIZE.exec(text.trim()) ?? [];
  const bytes = Number(number) * 1024 ** UNITS.indexOf(unit.toUpperCase());
  if (number !== undefined && bytes <= QUOTA_MAX_BYTES) return bytes;
  throw new StartupError(
    'Donnez une taille comme 500G ou 2T (puissances de 1024, un pétaoctet au plus), ou « none » pour aucune limite.',
    'Give a size like 500G or 2T (powers of 1024, a petabyte at most), or “none” for no limit.',
  );
}
