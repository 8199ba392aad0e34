import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { type Field, fieldOf, type FieldValues, wordsOf } from '@maroquin/prose';

/** The fields that still stand in the text, those of one label once. */
export function fieldsIn(doc: Node): Field[] {
  const found = new Map<string, Field>();
  doc.descendants((node) => {
    if (node.type.name !== 'field') return;
    const field = fieldOf(node.attrs);
    if (!found.has(field.label)) found.set(field.label, field);
  });
  return [...found.values()];
}

/** Each field that has a value gives way to its words, in one step that one undo takes back. */
export function fillInText(editor: Editor, values: FieldValues): void {
  const places: { node: Node; pos: number }[] = [];
  editor.state.doc.descendants((node, pos) => {
    if (node.type.name === 'field') places.push({ node, pos });
  });
  const { tr } = editor.state;
  // From the end on, so that the places before stay where they are.
  for (const place of places.reverse()) replace(tr, place, values);
  if (tr.docChanged) editor.view.dispatch(tr);
}

function replace(tr: Transaction, { node, pos }: { node: Node; pos: number }, values: FieldValues): void {
  const field = fieldOf(node.attrs);
  const value = Object.hasOwn(values, field.label) ? (values[field.label] ?? '').trim() : '';
  const words = value === '' ? null : wordsOf(field, value);
  if (words === null) return;
  tr.replaceWith(pos, pos + node.nodeSize, node.type.schema.text(words, node.marks));
}
