import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { checked, loaded, session } from '../../test/three-writers.js';
import { mergeChecked, selectBlocks } from './checked-update.js';
import { walkUpdate } from './update-walker.js';

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

  it('leaves overlapping updates to Yjs', () => {
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
