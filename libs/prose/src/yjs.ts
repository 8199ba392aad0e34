import { initProseMirrorDoc, prosemirrorToYXmlFragment } from 'y-prosemirror';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { fillEmptyTextblocks } from './empty-textblocks.js';
import type { ProseNode } from './common/prose-json.js';
import { PROSE_ROOT, checkProse, proseSchema } from './schema.js';

export interface ToYOptions {
  /** The client id that the update is written under; yjs draws one when absent. */
  clientId?: number;
}

/** A first update (V1) that creates the document. @throws RangeError when it does not fit the schema. */
export function proseToYUpdate(doc: ProseNode, { clientId }: ToYOptions = {}): Uint8Array {
  const node = checkProse(doc);
  const ydoc = new Doc();
  try {
    if (clientId !== undefined) ydoc.clientID = clientId;
    const fragment = ydoc.getXmlFragment(PROSE_ROOT);
    prosemirrorToYXmlFragment(node, fragment);
    fillEmptyTextblocks(fragment, proseSchema);
    return encodeStateAsUpdate(ydoc);
  } finally {
    ydoc.destroy();
  }
}

/**
 * The document that a Y.Doc holds. Give it a copy: what does not fit the schema is deleted from the Y.Doc
 * (y-prosemirror's way), which must not become an edit.
 */
export function proseFromY(ydoc: Doc): ProseNode {
  const fragment = ydoc.getXmlFragment(PROSE_ROOT);
  const { doc } = initProseMirrorDoc(fragment, proseSchema);
  if (doc.childCount === 0) return { type: 'doc', content: [{ type: 'paragraph' }] };
  return doc.toJSON() as ProseNode;
}
