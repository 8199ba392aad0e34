import type { Editor } from '@tiptap/core';
import { useEditor } from '@tiptap/react';
import { useEffect, useMemo, useRef, type RefObject } from 'react';
import type { Locale } from '@maroquin/contracts';
import { type Translate, useDates, useT } from '../../../i18n/index.js';
import { announce, reportFailure, toast } from '../../../ui/index.js';
import { type DocumentSuggestions, externalName } from '../suggestions/document-suggestions.js';
import type { DocumentComments } from '../comments/document-comments.js';
import type { DocumentNavigation } from '../navigate/navigation.js';
import { editorExtensions } from './extensions/extensions.js';
import type { ImageViewOptions } from './extensions/image-view.js';
import type { PersonAtText } from './extensions/editor-keys.js';
import type { TextMenuStores } from './extensions/text-menus.js';
import type { LinkAtText } from './link-card.js';
import type { DocumentLink } from '../writing/document-link.js';
import type { InternalTitles } from '../writing/internal-titles.js';
import type { HueBook } from '../writing/hues.js';
import { imagesPath, imageUrl, uploadImage } from '../writing/images-api.js';
import { cleanPastedHtml } from './extensions/paste/clean-paste.js';

/** The dialogue that is open over the text. */
export type OpenDialog =
  | { kind: 'link' }
  | { kind: 'linkCard'; link: LinkAtText }
  | { kind: 'image'; position: number | null }
  | { kind: 'character' }
  | { kind: 'person'; person: PersonAtText }
  | { kind: 'field' }
  | { kind: 'fill'; label: string | null }
  | null;

interface EditorParts {
  documentId: string;
  link: DocumentLink;
  hues: HueBook;
  me: { id: string; name: string };
  canEdit: boolean;
  /** Who does not edit may select words with the caret, to comment them. */
  canSelect: boolean;
  language: Locale;
  comments: DocumentComments | null;
  navigation: DocumentNavigation;
  suggestions: DocumentSuggestions | null;
  menus: TextMenuStores;
  titles: InternalTitles;
  setOpen: (open: OpenDialog) => void;
  setSending: (change: (now: number) => number) => void;
}

/** The Tiptap editor of a document; created again only when the document or the interface's language changes. */
export const useProseEditor = ({
  documentId,
  link,
  hues,
  me,
  canEdit,
  canSelect,
  language,
  comments,
  navigation,
  suggestions,
  menus,
  titles,
  setOpen,
  setSending,
}: EditorParts): Editor => {
  const t = useT();
  const now = useRef({ french: language === 'fr', canEdit });
  now.current = { french: language === 'fr', canEdit };
  const extensions = useExtensions(
    { documentId, link, hues, me, comments, suggestions, navigation, menus, titles, setOpen, setSending },
    now,
  );
  const isOpen = canEdit || canSelect;
  const editor = useEditor(
    {
      shouldRerenderOnTransaction: false,
      immediatelyRender: true,
      // The content policy allows no style element; the few rules are in editor.css.
      injectCSS: false,
      editable: isOpen,
      extensions,
      editorProps: propsOf(t('editor.content'), language, canEdit),
    },
    [extensions],
  );
  const drawn = useRef({ canEdit, isOpen, language });
  useEffect(() => {
    // Drawing a long text twice when it opens would be felt.
    const last = drawn.current;
    if (last.canEdit === canEdit && last.isOpen === isOpen && last.language === language) return;
    drawn.current = { canEdit, isOpen, language };
    editor.setEditable(isOpen, false);
    editor.setOptions({ editorProps: propsOf(t('editor.content'), language, canEdit) });
  }, [editor, canEdit, isOpen, language, t]);
  useOwnAwareness(link.awareness, me);
  return editor;
};

/** Colleagues see who this is beside its caret. */
const useOwnAwareness = (awareness: DocumentLink['awareness'], { id, name }: EditorParts['me']): void =>
  useEffect(
    () => awareness.setLocalStateField('user', { id, name, color: '#17594a' }),
    [awareness, id, name],
  );

