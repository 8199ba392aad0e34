import { expect, it } from 'vitest';
import { parseXml, type XmlElement } from '../package/xml.js';
import { titleNumbers } from './word-titles.js';

const part = (name: string, content: string): XmlElement =>
  parseXml(
    `<w:${name} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${content}</w:${name}>`,
  );
const inList = (list: number, step = 0): string =>
  `<w:numPr><w:ilvl w:val="${String(step)}"/><w:numId w:val="${String(list)}"/></w:numPr>`;
const STYLES = part(
  'styles',
  `<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
   <w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/><w:basedOn w:val="Titre1"/></w:style>
   <w:style w:type="paragraph" w:styleId="Titre3"><w:name w:val="heading 3"/></w:style>`,
);
const level = (at: number, format: string, text: string, style = ''): string =>
  `<w:lvl w:ilvl="${String(at)}"><w:numFmt w:val="${format}"/>${style && `<w:pStyle w:val="${style}"/>`}<w:lvlText w:val="${text}"/></w:lvl>`;
const list = (id: number, ...levels: string[]): string =>
  `<w:abstractNum w:abstractNumId="${String(id)}">${levels.join('')}</w:abstractNum>`;
const NUMBERING = part(
  'numbering',
  list(1, level(0, 'decimal', '%1.', 'Titre1'), level(1, 'decimal', '%1.%2', 'Titre2')) +
    list(2, level(0, 'upperRoman', '%1.')) +
    list(3, level(0, 'none', '')) +
    [1, 2, 3]
      .map((id) => `<w:num w:numId="${String(id)}"><w:abstractNumId w:val="${String(id)}"/></w:num>`)
      .join(''),
);
const title = (style: string, own = '', text = 'Objet'): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${own}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const found = (...titles: string[]) => titleNumbers(part('document', titles.join('')), STYLES, NUMBERING);

it('titles that all are numbered by their styles bear numbers, those without words aside', () => {
  expect(found(title('Titre1'), title('Titre2'), title('Titre3', '', ' '))).toEqual({
    ...{ numbered: 2, areAll: true },
  });
});

it('titles of which some show a number do not, and those are counted', () => {
  expect(found(title('Titre1'), title('Titre3'))).toEqual({ numbered: 1, areAll: false });
  expect(found(title('Titre1', inList(0)), title('Titre3', inList(1)))).toEqual({
    ...{ numbered: 1, areAll: false },
  });
});

it('titles in Roman numbers are counted, and those in lists without a number are none', () => {
  expect(found(title('Titre3', inList(2)))).toEqual({ numbered: 1, areAll: false });
  expect(found(title('Titre3', inList(3)), title('Titre3'))).toEqual({ numbered: 0, areAll: false });
});
