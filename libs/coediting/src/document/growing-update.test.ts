import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { checked, loaded, session } from '../../test/three-writers.js';
import { type CheckedUpdate, mergeChecked } from '../validation/index.js';
import { GrowingUpdate } from './growing-update.js';

function grownFrom(updates: readonly CheckedUpdate[]): GrowingUpdate {
  const growing = new GrowingUpdate();
  for (const update of updates) expect(growing.add(update)).toBe(true);
  return growing;
}

/** What arrives deleted, named by its delete set as well. */
function deletedText(client: number): CheckedUpdate {
  const doc = new Y.Doc();
  doc.clientID = client;
  doc.getText('text').insert(0, 'brouillon');
  doc.getText('text').delete(0, 9);
  return checked(Y.encodeStateAsUpdate(doc));
}

describe('a growing update', () => {
  it('equals what one merge of all updates makes', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const { updates } = session(seed);
      expect(grownFrom(updates).whole()).toEqual(mergeChecked(updates));
    }
  });

  it('can be read at any time, and goes on growing', () => {
    const updates = [1, 2, 3].map(deletedText);
    const growing = grownFrom(updates.slice(0, 2));
    const early = growing.whole();
    for (const update of updates.slice(2)) growing.add(update);
    expect(early).toEqual(mergeChecked(updates.slice(0, 2)));
    expect(growing.whole()).toEqual(mergeChecked(updates));
  });

  it('does not change with the bytes that were added to it', () => {
    const { updates, whole } = session(8);
    const growing = new GrowingUpdate();
    for (const one of updates) {
      const lent = { update: Uint8Array.from(one.update), walked: one.walked };
      growing.add(lent);
      lent.update.fill(255);
    }
    expect(loaded(growing.whole().update)).toEqual([
      whole.getText('text').toDelta(),
      Y.encodeStateVector(whole),
    ]);
  });

  it('refuses an update whose clocks do not follow on', () => {
    const { updates } = session(9);
    const growing = grownFrom(updates.slice(0, 10));
    const before = growing.whole();
    const [first] = updates;
    expect(first !== undefined && growing.add(first)).toBe(false);
    const later = session(9).whole;
    expect(growing.add(checked(Y.encodeStateAsUpdate(later)))).toBe(false);
    expect(growing.whole()).toEqual(before);
  });
});