/** What a key or a click in the text opens. */
const keyActions = (setOpen: EditorParts['setOpen'], now: Now) => ({
  onLink: () => setOpen({ kind: 'link' }),
  onLinkCard: (link: LinkAtText) => setOpen({ kind: 'linkCard', link }),
  onImage: (position: number | null) => setOpen({ kind: 'image', position }),
  onPerson: (person: PersonAtText) => setOpen({ kind: 'person', person }),
  onField: (label: string) => setOpen({ kind: 'fill', label }),
  mayWrite: () => now.current.canEdit,
});

/** Pictures that are pasted are sent to the document. */
const pasteOptions = (documentId: string, setSending: EditorParts['setSending']) => ({
  ownPath: imagesPath(documentId),
  upload: (file: File) => uploadImage(documentId, file),
  onBusy: (change: number) => setSending((now) => now + change),
  onFailure: reportFailure,
});

/** What is read at the moment of a key, without creating the editor again. */
type Now = RefObject<{ french: boolean; canEdit: boolean }>;

const useExtensions = (parts: Omit<EditorParts, 'canEdit' | 'canSelect' | 'language'>, now: Now) => {
  const { documentId, link, hues, me, comments, suggestions, navigation, menus, titles } = parts;
  const { setOpen, setSending } = parts;
  const t = useT();
  const dates = useDates();
  const { doc, awareness } = link;
  const myId = me.id;
  return useMemo(() => {
    const nameOf = (author: string): string | undefined =>
      externalName(author) ?? suggestions?.names.get().get(author);
    return editorExtensions({
      doc,
      awareness,
      hues,
      isFrench: () => now.current.french,
      mayWrite: () => now.current.canEdit,
      keys: keyActions(setOpen, now),
      onFormatCopied: () => announce(t('tool.formatCopied')),
      menus,
      internal: { titles, hidden: t('internal.hidden') },
      describeChange: (kind, author, date) => changeWords(t, dates, kind, nameOf(author), date),
      suggesting: {
        suggestions,
        mode: () => suggestions?.mode.get() ?? 'write',
        author: myId,
        onBlocked: () => toast({ text: t('suggestion.blocked') }),
      },
      comments,
      navigation,
      commentedTitle: t('comment.marked'),
      noteLabel: (number) => t('notes.call', { number }),
      placeholder: t('editor.placeholder'),
      images: {
        urlOf: (id) => imageUrl(documentId, id),
        onDescribe: (position) => setOpen({ kind: 'image', position }),
        words: imageWords(t),
      },
      ...blockWords(t),
      paste: pasteOptions(documentId, setSending),
    });
  }, [
    ...[doc, awareness, hues, myId, comments, suggestions, navigation, menus, titles],
    ...[documentId, t, dates, now, setOpen, setSending],
  ]);
};

export const imageWords = (t: Translate): ImageViewOptions['words'] => ({
  describe: t('image.describe'),
  edit: t('image.edit'),
  missing: t('image.missing'),
  width: t('image.width'),
});

export const blockWords = (t: Translate) => ({
  contents: { title: t('contents.title'), none: t('contents.none') },
  taskLabel: (words: string) => t('task.done', { words }),
});

/** `name` undefined: not known yet. */
const changeWords = (
  t: Translate,
  dates: ReturnType<typeof useDates>,
  kind: 'ins' | 'del',
  name: string | undefined,
  date: string,
): string => {
  const what = t(`change.${kind}`);
  return name === undefined || Number.isNaN(Date.parse(date))
    ? what
    : t('change.by', { what, name, date: dates.day(date) });
};

const propsOf = (label: string, lang: string, canEdit: boolean) => ({
  transformPastedHTML: cleanPastedHtml,
  attributes: attributesOf(label, lang, canEdit),
});

const attributesOf = (label: string, lang: string, canEdit: boolean): Record<string, string> => ({
  role: 'textbox',
  'aria-multiline': 'true',
  'aria-label': label,
  'aria-readonly': String(!canEdit),
  // Nobody who only selects words needs the keyboard of a phone.
  ...(!canEdit && { inputmode: 'none' }),
  // A text that is only read must still be reachable to be scrolled and read with the keyboard.
  tabindex: '0',
  lang,
  spellcheck: 'true',
  class: 'mq-prose-text',
  'data-region-start': '',
});
