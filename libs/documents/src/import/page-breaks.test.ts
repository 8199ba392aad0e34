import type { ProseNode } from '@maroquin/prose';
import { expect, it } from 'vitest';
import { placePageBreaks } from './page-breaks.js';
import { PAGE_BREAK } from './package/placeholders.js';

const paragraph = (...texts: string[]): ProseNode => ({
  type: 'paragraph',
  content: texts.map((text) => ({ type: 'text', text })),
});
const placed = (...content: ProseNode[]) => placePageBreaks({ type: 'doc', content }).content;

it('splits a paragraph at the break', () => {
  expect(placed(paragraph(`a${PAGE_BREAK}b`, 'c'))).toEqual([
    paragraph('a'),
    { type: 'pageBreak' },
    paragraph('b', 'c'),
  ]);
});

it('puts a break alone where its paragraph held nothing else', () => {
  expect(placed(paragraph(PAGE_BREAK))).toEqual([{ type: 'pageBreak' }]);
});

it('leaves a break out where the schema has none', () => {
  const list = (text: string): ProseNode => ({
    type: 'bulletList',
    content: [{ type: 'listItem', content: [paragraph(text)] }],
  });
  expect(placed(list(`a${PAGE_BREAK}`))).toEqual([list('a')]);
});

it('leaves other blocks as they are', () => {
  const blocks = [paragraph('a'), { type: 'horizontalRule' }];
  expect(placed(...blocks)).toEqual(blocks);
});
