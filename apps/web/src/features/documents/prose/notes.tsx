import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useRef } from 'react';
import { useT } from '../../../i18n/index.js';
import { footnotesOf, goToCall, noteId } from './extensions/footnotes.js';
import { NoteEditor, notePlaces, takesFocus } from './extensions/note-editor.js';

interface NotesProps {
  editor: Editor;
  /** Written in where they stand. */
  canEdit: boolean;
}

/** The notes at the foot of the sheet, in the order of their calls. */
export function Notes({ editor, canEdit }: NotesProps) {
  const t = useT();
  const notes = useEditorState({ editor, selector: ({ editor: e }) => footnotesOf(e) });
  if (notes.length === 0) return null;
  return (
    <aside className="mq-notes" aria-label={t('notes.title')}>
      <ol>
        {notes.map(({ number, text }) => (
          <li key={number} id={noteId(number)} tabIndex={-1}>
            <button
              type="button"
              className="n"
              aria-label={t('notes.back', { number })}
              onClick={() => goToCall(number)}
            >
              {number}
            </button>
            {canEdit ? <NoteField editor={editor} number={number} /> : <p>{text}</p>}
          </li>
        ))}
      </ol>
    </aside>
  );
}

function NoteField({ editor, number }: { editor: Editor; number: number }) {
  const t = useT();
  const element = useRef<HTMLDivElement>(null);
  const label = t('notes.text', { number });
  useEffect(() => {
    const place = notePlaces(editor.state.doc)[number - 1];
    if (element.current === null || place === undefined) return;
    const note = new NoteEditor(element.current, editor, place, number, label);
    const takeFocus = (): void => {
      // After the menu or the toolbar it was asked for in has given the focus back.
      if (takesFocus(editor, number)) setTimeout(() => note.focus());
    };
    let { doc } = editor.state;
    const follow = (): void => {
      if (editor.state.doc === doc) return;
      ({ doc } = editor.state);
      const now = notePlaces(doc)[number - 1];
      if (now !== undefined) note.update(now);
      takeFocus();
    };
    editor.on('transaction', follow);
    takeFocus();
    return () => {
      editor.off('transaction', follow);
      note.destroy();
    };
  }, [editor, number, label]);
  return <div ref={element} className="text" />;
}
