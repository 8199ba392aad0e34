import type { AnyExtension, Extensions, NodeViewRendererProps } from '@tiptap/core';
import Collaboration from '@tiptap/extension-collaboration';
import { internalPathOf, PROSE_ROOT, proseExtensions } from '@maroquin/prose';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';
import { Carets } from './carets.js';
import { type ContentsWords, ContentsView } from './contents-view.js';
import { CommentMarks } from './comment-marks.js';
import { ChangeMarks, type DescribeChange } from './change-marks.js';
import { EditorKeys, type EditorKeysOptions } from './editor-keys.js';
import { EnterOverBlocks } from './typing/enter-over-blocks.js';
import { FieldKeys, type FieldKeysOptions } from '../../templates/field-keys.js';
import { FindWords } from '../../navigate/find-words.js';
import type { DocumentNavigation } from '../../navigate/navigation.js';
import { FootnoteNumbers, footnoteView } from './notes/footnotes.js';
import { FormatPainter } from './format-painter.js';
import { FrenchTypography } from './typing/french-typography.js';
import type { DocumentComments } from '../../comments/document-comments.js';
import type { HueBook } from '../../writing/hues.js';
import { ImagePaste, type ImagePasteOptions } from './image-paste.js';
import { ImageView, type ImageViewOptions } from './image-view.js';
import { IndentKeys } from './typing/indent-keys.js';
import { type InternalLinkOptions, InternalLinkView } from './internal-link-view.js';
import { InternalPaste } from './paste/internal-paste.js';
import { PassageMarks } from './passage-marks.js';
import { MentionPaste } from './paste/mention-paste.js';
import { MoveBlock } from './typing/move-block.js';
import { NoteKeys } from './notes/note-editor.js';
import { OneBlank } from './typing/one-blank.js';
import { OwnSelection } from './own-selection.js';
import { Outline } from '../../navigate/outline.js';
import { Placeholder } from './placeholder.js';
import { RoomAfter } from './room-after.js';
import { SelectOnly } from './select-only.js';
import { SteadyBinding } from './binding/steady-binding.js';
import { SteadyCaret } from './binding/steady-caret.js';
import { Suggesting, type SuggestingOptions } from './suggesting.js';
import { TextMenus, type TextMenuStores } from './text-menus.js';
import { TaskView, type TaskViewOptions } from './task-view.js';
import { UndoByWord } from './undo-by-word.js';

export interface ProseEditorParts {
  readonly doc: Doc;
  readonly awareness: Awareness;
  readonly hues: HueBook;
  readonly images: ImageViewOptions;
  readonly contents: ContentsWords;
  readonly taskLabel: TaskViewOptions['label'];
  readonly paste: ImagePasteOptions;
  readonly isFrench: () => boolean;
  /** False: the text is only read, and words of it are selected to be commented. */
  readonly mayWrite: () => boolean;
  readonly keys: EditorKeysOptions & FieldKeysOptions;
  readonly onFormatCopied: () => void;
  readonly menus: TextMenuStores;
  readonly internal: InternalLinkOptions;
  readonly describeChange: DescribeChange;
  readonly comments: DocumentComments | null;
  readonly navigation: DocumentNavigation | null;
  readonly suggesting: SuggestingOptions;
  /** What words that are commented say of themselves. */
  readonly commentedTitle: string;
  readonly noteLabel: (number: number) => string;
  readonly placeholder: string;
}

/** Stock keys that AZERTY keyboards type characters with (AltGr is Ctrl+Alt on Windows). */
const WITHOUT_KEYS = new Set(['heading', 'paragraph']);

/** What the nodes need that are drawn in a way of their own. */
type ViewParts = Pick<
  ProseEditorParts,
  'images' | 'contents' | 'taskLabel' | 'mayWrite' | 'navigation' | 'internal'
>;

