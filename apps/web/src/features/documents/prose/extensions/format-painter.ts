import { type Editor, Extension } from '@tiptap/core';
import type { Mark, Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';

/** How words look. What they mean to others (links, comments, suggestions) is not painted. */
const PAINTED = new Set([
  ...['bold', 'italic', 'underline', 'strike', 'code', 'superscript', 'subscript'],
  ...['highlight', 'ink'],
]);
/** What can be made of a line. */
const LINES = new Set(['paragraph', 'heading']);

interface Format {
  readonly marks: readonly Mark[];
  /** null: the words stood in something that has a form of its own, as code. */
  readonly line: { readonly type: string; readonly attrs: Readonly<Record<string, unknown>> } | null;
}
interface Painter {
  readonly copied: Format | null;
  /** The next words that are selected with the mouse get it. */
  readonly isArmed: boolean;
}

const painter = new PluginKey<Painter>('formatPainter');

export const isArmed = (state: EditorState): boolean => painter.getState(state)?.isArmed === true;

/** How the words at the caret, or the first selected ones, look. Pure. */
export function formatAt(state: EditorState): Format {
  const { from, $from, empty } = state.selection;
  let first: Node | null = null;
  if (!empty)
    state.doc.nodesBetween(from, state.selection.to, (node) => {
      if (node.isText) first ??= node;
      return first === null;
    });
  const marks = (first as Node | null)?.marks ?? state.storedMarks ?? $from.marks();
  const line = $from.parent;
  const { level, textAlign, indent } = line.attrs;
  return {
    marks: marks.filter(({ type }) => PAINTED.has(type.name)),
    line: LINES.has(line.type.name)
      ? { type: line.type.name, attrs: { ...(level !== undefined && { level }), textAlign, indent } }
      : null,
  };
}

/** The selected words; at a caret, the word around it. */
function wordsAt({ selection }: EditorState): { from: number; to: number } {
  const { from, to, empty, $from } = selection;
  const { parent, parentOffset } = $from;
  if (!empty || !parent.isTextblock) return { from, to };
  const text = parent.textBetween(0, parent.content.size, '\ufffc', '\ufffc');
  const before = /[\p{L}\p{N}'’\u2011-]*$/u.exec(text.slice(0, parentOffset))?.[0].length ?? 0;
  const after = /^[\p{L}\p{N}'’\u2011-]*/u.exec(text.slice(parentOffset))?.[0].length ?? 0;
  return { from: from - before, to: from + after };
}

/**
 * Makes the selected words look as those that were copied; of lines that are selected whole, and of that of a caret, the
 * style and the place too. Pure.
 */
export function paint(state: EditorState, { marks, line }: Format): Transaction {
  const { tr, schema, selection } = state;
  const { from, to } = wordsAt(state);
  if (from < to) {
    for (const name of PAINTED) {
      const type = schema.marks[name];
      if (type !== undefined) tr.removeMark(from, to, type);
    }
    for (const mark of marks) tr.addMark(from, to, mark);
  }
  if (line === null) return tr;
  state.doc.nodesBetween(selection.from, selection.to, (node, position) => {
    if (!node.isTextblock) return true;
    const [start, end] = [position + 1, position + 1 + node.content.size];
    const isWhole = selection.empty || (selection.from <= start && selection.to >= end);
    const type = schema.nodes[line.type];
    if (isWhole && type !== undefined && LINES.has(node.type.name)) {
      const { level: _, ...kept } = node.attrs;
      tr.setNodeMarkup(position, type, { ...kept, ...line.attrs });
    }
    return false;
  });
  return tr;
}

const set = (editor: Editor, change: Partial<Painter>): void =>
  editor.view.dispatch(editor.state.tr.setMeta(painter, change));

const copyFormat = (editor: Editor, arms = false): void =>
  set(editor, { copied: formatAt(editor.state), isArmed: arms });

/** Paints once. @returns whether a form had been copied */
function paintFormat(editor: Editor): boolean {
  const copied = painter.getState(editor.state)?.copied ?? null;
  if (copied === null) return false;
  editor.view.dispatch(paint(editor.state, copied).setMeta(painter, { isArmed: false }).scrollIntoView());
  return true;
}

/** The button: takes the form up, and gives it to what is selected next; pressed again it lets it go. */
export const toggleBrush = (editor: Editor): void =>
  isArmed(editor.state) ? set(editor, { isArmed: false }) : copyFormat(editor, true);

interface FormatPainterOptions {
  readonly mayWrite: () => boolean;
  readonly onCopied: () => void;
}

/** Ctrl+Alt+C and Ctrl+Alt+V, as in Word and Docs; AltGr types signs and is left alone. */
export const FormatPainter = Extension.create<FormatPainterOptions>({
  name: 'formatPainter',
  priority: 1100,
  addOptions: () => ({ mayWrite: () => true, onCopied: () => undefined }),
  addProseMirrorPlugins() {
    const { editor, options } = this;
    const onKey = (event: KeyboardEvent): boolean => {
      if (event.key === 'Escape' && isArmed(editor.state)) {
        set(editor, { isArmed: false });
        return true;
      }
      const isOurs = (event.ctrlKey || event.metaKey) && event.altKey && !event.shiftKey;
      if (!isOurs || event.getModifierState('AltGraph') || !options.mayWrite()) return false;
      if (event.code === 'KeyC') {
        copyFormat(editor);
        options.onCopied();
        return true;
      }
      return event.code === 'KeyV' && paintFormat(editor);
    };
    return [
      new Plugin<Painter>({
        key: painter,
        state: {
          init: () => ({ copied: null, isArmed: false }),
          apply: (tr, value) => {
            const change: unknown = tr.getMeta(painter);
            return typeof change === 'object' ? { ...value, ...change } : value;
          },
        },
        props: {
          handleKeyDown: (_view, event) => onKey(event),
          attributes: (state): Record<string, string> => (isArmed(state) ? { 'data-brush': '' } : {}),
          handleDOMEvents: {
            mouseup: () => {
              // Once the editor knows from the browser what is selected.
              if (isArmed(editor.state))
                setTimeout(() => {
                  const { selection } = editor.state;
                  if (selection instanceof TextSelection) paintFormat(editor);
                });
              return false;
            },
          },
        },
      }),
    ];
  },
});
