import type { Locale } from './locale.js';

/** The days before the year, as everybody writes them here; a day of a machine (2026-12-01) is understood too. */
const DAY_FIRST = /^(\d{1,2})[\s/.-]+(\d{1,2})[\s/.-]+(\d{4}|\d{2})$/u;
const IN_ONE = /^(\d{2})(\d{2})(\d{4})$/u;
const YEAR_FIRST = /^(\d{4})-(\d{2})-(\d{2})$/u;

/** @returns the day as 2026-12-01, or null where these words name no day of the calendar */
export function readDay(words: string): string | null {
  const text = words.trim();
  const ofMachine = YEAR_FIRST.exec(text);
  const parts = ofMachine
    ? [ofMachine[3], ofMachine[2], ofMachine[1]]
    : (DAY_FIRST.exec(text) ?? IN_ONE.exec(text))?.slice(1);
  if (parts === undefined) return null;
  const [day = 0, month = 0, year = 0] = parts.map(Number);
  const whole = year < 100 ? 2000 + year : year;
  const date = new Date(0);
  date.setUTCFullYear(whole, month - 1, day);
  const exists = date.getUTCDate() === day && date.getUTCMonth() === month - 1;
  return exists ? date.toISOString().slice(0, 10) : null;
}

/** 2026-12-01 as one writes it, in both languages: 01/12/2026. Other words stay. */
export function writeDay(day: string): string {
  const [, year, month, date] = YEAR_FIRST.exec(day) ?? [];
  return year === undefined ? day : `${String(date)}/${String(month)}/${year}`;
}

const TIME = /^(\d{1,2})(?:\s*[h:.]\s*(\d{2})?|(\d{2}))?$/iu;

/** "8 h 30", "8:30", "0830", "8". @returns the time as 08:30, or null */
export function readTime(words: string): string | null {
  const parts = TIME.exec(
    words
      .replaceAll(/[\u00a0\u202f]/gu, ' ')
      .replaceAll(/\s+/gu, ' ')
      .trim(),
  );
  if (parts === null) return null;
  const hours = Number(parts[1]);
  const minutes = Number(parts[2] ?? parts[3] ?? 0);
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

export const dayPattern = (locale: Locale): string => (locale === 'fr' ? 'JJ/MM/AAAA' : 'DD/MM/YYYY');
/** The same in both languages. */
export const TIME_PATTERN = 'HH:MM';
