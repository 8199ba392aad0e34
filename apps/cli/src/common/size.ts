import { QUOTA_MAX_BYTES } from '@maroquin/contracts';
import { StartupError } from '@maroquin/platform/errors';

const UNITS = ['', 'K', 'M', 'G', 'T', 'P'];
const SIZE = /^(\d{1,15})\s?(?:([KMGTP])(i(?=[oB]))?)?[oB]?$/i;

/** `500G`, `2 To`: powers of 1000, as the pages show sizes; `2 Tio`: of 1024; a number alone: bytes; `none`: null. @throws {StartupError} */
export function sizeOf(text: string): number | null {
  if (text === 'none') return null;
  const [, number, unit = '', binary] = SIZE.exec(text.trim()) ?? [];
  const bytes = Number(number) * (binary === undefined ? 1000 : 1024) ** UNITS.indexOf(unit.toUpperCase());
  if (number !== undefined && bytes <= QUOTA_MAX_BYTES) return bytes;
  throw new StartupError(
    'Donnez une taille comme 500G ou 2T (puissances de 1000 ; 2Tio : de 1024 ; un pébioctet au plus), ou « none » pour aucune limite.',
    'Give a size like 500G or 2T (powers of 1000; 2TiB: of 1024; a pebibyte at most), or “none” for no limit.',
  );
}
