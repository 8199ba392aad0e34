import { useMemo } from 'react';
import { tagOf, type Locale } from './locale.js';
import { useLocaleSwitch, useTimeZone } from './provider.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const NBSP = '\u00a0';

/** French writes 14:32, and a narrow space where Intl may leave a plain one. */
const formatter = (
  locale: Locale,
  timeZone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): { format(date: Date): string } => {
  const intl = new Intl.DateTimeFormat(tagOf(locale), { ...options, ...(timeZone ? { timeZone } : {}) });
  return { format: (date) => (locale === 'fr' ? firstOfMonth(intl.format(date)) : intl.format(date)) };
};

/** French counts the first day of a month, and the others not: 1er décembre, 2 décembre. */
const firstOfMonth = (text: string): string => text.replace(/(?<!\d)1 (?=\p{L})/u, '1er ');

const dayNumber = (date: Date, timeZone: string | undefined): number => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    dateStyle: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(date);
  return Math.round(Date.parse(`${parts}T00:00:00Z`) / DAY);
};

const capital = (text: string, locale: Locale): string =>
  text.charAt(0).toLocaleUpperCase(tagOf(locale)) + text.slice(1);

export interface Dates {
  /** "à l’instant", "il y a 25 min", "11:48", "hier, 17:42", "lundi 23 novembre", "12 nov. 2025". */
  short(instant: string | Date, now?: Date): string;
  /** "11:48", "hier", "23 nov.", "12 nov. 2025": for a narrow column. */
  brief(instant: string | Date, now?: Date): string;
  /** "14:32" */
  time(instant: string | Date): string;
  /** "24 novembre 2026"; this year's days go without the year. */
  day(instant: string | Date, now?: Date): string;
  /** "24 novembre 2026", whichever the year. */
  whole(instant: string | Date): string;
  /** "Aujourd’hui", "Hier", "Lundi 23 novembre", "Mercredi 12 novembre 2025": the heading of a day in a list. */
  heading(instant: string | Date, now?: Date): string;
  /** "lundi 24 novembre 2026 à 14:32", for tooltips and `<time>` titles. */
  full(instant: string | Date): string;
}

export const makeDates = (locale: Locale, timeZone?: string): Dates => {
  const f = (options: Intl.DateTimeFormatOptions) => formatter(locale, timeZone, options);
  const clock = f({ hour: '2-digit', minute: '2-digit' });
  const weekday = f({ weekday: 'long', day: 'numeric', month: 'long' });
  const weekdayAndYear = f({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const older = f({ day: 'numeric', month: 'short', year: 'numeric' });
  const shortDay = f({ day: 'numeric', month: 'short' });
  const long = f({ day: 'numeric', month: 'long', year: 'numeric' });
  const thisYear = f({ day: 'numeric', month: 'long' });
  const year = f({ year: 'numeric' });
  const full = f({ dateStyle: 'full', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(tagOf(locale), { numeric: 'auto' });
  return {
    short: (instant, now = new Date()) => {
      const date = new Date(instant);
      const age = now.getTime() - date.getTime();
      if (Math.abs(age) < MINUTE) return locale === 'fr' ? 'à l’instant' : 'just now';
      const days = dayNumber(now, timeZone) - dayNumber(date, timeZone);
      if (age > 0 && age < 60 * MINUTE) {
        const minutes = Math.floor(age / MINUTE);
        return locale === 'fr' ? `il y a ${minutes}${NBSP}min` : `${minutes}${NBSP}min ago`;
      }
      if (days === 0) return clock.format(date);
      if (days === 1) return `${relative.format(-1, 'day')}, ${clock.format(date)}`;
      if (days > 1 && days < 60) return weekday.format(date);
      return older.format(date);
    },
    brief: (instant, now = new Date()) => {
      const date = new Date(instant);
      const days = dayNumber(now, timeZone) - dayNumber(date, timeZone);
      if (days <= 0) return clock.format(date);
      if (days === 1) return relative.format(-1, 'day');
      return (year.format(date) === year.format(now) ? shortDay : older).format(date);
    },
    time: (instant) => clock.format(new Date(instant)),
    day: (instant, now = new Date()) => {
      const date = new Date(instant);
      return (year.format(date) === year.format(now) ? thisYear : long).format(date);
    },
    heading: (instant, now = new Date()) => {
      const date = new Date(instant);
      const days = dayNumber(now, timeZone) - dayNumber(date, timeZone);
      const isThisYear = year.format(date) === year.format(now);
      if (days === 0 || days === 1) return capital(relative.format(-days, 'day'), locale);
      return capital((isThisYear ? weekday : weekdayAndYear).format(date), locale);
    },
    whole: (instant) => long.format(new Date(instant)),
    full: (instant) => full.format(new Date(instant)),
  };
};

/** Dates in the person's language and time zone. */
export function useDates(): Dates {
  const { locale } = useLocaleSwitch();
  const timeZone = useTimeZone();
  return useMemo(() => makeDates(locale, timeZone), [locale, timeZone]);
}

/** "412 Ko", "1,9 Mo": powers of 1000 as file managers of administrations show them. @param bytes whole bytes */
export const formatSize = (bytes: number, locale: Locale): string => {
  // French has no plural below two.
  const single = locale === 'fr' ? bytes < 2 : bytes === 1;
  const whole = locale === 'fr' ? 'octet' : 'byte';
  const units = [
    single ? whole : `${whole}s`,
    ...(locale === 'fr' ? ['Ko', 'Mo', 'Go'] : ['kB', 'MB', 'GB']),
  ];
  const power = Math.min(3, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  const digits = power < 2 || value >= 100 ? 0 : 1;
  const number = new Intl.NumberFormat(tagOf(locale), { maximumFractionDigits: digits }).format(value);
  return `${number}${NBSP}${units[power] ?? ''}`;
};
