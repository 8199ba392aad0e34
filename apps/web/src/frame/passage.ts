import { z } from 'zod';
import type { SearchPiece } from '@maroquin/contracts';

/** Words somebody looked for, with those around them, so that they are found again in a text that has changed. */
export type Passage = readonly SearchPiece[];

/** Where a passage opens: which page of a PDF, and the words to mark. */
export interface Landing {
  readonly passage: Passage;
  readonly page: number | null;
}

const MAX_HASH = 8_000;
const pieceSchema = z.string().max(1_000);
/** Text that is not marked and text that is take turns, beginning with what is not. */
const piecesSchema = z.array(pieceSchema).max(200);

/** The part of an address that names a passage: the browser keeps it to itself, so no server and no log sees the words. */
export function landingHash({ passage, page }: Landing): string {
  if (passage.length === 0 && page === null) return '';
  const query = new URLSearchParams();
  if (page !== null) query.set('page', String(page));
  if (passage.length > 0) query.set('passage', JSON.stringify(inTurns(passage)));
  return `#${query.toString()}`;
}

function inTurns(passage: Passage): string[] {
  const turns: string[] = [''];
  for (const { text, hit } of passage) {
    const isHit = turns.length % 2 === 0;
    if (isHit === (hit === true)) turns.push(`${turns.pop() ?? ''}${text}`);
    else turns.push(text);
  }
  return turns;
}

/** null: the address names none. */
export function readLanding(hash: string): Landing | null {
  if (hash.length > MAX_HASH) return null;
  const query = new URLSearchParams(hash.replace(/^#/u, ''));
  const page = /^[1-9]\d{0,5}$/u.test(query.get('page') ?? '') ? Number(query.get('page')) : null;
  const passage = piecesOf(query.get('passage'));
  return passage.length === 0 && page === null ? null : { passage, page };
}

function piecesOf(value: string | null): Passage {
  if (value === null) return [];
  try {
    const turns = piecesSchema.parse(JSON.parse(value));
    return turns.map((text, index) => (index % 2 === 0 ? { text } : { text, hit: true as const }));
  } catch {
    // Whoever wrote the address by hand opens the document at its beginning.
    return [];
  }
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}
interface Word extends Stretch {
  readonly word: string;
  readonly isHit: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

const wordsOf = (text: string, isHit = false): Word[] =>
  [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    ...{ word, isHit },
    ...{ from: index, to: index + word.length },
  }));

/**
 * Where the marked words of a passage stand in a text: at the place whose words around them agree best, whatever signs
 * lie between. Empty: none of them is there any more. Pure.
 */
export function findPassage(text: string, passage: Passage): Stretch[] {
  const sought = passage.flatMap((piece) => wordsOf(piece.text, piece.hit));
  const first = sought.findIndex(({ isHit }) => isHit);
  const words = wordsOf(text);
  let best: { readonly start: number; readonly score: number } | null = null;
  for (const [hit, { word, isHit }] of sought.entries()) {
    if (!isHit || (best !== null && hit > first)) continue;
    for (const [at, { word: here }] of words.entries()) {
      if (here !== word) continue;
      const score = agreement(words, at - hit, sought);
      if (best === null || score > best.score) best = { start: at - hit, score };
    }
  }
  if (best === null) return [];
  const { start } = best;
  return sought.flatMap(({ word, isHit }, index) => {
    const here = words[start + index];
    return isHit && here?.word === word ? [{ from: here.from, to: here.to }] : [];
  });
}

const agreement = (words: readonly Word[], start: number, sought: readonly Word[]): number =>
  sought.filter(({ word }, index) => words[start + index]?.word === word).length;
