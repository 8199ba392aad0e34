import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useRef } from 'react';
import { useT } from '../../../i18n/index.js';
import { footnotesOf, goToCall, noteId } from './extensions/notes/footnotes.js';
import { keyedNotes, NoteEditor, takesFocus } from './extensions/notes/note-editor.js';
import { noteKeys } from './extensions/notes/note-keys.js';

interface NotesProps {
  editor: Editor;
  /** Written in where they stand. */
  canEdit: boolean;
}

const keyedTexts = (editor: Editor) => {
  const notes = footnotesOf(editor.state.doc);
  const keys = noteKeys(editor, notes.length);
  return notes.map((note, index) => ({ ...note, key: keys[index] ?? String(index) }));
};

/** The notes at the foot of the sheet, in the order of their calls. */
export function Notes({ editor, canEdit }: NotesProps) {
  const t = useT();
  const notes = useEditorState({ editor, selector: ({ editor: e }) => keyedTexts(e) });
  if (notes.length === 0) return null;
  return (
    <aside className="mq-notes" aria-label={t('notes.title')}>
      <ol>
        {notes.map(({ key, number, text }) => (
          <li key={key} id={noteId(number)} tabIndex={-1}>
            <button
              type="button"
              className="n"
              aria-label={t('notes.back', { number })}
              onClick={() => goToCall(number)}
            >
              {number}
            </button>
            {canEdit ? <NoteField editor={editor} noteKey={key} number={number} /> : <p>{text}</p>}
          </li>
        ))}
      </ol>
    </aside>
  );
}

interface NoteFieldProps {
  editor: Editor;
  /** Which note it is, whatever its number becomes. */
  noteKey: string;
  number: number;
}
function NoteField({ editor, noteKey, number }: NoteFieldProps) {
  const t = useT();
  const element = useRef<HTMLDivElement>(null);
  const field = useRef<NoteEditor>(null);
  const label = t('notes.text', { number });
  const name = useRef({ number, label });
  useEffect(() => {
    const find = () => keyedNotes(editor).find(({ key }) => key === noteKey);
    const place = find();
    if (element.current === null || place === undefined) return;
    const note = new NoteEditor(element.current, editor, place, name.current);
    field.current = note;
    // After the menu or the toolbar it was asked for in has given the focus back.
    const takeFocus = (now: number): void => {
      if (takesFocus(editor, now)) setTimeout(() => note.focus());
    };
    let { doc } = editor.state;
    const follow = (): void => {
      if (editor.state.doc === doc) return;
      ({ doc } = editor.state);
      const now = find();
      if (now === undefined) return;
      note.update(now);
      takeFocus(now.number);
    };
    editor.on('transaction', follow);
    takeFocus(place.number);
    return () => {
      editor.off('transaction', follow);
      field.current = null;
      note.destroy();
    };
  }, [editor, noteKey]);
  useEffect(() => {
    name.current = { number, label };
    field.current?.rename(name.current);
  }, [number, label]);
  return <div ref={element} className="text" />;
}
