import { Extension, type Editor } from '@tiptap/core';
import { baseKeymap, toggleMark } from '@tiptap/pm/commands';
import { keymap } from '@tiptap/pm/keymap';
import type { Node } from '@tiptap/pm/model';
import { type Command, EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { StepMap } from '@tiptap/pm/transform';
import { EditorView } from '@tiptap/pm/view';
import { goToCall } from './footnotes.js';
import { ownMentions } from '../paste/mention-paste.js';
import { noteKeys } from './note-keys.js';

/** Set on what comes from the document, so that it is not written into it again. */
const FROM_DOCUMENT = 'fromDocument';

interface NotePlace {
  readonly position: number;
  readonly node: Node;
}

const known = new WeakMap<Node, readonly NotePlace[]>();

/** The notes of a text in the order of their calls. */
function notePlaces(doc: Node): readonly NotePlace[] {
  const last = known.get(doc);
  if (last !== undefined) return last;
  const places: NotePlace[] = [];
  doc.descendants((node, position) => {
    if (node.type.name === 'footnote') places.push({ position, node });
    return node.type.name !== 'footnote';
  });
  known.set(doc, places);
  return places;
}

interface KeyedNote extends NotePlace {
  readonly key: string;
  readonly number: number;
}

/** The notes of the text as it is now, each with what it is known by. */
export function keyedNotes(editor: Editor): readonly KeyedNote[] {
  const places = notePlaces(editor.state.doc);
  const keys = noteKeys(editor, places.length);
  return places.map((place, index) => ({ ...place, key: keys[index] ?? String(index), number: index + 1 }));
}

interface NoteName {
  readonly number: number;
  readonly label: string;
}

/**
 * The text of one note, written at the foot of the sheet. Each step taken here is taken in the document at once, where it
 * is shared and undone like any other.
 */
export class NoteEditor {
  private readonly view: EditorView;

  constructor(
    element: HTMLElement,
    private readonly editor: Editor,
    private place: NotePlace,
    private name: NoteName,
  ) {
    this.view = new EditorView(element, {
      state: EditorState.create({ doc: place.node, plugins: [keymap(this.keys()), keymap(baseKeymap)] }),
      dispatchTransaction: (tr) => this.take(tr),
      transformPasted: (slice) => ownMentions(slice, editor.state.doc.content),
      attributes: () => ({
        ...{ role: 'textbox', 'aria-multiline': 'true', class: 'mq-note-field' },
        'aria-label': this.name.label,
      }),
    });
  }

  /** Its number changed, with notes above it. */
  rename(name: NoteName): void {
    this.name = name;
    this.view.updateState(this.view.state);
  }

  /** Takes over what the document has now. */
  update(place: NotePlace): void {
    this.place = place;
    const { state } = this.view;
    const { content } = place.node;
    const start = content.findDiffStart(state.doc.content);
    const ends = content.findDiffEnd(state.doc.content);
    if (start === null || ends === null) return;
    const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
    const slice = place.node.slice(start, ends.a + overlap);
    this.view.dispatch(state.tr.replace(start, ends.b + overlap, slice).setMeta(FROM_DOCUMENT, true));
  }

  focus(): void {
    const { state } = this.view;
    this.view.dispatch(state.tr.setSelection(TextSelection.atEnd(state.doc)));
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }

  private take(tr: Transaction): void {
    const { state, transactions } = this.view.state.applyTransaction(tr);
    this.view.updateState(state);
    if (tr.getMeta(FROM_DOCUMENT) === true || !tr.docChanged) return;
    const outer = this.editor.state.tr;
    const offset = StepMap.offset(this.place.position + 1);
    for (const { steps } of transactions)
      for (const step of steps) {
        const mapped = step.map(offset);
        if (mapped !== null) outer.step(mapped);
      }
    this.editor.view.dispatch(outer);
    // What cannot be suggested was not done: it is not shown either.
    this.update(this.place);
  }

  private keys(): Record<string, Command> {
    const { editor } = this;
    const run = (act: () => boolean) => (): boolean => act() || true;
    const mark = (name: string): Command => {
      const type = editor.schema.marks[name];
      return type === undefined ? () => false : toggleMark(type);
    };
    const back = run(() => {
      goToCall(this.name.number);
      return true;
    });
    return {
      'Mod-z': run(() => editor.commands.undo()),
      'Mod-y': run(() => editor.commands.redo()),
      'Mod-Shift-z': run(() => editor.commands.redo()),
      'Mod-b': mark('bold'),
      'Mod-i': mark('italic'),
      'Mod-u': mark('underline'),
      Escape: back,
      Backspace: this.removeEmpty,
    };
  }

  /** Backspace in a note without words takes its call away. */
  private readonly removeEmpty: Command = ({ doc }) => {
    if (doc.textContent !== '' || doc.childCount > 1) return false;
    const { position, node } = this.place;
    const { view } = this.editor;
    view.dispatch(view.state.tr.delete(position, position + node.nodeSize));
    view.focus();
    return true;
  };
}

/** The note that was just inserted: it is written in as soon as it is there. */
const wanted = new WeakMap<Editor, number>();

/** Whether this note was just inserted; said once. */
export function takesFocus(editor: Editor, number: number): boolean {
  return wanted.get(editor) === number && wanted.delete(editor);
}

/** A note stands in a line of text; code has none. */
export const canInsertNote = ({ state: { selection } }: Editor): boolean => {
  const { parent } = selection.$from;
  return parent.inlineContent && parent.type.spec.code !== true;
};

/** Puts a note at the caret, and the caret into the note. */
export function insertNote(editor: Editor): boolean {
  if (!canInsertNote(editor)) return false;
  const { to } = editor.state.selection;
  const before = notePlaces(editor.state.doc).filter(({ position }) => position < to).length;
  wanted.set(editor, before + 1);
  // What is selected stays: the note is about it.
  return editor
    .chain()
    .insertContentAt(to, { type: 'footnote', content: [{ type: 'paragraph' }] })
    .run();
}

/** Word's own key for a note. */
export const NoteKeys = Extension.create({
  name: 'noteKeys',
  addKeyboardShortcuts() {
    return { 'Mod-Alt-f': () => insertNote(this.editor) };
  },
});
