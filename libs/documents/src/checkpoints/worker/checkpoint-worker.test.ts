import { decodeSnapshot, encodeRun } from '@maroquin/coediting';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import makeCheckpoint from './checkpoint-worker.js';
import type { Work, WorkAnswer } from './work.js';

type Made = Extract<WorkAnswer, { status: 'made' }>;

/** Of updates numbered from 1 on; what `without` names is left out. */
async function madeOf(updates: readonly Uint8Array[], work: Partial<Work> = {}): Promise<Made> {
  const payload = encodeRun(updates.map((update) => ({ personId: 'anna', update })));
  const answer = await makeCheckpoint({
    ...{ kind: 'text', start: null, runs: [{ first: 1, payload }], without: [] },
    ...{ until: updates.length, salvage: null, progress: new Int32Array(2) },
    ...work,
  });
  if (answer.status === 'failed') throw new Error(`${answer.fault} at ${String(answer.seq)}`);
  return answer;
}

function person(clientID: number, update?: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  if (update !== undefined) Y.applyUpdate(doc, update);
  doc.clientID = clientID;
  return doc;
}

function updatesOf(work: () => void, ...docs: Y.Doc[]): Uint8Array[] {
  const updates: Uint8Array[] = [];
  for (const doc of docs) doc.on('update', (update: Uint8Array) => updates.push(update));
  work();
  return updates;
}

it('verifies what two people marked at the same time', async () => {
  const anna = person(4);
  anna.getText('text').insert(0, 'abcd');
  const start = Y.encodeStateAsUpdate(anna);
  // So that their marks end up in the same order each time.
  const bruno = person(6, start);
  anna.clientID = 5;
  const marks = updatesOf(
    () => {
      bruno.getText('text').format(0, 2, { bold: {} });
      anna.getText('text').format(0, 4, { bold: {} });
      bruno.getText('text').insert(0, 'z');
    },
    anna,
    bruno,
  );
  expect((await madeOf([start, ...marks])).status).toBe('made');
});

describe('a salvage', () => {
  const salvage = { rest: 'place', clientId: 77 } as const;

  /** Bruno writes between a lost letter and the one that it stood before. */
  function besideLost(): Uint8Array[] {
    const anna = person(5);
    const text = anna.getText('text');
    const rows = updatesOf(() => {
      text.insert(0, 'abc');
      text.insert(0, '?');
    }, anna);
    const bruno = person(6, Y.encodeStateAsUpdate(anna));
    return [...rows, ...updatesOf(() => bruno.getText('text').insert(1, 'xy'), bruno)];
  }

  it('keeps nobody between neighbours that stand the other way round, as they do where one was lost', async () => {
    const { snapshot } = await madeOf(besideLost(), { without: [2], salvage });
    const doc = person(1, decodeSnapshot(snapshot).update);
    const shown = doc.getText('text').toJSON();
    expect([...shown].sort().join('')).toBe('abcxy');
    const order: Y.Item[] = [];
    for (let item = doc.getText('text')._start; item !== null; item = item.right) order.push(item);
    const placeOf = (id: Y.ID | null): number =>
      order.findIndex((item) => id?.client === item.id.client && item.id.clock + item.length > id.clock);
    for (const { origin, rightOrigin } of order)
      if (origin !== null && rightOrigin !== null) expect(placeOf(origin)).toBeLessThan(placeOf(rightOrigin));
  });

  it('is written under the clientID that it was given alone', async () => {
    const { snapshot, clients } = await madeOf(besideLost(), { without: [2], salvage });
    const doc = person(1, decodeSnapshot(snapshot).update);
    expect([...doc.store.clients.keys()]).toEqual([77]);
    expect([...clients].sort()).toEqual([5, 6]);
  });

  it('keeps marks, also those that were set twice', async () => {
    const anna = person(5);
    const text = anna.getText('text');
    const rows = updatesOf(() => {
      text.insert(0, 'abcdef');
      text.format(1, 2, { italic: {} });
      text.format(0, 4, { bold: {} });
      text.insert(6, '?');
    }, anna);
    const { snapshot } = await madeOf(rows, { without: [4], salvage });
    const again = person(1, decodeSnapshot(snapshot).update);
    text.delete(6, 1);
    expect(again.getText('text').toDelta()).toEqual(text.toDelta());
  });

  it('keeps blocks with their attributes and marks', async () => {
    const anna = person(5);
    const root = anna.getXmlFragment('prose');
    const rows = updatesOf(() => {
      const heading = new Y.XmlElement<{ level: number }>('heading');
      heading.setAttribute('level', 2);
      heading.insert(0, [new Y.XmlText('Titre')]);
      root.insert(0, [heading as unknown as Y.XmlElement]);
      (heading.get(0) as Y.XmlText).format(0, 2, { bold: {} });
      root.insert(1, [new Y.XmlElement('paragraph')]);
    }, anna);
    const { snapshot } = await madeOf(rows, { kind: 'prose', without: [3], salvage });
    const again = person(1, decodeSnapshot(snapshot).update).getXmlFragment('prose');
    root.delete(1, 1);
    expect(again.toJSON()).toBe(root.toJSON());
    expect((again.get(0) as Y.XmlElement).getAttributes()).toEqual({ level: 2 });
  });
});
