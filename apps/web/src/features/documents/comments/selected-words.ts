import type { Node, ResolvedPos } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import type { CreateComment } from '@maroquin/contracts';
import {
  createRelativePositionFromTypeIndex,
  type RelativePosition,
  XmlElement,
  type XmlFragment,
  XmlText,
} from 'yjs';

/** Words of the text, by places that move with them. */
export type SelectedWords = Omit<CreateComment, 'text'>;

/**
 * What is selected, from its first letter to its last; where nothing is, the word at the caret. null: no words there.
 * @param root the Yjs type that the editor shows
 */
export function selectedWords(state: EditorState, root: XmlFragment): SelectedWords | null {
  const range = state.selection.empty ? wordAt(state.selection.$from) : state.selection;
  if (range === null) return null;
  let [first, last, words]: [number | null, number, string] = [null, 0, ''];
  state.doc.nodesBetween(range.from, range.to, (node, pos) => {
    const part = node.isText ? partOf(node, pos, range) : null;
    if (part === null) return;
    first ??= part.from;
    last = part.to;
    words += part.words;
  });
  if (first === null || words.trim() === '') return null;
  const from = placeOf(root, state.doc.resolve(first), 'before a letter');
  const to = placeOf(root, state.doc.resolve(last), 'behind a letter');
  return from === null || to === null ? null : { from: asJson(from), to: asJson(to), words };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function partOf(node: Node, pos: number, range: Range): (Range & { readonly words: string }) | null {
  const [from, to] = [Math.max(range.from, pos), Math.min(range.to, pos + node.nodeSize)];
  return to <= from ? null : { from, to, words: (node.text ?? '').slice(from - pos, to - pos) };
}

const LETTER = /[\p{L}\p{N}'’-]/u;

function wordAt($caret: ResolvedPos): Range | null {
  const { parent, parentOffset } = $caret;
  if (!parent.isTextblock) return null;
  // What is no text takes one place, so that offsets stay those of the editor.
  const text = parent.textBetween(0, parent.content.size, '', (leaf) => ' '.repeat(leaf.nodeSize));
  let [from, to] = [parentOffset, parentOffset];
  while (from > 0 && LETTER.test(text[from - 1] ?? '')) from -= 1;
  while (to < text.length && LETTER.test(text[to] ?? '')) to += 1;
  const start = $caret.start();
  return from === to ? null : { from: start + from, to: start + to };
}

/** Where a position of the editor lies in Yjs: elements stand for nodes one by one, texts for whatever text is between them. */
function placeOf(
  root: XmlFragment,
  $pos: ResolvedPos,
  side: 'before a letter' | 'behind a letter',
): RelativePosition | null {
  let parent = root;
  for (let depth = 0; depth < $pos.depth; depth += 1) {
    const child = elementsOf(parent)[nodesBefore($pos.node(depth), $pos.index(depth))];
    if (child === undefined) return null;
    parent = child;
  }
  const { nodes, letters } = inBlock($pos);
  let [skipped, offset] = [0, letters];
  for (const child of parent.toArray()) {
    if (child instanceof XmlElement) {
      if (skipped === nodes) return null;
      skipped += 1;
    } else if (child instanceof XmlText && skipped === nodes) {
      const { length } = child;
      if (side === 'behind a letter' ? offset <= length : offset < length)
        return createRelativePositionFromTypeIndex(child, offset, 0);
      offset -= length;
    }
  }
  return null;
}

const elementsOf = (parent: XmlFragment): XmlElement[] =>
  parent.toArray().filter((child) => child instanceof XmlElement);

/** Children that are no text before the child with this number. */
function nodesBefore(node: Node, index: number): number {
  let count = 0;
  for (let at = 0; at < index; at += 1) if (!node.child(at).isText) count += 1;
  return count;
}

/** Nodes that are no text before a position in its block, and letters since the last of them. */
function inBlock($pos: ResolvedPos): { nodes: number; letters: number } {
  let [nodes, letters] = [0, 0];
  for (let at = 0; at < $pos.index(); at += 1) {
    const child = $pos.parent.child(at);
    if (child.isText) letters += child.nodeSize;
    else [nodes, letters] = [nodes + 1, 0];
  }
  return { nodes, letters: letters + $pos.textOffset };
}

const asJson = ({ type, item, assoc }: RelativePosition): CreateComment['from'] => ({
  ...(type !== null && { type: { client: type.client, clock: type.clock } }),
  ...(item !== null && { item: { client: item.client, clock: item.clock } }),
  assoc,
});
