import { PROSE_ROOT } from '@maroquin/prose';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { HeadlessEditor } from '../../../../../../test/conformance/headless-editor.js';
import { steadyBinding } from '../prose/extensions/binding/steady-binding.js';
import { contentWatchOf } from './content-watch.js';

const paragraph = (words: string, marks: Record<string, unknown> = {}): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  text.insert(0, words, marks);
  element.insert(0, [text]);
  return element;
};
const rootOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(PROSE_ROOT);

/** A page, and a colleague whose changes it receives. */
function opened(): { page: Y.Doc; colleague: Y.Doc } {
  const [page, colleague] = [new Y.Doc(), new Y.Doc()];
  colleague.on('update', (update: Uint8Array) => Y.applyUpdate(page, update));
  rootOf(colleague).insert(0, [paragraph('Bonjour', { bold: {} })]);
  return { page, colleague };
}

it('a document of nodes and marks of this page is known, and stays so while others write', () => {
  const { page, colleague } = opened();
  const watch = contentWatchOf(page);
  const row = new Y.XmlElement('blockquote');
  row.insert(0, [paragraph('citation', { 'comment--aB3dE5f7': { id: 'x' } })]);
  rootOf(colleague).push([row]);
  expect(watch.isKnown()).toBe(true);
});

it.each([
  ['a node', (root: Y.XmlFragment) => root.push([new Y.XmlElement('signature')])],
  [
    'a node within one that it knows',
    (root: Y.XmlFragment) => {
      const quote = new Y.XmlElement('blockquote');
      quote.insert(0, [paragraph('a'), new Y.XmlElement('signature')]);
      root.push([quote]);
    },
  ],
  ['a mark', (root: Y.XmlFragment) => root.push([paragraph('a', { blinking: {} })])],
  [
    'a mark on words that were there',
    (root: Y.XmlFragment) => {
      const text = (root.get(0) as Y.XmlElement).get(0) as Y.XmlText;
      text.format(0, 3, { blinking: {} });
    },
  ],
])('a document with %s of a newer page is told before anybody draws it', (_what, write) => {
  const { page, colleague } = opened();
  const watch = contentWatchOf(page);
  const seen: boolean[] = [];
  rootOf(page).observeDeep(() => seen.push(watch.isKnown()));
  let heard = 0;
  watch.subscribe(() => (heard += 1));
  write(rootOf(colleague));
  expect(seen).toEqual([false]);
  expect(heard).toBe(1);
  // It stays so: what the page shows is older by now.
  rootOf(colleague).insert(0, [paragraph('b')]);
  expect(watch.isKnown()).toBe(false);
});

it('a document that held it already is told when it is opened', () => {
  const { page, colleague } = opened();
  rootOf(colleague).push([new Y.XmlElement('signature')]);
  expect(contentWatchOf(page).isKnown()).toBe(false);
});

it('an editor that meets what a newer page wrote deletes nothing, and writes nothing any more', () => {
  const { page, colleague } = opened();
  page.on('update', (update: Uint8Array) => Y.applyUpdate(colleague, update));
  const editor = new HeadlessEditor(page, [steadyBinding()]);
  rootOf(colleague).push([new Y.XmlElement('signature')]);
  editor.type(' à tous');
  expect(rootOf(colleague).toString()).toBe(
    '<paragraph><bold>Bonjour</bold></paragraph><signature></signature>',
  );
  editor.destroy();
});
