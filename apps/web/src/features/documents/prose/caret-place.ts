import type { EditorState } from '@tiptap/pm/state';
import type { Mark, Node } from '@tiptap/pm/model';

const marksOf = (marks: readonly Mark[]): unknown[] => marks.map(({ type, attrs }) => [type.name, attrs]);

/** What its lines consist of, but for the letters. */
const formOf = (textblock: Node): unknown[] =>
  textblock.children.map(({ type, marks }) => [type.name, marksOf(marks)]);

/**
 * What the tools make of a caret: two states with the same words offer the same tools, and press the same buttons.
 * Typing leaves it as it is. null: more than a caret is selected.
 */
export function caretPlace({ selection, storedMarks }: EditorState): string | null {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock) return null;
  const around = Array.from({ length: $from.depth }, (_, depth) => {
    const { type, attrs } = $from.node(depth + 1);
    return [type.name, attrs, ...(depth === 0 ? [] : [$from.index(depth), $from.node(depth).childCount])];
  });
  return JSON.stringify([around, marksOf(storedMarks ?? $from.marks()), formOf($from.parent)]);
}
