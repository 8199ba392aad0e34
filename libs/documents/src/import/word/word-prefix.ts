import { prefixOf } from './word-paragraph.js';
import { visitElements, type XmlElement } from '../package/xml.js';

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** Gives the names of Word the prefix `w`, the only one by which pandoc knows them. Changes the tree in place. */
export function useWordPrefix(root: XmlElement): XmlElement {
  const prefix = prefixOf(root);
  if (prefix === 'w:' || !root.kind.startsWith('w:')) return root;
  visitElements(root, (element) => {
    if (!element.kind.startsWith('w:')) return;
    element.name = element.kind;
    if (prefix !== '')
      element.attributes = element.attributes.replaceAll(
        new RegExp(`(^|\\s)${escaped(prefix)}`, 'g'),
        '$1w:',
      );
  });
  root.attributes = `xmlns:w="${WORD}" ${root.attributes}`;
  return root;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
