import { expect, it } from 'vitest';
import { parseXml, writeXml } from '../package/xml.js';
import { prepareNumbering } from './word-numbering.js';

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const prepared = (...parts: string[]): string =>
  writeXml(prepareNumbering(parseXml(`<w:numbering ${WORD}>${parts.join('')}</w:numbering>`)));
const list = (id: number, abstract: number): string =>
  `<w:num w:numId="${String(id)}"><w:abstractNumId w:val="${String(abstract)}"/></w:num>`;
const LEVELS = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>';

it('a list whose levels stand in a style of numbering points at those levels', () => {
  const xml = prepared(
    '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Style 1 importé"/></w:abstractNum>',
    `<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Style 1 importé"/>${LEVELS}</w:abstractNum>`,
    list(1, 1),
    list(2, 0),
  );
  expect(xml).toContain(list(1, 1) + list(2, 1));
});

it('a list that has levels, or whose style is nowhere, stays as it is', () => {
  const xml = prepared(
    `<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="a"/>${LEVELS}</w:abstractNum>`,
    '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="b"/></w:abstractNum>',
    '<w:abstractNum w:abstractNumId="3"><w:styleLink w:val="a"/></w:abstractNum>',
    list(1, 0),
    list(2, 2),
  );
  expect(xml).toContain(list(1, 0) + list(2, 2));
});
