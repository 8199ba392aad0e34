import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { StructIndex, Leases, judge, type DocumentKind } from '../src/index.js';

const VICTIM = 7;
const ATTACKER = 9;
const enough = { leases: new Leases([[VICTIM, 'anna']]), personId: 'eve' };

/** Bytes as yjs's V1 has them; numbers are varints. */
function bytes(...parts: readonly (number | string | readonly number[])[]): number[] {
  return parts.flatMap((part) => {
    if (typeof part === 'string') {
      const text = [...new TextEncoder().encode(part)];
      return [...bytes(text.length), ...text];
    }
    if (typeof part !== 'number') return part;
    const digits: number[] = [];
    let rest = part;
    for (; rest > 127; rest = Math.floor(rest / 128)) digits.push((rest % 128) + 128);
    return [...digits, rest];
  });
}

const LEFT = 0x80;
const RIGHT = 0x40;
const KEY = 0x20;
type Id = readonly [number, number];
const string = (text: string): number[] => bytes(text);
const element = (name: string): number[] => bytes(3, name);
const XML_TEXT = [6];
const any = (...value: readonly (number | string | readonly number[])[]): number[] => bytes(1, ...value);

const right = (content: number, left: Id, id: Id, body: number[]): number[] => [
  content | LEFT | RIGHT,
  ...bytes(...left, ...id),
  ...body,
];
const behind = (content: number, left: Id, body: number[]): number[] => [
  content | LEFT,
  ...bytes(...left),
  ...body,
];
const before = (content: number, id: Id, body: number[]): number[] => [
  content | RIGHT,
  ...bytes(...id),
  ...body,
];
const inside = (content: number, parent: Id, body: number[]): number[] => [
  content,
  ...bytes(0, ...parent),
  ...body,
];
const attribute = (parent: Id, key: string, body: number[]): number[] => [
  8 | KEY,
  ...bytes(0, ...parent, key),
  ...body,
];
const update = (...structs: readonly number[][]): Uint8Array =>
  Uint8Array.from([...bytes(1, structs.length, ATTACKER, 0), ...structs.flat(), 0]);

/** What Anna wrote, by one clientID: where each thing is follows from the order in which she made it. */
function victim(): {
  known: StructIndex;
  id: Record<'heading' | 'level' | 'title' | 'code' | 'program' | 'item' | 'paragraph' | 'row', Id>;
} {
  const doc = new Y.Doc();
  doc.clientID = VICTIM;
  const root = doc.getXmlFragment('prose');
  const add = (parent: Y.XmlFragment, name: string): Y.XmlElement => {
    const made = new Y.XmlElement(name);
    parent.insert(parent.length, [made]);
    return made;
  };
  const write = (parent: Y.XmlElement, words: string): Y.XmlText => {
    const text = new Y.XmlText();
    parent.insert(0, [text]);
    text.insert(0, words);
    return text;
  };
  const idOf = (type: Y.XmlElement | Y.XmlText): Id => [VICTIM, type._item?.id.clock ?? -1];
  const heading = add(root, 'heading');
  heading.setAttribute('level', 1 as unknown as string);
  const level: Id = [VICTIM, 1];
  const title = write(heading, 'Projet de décret');
  const code = add(root, 'codeBlock');
  const program = write(code, 'x = 1');
  const item = add(add(root, 'bulletList'), 'listItem');
  const paragraph = add(item, 'paragraph');
  const row = add(add(root, 'table'), 'tableRow');
  const known = new StructIndex('prose');
  const verdict = judge(Y.encodeStateAsUpdate(doc), 'prose', known, { ...enough, personId: 'anna' });
  if (verdict.kind !== 'new') throw new Error(`${verdict.kind}`);
  known.apply(verdict, verdict.placement);
  const id = {
    heading: idOf(heading),
    level,
    title: idOf(title),
    code: idOf(code),
    program: idOf(program),
    item: idOf(item),
    paragraph: idOf(paragraph),
    row: idOf(row),
  };
  return { known, id };
}

const { known, id } = victim();
const next = ([client, clock]: Id, by = 1): Id => [client, clock + by];
const firstLetter = next(id.title);

