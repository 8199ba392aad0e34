import { memo, useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { UndoManager, type Doc } from 'yjs';
import { useT } from '../../../i18n/index.js';
import { findPassage } from '../../../frame/index.js';
import { useDocumentLanguage } from '../writing/language.js';
import { useLanding } from '../writing/use-landing.js';
import type { DocumentLink } from '../writing/document-link.js';
import { StatusBar } from '../writing/status-bar.js';
import { TextBinding } from '../writing/text-binding.js';
import { UndoSteps } from '../writing/undo-steps.js';

export interface TextNoteProps {
  documentId: string;
  link: DocumentLink;
  me: { id: string; name: string };
  canEdit: boolean;
  onText: (read: () => string) => void;
}

/** A plain-text note: the browser's own field, tied to the shared text. Undo takes back one's own writing only. */
export const TextNote = memo(function TextNote({ documentId, link, me, canEdit, onText }: TextNoteProps) {
  const t = useT();
  const field = useRef<HTMLTextAreaElement>(null);
  const [count, setCount] = useState(0);
  const language = useDocumentLanguage(documentId, link.doc);
  const { doc, awareness } = link;
  useEffect(
    () => awareness.setLocalStateField('user', { id: me.id, name: me.name, color: '#17594a' }),
    [awareness, me.id, me.name],
  );
  const onKeyDown = useBoundField(field, doc, setCount, onText);
  const printed = usePrinted(doc);
  useLanding(link, (passage) => {
    const element = field.current;
    const [first] = findPassage(element?.value ?? '', passage);
    if (element === null || first === undefined) return false;
    select(element, first);
    return true;
  });
  return (
    <>
      {printed !== null && <pre className="mq-note-print">{printed}</pre>}
      <div className="mq-desk-bg mq-scroll">
        <textarea
          ref={field}
          className="mq-sheet mq-note-text"
          aria-label={t('editor.note')}
          placeholder={canEdit ? t('editor.placeholder') : undefined}
          readOnly={!canEdit}
          lang={language}
          spellCheck
          data-region-start
          onKeyDown={onKeyDown}
        />
      </div>
      <StatusBar
        measure={t('editor.characters', { count })}
        provider={link.provider}
        language={language}
        documentId={canEdit ? documentId : null}
      />
    </>
  );
});

/** Selects a stretch of the field and brings it into view: a field scrolls to its caret only when one writes. */
function select(field: HTMLTextAreaElement, { from, to }: { from: number; to: number }): void {
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  const above = heightOf(field, field.value.slice(0, from));
  field.scrollTop = above - field.clientHeight / 2;
  const around = field.closest('.mq-scroll');
  // Where the field is as high as its text, what lies around it scrolls.
  if (around !== null && field.scrollHeight <= field.clientHeight)
    around.scrollTop = field.offsetTop + above - around.clientHeight / 2;
}

/** How high a text would be in the field, pixels. */
function heightOf(field: HTMLTextAreaElement, text: string): number {
  const copy = field.cloneNode() as HTMLTextAreaElement;
  copy.value = text;
  Object.assign(copy.style, {
    ...{ position: 'absolute', visibility: 'hidden', fieldSizing: 'fixed' },
    ...{ width: `${String(field.offsetWidth)}px`, height: '0', minHeight: '0' },
  });
  field.after(copy);
  const height = copy.scrollHeight;
  copy.remove();
  return height;
}

/** The whole text while the page is printed: a field shows what fits into it, and cannot be cut into pages. */
const usePrinted = (doc: Doc): string | null => {
  const [printed, setPrinted] = useState<string | null>(null);
  useEffect(() => {
    // The browser lays the pages out as soon as this returns.
    const show = (): void => flushSync(() => setPrinted(doc.getText('text').toString()));
    const hide = (): void => setPrinted(null);
    addEventListener('beforeprint', show);
    addEventListener('afterprint', hide);
    return () => {
      removeEventListener('beforeprint', show);
      removeEventListener('afterprint', hide);
    };
  }, [doc]);
  return printed;
};

/** Ties the field to the shared text while it is shown; answers the keys that undo and redo. */
const useBoundField = (
  field: RefObject<HTMLTextAreaElement | null>,
  doc: Doc,
  setCount: (count: number) => void,
  onText: (read: () => string) => void,
) => {
  const undo = useRef<UndoManager>(null);
  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    const text = doc.getText('text');
    const origin = {};
    const binding = new TextBinding(text, element, origin);
    const manager = new UndoManager(text, { trackedOrigins: new Set([origin]) });
    undo.current = manager;
    const measure = (): void => setCount(text.length);
    measure();
    text.observe(measure);
    const steps = new UndoSteps(() => manager.stopCapturing());
    const events = {
      beforeinput: (event: Event) => recordStep(steps, element, event),
      input: binding.onInput,
      compositionstart: binding.onCompositionStart,
      compositionend: binding.onCompositionEnd,
    };
    for (const [name, listener] of Object.entries(events)) element.addEventListener(name, listener);
    onText(() => text.toString());
    return () => {
      for (const [name, listener] of Object.entries(events)) element.removeEventListener(name, listener);
      text.unobserve(measure);
      binding.destroy();
      manager.destroy();
    };
  }, [field, doc, setCount, onText]);
  return (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) undo.current?.redo();
    else undo.current?.undo();
  };
};

/** Records for undo what the field is about to take. */
const recordStep = (steps: UndoSteps, field: HTMLTextAreaElement, event: Event): void => {
  if (!(event instanceof InputEvent)) return;
  const { value, selectionStart, selectionEnd } = field;
  const before = value.slice(0, selectionStart).at(-1) ?? '';
  switch (event.inputType) {
    case 'insertText':
    case 'insertCompositionText':
      return steps.typed(event.data ?? '', before);
    case 'deleteContentBackward':
      return steps.deleted(
        selectionStart === selectionEnd ? before : value.slice(selectionStart, selectionEnd),
      );
    default:
      return steps.acted();
  }
};
