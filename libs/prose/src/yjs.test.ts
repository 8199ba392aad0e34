import { applyUpdate, Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs';
import { describe, expect, it } from 'vitest';
import type { ProseMark, ProseNode } from './common/prose-json.js';
import { checkProse, PROSE_ROOT } from './schema.js';
import { proseFromY, proseToYUpdate } from './yjs.js';

const text = (value: string, ...marks: ProseMark[]): ProseNode => ({
  type: 'text',
  text: value,
  ...(marks.length > 0 ? { marks } : {}),
});
const change = (type: string, id: string): ProseMark => ({
  type,
  attrs: { id, author: 'a', date: '2026-01-01T00:00:00Z' },
});

function reopened(update: Uint8Array): Doc {
  const ydoc = new Doc();
  applyUpdate(ydoc, update);
  return ydoc;
}

const sample: ProseNode = {
  type: 'doc',
  content: [
    {
      type: 'heading',
      attrs: { level: 2, breakChange: { kind: 'ins', id: 'b', author: 'a', date: '' } },
      content: [text('Titre')],
    },
    {
      type: 'paragraph',
      content: [
        text('gras', { type: 'bold' }),
        text('barré deux fois', change('deletion', 'd1'), change('deletion', 'd2')),
        text(
          'commenté',
          { type: 'comment', attrs: { id: 'c1', imported: { author: 'x', date: '', text: 'À revoir' } } },
          { type: 'comment', attrs: { id: 'c2' } },
        ),
        text('lié', { type: 'link', attrs: { href: 'https://exemple.fr', title: null } }),
        { type: 'footnote', content: [{ type: 'paragraph', content: [text('note')] }] },
        { type: 'image', attrs: { src: 'attachment:1', alt: 'carte', width: 10, height: 20 } },
      ],
    },
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          attrs: { blockChange: { kind: 'del', id: 'r', author: 'a', date: '' } },
          content: [
            { type: 'tableHeader', attrs: { colspan: 2, rowspan: 1 }, content: [{ type: 'paragraph' }] },
          ],
        },
      ],
    },
  ],
};

describe('a document in Yjs', () => {
  it('comes back identical, marks and changes included', () => {
    expect(proseFromY(reopened(proseToYUpdate(sample)))).toEqual(checkProse(sample).toJSON());
  });

  it('writes the same bytes for the same client id', () => {
    expect(proseToYUpdate(sample, { clientId: 7 })).toEqual(proseToYUpdate(sample, { clientId: 7 }));
  });

  it('refuses a document outside the schema', () => {
    expect(() => proseToYUpdate({ type: 'doc', content: [text('x')] })).toThrow(RangeError);
  });

  it('reads an empty document as one empty paragraph', () => {
    expect(proseFromY(new Doc())).toEqual({ type: 'doc', content: [{ type: 'paragraph' }] });
  });

  it('leaves out what a client added outside the schema', () => {
    const ydoc = new Doc();
    const good = new XmlElement('paragraph');
    good.insert(0, [new XmlText('bon')]);
    ydoc.getXmlFragment(PROSE_ROOT).insert(0, [new XmlElement('script'), good]);
    expect(proseFromY(reopened(encodeStateAsUpdate(ydoc)))).toMatchObject({
      content: [{ type: 'paragraph', content: [{ text: 'bon' }] }],
    });
  });
});