function said(sent: Uint8Array, kind: DocumentKind = 'prose', state = known): string {
  const verdict = judge(sent, kind, state, enough);
  return verdict.kind === 'refused' ? verdict.code : verdict.kind;
}

describe('what an authorised writer sends into somebody else’s text', () => {
  const vectors: [string, Uint8Array, string][] = [
    ['(a letter behind a letter is welcome)', update(behind(4, firstLetter, string('x'))), 'new'],
    [
      'a letter in the root, behind a block (16, 17)',
      update(behind(4, id.heading, string('x'))),
      'content-kind',
    ],
    [
      'a letter in the root, before a block (16, 17)',
      update(before(4, id.heading, string('x'))),
      'content-kind',
    ],
    ['a text in the root, behind a block (17)', update(behind(7, id.heading, XML_TEXT)), 'content-kind'],
    ['an element in a text (17)', update(behind(7, firstLetter, element('paragraph'))), 'element-place'],
    [
      'an element in a text, by parent (17)',
      update(inside(7, id.title, element('hardBreak'))),
      'element-place',
    ],
    ['a letter in an element (17)', update(inside(4, id.heading, string('x'))), 'content-kind'],
    ['a text in a list (17)', update(inside(7, id.item, XML_TEXT)), 'content-kind'],
    [
      'an element of no name the schema has (18)',
      update(behind(7, id.heading, element('script'))),
      'element-name',
    ],
    ['a paragraph in a heading (18)', update(inside(7, id.heading, element('paragraph'))), 'element-place'],
    ['a picture in a code block (18)', update(inside(7, id.code, element('image'))), 'element-place'],
    ['a cell in the root (18)', update(behind(7, id.heading, element('tableCell'))), 'element-place'],
    ['a paragraph in a row (18)', update(inside(7, id.row, element('paragraph'))), 'element-place'],
    [
      '(a list first in a list’s item is welcome)',
      update(before(7, id.paragraph, element('bulletList'))),
      'new',
    ],
    ['a level that is no level', update(attribute(id.heading, 'level', any([125], 9))), 'attribute-value'],
    [
      'a level behind the level, by its neighbour',
      update(behind(8, id.level, any([119], 'x'))),
      'attribute-value',
    ],
    ['a letter as a level', update(behind(4, id.level, string('x'))), 'content-kind'],
    ['an element as a level', update(behind(7, id.level, element('paragraph'))), 'content-kind'],
    ['an attribute put before another', update(before(8, id.level, any([125], 2))), 'attribute-right'],
    [
      'an attribute the schema has not',
      update(attribute(id.heading, 'onclick', any([119], 'x'))),
      'attribute-name',
    ],
    ['an attribute of a text', update(attribute(id.title, 'level', any([125], 1))), 'attribute-name'],
    [
      'an attribute of the prototype',
      update(attribute(id.heading, '__proto__', any([125], 1))),
      'prototype-key',
    ],
    [
      'a cell a billion columns wide',
      update(
        inside(7, id.row, element('tableCell')),
        attribute([ATTACKER, 0], 'colspan', any([124], [0x4e, 0x6e, 0x6b, 0x28])),
      ),
      'attribute-value',
    ],
    [
      'a script as a link',
      update(behind(6, firstLetter, bytes('link', '{"href":"javascript:alert(1)","title":null}'))),
      'mark-value',
    ],
    ['a mark the schema has not', update(behind(6, firstLetter, bytes('blink', '{}'))), 'mark-name'],
    [
      'a mark in a code block (18)',
      update(behind(6, next(id.program), bytes('bold', '{}'))),
      'mark-in-plain-text',
    ],
    [
      'a mark that holds what it cannot',
      update(behind(6, firstLetter, bytes('bold', '{"a":1}'))),
      'mark-value',
    ],
    [
      'a letter between two texts',
      update(right(4, firstLetter, next(id.program), string('x'))),
      'different-parents',
    ],
    ['a child of a letter', update(inside(4, firstLetter, string('x'))), 'parent-not-type'],
    [
      'a letter between neighbours that stand the other way round',
      update(right(4, next(firstLetter, 3), firstLetter, string('x'))),
      'neighbours',
    ],
    [
      'a letter between letters that others stand between',
      update(right(4, firstLetter, next(firstLetter, 3), string('x'))),
      'neighbours',
    ],
    [
      'a bit for a key where there is none (14)',
      update([4 | LEFT | KEY, ...bytes(...firstLetter), ...string('x')]),
      'key-without-attribute',
    ],
  ];
  it.each(vectors)('%s', (_name, sent, code) => expect(said(sent)).toBe(code));

  it('types more than 100 deep (4)', () => {
    const nested = (depth: number): Uint8Array =>
      update(
        behind(7, id.heading, element('blockquote')),
        ...Array.from({ length: depth - 1 }, (_, clock) =>
          inside(7, [ATTACKER, clock], element('blockquote')),
        ),
      );
    expect(said(nested(100))).toBe('new');
    expect(said(nested(101))).toBe('too-nested');
  });

  it('structs that wait for each other, which yjs would park for ever', () => {
    const two = (kind: DocumentKind, origin: Id, state: StructIndex): string => {
      const one = (client: number, other: Id, from: Id): number[] => [
        ...bytes(1, client, 0),
        ...right(4, from, other, string('x')),
      ];
      const sent = [2, ...one(21, [20, 0], origin), ...one(20, [21, 0], origin), 0];
      return said(Uint8Array.from(sent), kind, state);
    };
    expect(two('prose', firstLetter, known)).toBe('circular');
    const note = new Y.Doc();
    note.clientID = VICTIM;
    note.getText('text').insert(0, 'abc');
    const state = new StructIndex('text');
    const verdict = judge(Y.encodeStateAsUpdate(note), 'text', state, { ...enough, personId: 'anna' });
    if (verdict.kind === 'new') state.apply(verdict, verdict.placement);
    expect(two('text', [VICTIM, 0], state)).toBe('circular');
  });

  it('thousands of items with one left origin and different right ones (10)', () => {
    const note = new Y.Doc();
    note.clientID = VICTIM;
    const text = note.getText('text');
    for (let turn = 0; turn < 1000; turn += 1) text.insert(0, 'x');
    const state = new StructIndex('text');
    const verdict = judge(Y.encodeStateAsUpdate(note), 'text', state, { ...enough, personId: 'anna' });
    if (verdict.kind === 'new') state.apply(verdict, verdict.placement);
    const bomb = update(
      ...Array.from({ length: 1000 }, (_, clock) => before(4, [VICTIM, clock], string('y'))),
    );
    expect(said(bomb, 'text', state)).toBe('position-bomb');
  });

  it('more clientIDs than anybody has windows', () => {
    const crowd = bytes(1001);
    for (let client = 2000; client >= 1000; client -= 1)
      crowd.push(...bytes(1, client, 0, [4], 1, 'text', 'x'));
    expect(said(Uint8Array.from([...crowd, 0]), 'text', new StructIndex('text'))).toBe('too-many-clients');
  });
});

describe('an item whose origin or parent is deleted', () => {
  it('is accepted, because its author could not know', () => {
    const doc = new Y.Doc();
    doc.clientID = VICTIM;
    const root = doc.getXmlFragment('prose');
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('texte')]);
    root.insert(0, [paragraph, new Y.XmlElement('paragraph')]);
    const late = new Y.Doc();
    late.clientID = ATTACKER;
    Y.applyUpdate(late, Y.encodeStateAsUpdate(doc));
    root.delete(0, 1);
    // The garbage is collected before the server hears anything at all.
    const state = new StructIndex('prose');
    const verdict = judge(Y.encodeStateAsUpdate(doc), 'prose', state, { ...enough, personId: 'anna' });
    if (verdict.kind === 'new') state.apply(verdict, verdict.placement);
    const first = late.getXmlFragment('prose').get(0);
    if (first instanceof Y.XmlElement) (first.get(0) as Y.XmlText).insert(2, 'tard');
    expect(said(Y.encodeStateAsUpdate(late, Y.encodeStateVector(doc)), 'prose', state)).toBe('new');
  });
});
