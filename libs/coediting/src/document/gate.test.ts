import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { StructIndex } from '../validation/index.js';
import { judge, type Verdict } from './gate.js';
import { Leases } from './leases.js';

const author = { leases: new Leases(), personId: 'anne' };

function knowing(...updates: Uint8Array[]): StructIndex {
  const state = new StructIndex('text');
  for (const update of updates) {
    const verdict = judge(update, 'text', state, author);
    if (verdict.kind === 'new') state.apply(verdict, verdict.placement);
  }
  return state;
}

function diffJudged(verdict: Verdict): Uint8Array {
  if (verdict.kind !== 'new') throw new Error(verdict.kind);
  return verdict.update;
}

function writer(clientID: number): { doc: Y.Doc; text: Y.Text; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  return { doc, text: doc.getText('text'), updates };
}

describe('the gate', () => {
  it('takes a new update as it is', () => {
    const { text, updates } = writer(7);
    text.insert(0, 'abc');
    const [update] = updates;
    expect(update !== undefined && diffJudged(judge(update, 'text', new StructIndex('text'), author))).toBe(
      update,
    );
  });

  it('keeps only the part that is not known, even of one struct', () => {
    const { doc, text, updates } = writer(7);
    text.insert(0, 'abc');
    const state = knowing(...updates);
    const stored = [...updates];
    text.insert(3, 'déf');
    const part = diffJudged(judge(Y.encodeStateAsUpdate(doc), 'text', state, author));
    const again = new Y.Doc();
    for (const update of [...stored, part]) Y.applyUpdate(again, update);
    expect(again.getText('text').toJSON()).toBe('abcdéf');
    expect(Y.encodeStateVectorFromUpdate(part)).toEqual(Y.encodeStateVectorFromUpdate(updates[1] ?? part));
  });

  it('keeps only the deletes that are new', () => {
    const { doc, text, updates } = writer(7);
    text.insert(0, 'abcdef');
    text.delete(0, 2);
    const state = knowing(...updates);
    text.delete(2, 1);
    const part = diffJudged(judge(Y.encodeStateAsUpdate(doc), 'text', state, author));
    expect([...part]).toEqual([0, 1, 7, 1, 4, 1]);
  });

  it('recognises an update that is known, deletes and garbage included', () => {
    const { doc, text, updates } = writer(7);
    text.insert(0, 'abcdef');
    text.delete(1, 3);
    text.insert(1, 'x');
    expect(judge(Y.encodeStateAsUpdate(doc), 'text', knowing(...updates), author).kind).toBe('known');
  });

  it('finds a gap before a clock that comes too early', () => {
    const { text, updates } = writer(7);
    text.insert(0, 'a');
    text.insert(1, 'b');
    expect(judge(updates[1] ?? new Uint8Array(), 'text', new StructIndex('text'), author).kind).toBe('gap');
  });

  it('finds a gap when an origin is unknown', () => {
    const one = writer(7);
    const two = writer(8);
    one.text.insert(0, 'abc');
    Y.applyUpdate(two.doc, one.updates[0] ?? new Uint8Array());
    two.text.insert(1, 'x');
    expect(judge(two.updates[1] ?? new Uint8Array(), 'text', new StructIndex('text'), author).kind).toBe(
      'gap',
    );
  });

  it('finds a gap when an update deletes what nobody has typed yet', () => {
    const { updates, text } = writer(7);
    text.insert(0, 'abc');
    const future = Uint8Array.of(0, 1, 7, 1, 0, 255, 255, 255, 255, 255, 255, 255, 15);
    expect(judge(future, 'text', knowing(...updates), author).kind).toBe('gap');
  });

  it('takes nothing of a colleague’s clocks after a gap', () => {
    const { updates, text } = writer(7);
    text.insert(0, 'abc');
    const forged = Uint8Array.of(1, 1, 7, 6, 0, 9, 0);
    expect(judge(forged, 'text', knowing(...updates), author).kind).toBe('gap');
  });

  it('refuses a clientID that another person holds, and accepts what is already known from anybody', () => {
    const { text, updates } = writer(1);
    text.insert(0, 'a');
    text.insert(1, 'b');
    const [first = new Uint8Array(), second = new Uint8Array()] = updates;
    const state = knowing(first);
    const leases = new Leases([[1, 'anne']]);
    expect(judge(second, 'text', state, { leases, personId: 'paul' })).toEqual({
      kind: 'leased',
      over: false,
    });
    expect(judge(first, 'text', state, { leases, personId: 'paul' }).kind).toBe('known');
    expect(judge(second, 'text', state, { leases, personId: 'anne' }).kind).toBe('new');
  });

  it('refuses a clientID of an epoch that has ended, even from its former holder', () => {
    const { text, updates } = writer(1);
    text.insert(0, 'a');
    const leases = new Leases([[1, null]]);
    const verdict = judge(updates[0] ?? new Uint8Array(), 'text', new StructIndex('text'), {
      leases,
      personId: 'anne',
    });
    expect(verdict).toEqual({ kind: 'leased', over: true });
  });
});
