import { encodeRun } from '@maroquin/coediting';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import makeCheckpoint from './checkpoint-worker.js';

it('verifies what two people marked at the same time', async () => {
  const updates: Uint8Array[] = [];
  const anna = new Y.Doc();
  anna.getText('text').insert(0, 'abcd');
  updates.push(Y.encodeStateAsUpdate(anna));
  const bruno = new Y.Doc();
  Y.applyUpdate(bruno, Y.encodeStateAsUpdate(anna));
  // So that their marks end up in the same order each time.
  [anna.clientID, bruno.clientID] = [5, 6];
  for (const doc of [anna, bruno]) doc.on('update', (update: Uint8Array) => updates.push(update));
  bruno.getText('text').format(0, 2, { bold: {} });
  anna.getText('text').format(0, 4, { bold: {} });
  bruno.getText('text').insert(0, 'z');
  const payload = encodeRun(updates.map((update) => ({ personId: 'anna', update })));
  const answer = await makeCheckpoint({
    ...{ kind: 'text', start: null, runs: [{ first: 1, payload }], without: [] },
    ...{ until: updates.length, salvage: null, progress: new Int32Array(2) },
  });
  expect(answer.status).toBe('made');
});
