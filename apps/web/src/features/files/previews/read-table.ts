import { parse } from 'csv-parse/browser/esm/sync';

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** It has more columns than are shown. */
  readonly isWide: boolean;
}

const SEPARATORS = [';', ',', '\t'] as const;
/** Lines that are looked at to tell the separator. */
const LOOKED_AT = 20;
const MAX_ROWS = 5_000;
const MAX_COLUMNS = 60;

/** The one that parts the most lines as it parts the first of them; French spreadsheets write a semicolon. */
export function separatorOf(text: string): string {
  const lines = text
    .slice(0, 64 * 1024)
    .replaceAll(/"[^"]*"/gu, '')
    .split(/\r\n|\r|\n/u)
    .filter((line) => line.trim() !== '')
    .slice(0, LOOKED_AT);
  const scored = SEPARATORS.map((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1);
    const [first = 0] = counts;
    return { separator, alike: first === 0 ? 0 : counts.filter((count) => count === first).length, first };
  });
  const best = scored.toSorted((a, b) => b.alike - a.alike || b.first - a.first)[0];
  return best?.separator ?? ';';
}

/**
 * The beginning of a CSV file (RFC 4180, and what spreadsheets make of it) as a table whose rows are of one length: 5,000 rows
 * and 60 columns at most. null: it is none.
 * @param isCut the text ends before the file does: its last line is left out
 */
export function readTable(text: string, isCut: boolean): Table | null {
  const whole = isCut ? text.slice(0, Math.max(0, text.lastIndexOf('\n'))) : text;
  const read: string[][] = [];
  try {
    parse(whole, {
      delimiter: separatorOf(whole),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: MAX_ROWS + 1,
      on_record: (record: string[]) => {
        read.push(record);
        return null;
      },
    });
  } catch {
    // Where the text is cut within quotation marks, what stands before them is a table all the same.
    if (!isCut) return null;
  }
  const longest = read.reduce((most, row) => Math.max(most, row.length), 0);
  if (longest < 2) return null;
  const width = Math.min(longest, MAX_COLUMNS);
  const [head = [], ...rows] = read.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''));
  return { head, rows, isWide: longest > MAX_COLUMNS };
}

/** Rows of a table are read up to here. */
export const isLongTable = ({ rows }: Table): boolean => rows.length >= MAX_ROWS;
