import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { MalformedError } from '../wire/index.js';
import { KIND_RULES } from './document-kind.js';
import { walkUpdate } from './update-walker.js';

const TEXT_ROOT = [1, 4, 116, 101, 120, 116];
const PROSE_ROOT = [1, 5, 112, 114, 111, 115, 101];

function codeOf(bytes: readonly number[] | Uint8Array, kind: 'text' | 'prose' = 'text'): string {
  try {
    walkUpdate(Uint8Array.from(bytes), KIND_RULES[kind]);
    return 'passed';
  } catch (error) {
    if (error instanceof MalformedError) return error.code;
    throw error;
  }
}

/** Editing at random with a seed, as two people who sometimes exchange everything. */
function honestUpdates(seed: number): Uint8Array[] {
  let state = seed;
  const random = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % below;
  };
  const docs = [new Y.Doc(), new Y.Doc()];
  const updates: Uint8Array[] = [];
  docs.forEach((doc, index) => {
    doc.clientID = seed * 2 + index + 1;
    doc.on('update', (update: Uint8Array) => updates.push(update));
  });
  for (let turn = 0; turn < 60; turn += 1) {
    const doc = docs[random(2)];
    if (doc !== undefined) editProse(doc, random);
    if (random(5) === 0) {
      for (const from of docs)
        for (const to of docs) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
    }
  }
  return [...updates, ...docs.map((doc) => Y.encodeStateAsUpdate(doc)), Y.mergeUpdates(updates)];
}

function editProse(doc: Y.Doc, random: (below: number) => number): void {
  const root = doc.getXmlFragment('prose');
  const paragraph = root.length > 0 ? root.get(random(root.length)) : null;
  if (!(paragraph instanceof Y.XmlElement) || random(6) === 0) {
    const element = new Y.XmlElement('paragraph');
    element.insert(0, [new Y.XmlText('été 🎉')]);
    element.setAttribute('level', '2');
    root.insert(random(root.length + 1), [element]);
    return;
  }
  const text = paragraph.get(0);
  if (!(text instanceof Y.XmlText)) return;
  if (random(4) === 0 && text.length > 0) text.delete(random(text.length), 1);
  else if (random(4) === 0 && text.length > 1)
    text.format(0, text.length - 1, { bold: {}, link: { href: 'https://a.fr', title: null } });
  else if (random(9) === 0) root.delete(0, 1);
  else text.insert(random(text.length + 1), 'mot ');
}

describe('an honest update', () => {
  it('passes, whatever was typed, formatted, deleted and merged', () => {
    let frames = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      for (const update of honestUpdates(seed)) {
        expect(codeOf(update, 'prose')).toBe('passed');
        frames += 1;
      }
    }
    expect(frames).toBeGreaterThan(2000);
  });

  it('is described by its clocks and deletes', () => {
    const doc = new Y.Doc();
    doc.clientID = 7;
    doc.getText('text').insert(0, 'été 🎉');
    doc.getText('text').delete(1, 2);
    const walked = walkUpdate(Y.encodeStateAsUpdate(doc), KIND_RULES.text);
    expect(walked.blocks).toMatchObject([{ client: 7, from: 0, to: 6 }]);
    expect(walked.deletes).toEqual([{ client: 7, from: 1, to: 3 }]);
    expect(walked.gone).toEqual([{ client: 7, from: 1, to: 3 }]);
  });

  it('names the clocks of other clients that it builds on', () => {
    const one = new Y.Doc();
    one.clientID = 7;
    one.getText('text').insert(0, 'abc');
    const two = new Y.Doc();
    two.clientID = 8;
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    let update: Uint8Array = new Uint8Array();
    two.on('update', (bytes: Uint8Array) => (update = bytes));
    two.getText('text').insert(2, 'x');
    expect([...walkUpdate(update, KIND_RULES.text).needs]).toEqual([[7, 3]]);
  });
});

