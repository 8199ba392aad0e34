import { describe, expect, it } from 'vitest';
import { newId } from '../../config/index.js';
import type { Hint } from './bus.js';
import { decodeHints, encodeHints } from './hint-text.js';

const everyKind = (): Hint[] => [
  { kind: 'feed', feed: newId(), seq: 259_778 },
  { kind: 'changes' },
  { kind: 'missed' },
  { kind: 'resource', orgId: newId(), parentId: newId(), id: newId() },
  { kind: 'resource', orgId: newId(), parentId: null, id: newId() },
  { kind: 'message', orgId: newId(), conversation: newId(), seq: 17, by: newId() },
  { kind: 'message', orgId: newId(), conversation: newId(), seq: 259_778, by: null },
  { kind: 'read', person: newId(), conversation: newId(), seq: 36 },
  { kind: 'notified', person: newId() },
  { kind: 'own', person: newId(), conversation: newId() },
  { kind: 'typing', orgId: newId(), conversation: newId(), person: newId() },
  { kind: 'here', orgId: newId(), person: newId(), here: true },
  { kind: 'here', orgId: newId(), person: newId(), here: false },
];

describe('hints as text', () => {
  it('come back as they were said', () => {
    const hints = everyKind();
    expect(encodeHints('a', hints).flatMap((text) => decodeHints('b', text))).toEqual(hints);
  });

  it('are not heard by whoever said them', () => {
    expect(encodeHints('a', everyKind()).flatMap((text) => decodeHints('a', text))).toEqual([]);
  });

  it('fill as many texts as needed, each below the 8,000 bytes of a notification', () => {
    const hints: Hint[] = Array.from({ length: 1_000 }, (_, seq) => ({ kind: 'feed', feed: newId(), seq }));
    const texts = encodeHints(newId(), hints);
    expect(Math.max(...texts.map((text) => Buffer.byteLength(text)))).toBeLessThan(8_000);
    expect(texts.flatMap((text) => decodeHints('b', text))).toEqual(hints);
  });

  it.each([
    ['nothing', ''],
    ['a word that a newer version says', 'a zoom'],
    ['a number that is none', `a f${newId()}:-1`],
    ['a number beyond all numbers', `a f${newId()}:zzzzzzzzzzz`],
    ['half a message', `a x${newId()}:${newId()}:`],
    ['a reading by nobody', `a d:${newId()}:1`],
    ['somebody who writes nowhere', `a w${newId()}:${newId()}:`],
    ['somebody who is there and not', `a h${newId()}:${newId()}:2`],
    ['half a resource', `a r${newId()}:`],
    ['too much', `a ${'c '.repeat(8_000)}`],
  ])('leave out %s', (_, text) => {
    expect(decodeHints('b', text)).toEqual([]);
  });
});