const adapted = (extension: AnyExtension, parts: ViewParts): AnyExtension => {
  switch (extension.name) {
    case 'starterKit':
      return extension.extend({
        addExtensions() {
          const kit: AnyExtension[] = this.parent?.() ?? [];
          return kit.map((one) =>
            WITHOUT_KEYS.has(one.name) ? one.extend({ addKeyboardShortcuts: () => ({}) }) : one,
          );
        },
      });
    case 'image':
      return extension.extend({
        addNodeView:
          () =>
          ({ node, view, getPos }: NodeViewRendererProps) =>
            new ImageView(node, view, getPos, parts.images),
      });
    case 'internalLink':
      return internalLink(extension, parts.internal);
    case 'tableOfContents':
      return extension.extend({
        addNodeView:
          () =>
          ({ view }: NodeViewRendererProps) =>
            new ContentsView(view, parts.contents, parts.navigation),
      });
    case 'taskItem':
      return extension.extend({
        addNodeView:
          () =>
          ({ node, view, getPos }: NodeViewRendererProps) =>
            new TaskView(node, view, getPos, { label: parts.taskLabel, mayWrite: parts.mayWrite }),
      });
    case 'footnote':
      return extension.extend({ addNodeView: () => footnoteView });
    default:
      return extension;
  }
};

const internalLink = (extension: AnyExtension, options: InternalLinkOptions): AnyExtension => {
  // What is copied leaves this server: the whole address goes along.
  const addressOf = ({ node }: NodeViewRendererProps): string => {
    const path = internalPathOf(node.attrs['path']);
    return path === null ? '' : `${location.origin}${path}`;
  };
  return extension.extend({
    renderHTML: (at: NodeViewRendererProps) => {
      const href = addressOf(at);
      return href === ''
        ? ['span', {}]
        : ['a', { 'data-internal': internalPathOf(at.node.attrs['path']), href }, href];
    },
    renderText: addressOf,
    addNodeView:
      () =>
      ({ node }: NodeViewRendererProps) =>
        new InternalLinkView(node, options),
  });
};

/** The shared schema, dressed for the browser: collaboration, carets, keys, typing rules, pictures. */
export const editorExtensions = (parts: ProseEditorParts): Extensions => [
  ...proseExtensions({ attachmentUrl: parts.images.urlOf }).map((extension) => adapted(extension, parts)),
  Collaboration.configure({ document: parts.doc, field: PROSE_ROOT }),
  SelectOnly.configure({ mayWrite: parts.mayWrite }),
  SteadyBinding,
  SteadyCaret,
  Carets.configure({ awareness: parts.awareness, hues: parts.hues }),
  ChangeMarks.configure({
    hues: parts.hues,
    describe: parts.describeChange,
    suggestions: parts.suggesting.suggestions,
  }),
  Suggesting.configure(parts.suggesting),
  CommentMarks.configure({ comments: parts.comments, title: parts.commentedTitle }),
  EditorKeys.configure(parts.keys),
  FieldKeys.configure(parts.keys),
  TextMenus.configure({ menus: parts.menus }),
  EnterOverBlocks,
  FindWords.configure({
    navigation: parts.navigation,
    isSuggesting: () => parts.suggesting.mode() === 'suggest',
  }),
  FootnoteNumbers.configure({ label: parts.noteLabel }),
  FormatPainter.configure({
    // Forms of words are not suggested.
    mayWrite: () => parts.mayWrite() && parts.suggesting.mode() === 'write',
    onCopied: parts.onFormatCopied,
  }),
  FrenchTypography.configure({ isFrench: parts.isFrench }),
  ImagePaste.configure(parts.paste),
  InternalPaste,
  MentionPaste,
  IndentKeys,
  MoveBlock,
  NoteKeys,
  OneBlank,
  OwnSelection,
  Outline.configure({ navigation: parts.navigation }),
  PassageMarks,
  Placeholder.configure({ words: parts.placeholder }),
  // The paragraph that it makes is no suggestion.
  RoomAfter.configure({ isActive: () => parts.suggesting.mode() === 'write' }),
  UndoByWord,
];

/** The same text to be read only, as a version of the past: its pictures, its notes, nothing that writes. */
export const readerExtensions = (
  parts: Pick<ProseEditorParts, 'images' | 'noteLabel' | 'contents' | 'taskLabel' | 'internal'>,
): Extensions => [
  ...proseExtensions({ attachmentUrl: parts.images.urlOf }).map((extension) =>
    adapted(extension, { ...parts, mayWrite: () => false, navigation: null }),
  ),
  FootnoteNumbers.configure({ label: parts.noteLabel }),
];
