import { expect, it } from 'vitest';
import type { ProseNode } from '../common/prose-json.js';
import { exportPdfSource, exportProse, type WrittenFormat } from './export-prose.js';

const OPTIONS = {
  ...{ title: 'Note', author: 'Anne', language: 'fr' as const, pictures: new Map(), nameOf: String },
  ...{ createdAt: new Date(0), modifiedAt: new Date(0) },
};
const struck = { kind: 'del', id: 'c', author: 'anne', date: '2026-12-01T10:00:00.000Z' };
const text = (words: string): ProseNode => ({ type: 'text', text: words });
const paragraph = (words: string, attrs = {}): ProseNode => ({
  type: 'paragraph',
  attrs,
  content: [text(words)],
});
const row = (words: string, attrs = {}): ProseNode => ({
  type: 'tableRow',
  attrs,
  content: [{ type: 'tableCell', content: [paragraph(words)] }],
});
const doc: ProseNode = {
  type: 'doc',
  content: [
    paragraph('Avis ', { breakChange: struck }),
    paragraph('favorable'),
    { type: 'table', content: [row('gardée'), row('rayée', { blockChange: struck })] },
    { type: 'table', attrs: { blockChange: struck }, content: [row('retirée')] },
    { type: 'horizontalRule', attrs: { blockChange: struck } },
    {
      type: 'paragraph',
      content: [{ type: 'text', text: 'barré', marks: [{ type: 'deletion', attrs: struck }] }, text('Fin')],
    },
  ],
};

it('a file that cannot show suggestions leaves out struck blocks and rows, and joins what is to be joined', () => {
  const written = (format: WrittenFormat): string =>
    Buffer.from(exportProse(doc, format, OPTIONS).bytes).toString();
  expect(written('txt')).toBe('Avis favorable\ngardée\nFin\n');
  expect(written('md')).not.toMatch(/rayée|retirée|barré|---$/m);
  const html = written('html');
  expect(html).toContain('Avis favorable');
  expect(html).toMatch(/<del[^>]*>barré/);
  expect(html).not.toMatch(/rayée|retirée|<hr/);
  const { source, losses } = exportPdfSource(doc, OPTIONS);
  expect(JSON.stringify(source.content)).not.toMatch(/rayée|retirée|barré/);
  // What was accepted is said all the same.
  expect(losses.find(({ kind }) => kind === 'blockChange')?.count).toBe(4);
});
