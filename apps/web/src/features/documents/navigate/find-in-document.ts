import type { Node } from '@tiptap/pm/model';
import { nodeChangeOf } from '@maroquin/prose';
import { Finder, type FindQuery } from './find-text.js';

/** Where words stand in a document. */
export interface FoundWords {
  readonly from: number;
  readonly to: number;
  /** The block that holds them, and where in it: an unchanged block is the same object after a colleague's change. */
  readonly block: Node;
  readonly offset: number;
}

/** Looks for the words of one query, and again after each change, only in the blocks that changed. */
export class DocumentFinder {
  private readonly finder: Finder;
  private readonly known = new WeakMap<Node, readonly { readonly from: number; readonly to: number }[]>();

  constructor(query: FindQuery) {
    this.finder = new Finder(query);
  }

  /** In the order of the document; the words of a note come where its call stands. */
  find(doc: Node): FoundWords[] {
    const found: FoundWords[] = [];
    let hasNotes = false;
    doc.descendants((node, pos) => {
      if (!node.isTextblock) return !isStruck(node);
      for (const { from, to } of this.inBlock(node))
        found.push({ from: pos + 1 + from, to: pos + 1 + to, block: node, offset: from });
      const holdsBlocks = node.children.some((child) => child.childCount > 0);
      hasNotes ||= holdsBlocks;
      return holdsBlocks;
    });
    return hasNotes ? found.sort((a, b) => a.from - b.from) : found;
  }

  private inBlock(block: Node): readonly { readonly from: number; readonly to: number }[] {
    const known = this.known.get(block);
    if (known !== undefined) return known;
    const found = this.finder.find(textOf(block));
    this.known.set(block, found);
    return found;
  }
}

/** What is no text takes its room, and is never found, nor are struck words: who reads them as they will be misses none. */
const textOf = (block: Node): string =>
  block.children
    .map((child) => (isStruck(child) ? null : child.text) ?? '\ufffc'.repeat(child.nodeSize))
    .join('');

const isStruck = ({ marks, attrs }: Node): boolean =>
  marks.some(({ type }) => type.name === 'deletion') || nodeChangeOf(attrs['blockChange'])?.kind === 'del';

/** The same words after a change, or those nearest to where they stood. @returns -1: there are none */
export function sameWords(
  last: FoundWords | undefined,
  lastIndex: number,
  found: readonly FoundWords[],
): number {
  if (last === undefined || found.length === 0) return found.length > 0 ? 0 : -1;
  const same = found.findIndex(({ block, offset }) => block === last.block && offset === last.offset);
  return same === -1 ? Math.min(Math.max(lastIndex, 0), found.length - 1) : same;
}

/** The first words at or behind a position, from the beginning again where there are none. */
export function wordsFrom(found: readonly FoundWords[], position: number): number {
  const index = found.findIndex(({ from }) => from >= position);
  return index === -1 ? Math.min(0, found.length - 1) : index;
}
