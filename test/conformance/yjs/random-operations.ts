import * as prng from 'lib0/prng';
import * as Y from 'yjs';
import { rootOf, type Kind } from '../hazards/victim.js';

type Operation = (doc: Y.Doc, gen: prng.PRNG) => void;

const MARKS = ['bold', 'italic', 'strike'];
const length = (type: Y.Text | Y.XmlFragment): number => type.length;

/** yjs's own random text operations (tests/y-text.tests.js), without embeds, which a note does not hold. */
const onText: readonly Operation[] = [
  function insert(doc, gen) {
    const text = doc.getText('text');
    text.insert(prng.int32(gen, 0, length(text)), prng.word(gen, 1, 8) + ' ');
  },
  function insertFormatted(doc, gen) {
    const text = doc.getText('text');
    const mark = prng.oneOf(gen, MARKS);
    text.insert(prng.int32(gen, 0, length(text)), prng.utf16String(gen), { [mark]: true });
  },
  function remove(doc, gen) {
    const text = doc.getText('text');
    const at = prng.int32(gen, 0, length(text));
    text.delete(at, Math.min(length(text) - at, prng.int32(gen, 0, 8)));
  },
  function format(doc, gen) {
    const text = doc.getText('text');
    const at = prng.int32(gen, 0, length(text));
    const size = prng.int32(gen, 0, length(text) - at);
    text.format(at, size, { [prng.oneOf(gen, MARKS)]: prng.bool(gen) ? true : null });
  },
];

const textblocks = (root: Y.XmlFragment): Y.XmlElement[] =>
  root.toArray().filter((block): block is Y.XmlElement => block instanceof Y.XmlElement);

function someText(doc: Y.Doc, gen: prng.PRNG): Y.XmlText | null {
  const blocks = textblocks(doc.getXmlFragment('prose'));
  if (blocks.length === 0) return null;
  const inside = prng.oneOf(gen, blocks).toArray();
  return inside.find((inner) => inner instanceof Y.XmlText) ?? null;
}

/** The like of them for what a document holds: blocks at the top, text with marks in them, attributes. */
const onProse: readonly Operation[] = [
  function insertBlock(doc, gen) {
    const root = doc.getXmlFragment('prose');
    const block = new Y.XmlElement(prng.bool(gen) ? 'paragraph' : 'heading');
    if (block.nodeName === 'heading') block.setAttribute('level', 1 as unknown as string);
    block.insert(0, [new Y.XmlText(prng.word(gen, 1, 12))]);
    root.insert(prng.int32(gen, 0, length(root)), [block]);
  },
  function insertText(doc, gen) {
    const text = someText(doc, gen);
    text?.insert(prng.int32(gen, 0, text.length), prng.word(gen, 1, 8) + ' ');
  },
  function insertMarked(doc, gen) {
    const text = someText(doc, gen);
    text?.insert(prng.int32(gen, 0, text.length), prng.utf16String(gen), { [prng.oneOf(gen, MARKS)]: {} });
  },
  function mark(doc, gen) {
    const text = someText(doc, gen);
    if (text === null) return;
    const at = prng.int32(gen, 0, text.length);
    const size = prng.int32(gen, 0, text.length - at);
    text.format(at, size, { [prng.oneOf(gen, MARKS)]: prng.bool(gen) ? {} : null });
  },
  function removeText(doc, gen) {
    const text = someText(doc, gen);
    if (text === null) return;
    const at = prng.int32(gen, 0, text.length);
    text.delete(at, Math.min(text.length - at, prng.int32(gen, 0, 8)));
  },
  function removeBlock(doc, gen) {
    const root = doc.getXmlFragment('prose');
    if (length(root) > 0 && prng.int32(gen, 0, 3) === 0) root.delete(prng.int32(gen, 0, length(root) - 1), 1);
  },
  function setLevel(doc, gen) {
    const blocks = textblocks(doc.getXmlFragment('prose')).filter(({ nodeName }) => nodeName === 'heading');
    if (blocks.length === 0) return;
    prng.oneOf(gen, blocks).setAttribute('level', prng.int32(gen, 1, 4) as unknown as string);
  },
];

const KEEPING_BLOCKS = onProse.filter(({ name }) => name !== 'removeBlock');

/** One random operation, of those that a document of this kind allows. */
export function operate(doc: Y.Doc, kind: Kind, gen: prng.PRNG, keepBlocks = false): void {
  rootOf(doc, kind);
  const operations = kind === 'text' ? onText : keepBlocks ? KEEPING_BLOCKS : onProse;
  doc.transact(() => prng.oneOf(gen, [...operations])(doc, gen));
}
