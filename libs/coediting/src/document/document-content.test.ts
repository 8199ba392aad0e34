import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { checked, loaded, session } from '../../test/three-writers.js';
import type { StateVector } from '../wire/index.js';
import type { CheckedUpdate } from '../validation/index.js';
import { DocumentContent } from './document-content.js';

const NOTHING: StateVector = new Map();

/** All that is sent to whoever has this much, piece by piece. */
function answer(content: DocumentContent, known = NOTHING): Uint8Array[] {
  const pieces = Array.from({ length: content.segmentCount }, (_, index) => content.segment(index, known));
  return [...pieces, content.rest(known)].filter((piece) => piece !== null);
}

/** One person's words, an update each. */
function typed(words: readonly string[]): { updates: CheckedUpdate[]; whole: Y.Doc } {
  const whole = new Y.Doc();
  const updates: CheckedUpdate[] = [];
  whole.on('update', (update: Uint8Array) => updates.push(checked(update)));
  for (const word of words) whole.getText('text').insert(whole.getText('text').length, word);
  return { updates, whole };
}

function contentOf(updates: readonly CheckedUpdate[]): DocumentContent {
  const content = new DocumentContent();
  for (const update of updates) content.push(update);
  return content;
}

const shown = (doc: Y.Doc): unknown => [doc.getText('text').toDelta(), Y.encodeStateVector(doc)];

describe('the content of an open document', () => {
  it('is whole at any time, however often it is asked for', () => {
    const { updates } = session(11);
    const content = new DocumentContent();
    const before = new Y.Doc();
    for (const one of updates) {
      content.push(one);
      Y.applyUpdate(before, one.update);
      expect(loaded(...answer(content))).toEqual(shown(before));
    }
  });

  it('is whole when short and long updates follow on from each other', () => {
    const words = Array.from({ length: 60 }, (_, index) => 'mot '.repeat(index % 7 === 3 ? 3_000 : 40));
    const { updates, whole } = typed(words);
    expect(loaded(...answer(contentOf(updates)))).toEqual(shown(whole));
  });

  it('is sent in pieces of bounded size when it is large', () => {
    const { updates, whole } = typed(Array.from({ length: 1_500 }, () => 'x'.repeat(500)));
    const pieces = answer(contentOf(updates));
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(piece.length).toBeLessThan(300 * 1024);
    expect(loaded(...pieces)).toEqual(shown(whole));
  });

  it('is whole when an update repeats what is there', () => {
    const { updates, whole } = session(12);
    expect(loaded(...answer(contentOf([...updates, checked(Y.encodeStateAsUpdate(whole))])))).toEqual(
      shown(whole),
    );
  });

  it('gives a client that has a part of it the rest', () => {
    const { updates, whole } = session(13);
    const half = new Y.Doc();
    for (const { update } of updates.slice(0, 30)) Y.applyUpdate(half, update);
    const known = Y.decodeStateVector(Y.encodeStateVector(half));
    for (const piece of answer(contentOf(updates), known)) Y.applyUpdate(half, piece);
    expect(shown(half)).toEqual(shown(whole));
  });

  it('has an index of all its clocks and deletes', () => {
    const { updates, whole } = session(14);
    const state = contentOf(updates).structIndex('text');
    expect(new Map(state.clocks)).toEqual(Y.decodeStateVector(Y.encodeStateVector(whole)));
    const deletes = updates.flatMap(({ walked }) => walked.deletes);
    expect(deletes.length).toBeGreaterThan(0);
    expect(state.notYetDeleted(deletes)).toEqual([]);
  });

  it('counts structs that arrive deleted as deleted, whether the delete set names them or not', () => {
    const whole = new Y.Doc();
    whole.clientID = 5;
    whole.getText('text').insert(0, 'brouillon');
    whole.getText('text').delete(0, 9);
    const { update, walked } = checked(Y.encodeStateAsUpdate(whole));
    const silent = checked(Uint8Array.of(...update.subarray(0, walked.deleteSetAt), 0));
    expect(silent.walked.deletes).toEqual([]);
    const state = contentOf([silent]).structIndex('text');
    expect(state.notYetDeleted([{ client: 5, from: 0, to: 9 }])).toEqual([]);
  });
});
