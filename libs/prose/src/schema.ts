import { getSchema } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { proseExtensions } from './extensions.js';
import type { ProseNode } from './common/prose-json.js';

/** The name of the document's Yjs root, an XmlFragment. */
export const PROSE_ROOT = 'prose';

/** Built without a DOM: servers and workers read and write documents with it. */
export const proseSchema = getSchema(proseExtensions());

/** The document as a checked node. @throws RangeError when the content does not fit the schema. */
export function checkProse(doc: ProseNode): Node {
  const node = proseSchema.nodeFromJSON(doc);
  if (node.type !== proseSchema.topNodeType) throw new RangeError(`Not a document: ${node.type.name}`);
  node.check();
  return node;
}
