import { PROSE_ROOT, proseSchema } from '@maroquin/prose';
import type { DocumentKind } from '@maroquin/contracts';
import type { Doc } from 'yjs';
import { diffBlocks, diffInline, sortMarks } from './diff-content.js';
import { settleMoved, toText, toUnion } from './moved.js';
import { type JournalledUpdate, type Replay, replay } from './replay.js';
import {
  type Attribution,
  type Comparison,
  isText,
  layOutProse,
  layOutText,
  type UnionPiece,
  type UnionText,
} from './union.js';
import { type Known, Walk } from './walk.js';

const known: Known = {
  node: (type) => type in proseSchema.nodes,
  mark: (type) => type in proseSchema.marks,
};
const isLeaf = (type: string): boolean => proseSchema.nodes[type]?.isLeaf ?? true;

/** Two versions of one epoch: what came between them is known change by change. */
export function compareInEpoch(
  kind: DocumentKind,
  earlier: readonly Uint8Array[],
  later: readonly JournalledUpdate[],
): Comparison {
  const parts = replay(earlier, later);
  try {
    const pieces = piecesOf(kind, parts);
    return layOut(kind, pieces);
  } finally {
    parts.doc.destroy();
  }
}

/** A version of an epoch that has an end, and one that stands on a restored text: compared as two texts. */
export function compareAcross(
  kind: DocumentKind,
  before: readonly Uint8Array[],
  /** What the later version's epoch began with, and by whom; then its own updates. */
  after: { readonly base: JournalledUpdate; readonly updates: readonly JournalledUpdate[] },
): Comparison {
  const old = replay(before, []);
  const now = replay([after.base.update], after.updates);
  try {
    const { base, updates } = after;
    // Without later edits it was the restoration that took something out; else it cannot be known.
    const deleted = { personId: updates.length === 0 ? base.personId : null, at: base.at };
    const [a, b] = [standing(piecesOf(kind, old), base), standing(piecesOf(kind, now), base)];
    const pieces = kind === 'text' ? diffInline(a, b, { deleted }) : diffBlocks(a, b, { deleted });
    return layOut(kind, pieces);
  } finally {
    old.doc.destroy();
    now.doc.destroy();
  }
}

function piecesOf(kind: DocumentKind, parts: Replay): UnionPiece[] {
  const walk = new Walk(parts, known);
  if (kind === 'text') {
    const stretches = walk.text(parts.doc.getText('text'));
    return stretches.map(toText);
  }
  const blocks = walk.blocks(fragmentOf(parts.doc));
  settleMoved(blocks);
  return toUnion(blocks, isLeaf);
}

const fragmentOf = (doc: Doc) => doc.getXmlFragment(PROSE_ROOT);

function layOut(kind: DocumentKind, pieces: readonly UnionPiece[]): Comparison {
  return kind === 'text' ? layOutText(pieces.filter(isText)) : layOutProse(pieces, isLeaf);
}

/** The version alone, each piece with who wrote it; what the epoch began with names who began it. */
function standing(pieces: readonly UnionPiece[], base: Attribution): UnionPiece[] {
  return pieces
    .filter(({ fate }) => fate !== 'deleted')
    .map((piece): UnionPiece => {
      const by = piece.fate === 'inserted' ? piece.by : { personId: base.personId, at: base.at };
      if (isText(piece)) return { ...piece, by, marks: sortMarks(piece.marks) } satisfies UnionText;
      return { ...piece, by, children: standing(piece.children, base) };
    });
}
