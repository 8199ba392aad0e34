import type { ProseMark } from '@maroquin/prose';
import { diffSequences } from './sequence-diff.js';
import { type Attribution, isText, type UnionNode, type UnionPiece, type UnionText } from './union.js';

/** Who is named for what is gone: between two texts that share no history nobody saw it being deleted. */
export interface DiffAuthors {
  readonly deleted: Attribution;
}

/**
 * Two texts that share no history, as one: block by block, and word by word in blocks that changed. Each piece of the
 * later text names who wrote it; what is new keeps that name.
 */
export function diffBlocks(
  before: readonly UnionPiece[],
  after: readonly UnionPiece[],
  authors: DiffAuthors,
): UnionPiece[] {
  const result: UnionPiece[] = [];
  let [a, b] = [0, 0];
  for (const step of diffSequences(before.map(keyOf), after.map(keyOf))) {
    const [gone, come] = [before.slice(a, a + step.before), after.slice(b, b + step.after)];
    if (step.equal) result.push(...come.map((piece) => mark(piece, 'kept')));
    else result.push(...replaceBlocks(gone, come, authors));
    a += step.before;
    b += step.after;
  }
  return result;
}

/** Blocks of the same kind are compared with one another, in order; the others were put in or taken out whole. */
function replaceBlocks(
  before: readonly UnionPiece[],
  after: readonly UnionPiece[],
  authors: DiffAuthors,
): UnionPiece[] {
  const result: UnionPiece[] = [];
  const left = [...before];
  for (const piece of after) {
    const same = left.findIndex((one) => areAlike(one, piece));
    if (same < 0) {
      result.push(mark(piece, 'inserted'));
      continue;
    }
    for (const one of left.splice(0, same)) result.push(mark(one, 'deleted', authors.deleted));
    const [partner] = left.splice(0, 1);
    if (partner !== undefined && !isText(partner) && !isText(piece))
      result.push({ ...piece, fate: 'kept', by: null, children: childrenOf(partner, piece, authors) });
  }
  return [...result, ...left.map((one) => mark(one, 'deleted', authors.deleted))];
}

const areAlike = (a: UnionPiece, b: UnionPiece): boolean =>
  !isText(a) && !isText(b) && a.type === b.type && a.children.length > 0 && b.children.length > 0;

function childrenOf(before: UnionNode, after: UnionNode, authors: DiffAuthors): UnionPiece[] {
  const isInline = [...before.children, ...after.children].some(isText);
  return isInline
    ? diffInline(before.children, after.children, authors)
    : diffBlocks(before.children, after.children, authors);
}

/** The pieces of a text, word by word. */
export function diffInline(
  before: readonly UnionPiece[],
  after: readonly UnionPiece[],
  authors: DiffAuthors,
): UnionPiece[] {
  const [old, now] = [tokensOf(before), tokensOf(after)];
  const result: UnionPiece[] = [];
  let [a, b] = [0, 0];
  for (const step of diffSequences(
    old.map(({ key }) => key),
    now.map(({ key }) => key),
  )) {
    if (!step.equal)
      for (const { pieces } of old.slice(a, a + step.before))
        result.push(...pieces.map((piece) => mark(piece, 'deleted', authors.deleted)));
    const fate = step.equal ? 'kept' : 'inserted';
    for (const { pieces } of now.slice(b, b + step.after))
      result.push(...pieces.map((piece) => mark(piece, fate)));
    a += step.before;
    b += step.after;
  }
  return result;
}

interface Token {
  readonly key: string;
  /** A word that two people wrote has two pieces. */
  readonly pieces: readonly UnionPiece[];
}

const WORDS = /[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu;

function tokensOf(pieces: readonly UnionPiece[]): Token[] {
  const tokens: Token[] = [];
  for (const run of runsOf(pieces)) {
    const [only] = run.pieces;
    if (only !== undefined && !isText(only)) tokens.push({ key: keyOf(only), pieces: run.pieces });
    else {
      let at = 0;
      for (const [word] of run.text.matchAll(WORDS)) {
        const cut = slice(run.pieces, at, at + word.length);
        tokens.push({ key: `${run.marks} ${word}`, pieces: cut });
        at += word.length;
      }
    }
  }
  return tokens;
}

interface Run {
  readonly pieces: UnionPiece[];
  readonly marks: string;
  text: string;
}

/** Neighbouring text with the same marks, whoever wrote it. */
function runsOf(pieces: readonly UnionPiece[]): Run[] {
  const runs: Run[] = [];
  for (const piece of pieces) {
    const marks = isText(piece) ? JSON.stringify(piece.marks) : '';
    const last = runs.at(-1);
    if (isText(piece) && last !== undefined && last.text !== '' && last.marks === marks) {
      last.pieces.push(piece);
      last.text += piece.text;
    } else runs.push({ pieces: [piece], marks, text: isText(piece) ? piece.text : '' });
  }
  return runs;
}

function slice(pieces: readonly UnionPiece[], from: number, to: number): UnionPiece[] {
  const cut: UnionPiece[] = [];
  let at = 0;
  for (const piece of pieces) {
    if (!isText(piece)) continue;
    const text = piece.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (text !== '') cut.push({ ...piece, text });
    at += piece.text.length;
  }
  return cut;
}

/** `by` absent: who wrote the piece is named. */
function mark(piece: UnionPiece, fate: UnionNode['fate'], by?: Attribution): UnionPiece {
  const author = fate === 'kept' ? null : (by ?? piece.by);
  if (isText(piece)) return { ...piece, fate, by: author } satisfies UnionText;
  return { ...piece, fate, by: author, children: piece.children.map((child) => mark(child, fate, by)) };
}

/** Equal for pieces that look the same, whoever wrote them. */
function keyOf(piece: UnionPiece): string {
  return JSON.stringify(plain([piece]));
}

function plain(pieces: readonly UnionPiece[]): unknown[] {
  return runsOf(pieces).map(({ pieces: [first], text, marks }) =>
    first === undefined || isText(first)
      ? [text, marks]
      : { type: first.type, attrs: sorted(first.attrs), children: plain(first.children) },
  );
}

/** Attributes that stand at their default may be written or not. */
const sorted = (attrs: Readonly<Record<string, unknown>>): [string, unknown][] =>
  Object.entries(attrs)
    .filter(([, value]) => value !== null && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Marks in one order. */
export const sortMarks = (marks: readonly ProseMark[]): ProseMark[] =>
  [...marks].sort((a, b) => (a.type < b.type ? -1 : 1));
