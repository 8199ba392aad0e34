import { deleteSelection, joinBackward, splitBlock } from '@tiptap/pm/commands';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { type Command, EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { proseSchema as schema } from '../schema.js';
import { hasSameBase } from './base-text.js';
import { blocksOfNode } from './base-trees.js';
import { listChanges } from './list-changes.js';
import { resolveChanges } from './resolve-changes.js';
import { trackTransaction, typeOutsideChanges } from './track-transaction.js';

const DATE = '2026-11-24T09:00:00.000Z';
const { doc, paragraph, heading, bulletList, listItem, table, tableRow, tableCell, horizontalRule } =
  schema.nodes as Record<string, NonNullable<(typeof schema.nodes)[string]>>;
const p = (text = ''): Node => paragraph!.create(null, text === '' ? null : schema.text(text));
const cell = (text: string): Node => tableCell!.create(null, p(text));
const sample = (): Node =>
  doc!.create(null, [
    p('Bonjour le monde'),
    heading!.create({ level: 2 }, schema.text('Titre')),
    bulletList!.create(null, [listItem!.create(null, p('un')), listItem!.create(null, p('deux'))]),
    table!.create(null, [tableRow!.create(null, [cell('a'), cell('b')])]),
    horizontalRule!.create(),
    p('Fin du texte'),
  ]);

let ids = 0;
const suggest = (state: EditorState, author: string, tr: Transaction): EditorState | null => {
  ids += 1;
  const tracked = trackTransaction(tr, state, { author, changeId: `c${String(ids)}`, date: DATE });
  return tracked === null ? null : state.apply(tracked);
};
const run = (state: EditorState, command: Command): Transaction | null => {
  let made = null as Transaction | null;
  command(state, (tr) => (made = tr));
  return made;
};
const resolved = (state: EditorState, verdict: 'accept' | 'reject', author?: string): Node => {
  const { tr } = state;
  resolveChanges(tr, verdict, (change) => author === undefined || change.author === author);
  tr.doc.check();
  return tr.doc;
};
const selected = (state: EditorState, from: number, to = from): EditorState =>
  state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
const textOf = (node: Node): string => node.textBetween(0, node.content.size, '\n');

/** A state with these words in one paragraph, in which Anne suggests. */
const start = (words = 'Avis favorable du comité'): EditorState =>
  EditorState.create({ doc: doc!.create(null, [p(words)]) });
const typed = (state: EditorState, words: string, from: number, to = from, author = 'anne'): EditorState =>
  suggest(state, author, state.tr.insertText(words, from, to)) ?? state;

describe('a suggestion', () => {
  it('that replaces words shows both, and is one change', () => {
    const state = typed(start(), 'réservé', 6, 15);
    expect(textOf(state.doc)).toBe('Avis favorableréservé du comité');
    const [change, ...others] = listChanges(state.doc);
    expect(others).toEqual([]);
    expect(change?.parts.map(({ kind, text }) => [kind, text])).toEqual([
      ['del', 'favorable'],
      ['ins', 'réservé'],
    ]);
    expect(textOf(resolved(state, 'accept'))).toBe('Avis réservé du comité');
    expect(textOf(resolved(state, 'reject'))).toBe('Avis favorable du comité');
  });

  it('of one’s own that is deleted again leaves nothing', () => {
    const state = typed(start(), 'très ', 6);
    const gone = suggest(state, 'anne', state.tr.delete(6, 11));
    expect(gone?.doc.eq(start().doc)).toBe(true);
  });

  it('to delete what another suggested keeps both authors, and rejecting it keeps the other’s', () => {
    const state = typed(start(), 'très ', 6, 6, 'bob');
    const both = suggest(state, 'anne', state.tr.delete(6, 11));
    expect(both).not.toBeNull();
    if (both === null) return;
    expect(resolved(both, 'reject', 'anne').eq(state.doc)).toBe(true);
    expect(textOf(resolved(both, 'accept', 'anne'))).toBe('Avis favorable du comité');
  });

  it('tells whose younger words go with what it deletes', () => {
    const struck = suggest(start(), 'anne', start().tr.delete(6, 15));
    expect(struck).not.toBeNull();
    if (struck === null) return;
    const { insertion, deletion } = schema.marks;
    const marks = [
      insertion!.create({ id: 'x', author: 'bob', date: '2026-11-25T09:00:00.000Z' }),
      deletion!.create(listChanges(struck.doc)[0] ?? {}),
    ];
    const merged = struck.apply(struck.tr.insert(8, schema.text('plus jeune', marks)));
    const [deletionOfAnne] = listChanges(merged.doc).filter(({ author }) => author === 'anne');
    expect(deletionOfAnne?.removesOf).toEqual(['bob']);
  });

  it('to divide a paragraph, or to join two, is accepted and rejected as a whole', () => {
    const at = selected(start(), 6);
    const divided = suggest(at, 'anne', run(at, splitBlock) ?? at.tr);
    expect(divided?.doc.childCount).toBe(2);
    if (divided === null) return;
    expect(resolved(divided, 'reject').eq(start().doc)).toBe(true);
    const accepted = EditorState.create({ doc: resolved(divided, 'accept') });
    expect(listChanges(accepted.doc)).toEqual([]);
    const second = selected(accepted, 8);
    const joined = suggest(second, 'bob', run(second, joinBackward) ?? second.tr);
    expect(joined?.doc.childCount).toBe(2);
    if (joined === null) return;
    expect(textOf(resolved(joined, 'accept'))).toBe('Avis favorable du comité');
    expect(resolved(joined, 'reject').eq(accepted.doc)).toBe(true);
  });

  it('cannot be formatting or structure', () => {
    const state = start();
    const { bold } = schema.marks;
    expect(suggest(state, 'anne', state.tr.addMark(1, 5, bold!.create()))).toBeNull();
    expect(suggest(state, 'anne', state.tr.setNodeMarkup(0, heading, { level: 1 }))).toBeNull();
  });

  it('is not joined by what somebody who writes types into it', () => {
    const state = suggest(start(), 'anne', start().tr.delete(6, 15));
    if (state === null) throw new Error('not struck');
    const tr = state.tr.insertText('mot', 9);
    typeOutsideChanges(tr);
    expect(textOf(resolved(state.apply(tr), 'accept'))).toBe('Avis mot du comité');
  });

  it('is not signed for what somebody who writes types over its words', () => {
    const state = typed(start(), 'très ', 6, 6, 'bob');
    const tr = state.tr.insertText('X', 7, 9);
    typeOutsideChanges(tr);
    const after = state.apply(tr);
    expect(textOf(after.doc)).toBe('Avis tXs favorable du comité');
    expect(textOf(resolved(after, 'reject'))).toBe('Avis Xfavorable du comité');
  });

  it('stays one when its paragraph is moved or its words are dragged', () => {
    const suggested = typed(start(), 'très ', 6, 6, 'bob').doc;
    const state = EditorState.create({ doc: doc!.create(null, [p('Un'), ...suggested.children]) });
    const moved = state.tr.delete(4, state.doc.content.size).insert(0, state.doc.child(1));
    typeOutsideChanges(moved);
    expect(listChanges(moved.doc).map(({ author }) => author)).toEqual(['bob']);
    const at = 4 + 6;
    const dragged = state.tr.setMeta('uiEvent', 'drop');
    const words = state.doc.slice(at, at + 4);
    dragged.delete(at, at + 4).replace(1, 1, words);
    typeOutsideChanges(dragged);
    expect(listChanges(dragged.doc).map(({ author }) => author)).toContain('bob');
    expect(dragged.doc.rangeHasMark(1, 5, schema.marks['insertion']!)).toBe(true);
  });

  it('keeps a page break and a line break that are inserted or struck', () => {
    const { pageBreak, hardBreak } = schema.nodes;
    const state = start();
    const inserted = suggest(state, 'anne', state.tr.insert(5, hardBreak!.create()));
    if (inserted === null) throw new Error('not inserted');
    expect(resolved(inserted, 'reject').eq(state.doc)).toBe(true);
    const with2 = EditorState.create({ doc: doc!.create(null, [p('a'), pageBreak!.create(), p('b')]) });
    const struck = suggest(with2, 'anne', with2.tr.delete(3, 4));
    if (struck === null) throw new Error('not struck');
    expect(resolved(struck, 'reject').eq(with2.doc)).toBe(true);
    expect(resolved(struck, 'accept').childCount).toBe(2);
  });
});

it('a suggested break before what became code changes the base text: rejecting it does not bring the code back', () => {
  const mine = { kind: 'ins', id: 'c', author: 'anne', date: DATE };
  const divided = (second: Node): Node =>
    doc!.create(null, [paragraph!.create({ breakChange: mine }, schema.text('Avis ')), second]);
  const same = (node: Node): boolean =>
    hasSameBase(blocksOfNode(start('Avis favorable').doc), blocksOfNode(node), 'anne');
  expect(same(divided(p('favorable')))).toBe(true);
  expect(same(divided(schema.nodes['codeBlock']!.create(null, schema.text('favorable'))))).toBe(false);
});

/** Numbers from 0 to 1 that a seed repeats. */
const random = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

function randomAct(state: EditorState, next: () => number): Transaction | null {
  const places: number[] = [];
  state.doc.descendants((node, pos) => {
    if (node.isTextblock) for (let at = 0; at <= node.content.size; at += 1) places.push(pos + 1 + at);
  });
  const pick = (): number => places[Math.floor(next() * places.length)] ?? 1;
  const from = pick();
  const to =
    places.filter((place) => place >= from && place <= from + Math.floor(next() * 20)).at(-1) ?? from;
  const kind = Math.floor(next() * 6);
  if (kind < 2) return state.tr.insertText('abc', from);
  if (kind === 2) return run(selected(state, from, to), deleteSelection);
  if (kind === 3) return run(selected(state, from), splitBlock);
  if (kind === 4)
    return selected(state, from).tr.replaceSelection(new Slice(Fragment.from([p('P1'), p('P2')]), 1, 1));
  const starts = places.filter((place) => state.doc.resolve(place).parentOffset === 0);
  return run(selected(state, starts[Math.floor(next() * starts.length)] ?? 1), joinBackward);
}

it('rejecting one’s suggestions gives back the text as it is without them, in 120 random histories of two people', () => {
  let kept = 0;
  for (let seed = 1; seed <= 120; seed += 1) {
    const next = random(seed * 7919);
    let state = EditorState.create({ doc: sample() });
    for (let turn = 0; turn < 14; turn += 1) {
      const author = next() < 0.5 ? 'anne' : 'bob';
      const tr = randomAct(state, next);
      const after = tr?.docChanged === true ? suggest(state, author, tr) : null;
      if (after === null) continue;
      kept += 1;
      after.doc.check();
      expect([seed, turn, resolved(after, 'reject', author).toJSON()]).toEqual([
        seed,
        turn,
        resolved(state, 'reject', author).toJSON(),
      ]);
      state = after;
    }
    expect([seed, resolved(state, 'reject').toJSON()]).toEqual([seed, sample().toJSON()]);
    resolved(state, 'accept');
  }
  expect(kept).toBeGreaterThan(1000);
});

it('the base text changes with every letter that is no suggestion, and with none that is', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const next = random(seed * 104729);
    let state = EditorState.create({ doc: sample() });
    for (let turn = 0; turn < 8; turn += 1) {
      const tr = randomAct(state, next);
      if (tr?.docChanged !== true) continue;
      const tracked = suggest(state, 'anne', tr);
      const same = (node: Node, other: Node): boolean =>
        hasSameBase(blocksOfNode(node), blocksOfNode(other), 'anne');
      const isKept = resolved(state.apply(state.tr), 'reject', 'anne').eq(
        resolved(EditorState.create({ doc: tr.doc }), 'reject', 'anne'),
      );
      if (!isKept) expect([seed, turn, same(state.doc, tr.doc)]).toEqual([seed, turn, false]);
      if (tracked !== null) {
        expect(same(state.doc, tracked.doc)).toBe(true);
        state = tracked;
      }
    }
  }
});
