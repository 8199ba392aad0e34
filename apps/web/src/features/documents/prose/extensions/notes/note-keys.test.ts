import { PROSE_ROOT, type ProseNode, proseToYUpdate } from '@maroquin/prose';
import { expect, it } from 'vitest';
import { applyUpdate, Doc, XmlElement, type XmlFragment } from 'yjs';
import { keysAfter, sharedNotes } from './note-keys.js';

const note: ProseNode = { type: 'footnote', content: [{ type: 'paragraph' }] };
const paragraph = (...content: ProseNode[]): ProseNode => ({ type: 'paragraph', content });

function shared(...content: ProseNode[]): XmlFragment {
  const doc = new Doc();
  applyUpdate(doc, proseToYUpdate({ type: 'doc', content }));
  return doc.getXmlFragment(PROSE_ROOT);
}

it('a note keeps its key when a colleague puts another in above it', () => {
  const root = shared(paragraph({ type: 'text', text: 'Un' }, note), paragraph(note));
  const before = sharedNotes(root);
  const keys = keysAfter(undefined, before);
  expect(new Set(keys).size).toBe(2);
  (root.get(0) as XmlElement).insert(0, [new XmlElement('footnote')]);
  expect(keysAfter({ ids: before, keys }, sharedNotes(root)).slice(1)).toEqual(keys);
});

it('a note that the binding makes again in its place keeps its key, and one that was moved its own', () => {
  const last = { ids: ['1:1', '1:2', '1:3'], keys: ['a', 'b', 'c'] };
  expect(keysAfter(last, ['1:1', '2:5', '1:3'])).toEqual(['a', 'b', 'c']);
  expect(keysAfter(last, ['1:3', '1:1', '1:2'])).toEqual(['c', 'a', 'b']);
  expect(keysAfter(last, ['1:1', '1:3'])).toEqual(['a', 'c']);
});
