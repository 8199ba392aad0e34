import { initProseMirrorDoc, prosemirrorToYXmlFragment } from 'y-prosemirror';
import { describe, expect, it } from 'vitest';
import {
  createRelativePositionFromTypeIndex,
  Doc,
  encodeStateAsUpdate,
  encodeStateVector,
  relativePositionToJSON,
  XmlElement,
  XmlText,
} from 'yjs';
import { commentIdsOf, markComment, unmarkComments } from './comment-marks.js';
import type { ProseMark, ProseNode } from './common/prose-json.js';
import { checkProse, PROSE_ROOT, proseSchema } from './schema.js';

const text = (value: string, ...marks: ProseMark[]): ProseNode => ({ type: 'text', text: value, marks });
const paragraph = (...content: ProseNode[]): ProseNode => ({ type: 'paragraph', content });

function written(...content: ProseNode[]): Doc {
  const doc = new Doc();
  prosemirrorToYXmlFragment(checkProse({ type: 'doc', content }), doc.getXmlFragment(PROSE_ROOT));
  return doc;
}

/** The text of the block with this number. */
function textAt(doc: Doc, block: number): XmlText {
  const element = doc.getXmlFragment(PROSE_ROOT).get(block);
  const first = element instanceof XmlElement ? element.get(0) : null;
  if (!(first instanceof XmlText)) throw new Error('no text there');
  return first;
}

const place = (of: XmlText, index: number): object =>
  JSON.parse(
    JSON.stringify(relativePositionToJSON(createRelativePositionFromTypeIndex(of, index))),
  ) as object;

const shown = (doc: Doc): ProseNode =>
  initProseMirrorDoc(doc.getXmlFragment(PROSE_ROOT), proseSchema).doc.toJSON() as ProseNode;

describe('the mark of a comment', () => {
  it('lies on the selected words exactly as the editor would have put it', () => {
    const doc = written(paragraph(text('Avis favorable du comité')));
    const of = textAt(doc, 0);
    expect(markComment(doc, 'fil-1', { from: place(of, 5), to: place(of, 14), words: 'favorable' })).toBe(
      true,
    );
    const expected = paragraph(
      text('Avis '),
      text('favorable', { type: 'comment', attrs: { id: 'fil-1', imported: null } }),
      text(' du comité'),
    );
    expect(shown(doc)).toEqual(shown(written(expected)));
    expect(textAt(doc, 0).toDelta()).toEqual(textAt(written(expected), 0).toDelta());
  });

  it('goes over several paragraphs, and over the mark of another comment', () => {
    const doc = written(paragraph(text('Un deux')), paragraph(text('trois quatre')));
    const [first, second] = [textAt(doc, 0), textAt(doc, 1)];
    markComment(doc, 'a', { from: place(first, 0), to: place(first, 7), words: 'Un deux' });
    markComment(doc, 'b', { from: place(first, 3), to: place(second, 5), words: 'deuxtrois' });
    expect(commentIdsOf(doc)).toEqual(['a', 'b']);
    const marks = (shown(doc).content?.[0]?.content?.[1]?.marks ?? []).map((mark) => mark.attrs?.['id']);
    expect(marks.sort()).toEqual(['a', 'b']);
  });

  it('is not put where the words have become others, and then nothing is changed', () => {
    const doc = written(paragraph(text('Avis favorable')));
    const of = textAt(doc, 0);
    const selected = { from: place(of, 5), to: place(of, 14), words: 'favorable' };
    of.insert(8, 'X');
    const before = encodeStateVector(doc);
    expect(markComment(doc, 'fil-1', selected)).toBe(false);
    expect(encodeStateVector(doc)).toEqual(before);
  });

  it.each([
    ['places of another document', { type: { client: 9, clock: 9 } }, { type: { client: 9, clock: 9 } }],
    ['places that say nothing', {}, {}],
  ])('is not put for %s', (_, from, to) => {
    const doc = written(paragraph(text('Avis')));
    expect(markComment(doc, 'x', { from, to, words: 'Avis' })).toBe(false);
  });

  it('is not put where the end stands before the beginning', () => {
    const doc = written(paragraph(text('Un')), paragraph(text('deux')));
    const [first, second] = [textAt(doc, 0), textAt(doc, 1)];
    expect(markComment(doc, 'x', { from: place(second, 0), to: place(first, 2), words: 'deux' })).toBe(false);
  });

  it('leaves code without a mark, since code may hold none', () => {
    const doc = written({ type: 'codeBlock', content: [{ type: 'text', text: 'let a' }] });
    const of = textAt(doc, 0);
    expect(markComment(doc, 'x', { from: place(of, 0), to: place(of, 5), words: 'let a' })).toBe(false);
  });

  it('is taken away where its thread is gone, and stays where it is not, or was imported', () => {
    const doc = written(
      paragraph(
        text('gardé', { type: 'comment', attrs: { id: 'a', imported: null } }),
        text('perdu', { type: 'comment', attrs: { id: 'b', imported: null } }, { type: 'bold' }),
        text('importé', {
          type: 'comment',
          attrs: { id: 'c', imported: { author: 'A', date: '', text: 'Vu' } },
        }),
      ),
    );
    unmarkComments(doc, (id) => id === 'a');
    expect(commentIdsOf(doc)).toEqual(['a']);
    const [, second, third] = shown(doc).content?.[0]?.content ?? [];
    expect(second?.marks).toEqual([{ type: 'bold' }]);
    expect(third?.marks?.[0]?.attrs?.['id']).toBe('c');
    const before = encodeStateAsUpdate(doc);
    unmarkComments(doc, (id) => id === 'a');
    expect(encodeStateAsUpdate(doc)).toEqual(before);
  });
});
