import { QUOTA_MAX_BYTES } from '@maroquin/contracts';
import { type Locale, tagOf } from '../../i18n/index.js';

const GIGABYTE = 1_000_000_000;

/** As somebody types it, with a comma or a point; null: no size. */
export function bytesOf(typed: string): number | null {
  const text = typed.trim().replace(',', '.');
  if (!/^\d+(?:\.\d+)?$/.test(text)) return null;
  const bytes = Math.round(Number(text) * GIGABYTE);
  return bytes <= QUOTA_MAX_BYTES ? bytes : null;
}

/** For a field, as somebody types it: to the byte, with the comma of the language. */
export const gigabytesOf = (bytes: number, locale: Locale): string =>
  (bytes / GIGABYTE).toLocaleString(tagOf(locale), { useGrouping: false, maximumFractionDigits: 9 });
