import { decodeSnapshot, encodeRun } from '@maroquin/coediting';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { findOffender } from '../find-offender.js';
import makeCheckpoint from './checkpoint-worker.js';
import type { Work, WorkAnswer } from './work.js';

type Made = Extract<WorkAnswer, { status: 'made' }>;

/** Of updates numbered from 1 on; what `without` names is left out. */
async function madeOf(updates: readonly Uint8Array[], work: Partial<Work> = {}): Promise<Made> {
  const payload = encodeRun(updates.map((update) => ({ personId: 'anna', update })));
  const answer = await makeCheckpoint({
    kind: 'text',
    start: null,
    runs: [{ first: 1, payload }],
    without: [],
    until: updates.length,
    salvage: null,
    progress: new Int32Array(2),
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

it('verifies a document in which 17 MB of one person were written and deleted', async () => {
  const anna = person(4);
  const text = anna.getText('text');
  const updates = updatesOf(() => {
    for (let turn = 0; turn < 17; turn += 1) {
      text.insert(0, 'x'.repeat(2 ** 20));
      text.delete(0, 2 ** 20);
    }
    text.insert(0, 'bonjour');
  }, anna);
  const { snapshot } = await madeOf(updates);
  expect(person(5, decodeSnapshot(snapshot).update).getText('text').toJSON()).toBe('bonjour');
});

/** Letters whose right neighbour stands before their left one: written live they lie elsewhere than loaded again. */
function twisted(client: number, of: number, left: number, right: number): Uint8Array {
  const BETWEEN = 0x80 | 0x40 | 4;
  return Uint8Array.from([1, 1, client, 0, BETWEEN, of, left, of, right, 1, 'x'.charCodeAt(0), 0]);
}

describe('an update that a checkpoint must refuse, of letters whose neighbours stand in reverse', () => {
  /** Anna sees the letter, deletes it and writes on. */
  function deletedAgain(): Uint8Array[] {
    const anna = person(5);
    const text = anna.getText('text');
    const bad = twisted(9, 5, 7, 4);
    const rows = updatesOf(() => text.insert(0, 'hello world'), anna);
    Y.applyUpdate(anna, bad);
    const later = updatesOf(() => {
      text.delete(text.toJSON().indexOf('x'), 1);
      text.insert(text.length, ' encore');
    }, anna);
    return [...rows, bad, ...later];
  }

  it('is found although they were deleted: what is written beside them would lie in two places', async () => {
    await expect(madeOf(deletedAgain())).rejects.toThrow('differs');
  });

  it('is blamed, and not what was written since', async () => {
    const updates = deletedAgain();
    const payload = encodeRun(updates.map((update) => ({ personId: 'anna', update })));
    const maker = {
      make: (request: Omit<Work, 'progress'>) => makeCheckpoint({ ...request, progress: new Int32Array(2) }),
    };
    const request = {
      ...({ kind: 'text', start: null, runs: [{ first: 1, payload }], without: [] } as const),
      until: updates.length,
      salvage: null,
    };
    const offender = await findOffender(
      maker,
      request,
      { status: 'failed', fault: 'differs', seq: null },
      updates.length,
    );
    expect(offender).toEqual({ seq: 2, reason: 'differs' });
  });
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
