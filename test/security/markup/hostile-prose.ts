import type { ProseMark, ProseNode } from '@maroquin/prose';
import * as Y from 'yjs';
import { addressOf, PAYLOADS } from './payloads.js';

const ID = '0198b8a0-0000-7000-8000-000000000001';
const text = (words: string, ...marks: ProseMark[]): ProseNode => ({ type: 'text', text: words, marks });
const paragraph = (...content: ProseNode[]): ProseNode => ({ type: 'paragraph', content });
const mark = (type: string, attrs: Record<string, unknown>): ProseMark => ({ type, attrs });
const changed = (author: string): Record<string, unknown> => ({
  id: ID,
  author,
  date: '2026-01-05T09:00:00Z',
});
const inLine = (type: string, attrs: Record<string, unknown>): ProseNode => paragraph({ type, attrs });

type Carrier = (words: string, number: number) => ProseNode;

/** By what holds words that a person chooses: a block that holds these there. */
export const CARRIERS: Readonly<Record<string, Carrier>> = {
  paragraph: (words) => paragraph(text(words)),
  heading: (words) => ({ type: 'heading', attrs: { level: 2 }, content: [text(words)] }),
  codeBlock: (words) => ({ type: 'codeBlock', attrs: { language: words }, content: [text(words)] }),
  list: (words) => ({
    type: 'bulletList',
    content: [{ type: 'listItem', content: [paragraph(text(words))] }],
  }),
  task: (words) => ({
    type: 'taskList',
    content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph(text(words))] }],
  }),
  table: (words) => ({
    type: 'table',
    content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph(text(words))] }] }],
  }),
  callout: (words) => ({ type: 'callout', attrs: { kind: 'info' }, content: [paragraph(text(words))] }),
  calloutKind: (words) => ({ type: 'callout', attrs: { kind: words }, content: [paragraph(text('x'))] }),
  footnote: (words) => paragraph({ type: 'footnote', content: [paragraph(text(words))] }),
  link: (words, number) => paragraph(text(words, mark('link', { href: addressOf(number), title: words }))),
  linkTitle: (words) =>
    paragraph(text(words, mark('link', { href: 'https://exemple.example/', title: words }))),
  image: (words) => inLine('image', { src: `attachment:${ID}`, alt: words, title: words }),
  imageSource: (words) => inLine('image', { src: words, alt: words }),
  mention: (words) => inLine('mention', { id: ID, person: ID, name: words }),
  internalLink: (words) => inLine('internalLink', { resource: words, id: words, title: words }),
  field: (words) => inLine('field', { label: words, kind: 'choice', options: [words] }),
  formula: (words) => inLine('formula', { tex: words }),
  alignment: (words) => ({ ...paragraph(text('x')), attrs: { textAlign: words, indent: words } }),
  insertion: (words) => paragraph(text(words, mark('insertion', changed(words)))),
  deletion: (words) => paragraph(text(words, mark('deletion', changed(words)))),
  colour: (words) =>
    paragraph(text('x', mark('ink', { colour: words }), mark('highlight', { colour: words }))),
  comment: (words) =>
    paragraph(text('x', mark('comment', { id: words, imported: { author: words, date: '', text: words } }))),
};

/** Every payload in one carrier, as nodes of the shared document. */
export function hostileElements(name: string): Y.XmlElement[] {
  const carrier = CARRIERS[name];
  if (carrier === undefined) throw new Error(`no carrier is named ${name}`);
  return PAYLOADS.map((words, number) => elementOf(carrier(words, number)));
}

function elementOf({ type, attrs = {}, content = [] }: ProseNode): Y.XmlElement {
  const element = new Y.XmlElement(type);
  for (const [name, value] of Object.entries(attrs))
    // Attributes of any kind are shared; the types know strings alone.
    element.setAttribute(name, value as string);
  element.insert(
    0,
    content.map((child) => (child.type === 'text' ? wordsOf(child) : elementOf(child))),
  );
  return element;
}

function wordsOf({ text: words = '', marks = [] }: ProseNode): Y.XmlText {
  const shared = new Y.XmlText();
  shared.insert(0, words, Object.fromEntries(marks.map(({ type, attrs = {} }) => [type, attrs])));
  return shared;
}

/** For a file: what import and export take. */
export const hostileDocument = (): ProseNode => ({
  type: 'doc',
  content: ['paragraph', 'heading', 'list', 'table', 'footnote', 'image', 'insertion', 'deletion'].flatMap(
    (name) => PAYLOADS.map((words, number) => CARRIERS[name]?.(words, number) ?? paragraph()),
  ),
});
