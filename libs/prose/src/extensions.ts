import type { AnyExtension, Extensions } from '@tiptap/core';
import { TableKit } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';
import { Indent } from './common/indent.js';
import { ChangeAttributes } from './common/change-attributes.js';
import { TextAlign } from './common/text-align.js';
import { keepingAttributes } from './kept-attributes.js';
import { Deletion, Insertion } from './marks/change.mark.js';
import { Highlight, Ink } from './marks/colour.mark.js';
import { Code } from './marks/code.mark.js';
import { Comment } from './marks/comment.mark.js';
import { Link } from './marks/link.mark.js';
import { Subscript, Superscript } from './marks/script.mark.js';
import { Callout } from './nodes/callout.node.js';
import { FieldNode } from './nodes/field.node.js';
import { Footnote } from './nodes/footnote.node.js';
import { Formula } from './nodes/formula.node.js';
import { imageNode, type AttachmentUrl } from './nodes/image.node.js';
import { InternalLink } from './nodes/internal-link.node.js';
import { Mention } from './nodes/mention.node.js';
import { PageBreak } from './nodes/page-break.node.js';
import { TableOfContents } from './nodes/table-of-contents.node.js';
import { TaskItem, TaskList } from './nodes/task-list.node.js';

export interface ProseOptions {
  /** Where the browser loads pictures from; without it they are not loaded. */
  attachmentUrl?: AttachmentUrl;
}

const adapted = (extension: AnyExtension): AnyExtension =>
  extension.name === 'listItem'
    ? // Stock: 'paragraph block*'. Two people's honest edits can put a list first, and the binding then deletes the
      // item with everything in it, so no content of ours asks for an order.
      extension.extend({ content: 'block+' })
    : keepingAttributes(extension);

const Blocks = StarterKit.extend({
  addExtensions() {
    return (this.parent?.() ?? []).map(adapted);
  },
});

const Tables = TableKit.extend({
  addExtensions() {
    return (this.parent?.() ?? []).map(adapted);
  },
});

/**
 * What a document may hold, for the editor and the server alike.
 * Collaboration, carets and menus are the browser's and are added there. History belongs to Yjs; a trailing node
 * would make each client insert its own paragraph.
 */
export function proseExtensions({ attachmentUrl = () => null }: ProseOptions = {}): Extensions {
  return [
    Blocks.configure({ undoRedo: false, trailingNode: false, link: false, code: false }),
    Tables.configure({ table: { resizable: true } }),
    imageNode(attachmentUrl),
    Link,
    Code,
    Superscript,
    Subscript,
    Highlight,
    Ink,
    Footnote,
    Formula,
    Mention,
    InternalLink,
    FieldNode,
    PageBreak,
    TaskList,
    TaskItem,
    Callout,
    TableOfContents,
    Comment,
    Insertion,
    Deletion,
    ChangeAttributes,
    TextAlign,
    Indent,
  ];
}
