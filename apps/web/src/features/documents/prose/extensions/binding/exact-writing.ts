import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import { fillEmptyTextblocks } from '@maroquin/prose';
import { ProsemirrorBinding, ySyncPluginKey } from 'y-prosemirror';
import { type Transaction, XmlElement, XmlFragment, XmlText } from 'yjs';
import { lettersOf, writeExactEdits } from '../../../writing/exact-edits.js';
import { editBetween } from '../../../writing/text-binding.js';

/**
 * Has what is typed written where it was typed. The binding compares the text before and after from its beginning: of
 * two who begin a word with the same letter at one place, the second's letter would be taken for the one before or
 * behind it, and what follows would be mixed with the other's word.
 */
export function writeExactly(binding: ProsemirrorBinding, mayWrite: () => boolean): void {
  // The library's own, so that a plugin that is set up again wraps nothing twice.
  const write = ProsemirrorBinding.prototype._prosemirrorChanged.bind(binding);
  Object.assign(binding, {
    _prosemirrorChanged: (doc: Node): void => {
      // Asked for at each change of the editor's state, of the selection too.
      if (!mayWrite()) return;
      binding.doc.transact((transaction) => {
        const { state } = binding.prosemirrorView as EditorView;
        if (!writeExactEdits(state, binding.type)) typeAtCaret(binding, doc);
        write(doc);
        fillNewTextblocks(transaction, doc);
      }, ySyncPluginKey);
    },
  });
}

/** What was written in one text alone; anything else is left to the binding, as are marks. */
function typeAtCaret(binding: ProsemirrorBinding, doc: Node): void {
  const { state } = binding.prosemirrorView as EditorView;
  let type: XmlFragment = binding.type;
  let node = doc;
  let position = 0;
  while (!node.isTextblock) {
    const children = type.toArray();
    if (children.length !== node.childCount) return;
    const index = theOnly(children, (child, at) => binding.mapping.get(child) !== node.child(at));
    const child = children[index];
    if (!(child instanceof XmlElement) || child.nodeName !== node.child(index).type.name) return;
    for (let before = 0; before < index; before += 1) position += node.child(before).nodeSize;
    [type, node, position] = [child, node.child(index), position + 1];
  }
  const runs = runsOf(node);
  const children = type.toArray();
  if (children.length !== runs.length) return;
  const letters = children.map((child) => (child instanceof XmlText ? lettersOf(child) : null));
  const index = theOnly(runs, ({ text }, at) => text !== letters[at]);
  const [run, text, before = null] = [runs[index], children[index], letters[index]];
  if (!(text instanceof XmlText) || before === null || run === undefined || run.text === null) return;
  const caret = state.selection.head - position - run.start;
  const edit = editBetween(before, run.text, Math.min(Math.max(caret, 0), run.text.length));
  if (edit === null) return;
  text.delete(edit.index, edit.deleted);
  text.insert(edit.index, edit.inserted);
}

/** Its index; -1 when there is none or more than one. */
function theOnly<T>(list: readonly T[], is: (one: T, index: number) => boolean): number {
  const index = list.findIndex(is);
  return index !== -1 && list.findIndex((one, at) => at > index && is(one, at)) === -1 ? index : -1;
}

interface Run {
  /** null: a node that is not text. */
  text: string | null;
  /** From the beginning of the block. */
  readonly start: number;
}

/** Neighbouring texts as one, as the binding has them. */
function runsOf(block: Node): Run[] {
  const runs: Run[] = [];
  block.forEach((child, start) => {
    const last = runs.at(-1);
    if (child.text === undefined) runs.push({ text: null, start });
    else if (last === undefined || last.text === null) runs.push({ text: child.text, start });
    else last.text += child.text;
  });
  return runs;
}

function fillNewTextblocks(transaction: Transaction, { type: { schema } }: Node): void {
  const isNew = ({ _item: item }: XmlElement): boolean =>
    item !== null && item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0);
  for (const type of transaction.changed.keys())
    if (type instanceof XmlFragment) fillEmptyTextblocks(type, schema, isNew);
}
