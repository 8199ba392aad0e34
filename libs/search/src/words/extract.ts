import type { SearchPiece } from '@maroquin/contracts';
import { type Token, tokensOf } from './tokens.js';

/** What is marked: whole words by their stem, and in names words that begin so. */
export interface Marks {
  readonly stems: ReadonlySet<string>;
  readonly beginning: string | null;
}

/** Characters of an extract, about. */
const EXTRACT = 220;
/** Of them, before the first word that was found. */
const LEAD = 60;
/** Words of a text that are looked at: what was found stands in them, or the extract begins with the text. */
const MAX_SCANNED = 12_000;

interface Span {
  readonly start: number;
  readonly end: number;
  readonly stem: string;
}

/** A name, with what was looked for in it. */
export const markedName = (name: string, marks: Marks): SearchPiece[] =>
  piecesOf(name, 0, name.length, hitsIn(name, marks));

/** The stretch of a text that holds most of what was looked for, on one line. */
export const extractOf = (text: string, marks: Pick<Marks, 'stems'>): SearchPiece[] =>
  placedExtractOf(text, marks).pieces;

/** The same, and where it begins in the text. */
export function placedExtractOf(
  text: string,
  { stems }: Pick<Marks, 'stems'>,
): { readonly pieces: SearchPiece[]; readonly at: number } {
  const hits = hitsIn(text, { stems, beginning: null });
  const best = bestOf(hits);
  const from = best === null ? 0 : startNear(text, Math.max(0, best.start - LEAD));
  const to = endNear(text, Math.min(text.length, from + EXTRACT));
  const inside = hits.filter(({ start, end }) => start >= from && end <= to);
  const pieces = piecesOf(text, from, to, inside).map((piece) => ({
    ...piece,
    text: piece.text.replace(/\s+/gu, ' '),
  }));
  if (from > 0) pieces.unshift({ text: '… ' });
  if (to < text.trimEnd().length) pieces.push({ text: ' …' });
  return { pieces, at: best?.start ?? 0 };
}

function hitsIn(text: string, { stems, beginning }: Marks): Span[] {
  const hits: Span[] = [];
  let scanned = 0;
  for (const token of tokensOf(text)) {
    scanned += 1;
    if (scanned > MAX_SCANNED) break;
    if (isMarked(token, stems, beginning) && token.start >= (hits.at(-1)?.end ?? 0)) hits.push(token);
  }
  return hits;
}

const isMarked = (
  { stem, word, isWhole }: Token,
  stems: ReadonlySet<string>,
  beginning: string | null,
): boolean => stems.has(stem) || (beginning !== null && !isWhole && word.startsWith(beginning));

/** Where most different words stand close together; of equals, the first. */
function bestOf(hits: readonly Span[]): Span | null {
  let [best, most] = [hits[0] ?? null, 0];
  for (const [index, hit] of hits.entries()) {
    const found = new Set<string>();
    for (let at = index; at < hits.length; at += 1) {
      const other = hits[at];
      if (other === undefined || other.end - hit.start > EXTRACT - LEAD) break;
      found.add(other.stem);
    }
    if (found.size > most) [best, most] = [hit, found.size];
  }
  return best;
}

/** The start of the word there, or the end of the line before it. */
function startNear(text: string, at: number): number {
  if (at === 0) return 0;
  const gap = /[\s\u00a0]/u;
  let start = at;
  while (start < text.length && start < at + LEAD / 2 && !gap.test(text[start - 1] ?? ' ')) start += 1;
  return isLowSurrogate(text, start) ? start + 1 : start;
}

function endNear(text: string, at: number): number {
  let end = at;
  while (end > at - LEAD / 2 && end < text.length && !/[\s\u00a0]/u.test(text[end] ?? ' ')) end -= 1;
  return isLowSurrogate(text, end) ? end - 1 : end;
}

/** In the middle of a character of two units. */
const isLowSurrogate = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
};

function piecesOf(text: string, from: number, to: number, hits: readonly Span[]): SearchPiece[] {
  const pieces: SearchPiece[] = [];
  let at = from;
  for (const { start, end } of hits) {
    if (start > at) pieces.push({ text: text.slice(at, start) });
    pieces.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < to) pieces.push({ text: text.slice(at, to) });
  return pieces;
}
