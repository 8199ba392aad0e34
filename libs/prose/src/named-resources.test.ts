import { expect, it } from 'vitest';
import type { ProseNode } from './common/prose-json.js';
import { exportProse } from './export/export-prose.js';
import { namedIn } from './named-resources.js';
import { textOf } from './text.js';

const ORIGIN = 'https://maroquin.example';
const [target, other, person] = ['01', '02', '03'].map((end) => `0199d4e2-7a11-7c3e-9f10-2b6c1d0e5a${end}`);
const mention = (id: string | undefined, more: object = {}): ProseNode => ({
  type: 'mention',
  attrs: { id, person, name: 'Anne Roux', ...more },
});
const link = (id: string | undefined): ProseNode => ({
  type: 'internalLink',
  attrs: { path: `/d/${id ?? ''}` },
});
const text = (value: string, href?: string): ProseNode => ({
  type: 'text',
  text: value,
  ...(href !== undefined && { marks: [{ type: 'link', attrs: { href, title: null } }] }),
});
const doc = (...content: ProseNode[]): ProseNode => ({
  type: 'doc',
  content: [{ type: 'paragraph', content }],
});
const struck = { blockChange: { kind: 'del', id: 'a', author: 'b', date: '' } };

it('names each mention and each target once, links by address too, and nothing that is struck', () => {
  const page = `${ORIGIN}/d/${other ?? ''}?a=1#b`;
  const named = namedIn(
    doc(
      mention(target),
      mention(target),
      mention(other, struck),
      link(target),
      text('ici', page),
      link(target),
    ),
    ORIGIN,
  );
  expect(named).toEqual({ mentions: [{ id: target, person }], links: [target, other] });
  const plain = `${ORIGIN}/d/${other ?? ''}`;
  const elsewhere = `https://ailleurs.example/d/${target ?? ''}`;
  expect(namedIn(doc(text('ici', plain), text('là', elsewhere)), ORIGIN).links).toEqual([other]);
});

it('names the last mention of a document that holds thousands, so that none can be hidden behind others', () => {
  const id = (n: number) => `0199d4e2-7a11-7c3e-9f10-${n.toString(16).padStart(12, '0')}`;
  const many = Array.from({ length: 3_000 }, (_, n) => mention(id(n)));
  expect(namedIn(doc(...many), ORIGIN).mentions.at(-1)).toEqual({ id: id(2_999), person });
  expect(namedIn(doc(mention(target, { name: '\u200b' })), ORIGIN).mentions).toEqual([]);
});

it('reads a mention as its name, and leaves out one that is struck', () => {
  expect(textOf(doc(text('Vu '), mention(target), mention(other, struck)))).toBe('Vu @Anne Roux\n');
});

it('writes a mention and a link into files: the title where it may be known, else the address', () => {
  const options = {
    ...{ title: 'Note', author: 'Anne Roux', language: 'fr' as const },
    ...{ createdAt: new Date(0), modifiedAt: new Date(0), pictures: new Map(), nameOf: (id: string) => id },
    internal: { origin: ORIGIN, titles: new Map([[target ?? '', 'Calendrier']]) },
  };
  const written = doc(mention(person), text(' '), link(target), text(' '), link(other));
  const as = (format: 'md' | 'html' | 'txt') =>
    Buffer.from(exportProse(written, format, options).bytes).toString();
  expect(as('md')).toContain(`@Anne Roux [Calendrier](<${ORIGIN}/d/${target ?? ''}>)`);
  expect(as('html')).toMatch(/<a href="[^"]*01"[^>]*>Calendrier<\/a>/u);
  expect(as('txt')).toContain(`@Anne Roux Calendrier ${ORIGIN}/d/${other ?? ''}`);
});
