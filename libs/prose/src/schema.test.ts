import type { Mark, Node } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { attachmentRef } from './common/attachments.js';
import { nodeChangeOf } from './common/change-attributes.js';
import type { ProseMark, ProseNode } from './common/prose-json.js';
import { MARK_ATTRIBUTES, NODE_ATTRIBUTES } from './common/names.js';
import { checkProse, proseSchema } from './schema.js';

const text = (value: string, ...marks: ProseMark[]): ProseNode => ({ type: 'text', text: value, marks });
const paragraph = (...content: ProseNode[]): ProseNode => ({ type: 'paragraph', content });
const doc = (...content: ProseNode[]): ProseNode => ({ type: 'doc', content });
const cell = (type: string, colspan: number, ...content: ProseNode[]): ProseNode => ({
  type,
  attrs: { colspan, rowspan: 1 },
  content,
});

function rendered(mark: Mark | undefined): unknown {
  return mark?.type.spec.toDOM?.(mark, true);
}

function renderedNode(node: Node | null): unknown {
  return node?.type.spec.toDOM?.(node);
}

function inlineMark(mark: ProseMark): Mark | undefined {
  return checkProse(doc(paragraph(text('mot', mark)))).firstChild?.firstChild?.marks[0];
}

describe('the schema', () => {
  it('holds every kind of block, nested', () => {
    const list = (type: string): ProseNode => ({
      type,
      content: [
        { type: 'listItem', content: [paragraph(text('a')), { type: 'blockquote', content: [paragraph()] }] },
      ],
    });
    const table: ProseNode = {
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('tableHeader', 2, paragraph(text('titre')))] },
        {
          type: 'tableRow',
          content: [
            cell('tableCell', 1, list('bulletList')),
            cell('tableCell', 1, { type: 'heading', attrs: { level: 6 } }),
          ],
        },
      ],
    };
    const note: ProseNode = { type: 'footnote', content: [paragraph(text('note'))] };
    const all = doc(
      { type: 'heading', attrs: { level: 1 }, content: [text('Titre')] },
      paragraph(text('a'), { type: 'hardBreak' }, note, {
        type: 'image',
        attrs: { src: attachmentRef('x') },
      }),
      list('orderedList'),
      { type: 'codeBlock', attrs: { language: null }, content: [{ type: 'text', text: 'x' }] },
      { type: 'horizontalRule' },
      { type: 'pageBreak' },
      table,
    );
    expect(checkProse(all).childCount).toBe(7);
  });

  it('lets marks overlap: code that is bold, commented and struck by two authors', () => {
    const strike = (id: string): ProseMark => ({ type: 'deletion', attrs: { id, author: id, date: '' } });
    const marks: ProseMark[] = [
      { type: 'bold' },
      { type: 'code' },
      { type: 'comment', attrs: { id: 'c1' } },
      strike('d1'),
      strike('d2'),
    ];
    const node = checkProse(doc(paragraph(text('mot', ...marks)))).firstChild?.firstChild;
    expect(node?.marks).toHaveLength(5);
  });

  it('refuses a link within a link', () => {
    const link = (href: string): ProseMark => ({ type: 'link', attrs: { href, title: null } });
    expect(() => checkProse(doc(paragraph(text('mot', link('https://a.fr'), link('https://b.fr')))))).toThrow(
      RangeError,
    );
  });

  it('refuses text outside a block, unknown nodes and what is not a document', () => {
    expect(() => checkProse(doc(text('mot')))).toThrow(RangeError);
    expect(() => checkProse(doc({ type: 'script' }))).toThrow(RangeError);
    expect(() => checkProse(paragraph())).toThrow(RangeError);
  });
});

describe('rendering what another client sent', () => {
  it('never renders an unsafe address as a link', () => {
    const mark = inlineMark({ type: 'link', attrs: { href: 'javascript:alert(1)', title: 'x' } });
    expect(rendered(mark)).toEqual(['span', {}, 0]);
  });

  it('opens a safe address apart, without a way back', () => {
    const mark = inlineMark({ type: 'link', attrs: { href: 'https://exemple.fr', title: null } });
    expect(rendered(mark)).toEqual([
      'a',
      { href: 'https://exemple.fr', target: '_blank', rel: 'noopener noreferrer nofollow' },
      0,
    ]);
  });

  it('shows alignment and colours by their names alone, whatever a client says', () => {
    const aligned = (textAlign: unknown) => renderedNode(proseSchema.node('paragraph', { textAlign }));
    expect(aligned('center')).toEqual(['p', { 'data-align': 'center' }, 0]);
    expect(aligned('center;color:red')).toEqual(['p', {}, 0]);
    const shown = (type: string, colour: unknown) => rendered(proseSchema.mark(type, { colour }));
    expect(shown('ink', 'red')).toEqual(['span', { 'data-ink': 'red' }, 0]);
    expect(shown('ink', '"><script>')).toEqual(['span', {}, 0]);
    expect(shown('highlight', 'url(x)')).toEqual(['mark', { 'data-highlight': 'yellow' }, 0]);
  });

  it('shows indents, frames and ticks by their names alone, whatever a client says', () => {
    const shown = (name: string, attrs: object) =>
      renderedNode(proseSchema.nodes[name]?.createAndFill({ ...attrs }) ?? null);
    expect(shown('paragraph', { indent: 2 })).toEqual(['p', { 'data-indent': '2' }, 0]);
    expect(shown('paragraph', { indent: '2;x' })).toEqual(['p', {}, 0]);
    expect(shown('callout', { kind: 'warning' })).toEqual([
      'div',
      { 'data-callout': 'warning', role: 'note' },
      0,
    ]);
    expect(shown('callout', { kind: '"><script>' })).toEqual([
      'div',
      { 'data-callout': 'info', role: 'note' },
      0,
    ]);
    expect(shown('taskItem', { checked: 'x' })).toEqual(['li', { 'data-checked': 'false' }, 0]);
  });

  it('never loads a picture from an address', () => {
    const image = proseSchema.node('image', {
      src: 'https://espion.example/p.png',
      alt: 'carte',
      width: 'url(x)',
      height: 10,
    });
    expect(renderedNode(image)).toEqual(['img', { alt: 'carte', height: 10 }]);
  });

  it('drops a change that is not one', () => {
    expect(nodeChangeOf({ kind: 'ins', id: 'i', author: 'a', date: 'd', more: 1 })).toEqual({
      kind: 'ins',
      id: 'i',
      author: 'a',
      date: 'd',
    });
    for (const value of [null, 'ins', { kind: 'ins' }, { kind: 'x', id: '', author: '', date: '' }])
      expect(nodeChangeOf(value)).toBeNull();
  });
});

describe('the names that writers of files are typed by', () => {
  const attributesOf = (types: Readonly<Record<string, { readonly attrs?: object | null }>>) =>
    Object.fromEntries(
      Object.entries(types).map(([name, { attrs }]) => [name, Object.keys(attrs ?? {}).sort()]),
    );

  it('are all that the schema has', () => {
    const specs = (of: Readonly<Record<string, { readonly spec: { readonly attrs?: object | null } }>>) =>
      Object.fromEntries(Object.entries(of).map(([name, { spec }]) => [name, spec]));
    expect(attributesOf(specs(proseSchema.nodes))).toEqual(NODE_ATTRIBUTES);
    expect(attributesOf(specs(proseSchema.marks))).toEqual(MARK_ATTRIBUTES);
  });
});
