import type { Editor } from '@tiptap/core';
import { memo, useCallback, useEffect, useMemo, useState } from 'react';
import { PersonCardAt } from '../../identity/index.js';
import { useInternalTitles } from '../writing/use-internal-titles.js';
import { useT } from '../../../i18n/index.js';
import { announce } from '../../../ui/index.js';
import type { DocumentComments } from '../comments/document-comments.js';
import { ReadingBar } from '../comments/reading-bar.js';
import type { DocumentSuggestions } from '../suggestions/document-suggestions.js';
import type { Modes } from '../suggestions/use-mode.js';
import type { HueBook } from '../writing/hues.js';
import { CharacterDialog } from './character-dialog.js';
import { EditorMount } from './editor-mount.js';
import { ImageDialog } from './image-dialog.js';
import { useDocumentLanguage } from '../writing/language.js';
import { useLanding } from '../writing/use-landing.js';
import { selectedPicture } from './extensions/image-view.js';
import { InsertMenu } from './insert-menu.js';
import { TextMenuStores } from './extensions/text-menus.js';
import { showPassage } from './extensions/passage-marks.js';
import { LinksMenu } from './links-menu.js';
import { PeopleMenu } from './people-menu.js';
import { LinkCard } from './link-card.js';
import { Notes } from './notes.js';
import { LinkDialog } from './link-dialog.js';
import { personIn } from '../writing/presence.js';
import { StatusBar } from '../writing/status-bar.js';
import { WordCount } from './word-count.js';
import { FieldDialog } from '../templates/field-dialog.js';
import { fieldTools } from './field-tools.js';
import { FillDialog } from '../templates/fill-dialog.js';
import { FindBar, useFindKeys } from '../navigate/find-bar.js';
import type { DocumentNavigation } from '../navigate/navigation.js';
import { NumberedSheet } from '../navigate/numbered-titles.js';
import { Toolbar } from './toolbar.js';
import type { DocumentLink } from '../writing/document-link.js';
import { useProseEditor, type OpenDialog } from './use-prose-editor.js';
import './blocks.css';

export interface ProseEditorProps {
  documentId: string;
  /** The connection without its state, which changes at each key. */
  link: DocumentLink;
  me: { id: string; name: string };
  hues: HueBook;
  /** Whether this person may change what is no text: its language. */
  canWrite: boolean;
  onDiscussion: (() => void) | null;
  comments: DocumentComments;
  navigation: DocumentNavigation;
  /** The text stays connected while something else is shown in its place. */
  isShown: boolean;
  suggestions: DocumentSuggestions;
  modes: Modes;
  /** Comments what is selected; null: this person may not. */
  onComment: (() => void) | null;
  /** Hands the text as it stands to who may need it (what was refused). */
  onText: (read: () => string) => void;
}

/** The text itself: tools, sheet, notes, foot. Not drawn again when only the save line changes. */
export const ProseEditor = memo(function ProseEditor(props: ProseEditorProps) {
  const { documentId, link, canWrite, onDiscussion, navigation, onComment, modes } = props;
  const canEdit = modes.mode !== 'read';
  const [open, setOpen] = useState<OpenDialog>(null);
  const [sending, setSending] = useState(0);
  const language = useDocumentLanguage(documentId, link.doc);
  const [menus] = useState(() => new TextMenuStores());
  const editor = useEditorOf(props, { canEdit, language, menus, setOpen, setSending });
  useFindKeys(navigation, canEdit, props.isShown);
  const openLink = useCallback(() => setOpen({ kind: 'link' }), []);
  const openCharacter = useCallback(() => setOpen({ kind: 'character' }), []);
  const fields = useMemo(() => fieldTools(setOpen), []);
  const openImage = useCallback(
    // On a selected picture the tool changes it instead of inserting another.
    () => setOpen({ kind: 'image', position: selectedPicture(editor.state) }),
    [editor],
  );
  return (
    <>
      {canEdit && (
        <Toolbar
          {...{ editor, fields, onDiscussion, onComment, modes }}
          onLink={openLink}
          onImage={openImage}
          onCharacter={openCharacter}
        />
      )}
      {!canEdit && onComment !== null && <ReadingBar onComment={onComment} modes={modes} />}
      <FindBar {...{ navigation, canEdit }} onUndo={() => editor.commands.undo()} />
      <div className="mq-desk-bg mq-scroll">
        <NumberedSheet navigation={navigation}>
          <EditorMount editor={editor} />
          <Notes editor={editor} canEdit={canEdit} />
        </NumberedSheet>
        {sending > 0 && <SendingNote />}
      </div>
      <StatusBar
        measure={<WordCount editor={editor} />}
        provider={link.provider}
        language={language}
        documentId={canWrite ? documentId : null}
      />
      {canEdit && <TextMenusOf {...{ editor, menus, documentId }} onImage={openImage} />}
      <Dialogs {...{ editor, documentId, open }} onLink={openLink} onClose={() => setOpen(null)} />
    </>
  );
});

