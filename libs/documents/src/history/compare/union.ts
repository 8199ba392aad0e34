import type { ProseMark, ProseNode } from '@maroquin/prose';

/** Who put something in or took it out, and when (ms since 1970). `personId` null: the system, or nobody in particular. */
export interface Attribution {
  readonly personId: string | null;
  readonly at: number;
}

/** How a piece relates to the two versions: in both, only in the later one, only in the earlier one. */
export type ChangeState = 'kept' | 'inserted' | 'deleted';

export interface UnionText {
  readonly text: string;
  readonly marks: readonly ProseMark[];
  readonly fate: ChangeState;
  /** Of the change; of a kept piece, who wrote it, where that is known. */
  readonly by: Attribution | null;
}

/** A node of either version. A leaf has no children. */
export interface UnionNode {
  readonly type: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly fate: ChangeState;
  readonly by: Attribution | null;
  readonly children: readonly UnionPiece[];
}

export type UnionPiece = UnionNode | UnionText;

export const isText = (piece: UnionPiece): piece is UnionText => 'text' in piece;

/** Inserted or deleted from one place to another of the content, in ProseMirror positions, or characters of a plain text. */
export interface Change extends Attribution {
  readonly kind: 'insertion' | 'deletion';
  readonly from: number;
  readonly to: number;
}

export interface Comparison {
  /** Both versions in one: prose as ProseMirror's JSON, a plain text as it is. */
  readonly content: ProseNode | string;
  readonly changes: readonly Change[];
  /** Words in what was inserted and deleted. */
  readonly added: number;
  readonly removed: number;
}

/** Keystrokes of one person that follow one another are one change. */
const GATHER_MS = 5 * 60_000;

const WORD = /[\p{L}\p{N}]+(?:['’\u2011-][\p{L}\p{N}]+)*/gu;
const wordsIn = (text: string): number => text.match(WORD)?.length ?? 0;

/** Notes the changes while the content is laid out. */
class ChangeList {
  readonly changes: Change[] = [];
  private readonly texts = { insertion: [] as string[], deletion: [] as string[] };

  add({ fate, by }: Pick<UnionText, 'fate' | 'by'>, from: number, to: number, text: string): void {
    if (fate === 'kept') return;
    const kind = fate === 'inserted' ? 'insertion' : 'deletion';
    const { personId, at } = by ?? { personId: null, at: 0 };
    const last = this.changes.at(-1);
    if (last?.to === from && last.kind === kind && last.personId === personId) {
      this.texts[kind].push(text);
      if (Math.abs(at - last.at) <= GATHER_MS) {
        this.changes[this.changes.length - 1] = { ...last, to, at: Math.max(at, last.at) };
        return;
      }
    } else this.texts[kind].push(' ', text);
    this.changes.push({ kind, from, to, personId, at });
  }

  counts(): { added: number; removed: number } {
    return {
      added: wordsIn(this.texts.insertion.join('')),
      removed: wordsIn(this.texts.deletion.join('')),
    };
  }
}

/** Lays out a plain text. */
export function layOutText(pieces: readonly UnionText[]): Comparison {
  const list = new ChangeList();
  let at = 0;
  for (const piece of pieces) {
    list.add(piece, at, at + piece.text.length, piece.text);
    at += piece.text.length;
  }
  return { content: pieces.map(({ text }) => text).join(''), changes: list.changes, ...list.counts() };
}

/** Lays out the blocks of a document; positions are those of the document that the JSON makes. */
export function layOutProse(blocks: readonly UnionPiece[], isLeaf: (type: string) => boolean): Comparison {
  const list = new ChangeList();
  const layOut = (pieces: readonly UnionPiece[], start: number): { nodes: ProseNode[]; end: number } => {
    const nodes: ProseNode[] = [];
    let at = start;
    for (const piece of pieces) {
      if (isText(piece)) {
        pushText(nodes, piece);
        list.add(piece, at, at + piece.text.length, piece.text);
        at += piece.text.length;
      } else if (isLeaf(piece.type)) {
        nodes.push({ type: piece.type, attrs: { ...piece.attrs } });
        if (piece.type !== 'hardBreak') list.add(piece, at, at + 1, ' ');
        at += 1;
      } else {
        const inner = layOut(piece.children, at + 1);
        nodes.push({ type: piece.type, attrs: { ...piece.attrs }, content: inner.nodes });
        at = inner.end + 1;
      }
    }
    return { nodes, end: at };
  };
  const { nodes } = layOut(blocks, 0);
  const content = { type: 'doc', content: nodes.length === 0 ? [{ type: 'paragraph' }] : nodes };
  return { content, changes: list.changes, ...list.counts() };
}

/** Neighbours with the same marks are one node, as everywhere in ProseMirror. */
function pushText(nodes: ProseNode[], { text, marks }: UnionText): void {
  const last = nodes.at(-1);
  if (last?.type === 'text' && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)) {
    last.text = (last.text ?? '') + text;
    return;
  }
  nodes.push({ type: 'text', text, ...(marks.length === 0 ? {} : { marks: [...marks] }) });
}
