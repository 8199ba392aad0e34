import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { mergeChecked, selectBlocks, type CheckedUpdate } from './checked-update.js';
import { walkUpdate } from './update-walker.js';

const checked = (update: Uint8Array): CheckedUpdate => ({ update, walked: walkUpdate(update, null) });

/** Three people who type, delete and format at random and hear of each other now and then; their updates in the order made. */
function session(seed: number): { updates: CheckedUpdate[]; whole: Y.Doc } {
  let state = seed;
  const random = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % below;
  };
  const whole = new Y.Doc();
  const updates: CheckedUpdate[] = [];
  const docs = [5, 9, 7].map((clientID) => {
    const doc = new Y.Doc();
    doc.clientID = clientID;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'peer') return;
      updates.push(checked(update));
      Y.applyUpdate(whole, update);
    });
    return doc;
  });
  for (let turn = 0; turn < 80; turn += 1) {
    const doc = docs[random(3)];
    const text = doc?.getText('text');
    if (doc === undefined || text === undefined) continue;
    if (random(4) === 0) Y.applyUpdate(doc, Y.encodeStateAsUpdate(whole), 'peer');
    if (random(3) === 0 && text.length > 2) text.delete(random(text.length - 1), 2);
    else if (random(5) === 0 && text.length > 0) text.format(0, text.length, { bold: random(2) === 0 });
    else text.insert(random(text.length + 1), ['é', 'mot ', '🎉'][random(3)] ?? '');
  }
  return { updates, whole };
}

const loaded = (...updates: Uint8Array[]): unknown => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return [doc.getText('text').toDelta(), Y.encodeStateVector(doc)];
};

describe('merging by bytes', () => {
  it('makes what Yjs makes of the same updates, in whatever groups', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const { updates, whole } = session(seed);
      const all = mergeChecked(updates);
      const halves = [updates.slice(0, 30), updates.slice(30)].map((part) => mergeChecked(part));
      const expected = [whole.getText('text').toDelta(), Y.encodeStateVector(whole)];
      expect(loaded(all.update)).toEqual(expected);
      expect(loaded(mergeChecked(halves).update)).toEqual(expected);
      expect(loaded(...halves.map((half) => half.update))).toEqual(expected);
    }
  });

  it('describes the result as the walker would', () => {
    const { updates } = session(3);
    const { update, walked } = mergeChecked(updates);
    const again = walkUpdate(update, null);
    expect(walked.blocks).toEqual(again.blocks);
    expect(walked.deletes).toEqual(again.deletes);
    expect(walked.deleteSetAt).toBe(again.deleteSetAt);
  });

  it('leaves to Yjs what overlaps', () => {
    const { updates, whole } = session(4);
    const twice = mergeChecked([...updates, checked(Y.encodeStateAsUpdate(whole))]);
    expect(loaded(twice.update)).toEqual([whole.getText('text').toDelta(), Y.encodeStateVector(whole)]);
  });

  it('gives a client the blocks it lacks', () => {
    const { updates } = session(5);
    const all = mergeChecked(updates);
    const [first, ...others] = all.walked.blocks;
    const part = selectBlocks(all, others);
    expect(part !== null && walkUpdate(part, null).blocks.map(({ client }) => client)).toEqual(
      others.map(({ client }) => client),
    );
    expect(first).toBeDefined();
  });
});
