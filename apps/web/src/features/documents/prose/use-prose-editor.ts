import type { Editor } from '@tiptap/core';
import { useEditor } from '@tiptap/react';
import { useEffect, useMemo, useRef, type RefObject } from 'react';
import type { Locale } from '@maroquin/contracts';
import { type Translate, useDates, useT } from '../../../i18n/index.js';
import { reportFailure } from '../../../ui/index.js';
import { editorExtensions } from './extensions/extensions.js';
import type { ImageViewOptions } from './extensions/image-view.js';
import type { InsertMenuStore } from './extensions/insert-menu.js';
import type { LinkAtText } from './link-card.js';
import type { DocumentLink } from '../writing/document-link.js';
import type { HueBook } from '../writing/hues.js';
import { imagesPath, imageUrl, uploadImage } from '../writing/images-api.js';
import { cleanWordHtml } from './extensions/word-paste.js';

/** The dialogue that is open over the text. */
export type OpenDialog =
  | { kind: 'link' }
  | { kind: 'linkCard'; link: LinkAtText }
  | { kind: 'image'; position: number | null }
  | null;

interface EditorParts {
  documentId: string;
  link: DocumentLink;
  hues: HueBook;
  me: { id: string; name: string };
  canEdit: boolean;
  language: Locale;
  insertMenu: InsertMenuStore;
  setOpen: (open: OpenDialog) => void;
  setSending: (change: (now: number) => number) => void;
}

/** The Tiptap editor of a document; made anew only when the document or the interface's language changes. */
export const useProseEditor = ({
  documentId,
  link,
  hues,
  me,
  canEdit,
  language,
  insertMenu,
  setOpen,
  setSending,
}: EditorParts): Editor => {
  const t = useT();
  const french = useRef(language === 'fr');
  useEffect(() => {
    french.current = language === 'fr';
  }, [language]);
  const extensions = useExtensions({ documentId, link, hues, insertMenu, setOpen, setSending }, french);
  const editor = useEditor(
    {
      shouldRerenderOnTransaction: false,
      immediatelyRender: true,
      // The content policy allows no style element; the few rules are in editor.css.
      injectCSS: false,
      editable: canEdit,
      extensions,
      editorProps: {
        transformPastedHTML: cleanWordHtml,
        attributes: attributesOf(t('editor.content'), language, canEdit),
      },
    },
    [extensions],
  );
  const drawn = useRef({ canEdit, language });
  useEffect(() => {
    // Drawing a long text twice when it opens would be felt.
    if (drawn.current.canEdit === canEdit && drawn.current.language === language) return;
    drawn.current = { canEdit, language };
    editor.setEditable(canEdit, false);
    editor.setOptions({
      editorProps: {
        transformPastedHTML: cleanWordHtml,
        attributes: attributesOf(t('editor.content'), language, canEdit),
      },
    });
  }, [editor, canEdit, language, t]);
  const { awareness } = link;
  useEffect(
    () => awareness.setLocalStateField('user', { id: me.id, name: me.name, color: '#17594a' }),
    [awareness, me.id, me.name],
  );
  return editor;
};

const useExtensions = (
  {
    documentId,
    link,
    hues,
    insertMenu,
    setOpen,
    setSending,
  }: Pick<EditorParts, 'documentId' | 'link' | 'hues' | 'insertMenu' | 'setOpen' | 'setSending'>,
  french: RefObject<boolean>,
) => {
  const t = useT();
  const dates = useDates();
  const { doc, awareness } = link;
  return useMemo(
    () =>
      editorExtensions({
        doc,
        awareness,
        hues,
        isFrench: () => french.current,
        keys: {
          onLink: () => setOpen({ kind: 'link' }),
          onLinkCard: (link) => setOpen({ kind: 'linkCard', link }),
          onImage: (position) => setOpen({ kind: 'image', position }),
        },
        insertMenu,
        describeChange: (kind, author, date) => changeWords(t, dates, kind, author, date),
        noteLabel: (number) => t('notes.call', { number }),
        placeholder: t('editor.placeholder'),
        images: {
          urlOf: (id) => imageUrl(documentId, id),
          onDescribe: (position) => setOpen({ kind: 'image', position }),
          words: imageWords(t),
        },
        paste: {
          ownPath: imagesPath(documentId),
          upload: (file) => uploadImage(documentId, file),
          onBusy: (change) => setSending((now) => now + change),
          onFailure: reportFailure,
        },
      }),
    [doc, awareness, hues, insertMenu, documentId, t, dates, french, setOpen, setSending],
  );
};

export const imageWords = (t: Translate): ImageViewOptions['words'] => ({
  describe: t('image.describe'),
  edit: t('image.edit'),
  missing: t('image.missing'),
  width: t('image.width'),
});

/** Imported suggestions carry their author's name; the others an id, whose name comes with the review panel. */
const changeWords = (
  t: Translate,
  dates: ReturnType<typeof useDates>,
  kind: 'ins' | 'del',
  author: string,
  date: string,
): string => {
  const what = t(`change.${kind}`);
  const name = /^external:(.+)$/u.exec(author)?.[1];
  return name === undefined || Number.isNaN(Date.parse(date))
    ? what
    : t('change.by', { what, name, date: dates.day(date) });
};

const attributesOf = (label: string, lang: string, canEdit: boolean): Record<string, string> => ({
  role: 'textbox',
  'aria-multiline': 'true',
  'aria-label': label,
  'aria-readonly': String(!canEdit),
  // A text that is only read must still be reachable to be scrolled and read with the keyboard.
  tabindex: '0',
  lang,
  spellcheck: 'true',
  class: 'mq-prose-text',
  'data-region-start': '',
});
