import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { XmlElement, type XmlFragment } from 'yjs';
import { bindingOf } from '../binding/steady-binding.js';

interface Keyed {
  readonly doc: Node;
  readonly ids: readonly string[];
  readonly keys: readonly string[];
}
const known = new WeakMap<Editor, Keyed>();

/**
 * What each note of a text is known by, in the order of their calls: its number changes with every note that is put in
 * above, and who writes in it goes on in the same one.
 */
export function noteKeys(editor: Editor, count: number): readonly string[] {
  const { doc } = editor.state;
  const last = known.get(editor);
  if (last?.doc === doc) return last.keys;
  if (count === 0) {
    // Most texts have none, and at each key the whole text would be walked through.
    known.set(editor, { doc, ids: [], keys: [] });
    return [];
  }
  const binding = bindingOf(editor.state);
  const ids = binding === null ? [] : sharedNotes(binding.type);
  if (ids.length !== count) return Array.from({ length: count }, (_, index) => String(index));
  const keys = keysAfter(last, ids);
  known.set(editor, { doc, ids, keys });
  return keys;
}

/** Of a paragraph that is divided the binding makes new notes of the old ones: one in the place of another is the same. */
export function keysAfter(
  last: Pick<Keyed, 'ids' | 'keys'> | undefined,
  ids: readonly string[],
): readonly string[] {
  const before = new Map(last?.ids.map((id, index) => [id, last.keys[index] ?? id]));
  const now = new Set(ids);
  return ids.map((id, index) => {
    const replaced = last?.ids.length === ids.length ? last.ids[index] : undefined;
    const isReplaced = replaced !== undefined && !now.has(replaced) && !before.has(id);
    return before.get(isReplaced ? replaced : id) ?? id;
  });
}

/** The notes of the shared document, each by what Yjs knows it by. */
export function sharedNotes(root: XmlFragment): readonly string[] {
  return root.toArray().flatMap((child) => {
    if (!(child instanceof XmlElement)) return [];
    if (child.nodeName !== 'footnote') return sharedNotes(child);
    const id = child._item?.id;
    return [id === undefined ? '' : `${String(id.client)}:${String(id.clock)}`];
  });
}
