import type { SearchKey } from '@maroquin/platform/keys';
import type { Token } from './tokens.js';
import { tokensOf } from './tokens.js';

/** A tsvector keeps positions up to 16,383 and 256 of one word (PostgreSQL, "Text Search Types"). */
const PART_WORDS = 10_000;
const MOST_POSITIONS = 255;
/** What is behind them is not looked for: 2 million characters are a thousand pages. */
const MAX_PARTS = 50;
const BEGINNING = { from: 2, to: 10 } as const;

/** What the index holds of a text, or of a part of one. */
export interface WordVector {
  /** As PostgreSQL reads a tsvector. */
  readonly words: string;
  /** How many words it has. */
  readonly length: number;
}

/** A part of a text, and where it stands in it. */
export interface TextPart extends WordVector {
  readonly start: number;
  readonly end: number;
}

/** What pages of a text end with. */
export const PAGE_END = '\f';
export const countPages = (text: string): number => text.split(PAGE_END).length - 1;

type Positions = Map<string, number[]>;

const toText = (positions: Positions): string =>
  [...positions].map(([term, at]) => `'${term}':${at.slice(0, MOST_POSITIONS).join(',')}`).join(' ');

function addPosition(positions: Positions, term: string, position: number): void {
  const at = positions.get(term);
  if (at === undefined) positions.set(term, [position]);
  else if (at.at(-1) !== position) at.push(position);
}

/** Words as they are written, by which typing errors are repaired. Each function below adds those of its text. */
export type WrittenWords = Set<string>;

/** A name: its words, and their beginnings, so that it is found while one still types. */
export function nameVector(key: SearchKey, name: string, written: WrittenWords): WordVector {
  const positions: Positions = new Map();
  let length = 0;
  for (const { word, stem, position, isWhole } of tokensOf(name)) {
    addPosition(positions, key.term('word', stem), position);
    if (!isWhole) {
      length += 1;
      written.add(word);
    }
    for (let letters = BEGINNING.from; letters <= Math.min(word.length, BEGINNING.to); letters += 1)
      addPosition(positions, key.term('beginning', word.slice(0, letters)), position);
  }
  return { words: toText(positions), length };
}

/** The beginning that a name would be found by; null: too short, or longer than beginnings are kept. */
export const beginningOf = ({ word }: Pick<Token, 'word'>): string | null =>
  word.length < BEGINNING.from ? null : word.slice(0, BEGINNING.to);

/** A message, or another short text. */
export function textVector(key: SearchKey, text: string, written: WrittenWords): WordVector {
  const positions: Positions = new Map();
  let length = 0;
  for (const { word, stem, position, isWhole } of tokensOf(text)) {
    if (position > PART_WORDS) break;
    addPosition(positions, key.term('word', stem), position);
    if (!isWhole) written.add(word);
    length += 1;
  }
  return { words: toText(positions), length };
}

/** A text of any length, in parts that a tsvector can hold. */
export function textParts(key: SearchKey, text: string, written: WrittenWords): TextPart[] {
  const parts: TextPart[] = [];
  let positions: Positions = new Map();
  let [start, first, length] = [0, 0, 0];
  const close = (end: number): void => {
    parts.push({ words: toText(positions), length, start, end });
  };
  for (const token of tokensOf(text)) {
    if (token.position - first > PART_WORDS && !token.isWhole) {
      close(token.start);
      if (parts.length === MAX_PARTS) return parts;
      positions = new Map();
      [start, first, length] = [token.start, token.position - 1, 0];
    }
    addPosition(positions, key.term('word', token.stem), token.position - first);
    if (!token.isWhole) written.add(token.word);
    length += 1;
  }
  if (length > 0) close(text.length);
  return parts;
}
