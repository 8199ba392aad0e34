import { attributeOf, isElement, visitElements, type XmlElement } from './xml.js';

/**
 * Style names that pandoc takes out of the text as metadata of the document. A title is a heading of the first
 * level; the others become plain paragraphs.
 */
const RENAMED = new Map([
  ['title', 'heading 1'],
  ['subtitle', 'imported subtitle'],
  ['author', 'imported author'],
  ['date', 'imported date'],
  ['abstract', 'imported abstract'],
]);

/** Changes styles.xml in place so that title, subtitle, author, date and abstract stay in the text. */
export function renameMetadataStyles(styles: XmlElement): XmlElement {
  visitElements(styles, ({ kind, children }) => {
    if (kind !== 'w:style') return;
    for (const name of children.filter(isElement)) {
      if (name.kind !== 'w:name') continue;
      const renamed = RENAMED.get(attributeOf(name, 'val')?.trim().toLowerCase() ?? '');
      if (renamed !== undefined)
        name.attributes = name.attributes.replace(/=\s*(?:"[^"]*"|'[^']*')/, `="${renamed}"`);
    }
  });
  return styles;
}