type EditorOptions = Pick<
  Parameters<typeof useProseEditor>[0],
  'canEdit' | 'language' | 'menus' | 'setOpen' | 'setSending'
>;
/** The editor of this text, and what the page around it follows. */
const useEditorOf = (props: ProseEditorProps, options: EditorOptions): Editor => {
  const { documentId, link, me, hues, comments, suggestions, navigation, onComment, onText } = props;
  const titles = useInternalTitles();
  const canSelect = onComment !== null;
  const parts = { documentId, link, me, hues, comments, suggestions, navigation, titles, canSelect };
  const editor = useProseEditor({ ...parts, ...options });
  useAround(editor, link, onText);
  return editor;
};

function SendingNote() {
  const t = useT();
  return (
    <p className="mq-sending" role="status">
      {t('image.sending')}
    </p>
  );
}

interface TextMenusProps {
  editor: Editor;
  menus: TextMenuStores;
  documentId: string;
  onImage: () => void;
}
/** What the signs "/", "@" and "[[" open. */
function TextMenusOf({ editor, menus, documentId, onImage }: TextMenusProps) {
  return (
    <>
      <InsertMenu editor={editor} menu={menus.insert} onImage={onImage} />
      <PeopleMenu editor={editor} menu={menus.people} documentId={documentId} />
      <LinksMenu editor={editor} menu={menus.links} documentId={documentId} />
    </>
  );
}

/** What the page around the text hears of it, and where the address opens it. */
const useAround = (editor: Editor, link: DocumentLink, onText: ProseEditorProps['onText']): void => {
  useEffect(() => onText(() => editor.getText({ blockSeparator: '\n' })), [editor, onText]);
  useAnnounceOthers(link);
  useLanding(link, (passage) => showPassage(editor, passage));
};

interface DialogsProps {
  editor: Editor;
  documentId: string;
  open: OpenDialog;
  onLink: () => void;
  onClose: () => void;
}
function Dialogs({ editor, documentId, open, onLink, onClose }: DialogsProps) {
  if (open === null) return null;
  if (open.kind === 'linkCard')
    return <LinkCard editor={editor} link={open.link} onEdit={onLink} onClose={onClose} />;
  if (open.kind === 'person') return <PersonCardAt {...open.person} onClose={onClose} />;
  if (open.kind === 'character') return <CharacterDialog editor={editor} onClose={onClose} />;
  if (open.kind === 'field') return <FieldDialog editor={editor} onClose={onClose} />;
  if (open.kind === 'fill') return <FillDialog editor={editor} label={open.label} onClose={onClose} />;
  if (open.kind === 'link') return <LinkDialog editor={editor} onClose={onClose} />;
  return <ImageDialog {...{ editor, documentId, onClose }} position={open.position} />;
}

const SAY_EVERY_MS = 10_000;

/** Tells screen readers, at most every ten seconds, that a colleague is writing. */
const useAnnounceOthers = ({ doc, awareness, provider }: DocumentLink): void => {
  const t = useT();
  useEffect(() => {
    let last = 0;
    let moved: string | null = null;
    const onAwareness = ({ updated }: { updated: number[] }): void => {
      const other = updated.find((client) => client !== awareness.clientID);
      const person = other === undefined ? null : personIn(awareness.getStates().get(other));
      if (person !== null) moved = person.name;
    };
    const onUpdate = (_update: Uint8Array, origin: unknown): void => {
      if (origin !== provider || moved === null || Date.now() - last < SAY_EVERY_MS) return;
      last = Date.now();
      announce(t('editor.remote', { name: moved }));
    };
    awareness.on('change', onAwareness);
    doc.on('update', onUpdate);
    return () => {
      awareness.off('change', onAwareness);
      doc.off('update', onUpdate);
    };
  }, [doc, awareness, provider, t]);
};
