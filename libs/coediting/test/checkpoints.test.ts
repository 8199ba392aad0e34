import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { encodeSnapshot, Rooms, type Checkpoints } from '../src/index.js';
import { documentRef, Harness, settle, storedDocument, TestClient, until } from './harness.js';

/** Large enough to be sent apart from what was written behind it. */
const WORDS = 12_000;

/** Much was written and a part of it deleted, then a checkpoint was made, then somebody went on. */
async function written(words: number) {
  const harness = new Harness();
  const anna = await harness.client('anna');
  anna.doc.transact(() => {
    for (let word = 0; word < words; word += 1) anna.text.insert(word * 4, 'mot ');
  });
  const undeleted = Y.encodeStateAsUpdate(anna.doc);
  anna.doc.transact(() => {
    for (let word = 0; word < words; word += 8) anna.text.delete(word * 2, 3);
  });
  await until(() => anna.committed === anna.sent, 'committed');
  const seq = harness.journal.seqOf('doc');
  const leases = new Map([[anna.doc.clientID, 'anna']]);
  const snapshot = encodeSnapshot({ leases, update: Y.encodeStateAsUpdate(anna.doc) });
  const old = Y.encodeStateAsUpdate(anna.doc);
  anna.text.insert(0, 'fin ');
  await until(() => anna.committed === anna.sent, 'committed again');
  const checkpoints: Checkpoints = { latest: () => Promise.resolve({ seq, snapshot }) };
  const rooms = new Rooms({ ...harness.ports, checkpoints });
  const enter = async (name: string, doc = new Y.Doc()): Promise<TestClient> => {
    const client = new TestClient(name, doc, true);
    await client.connect(rooms, documentRef());
    return client;
  };
  return { harness, anna, undeleted, old, enter };
}

describe.each([
  ['small', 100],
  ['large', WORDS],
])('a %s document that is opened from a checkpoint', (_, words) => {
  it('is sent whole to a client that has nothing', async () => {
    const { anna, enter } = await written(words);
    const bruno = await enter('bruno');
    expect(Y.encodeStateAsUpdate(bruno.doc)).toEqual(Y.encodeStateAsUpdate(anna.doc));
  });

  it('is sent from the checkpoint on to a client that has the checkpoint, and no struct twice', async () => {
    const { anna, old, enter } = await written(words);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, old);
    const bruno = await enter('bruno', doc);
    expect(bruno.text.toJSON()).toBe(anna.text.toJSON());
    const brought = [...bruno.framesOf('update'), ...bruno.framesOf('step2')].map(({ update }) => update);
    const structs = brought.flatMap((update) => Y.decodeUpdate(update).structs);
    expect(structs.reduce((sum, { length }) => sum + length, 0)).toBe(4);
  });

  it('sends the deletes to a client that lacks nothing else', async () => {
    const { anna, undeleted, enter } = await written(words);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, undeleted);
    expect((await enter('bruno', doc)).text.toJSON()).toBe(anna.text.toJSON());
  });

  it('accepts the first words of whoever writes first', async () => {
    const { harness, enter } = await written(words);
    const [bruno, chloé] = [await enter('bruno'), await enter('chloé')];
    bruno.text.insert(4, 'bonjour ');
    bruno.text.delete(20, 10);
    await until(() => bruno.committed === bruno.sent, 'committed');
    await until(() => chloé.text.toJSON() === bruno.text.toJSON(), 'seen');
    expect(storedDocument(harness.journal).getText('text').toJSON()).toBe(bruno.text.toJSON());
    expect(harness.drops).toEqual([]);
  });

  it('knows what is deleted in it when somebody deletes it once more', async () => {
    const { harness, anna, enter } = await written(words);
    const bruno = await enter('bruno');
    const before = harness.journal.seqOf('doc');
    const again = Y.encodeStateAsUpdate(anna.doc, Y.encodeStateVector(anna.doc));
    expect(Y.decodeUpdate(again).ds.clients.size).toBe(1);
    bruno.sendUpdate(again);
    await until(() => bruno.committed === bruno.sent, 'acknowledged');
    await settle();
    expect(harness.journal.seqOf('doc')).toBe(before);
  });

  it('asks a client that builds on what is not in it', async () => {
    const { harness, anna, enter } = await written(words);
    const bruno = await enter('bruno');
    const ahead = new Y.Doc();
    Y.applyUpdate(ahead, Y.encodeStateAsUpdate(anna.doc));
    ahead.getText('text').insert(0, 'a');
    const missed = Y.encodeStateVector(ahead);
    ahead.getText('text').insert(1, 'b');
    const asked = bruno.framesOf('step1').length;
    bruno.sendUpdate(Y.encodeStateAsUpdate(ahead, missed));
    await until(() => bruno.framesOf('step1').length > asked, 'asked again');
    expect(harness.refusals).toEqual([]);
  });
});
