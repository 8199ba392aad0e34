import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { editBetween, mapIndex, rebase, TextBinding, type TextField } from './text-binding.js';

class Field implements TextField {
  value = '';
  selectionStart = 0;
  selectionEnd = 0;
  selectionDirection: 'forward' | 'backward' | 'none' = 'none';
  setSelectionRange(start: number, end: number): void {
    this.selectionStart = start;
    this.selectionEnd = end;
  }
  /** As a browser does: replaces the selection and puts the caret after. */
  type(text: string): void {
    this.value = this.value.slice(0, this.selectionStart) + text + this.value.slice(this.selectionEnd);
    this.setSelectionRange(this.selectionStart + text.length, this.selectionStart + text.length);
  }
}

/** Two people on one note, with a network that can be held. */
const pair = (initial = '') => {
  const people = [new Y.Doc(), new Y.Doc()].map((doc) => {
    const text = doc.getText('text');
    return { doc, text, field: new Field() };
  });
  const [a, b] = people;
  if (a === undefined || b === undefined) throw new Error('two people are needed');
  a.text.insert(0, initial);
  const sync = (): void => {
    Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc)));
    Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc)));
  };
  sync();
  const bind = (p: typeof a) => ({ ...p, binding: new TextBinding(p.text, p.field, {}) });
  return { a: bind(a), b: bind(b), sync };
};

describe('plain-text notes', () => {
  it('finds the smallest edit, at the caret', () => {
    expect(editBetween('aa', 'aaa', 1)).toEqual({ index: 0, deleted: 0, inserted: 'a' });
    expect(editBetween('aa', 'aaa', 3)).toEqual({ index: 2, deleted: 0, inserted: 'a' });
    expect(editBetween('un deux', 'un trois', 8)).toEqual({ index: 3, deleted: 4, inserted: 'trois' });
    expect(editBetween('un deux trois', 'un trois', 3)).toEqual({ index: 3, deleted: 5, inserted: '' });
  });

  it('never cuts a character in two', () => {
    expect(editBetween('😀', '😁', 2)).toEqual({ index: 0, deleted: 2, inserted: '😁' });
  });

  it('shows what the other writes without moving my caret', () => {
    const { a, b, sync } = pair('bonjour');
    a.field.setSelectionRange(7, 7);
    b.field.setSelectionRange(0, 0);
    b.field.type('Madame, ');
    b.binding.onInput();
    sync();
    expect(a.field.value).toBe('Madame, bonjour');
    expect(a.field.selectionStart).toBe(15);
  });

  it('keeps both texts when two write at once', () => {
    const { a, b, sync } = pair('ab');
    a.field.setSelectionRange(1, 1);
    a.field.type('X');
    a.binding.onInput();
    b.field.setSelectionRange(1, 1);
    b.field.type('Y');
    b.binding.onInput();
    sync();
    expect(a.field.value).toBe(b.field.value);
    expect([...a.field.value].sort().join('')).toBe('XYab');
  });

  it('lets an input method finish while the other writes', () => {
    const { a, b, sync } = pair('le chteau');
    a.field.setSelectionRange(5, 5);
    a.binding.onCompositionStart();
    a.field.type('^');
    a.binding.onInput();
    b.field.setSelectionRange(0, 0);
    b.field.type('Voici ');
    b.binding.onInput();
    sync();
    expect(a.field.value).toBe('le ch^teau');
    a.field.setSelectionRange(5, 6);
    a.field.type('â');
    a.binding.onCompositionEnd();
    sync();
    expect(a.field.value).toBe('Voici le château');
    expect(b.field.value).toBe('Voici le château');
  });

  it('keeps what the other inserted inside a range deleted meanwhile', () => {
    const edits = rebase({ index: 0, deleted: 4, inserted: 'Z' }, [[{ retain: 2 }, { insert: 'XX' }]]);
    let text = 'abXXcd!';
    for (const e of edits) text = text.slice(0, e.index) + e.inserted + text.slice(e.index + e.deleted);
    expect(text).toBe('ZXX!');
  });

  it('maps a position through insertions and deletions', () => {
    expect(mapIndex(5, [{ retain: 2 }, { insert: 'abc' }])).toBe(8);
    expect(mapIndex(5, [{ retain: 2 }, { delete: 10 }])).toBe(2);
    expect(mapIndex(5, [{ retain: 5 }, { insert: 'abc' }])).toBe(5);
    expect(mapIndex(5, [{ retain: 5 }, { insert: 'abc' }], 'after')).toBe(8);
  });

  it('counts right when another program wrote carriage returns', () => {
    const { a } = pair('un\r\ndeux');
    expect(a.field.value).toBe('un\ndeux');
    a.field.setSelectionRange(3, 3);
    a.field.type('X');
    a.binding.onInput();
    expect(a.text.toString()).toBe('un\r\nXdeux');
  });

  it('ends equal on both sides after a thousand random edits with a slow network', () => {
    const { a, b, sync } = pair('départ');
    let seed = 42;
    const random = (n: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % n;
    };
    for (let step = 0; step < 1000; step += 1) {
      const who = random(2) === 0 ? a : b;
      const from = random(who.field.value.length + 1);
      who.field.setSelectionRange(from, Math.min(who.field.value.length, from + random(4)));
      const composed = random(5) === 0;
      if (composed) who.binding.onCompositionStart();
      who.field.type('abcdé😀'.slice(0, random(6)));
      if (composed) {
        if (random(2) === 0) sync();
        who.binding.onCompositionEnd();
      } else who.binding.onInput();
      if (random(4) === 0) sync();
    }
    sync();
    expect(a.field.value).toBe(a.text.toString());
    expect(b.field.value).toBe(a.field.value);
  });
});
