import type { Schema } from '@tiptap/pm/model';
import { XmlElement, type XmlFragment, XmlText } from 'yjs';

/**
 * Gives each block of text that is empty the text that its first letters go into. Without it, each of two people who
 * begin to write there makes a text of their own, and y-prosemirror then copies the letters of one into the other on
 * both sides.
 */
export function fillEmptyTextblocks(
  type: XmlFragment,
  schema: Schema,
  isNew: (element: XmlElement) => boolean = () => true,
): void {
  if (type instanceof XmlElement && type.length === 0 && schema.nodes[type.nodeName]?.isTextblock === true)
    type.insert(0, [new XmlText()]);
  for (const child of type.toArray())
    if (child instanceof XmlElement && isNew(child)) fillEmptyTextblocks(child, schema, isNew);
}
