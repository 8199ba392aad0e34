import type { Remark } from '../flow/flow.js';
import { guardedRemark } from '../flow/remark-words.js';
import { dateOf, type ExportOptions } from '../flow/options.js';
import { element, escapeXml, XML_HEAD } from '../package/xml.js';
import { WORD_NAMESPACES } from './docx-parts.js';

const W14 = 'http://schemas.microsoft.com/office/word/2010/wordml';
const W15 = 'http://schemas.microsoft.com/office/word/2012/wordml';
const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** Each comment with its replies behind it, numbered from 0 in this order. */
export function commentsPart(remarks: readonly Remark[], { nameOf }: ExportOptions): string {
  const comments = remarks
    .flatMap(({ said }) => said)
    .map(({ author, date, text }, index) => {
      const name = nameOf(author);
      const attributes = {
        'w:id': index,
        'w:author': name,
        'w:date': dateOf(date),
        'w:initials': initialsOf(name),
      };
      const lines = guardedRemark(text).split('\n');
      const paragraphs = lines.map((line, at) =>
        element(
          'w:p',
          { 'w14:paraId': at === lines.length - 1 ? paragraphId(index) : null },
          `<w:r><w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r>`,
        ),
      );
      return element('w:comment', attributes, paragraphs.join(''));
    });
  const namespaces = {
    'xmlns:w': WORD_NAMESPACES['xmlns:w'],
    'xmlns:w14': W14,
    'xmlns:mc': MC,
    'mc:Ignorable': 'w14',
  };
  return XML_HEAD + element('w:comments', namespaces, comments.join(''));
}

/** Of a comment's last paragraph, by which the part below names it: eight hexadecimal digits, from 1. */
const paragraphId = (index: number): string => (index + 1).toString(16).toUpperCase().padStart(8, '0');

/** Which comment answers which, and which are resolved ([MS-DOCX] §2.5.3.1). */
export function commentsExtendedPart(remarks: readonly Remark[]): string {
  let count = 0;
  const lines = remarks.flatMap(({ resolved, said }) => {
    const first = count;
    count += said.length;
    return said.map((_, at) =>
      element('w15:commentEx', {
        'w15:paraId': paragraphId(first + at),
        'w15:paraIdParent': at === 0 ? null : paragraphId(first),
        'w15:done': resolved ? 1 : 0,
      }),
    );
  });
  return XML_HEAD + element('w15:commentsEx', { 'xmlns:w15': W15 }, lines.join(''));
}

const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/)
    .map((word) => word.slice(0, 1))
    .join('')
    .slice(0, 4);
