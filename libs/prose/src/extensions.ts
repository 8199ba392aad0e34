import type { Extensions } from '@tiptap/core';
import { TableKit } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';
import { ChangeAttributes } from './change-attributes.js';
import { Deletion, Insertion } from './marks/change.mark.js';
import { Code } from './marks/code.mark.js';
import { Comment } from './marks/comment.mark.js';
import { Link } from './marks/link.mark.js';
import { Subscript, Superscript } from './marks/script.mark.js';
import { Footnote } from './nodes/footnote.node.js';
import { Formula } from './nodes/formula.node.js';
import { imageNode, type AttachmentUrl } from './nodes/image.node.js';
import { PageBreak } from './nodes/page-break.node.js';

export interface ProseOptions {
  /** Where the browser loads pictures from; without it they are not loaded. */
  attachmentUrl?: AttachmentUrl;
}

/**
 * What a document may hold, for the editor and the server alike.
 * Collaboration, carets and menus are the browser's and are added there. History belongs to Yjs; a trailing node
 * would make each client insert its own paragraph.
 */
export function proseExtensions({ attachmentUrl = () => null }: ProseOptions = {}): Extensions {
  return [
    StarterKit.configure({ undoRedo: false, trailingNode: false, link: false, code: false }),
    TableKit.configure({ table: { resizable: true } }),
    imageNode(attachmentUrl),
    Link,
    Code,
    Superscript,
    Subscript,
    Footnote,
    Formula,
    PageBreak,
    Comment,
    Insertion,
    Deletion,
    ChangeAttributes,
  ];
}
