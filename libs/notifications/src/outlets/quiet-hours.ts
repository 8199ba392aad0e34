import type { QuietHours } from '@maroquin/contracts';

const STEP_MS = 5 * 60_000;
/** Beyond a week it is not looked further: whoever is always quiet is asked again then. */
const SEARCH_AHEAD_MS = 8 * 24 * 60 * 60_000;
/** When what is sent once a day is sent. */
const DIGEST_AT = '08:00';

interface LocalTime {
  /** "08:05" */
  readonly time: string;
  /** From Monday (1). */
  readonly day: number;
}
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** @param timeZone IANA name; one that is unknown here counts as UTC */
function clockOf(timeZone: string): (at: Date) => LocalTime {
  const options = { hour: '2-digit', minute: '2-digit', weekday: 'short', hourCycle: 'h23' } as const;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  } catch {
    format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  }
  return (at) => {
    const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return {
      time: `${part.get('hour') ?? '00'}:${part.get('minute') ?? '00'}`,
      day: DAYS.indexOf(part.get('weekday') ?? '') + 1,
    };
  };
}

const isQuiet = ({ from, to, days }: QuietHours, { time, day }: LocalTime): boolean => {
  if (days.includes(day)) return true;
  return from <= to ? time >= from && time < to : time >= from || time < to;
};

/** The first moment from `at` on, to five minutes, of which this holds. */
function firstMoment(at: Date, timeZone: string, holds: (local: LocalTime) => boolean): Date {
  const local = clockOf(timeZone);
  if (holds(local(at))) return at;
  let next = Math.ceil((at.getTime() + 1) / STEP_MS) * STEP_MS;
  for (const end = next + SEARCH_AHEAD_MS; next < end; next += STEP_MS)
    if (holds(local(new Date(next)))) return new Date(next);
  return new Date(next);
}

/** From when on something may be sent; `at` itself outside of quiet hours. */
export const afterQuiet = (quiet: QuietHours | null, at: Date, timeZone: string): Date =>
  quiet === null ? at : firstMoment(at, timeZone, (local) => !isQuiet(quiet, local));

/** When what happened at `at` is summed up. */
export const nextDigest = (at: Date, timeZone: string): Date =>
  firstMoment(at, timeZone, ({ time }) => time === DIGEST_AT);
