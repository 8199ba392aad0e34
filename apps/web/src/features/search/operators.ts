import type { SearchKind } from '@maroquin/contracts';

/** What somebody typed, with the words that narrow it taken out: `dans:`, `de:`, `avant:`, `après:`, `type:`. */
export interface Narrowed {
  readonly words: string;
  /** What was taken out, as typed. */
  readonly operators: string;
  /** Name of a place, as typed. */
  readonly place: string | null;
  /** Name of a person, as typed. */
  readonly person: string | null;
  readonly kinds: readonly SearchKind[] | null;
  readonly since: Date | null;
  readonly until: Date | null;
}

type Taken = Exclude<keyof Narrowed, 'words' | 'operators'>;

const KINDS: Readonly<Record<string, SearchKind>> = {
  document: 'document',
  documents: 'document',
  fichier: 'file',
  fichiers: 'file',
  file: 'file',
  files: 'file',
  message: 'message',
  messages: 'message',
  lieu: 'place',
  lieux: 'place',
  place: 'place',
};

/** A word, or several between quotation marks. Not one that is a part of another word. */
const OPERATOR =
  /(?<=^|\s)(dans|in|de|from|avant|before|après|apres|after|type|a|has):(?:"([^"]*)"|«\s*([^»]*?)\s*»|(\S*))/giu;

/** `2026`, `2026-11`, `2026-11-24`, `24/11/2026`: the moment at which it begins, and at which it ends, here. */
function spanOf(text: string): { readonly start: Date; readonly end: Date } | null {
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(text);
  const iso = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/u.exec(text);
  const [year, month, day] = french ? [french[3], french[2], french[1]] : iso ? iso.slice(1) : [];
  if (year === undefined) return null;
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  const start = new Date(y, m, d);
  // 31 November is no day.
  if (start.getMonth() !== m || start.getDate() !== d) return null;
  const end = day ? new Date(y, m, d + 1) : month ? new Date(y, m + 1, 1) : new Date(y + 1, 0, 1);
  return { start, end };
}

/** Pure. What is no operator, or says nothing yet, stays a word. */
export function narrow(typed: string): Narrowed {
  const found: { -readonly [K in Taken]: Narrowed[K] } = {
    ...{ place: null, person: null, kinds: null, since: null, until: null },
  };
  const operators: string[] = [];
  const words = typed.replace(OPERATOR, (whole: string, name: string, ...rest: unknown[]) => {
    const [straight, french, plain] = rest.slice(0, 3) as (string | undefined)[];
    const value = (straight ?? french ?? plain ?? '').trim();
    if (!take(found, name.toLowerCase(), value)) return whole;
    operators.push(whole);
    return ' ';
  });
  return {
    ...{ words: words.replace(/\s{2,}/gu, ' ').trimStart(), operators: operators.join(' ') },
    ...found,
  };
}

/** What to look for in place of `typed`: other words, narrowed as before. Pure. */
export const respelt = (typed: string, words: string): string =>
  [words.trim(), narrow(typed).operators].filter(Boolean).join(' ');

function take(found: { -readonly [K in Taken]: Narrowed[K] }, name: string, value: string): boolean {
  if (value === '') return true;
  const span = spanOf(value);
  const kind = KINDS[value.toLowerCase()];
  if (name === 'dans' || name === 'in') found.place = value;
  else if (name === 'de' || name === 'from') found.person = value;
  else if (name === 'avant' || name === 'before') found.until = span?.start ?? null;
  else if (/^apr[èe]s$|^after$/u.test(name)) found.since = span?.end ?? null;
  else if (kind !== undefined) found.kinds = [...(found.kinds ?? []), kind];
  else return false;
  return true;
}
