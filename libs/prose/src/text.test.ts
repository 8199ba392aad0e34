import { expect, it } from 'vitest';
import type { ProseNode } from './common/prose-json.js';
import { textOf } from './text.js';

const text = (value: string, mark?: string): ProseNode => ({
  type: 'text',
  text: value,
  ...(mark === undefined ? {} : { marks: [{ type: mark }] }),
});
const paragraph = (...content: ProseNode[]): ProseNode => ({ type: 'paragraph', content });
const doc = (...content: ProseNode[]): ProseNode => ({ type: 'doc', content });

it('writes a block a line, line breaks and cells included', () => {
  const cells = ['a', 'b'].map((value): ProseNode => ({
    type: 'tableCell',
    content: [paragraph(text(value))],
  }));
  const all = doc(
    { type: 'heading', attrs: { level: 1 }, content: [text('Titre')] },
    paragraph(text('un'), { type: 'hardBreak' }, text('deux')),
    { type: 'table', content: [{ type: 'tableRow', content: cells }] },
    { type: 'codeBlock', content: [text('x = 1')] },
  );
  expect(textOf(all)).toBe('Titre\nun\ndeux\na\nb\nx = 1\n');
});

it('keeps insertions and leaves struck text out', () => {
  expect(textOf(doc(paragraph(text('a'), text('b', 'insertion'), text('c', 'deletion'))))).toBe('ab\n');
});

it('leaves notes out of the text, or puts them after a form feed when asked', () => {
  const note = (value: string): ProseNode => ({ type: 'footnote', content: [paragraph(text(value))] });
  const struck: ProseNode = { ...note('retirée'), attrs: { blockChange: { kind: 'del' } } };
  const all = doc(paragraph(text('a'), note('n1'), struck), paragraph(note('n2'), text('b')));
  expect(textOf(all)).toBe('a\nb\n');
  expect(textOf(all, { notes: true })).toBe('a\nb\n\fn1\nn2\n');
});

it('answers no form feed when there are no notes', () => {
  expect(textOf(doc(paragraph(text('a'))), { notes: true })).toBe('a\n');
});
