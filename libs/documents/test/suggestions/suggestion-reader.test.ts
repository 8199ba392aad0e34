import { expect, it } from 'vitest';
import { checkProse, proseFromY, proseToYUpdate, PROSE_ROOT, resolveChanges } from '@maroquin/prose';
import type { Node } from '@tiptap/pm/model';
import { Transform } from '@tiptap/pm/transform';
import * as Y from 'yjs';
import { SuggestionReader } from '../../src/suggestions/suggestion-reader.js';
import { Replica } from './replica.js';
import { Seeded } from './seeded.js';

const DATE = '2026-12-01T10:00:00.000Z';
const note = proseToYUpdate(
  {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Note' }] },
      { type: 'paragraph', content: [{ type: 'text', text: 'Avis favorable du comité de suivi.' }] },
      {
        type: 'bulletList',
        content: [
          { type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'un' }] }] },
          { type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'deux' }] }] },
        ],
      },
    ],
  },
  { clientId: 1 },
);

/** The document without one person's suggestions, by the way in which the editor rejects them. */
function rejected(updates: readonly Uint8Array[], author: string): Node {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  const tr = new Transform(checkProse(proseFromY(doc)));
  resolveChanges(tr, 'reject', (change) => change.author === author);
  return tr.doc;
}

/** What somebody could send who does not go by the editor's rules. */
function randomFrame(updates: readonly Uint8Array[], random: Seeded, clientId: number): Uint8Array {
  const replica = new Replica('anne', clientId, updates);
  const { doc } = replica;
  const texts: Y.XmlText[] = [];
  const visit = (parent: Y.XmlFragment): void => {
    for (const child of parent.toArray())
      if (child instanceof Y.XmlText) texts.push(child);
      else if (child instanceof Y.XmlElement) visit(child);
  };
  const root = doc.getXmlFragment(PROSE_ROOT);
  visit(root);
  const text = random.pick(texts) ?? new Y.XmlText();
  const at = random.below(text.length + 1);
  const length = Math.min(text.length - at, 1 + random.below(5));
  const change = { id: `c${String(random.below(1e9))}`, author: 'anne', date: DATE };
  const mark = (kind: string) => ({ [`${kind}--abcdefgh`]: change });
  const acts: (() => void)[] = [
    () => text.insert(at, 'proposé', mark('insertion')),
    () => text.format(at, length, mark('deletion')),
    () => text.insert(at, 'écrit'),
    () => text.delete(at, length),
    () => text.format(at, length, { bold: {} }),
    () => text.format(at, length, mark('insertion')),
    () => text.format(at, length, { 'insertion--abcdefgh': null, 'deletion--abcdefgh': null }),
    () => root.delete(random.below(root.length), 1),
    () => (text.parent as Y.XmlElement).setAttribute('breakChange', { kind: 'ins', ...change } as never),
    () => (text.parent as Y.XmlElement).setAttribute('textAlign', 'center'),
    () => root.insert(random.below(root.length), [new Y.XmlElement('paragraph')]),
  ];
  doc.transact(() => {
    random.pick(acts)?.();
    if (random.below(4) === 0) random.pick(acts)?.();
  });
  return Y.mergeUpdates(replica.outbox.length > 0 ? replica.outbox : [new Uint8Array([0, 0])]);
}

/** `SUGGESTION_FRAMES=100000 npm test -- libs/documents/test/suggestions` sends as many. */
const FRAMES = Number(process.env['SUGGESTION_FRAMES'] ?? 1_000);
const IN_ONE_DOCUMENT = 50;

it(
  'no frame of whoever may only suggest that is let in changes a letter of the text',
  () => {
    const random = new Seeded(20_261_201);
    let [kept, refused] = [0, 0];
    for (let round = 0; round < FRAMES / IN_ONE_DOCUMENT; round += 1) {
      const reader = new SuggestionReader();
      const committed = [note];
      for (let turn = 0; turn < IN_ONE_DOCUMENT; turn += 1) {
        const update = randomFrame(committed, random, 100 + turn);
        const request = { key: 'note', update, author: 'anne' };
        const answer = reader.read(turn === 0 ? { ...request, content: committed } : request);
        const before = rejected(committed, 'anne');
        const after = rejected([...committed, update], 'anne');
        if (answer !== true) {
          refused += 1;
          continue;
        }
        kept += 1;
        expect([round, turn, after.toJSON()]).toEqual([round, turn, before.toJSON()]);
        committed.push(update);
        reader.read({ ...request, update: new Uint8Array([0, 0]), since: [update] });
      }
    }
    expect(kept).toBeGreaterThan(FRAMES / 10);
    expect(refused).toBeGreaterThan(FRAMES / 10);
  },
  60_000 + FRAMES * 30,
);

it('a suggested break before what becomes code is not let in: rejecting it would leave the code', () => {
  const replica = new Replica('anne', 100, [note]);
  const root = replica.doc.getXmlFragment(PROSE_ROOT);
  replica.doc.transact(() => {
    const paragraph = root.get(1) as Y.XmlElement;
    const text = paragraph.get(0) as Y.XmlText;
    const rest = (text.toString() as string).slice(5);
    text.delete(5, rest.length);
    const change = { kind: 'ins', id: 'c1', author: 'anne', date: DATE };
    paragraph.setAttribute('breakChange', change as never);
    const code = new Y.XmlElement('codeBlock');
    code.insert(0, [new Y.XmlText(rest)]);
    root.insert(2, [code]);
  });
  const update = Y.mergeUpdates(replica.outbox);
  expect(new SuggestionReader().read({ key: 'note', update, author: 'anne', content: [note] })).toBe(false);
});

it('words that name a colleague beside their sender are not let in, even with a suggestion that the colleague made', () => {
  const signed = (author: string, key: string) => ({ [key]: { id: `${author} 1`, author, date: DATE } });
  const [hers, his] = [signed('anne', 'insertion--abcdefgh'), signed('bob', 'insertion--bcdefghi')];
  const inserting = (updates: readonly Uint8Array[], author: string, clientId: number, marks: object) => {
    const replica = new Replica(author, clientId, updates);
    const paragraph = replica.doc.getXmlFragment(PROSE_ROOT).get(1) as Y.XmlElement;
    (paragraph.get(0) as Y.XmlText).insert(4, ' proposé', marks);
    return Y.mergeUpdates(replica.outbox);
  };
  const committed = [note, inserting([note], 'bob', 100, his)];
  const isTaken = (marks: object): boolean | null =>
    new SuggestionReader().read({
      ...{ key: 'note', author: 'anne', content: committed },
      update: inserting(committed, 'anne', 101, marks),
    });
  expect(isTaken({ ...his, ...hers })).toBe(false);
  // The same place, in her own name alone.
  expect(isTaken({ 'insertion--bcdefghi': null, ...hers })).toBe(true);
});

it('a document that is not known is asked for, and one that was forgotten is read again', () => {
  const reader = new SuggestionReader();
  const nothing = new Uint8Array([0, 0]);
  expect(reader.read({ key: 'a', update: nothing, author: 'anne' })).toBeNull();
  for (let at = 0; at < 60; at += 1)
    reader.read({ key: `doc ${String(at)}`, update: nothing, author: 'anne', content: [note] });
  expect(reader.read({ key: 'doc 0', update: nothing, author: 'anne' })).toBeNull();
  expect(reader.read({ key: 'doc 59', update: nothing, author: 'anne' })).toBe(true);
});