describe('a hostile update', () => {
  const vectors: [string, readonly number[], string][] = [
    ['33 million structs in 7 bytes', [1, 255, 255, 255, 15, 1, 0], 'count-beyond-end'],
    ['2^53 structs', [1, 255, 255, 255, 255, 255, 255, 255, 15, 1, 0, 0], 'count-beyond-end'],
    ['2^53 clients', [255, 255, 255, 255, 255, 255, 255, 15, 0, 0, 0, 0], 'count-beyond-end'],
    ['an over-long varint', [128, 0, 0], 'varint-not-canonical'],
    ['a varint above 2^53', [255, 255, 255, 255, 255, 255, 255, 127], 'varint-too-large'],
    ['no bytes at all', [], 'truncated'],
    ['a Skip', [1, 1, 7, 0, 10, 3, 0], 'skip'],
    ['a GC of length 0', [1, 1, 7, 0, 0, 0, 0], 'empty-struct'],
    ['a GC of length 2^53 - 1', [1, 1, 7, 0, 0, 255, 255, 255, 255, 255, 255, 255, 15, 0], 'clock-too-large'],
    ['an empty string', [1, 1, 7, 0, 4, ...TEXT_ROOT, 0, 0], 'empty-struct'],
    ['a delete of length 0', [0, 1, 7, 1, 0, 0], 'empty-range'],
    ['2^53 deletes', [0, 1, 7, 255, 255, 255, 255, 255, 255, 255, 15], 'count-beyond-end'],
    ['a client twice', [2, 1, 7, 0, 0, 1, 1, 7, 1, 0, 1, 0], 'client-order'],
    ['clients in rising order', [2, 1, 7, 0, 0, 1, 1, 8, 0, 0, 1, 0], 'client-order'],
    ['an origin that is itself', [1, 1, 7, 0, 0x84, 7, 0, 1, 120, 0], 'refers-forward'],
    ['equal origins left and right', [1, 1, 7, 0, 0xc4, 8, 0, 8, 0, 1, 120, 0], 'same-origins'],
    ['a root of another name', [1, 1, 7, 0, 4, 1, 1, 120, 1, 120, 0], 'root-name'],
    ['a key in the root', [1, 1, 7, 0, 0x24, ...TEXT_ROOT, 1, 107, 1, 120, 0], 'root-key'],
    ['a subdocument', [1, 1, 7, 0, 9, ...TEXT_ROOT, 1, 120, 126, 0], 'content-kind'],
    ['a blob', [1, 1, 7, 0, 3, ...TEXT_ROOT, 2, 1, 2, 0], 'content-kind'],
    ['an unknown content', [1, 1, 7, 0, 17, ...TEXT_ROOT, 2, 1, 2, 0], 'content-kind'],
    ['a shared type in a plain note', [1, 1, 7, 0, 7, ...TEXT_ROOT, 0, 0], 'content-kind'],
    ['a string that ends behind the update', [1, 1, 7, 0, 4, ...TEXT_ROOT, 100, 120, 0], 'count-beyond-end'],
    ['half a character', [1, 1, 7, 0, 4, ...TEXT_ROOT, 1, 0xc3, 0], 'utf8'],
    ['a surrogate in UTF-8', [1, 1, 7, 0, 4, ...TEXT_ROOT, 3, 0xed, 0xa0, 0x80, 0], 'utf8'],
    ['a format that is not JSON', [1, 1, 7, 0, 6, ...TEXT_ROOT, 1, 98, 1, 120, 0], 'json'],
    [
      'a format named __proto__',
      [1, 1, 7, 0, 6, ...TEXT_ROOT, 9, ...Buffer.from('__proto__'), 2, 123, 125, 0],
      'prototype-key',
    ],
    ['bytes behind the end (V2 begins 00 00)', [0, 0, 0], 'trailing-bytes'],
  ];
  it.each(vectors)('%s is refused', (_name, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });

  const inProse: [string, readonly number[], string][] = [
    [
      'a letter directly in the root of a document',
      [1, 1, 7, 0, 4, ...PROSE_ROOT, 1, 120, 0],
      'content-kind',
    ],
    ['a Y.Map in a document', [1, 1, 7, 0, 7, ...PROSE_ROOT, 1, 0], 'type-kind'],
    [
      'an element called constructor',
      [1, 1, 7, 0, 7, ...PROSE_ROOT, 3, 11, ...Buffer.from('constructor'), 0],
      'prototype-key',
    ],
    ['a value of bytes', [1, 1, 7, 0, 0x88, 8, 0, 1, 116, 1, 1, 0], 'value-kind'],
    [
      'values nested 5,000 deep',
      [1, 1, 7, 0, 0x88, 8, 0, 1, ...Array<number[]>(5000).fill([117, 1]).flat(), 126, 0],
      'too-deep',
    ],
    [
      'formats nested 5,000 deep',
      [1, 1, 7, 0, 0x86, 8, 0, 1, 98, 0x88, 0x27, ...Array<number>(5000).fill(91), 0],
      'too-deep',
    ],
  ];
  it.each(inProse)('%s is refused', (_name, bytes, code) => {
    expect(codeOf(bytes, 'prose')).toBe(code);
  });

  it('costs next to nothing: 20,000 bombs that would take yjs an hour and 256 MB each', () => {
    const bomb = Uint8Array.of(1, 255, 255, 255, 15, 1, 0);
    const heap = process.memoryUsage().heapUsed;
    const before = process.cpuUsage();
    for (let turn = 0; turn < 20_000; turn += 1) codeOf(bomb);
    // Processor time, because the machine may be busy with other things; 0.1 s on an idle one.
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
    expect(process.memoryUsage().heapUsed - heap).toBeLessThan(64 * 2 ** 20);
  });

  it('is walked or refused, and never anything else, however its bytes are changed', () => {
    let state = 42;
    const random = (below: number): number => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state % below;
    };
    const honest = honestUpdates(3);
    for (let turn = 0; turn < 20_000; turn += 1) {
      const source = honest[random(honest.length)] ?? new Uint8Array();
      const bytes = source.slice(0, random(8) === 0 ? random(source.length) : source.length);
      for (let change = 0; change <= random(4); change += 1) bytes[random(bytes.length || 1)] = random(256);
      expect(typeof codeOf(bytes, 'prose')).toBe('string');
    }
  });
});
