import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { type Text, XmlElement, type XmlFragment, XmlText } from 'yjs';

/** Words of one text that give way to others; positions in the document before. */
export interface ExactEdit {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

interface ExactEdits {
  readonly before: Node;
  /** In the order of the document. */
  readonly edits: readonly ExactEdit[];
}

const key = new PluginKey<ExactEdits | null>('exactEdits');
const written = new WeakSet<ExactEdits>();

/** Remembers the edits of the last transaction until the binding has written them. */
export const exactEdits = (): Plugin<ExactEdits | null> =>
  new Plugin<ExactEdits | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, last) => {
        const edits = tr.getMeta(key) as readonly ExactEdit[] | undefined;
        if (edits !== undefined) return { before: tr.before, edits };
        // What the editor adds of its own to a transaction is written after it.
        return tr.docChanged && tr.getMeta('appendedTransaction') === undefined ? null : last;
      },
    },
  });

/**
 * Replaces words at several places at once, each of them alone in the shared document. Left to compare the texts before
 * and after, the binding would rewrite all that lies between the first and the last of a paragraph, over what a
 * colleague types there meanwhile.
 */
export function replaceExactly(tr: Transaction, edits: readonly ExactEdit[]): Transaction {
  for (const { from, to, words } of [...edits].reverse()) {
    const marks = (tr.doc.nodeAt(from)?.marks ?? []).filter(({ type }) => !isChange(type.name));
    if (words === '') tr.delete(from, to);
    else tr.replaceWith(from, to, tr.doc.type.schema.text(words, marks));
  }
  return tr.setMeta(key, edits);
}

/** Writes the remembered edits, once. @returns whether there were any */
export function writeExactEdits(state: EditorState, root: XmlFragment): boolean {
  const exact = key.getState(state) ?? null;
  if (exact === null || written.has(exact)) return false;
  written.add(exact);
  const { before, edits } = exact;
  for (const { from, to, words } of [...edits].reverse()) {
    const place = placeOf(root, before, from);
    if (
      place === null ||
      lettersOf(place.text).slice(place.index, place.index + to - from) !== before.textBetween(from, to)
    )
      continue;
    place.text.insert(place.index + to - from, words, formatsAt(place));
    place.text.delete(place.index, to - from);
  }
  return true;
}

interface Place {
  readonly text: XmlText;
  readonly index: number;
}

/** The shared text in which a position of the document lies. Neighbouring texts of a block are one there. */
function placeOf(type: XmlFragment, node: Node, position: number): Place | null {
  const shared = type.toArray();
  let index = -1;
  let start = 0;
  let run = 0;
  let wasText = false;
  for (let at = 0; at < node.childCount; at += 1) {
    const child = node.child(at);
    if (!child.isText || !wasText) {
      index += 1;
      run = start;
    }
    wasText = child.isText;
    if (position < start + child.nodeSize) {
      const inside = shared[index];
      if (child.isText) return inside instanceof XmlText ? { text: inside, index: position - run } : null;
      return inside instanceof XmlElement ? placeOf(inside, child, position - start - 1) : null;
    }
    start += child.nodeSize;
  }
  return null;
}

/** Of what the words replace they take the format, and not whether it was suggested: they are somebody else's. */
const isChange = (name: string): boolean => /^(insertion|deletion)(--|$)/.test(name);

function formatsAt({ text, index }: Place): Record<string, unknown> {
  let end = 0;
  for (const { insert, attributes = {} } of text.toDelta() as {
    insert: unknown;
    attributes?: Record<string, unknown>;
  }[]) {
    end += typeof insert === 'string' ? insert.length : 1;
    if (index < end)
      return Object.fromEntries(Object.entries(attributes).filter(([name]) => !isChange(name)));
  }
  return {};
}

/** What stands in a shared text, without its formats. */
export const lettersOf = (text: Text): string =>
  (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
    .join('');
