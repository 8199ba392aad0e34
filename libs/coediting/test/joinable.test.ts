import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { DOCUMENT_BOUNDS, type DocumentBounds } from '../src/validation/document-bounds.js';
import { DEFAULT_LIMITS, encodeUpdate, leavesRoom, walkUpdate, type DocumentKind } from '../src/index.js';
import { encodeDeleteSet } from '../src/wire/range-set.js';
import { documentRef, Harness, settle, type TestClient, until } from './harness.js';
import { MemoryJournal } from './memory-journal.js';

/** How fast somebody may write is not what is tried. */
const UNHURRIED = {
  busyMsPerSecond: 1e9,
  busyMsBurst: 1e9,
  framesPerSecond: 1e9,
  framesBurst: 1e9,
  partsPerSecond: 1e9,
  partsBurst: 1e9,
  clientsPerSecond: 1e9,
  clientsBurst: 1e9,
};

const harnessOf = (bounds: DocumentBounds = DOCUMENT_BOUNDS): Harness =>
  new Harness(new MemoryJournal(), { ...UNHURRIED, document: bounds });

/** Connects again with all that the client has, and sees whether the server keeps it. */
async function comesBack(harness: Harness, client: TestClient, kind: DocumentKind): Promise<boolean> {
  client.disconnect();
  await client.connect(harness.rooms, documentRef(kind));
  await settle();
  return client.closedWith === null && client.synced;
}

/** Somebody who has opened the document, as our web client does and as a stock client does. */
const openings = (harness: Harness, kind: DocumentKind): Promise<TestClient[]> =>
  Promise.all(
    [true, false].map((extended) =>
      harness.client(`newcomer ${String(extended)}`, { document: documentRef(kind), extended }),
    ),
  );

async function canBeJoined(harness: Harness, kind: DocumentKind): Promise<void> {
  for (const client of await openings(harness, kind))
    expect(await comesBack(harness, client, kind)).toBe(true);
  expect(harness.drops).toEqual([]);
}

/** Every other letter of so many. */
function deleteEveryOther(text: Y.Text, from: number, count: number): void {
  text.doc?.transact(() => {
    for (let index = count - 1; index >= 0; index -= 1) text.delete(from + index * 2, 1);
  });
}

/** The update without its deletes. */
const bare = (update: Uint8Array): Uint8Array =>
  Uint8Array.from([...update.subarray(0, walkUpdate(update, null).deleteSetAt), 0]);

describe('a document in which 104,000 letters were deleted one by one', () => {
  it('is open to newcomers and stock clients that come back', async () => {
    const harness = harnessOf();
    const anna = await harness.client('anna');
    anna.text.insert(0, 'x'.repeat(208_000));
    for (const begin of [0, 104_000]) {
      const client = anna.doc.clientID;
      const deletes = Array.from({ length: 52_000 }, (_, index) => begin + index * 2);
      const ranges = deletes.map((from) => ({ client, from, to: from + 1 }));
      anna.sendUpdate(Uint8Array.from([0, ...encodeDeleteSet(ranges)]));
    }
    await until(() => anna.committed === anna.sent, 'committed');
    expect(harness.refusals).toEqual([]);
    await canBeJoined(harness, 'text');
  });
});

describe('the size of a document', () => {
  it('is bounded by what a client can state within one frame', () => {
    const { clients, parts } = DOCUMENT_BOUNDS;
    const { stateVectorBytes, step2Bytes } = DEFAULT_LIMITS;
    expect(8 + clients * (8 + 5)).toBeLessThan(stateVectorBytes);
    expect(8 + clients * (8 + 3) + parts * (5 + 5)).toBeLessThan(step2Bytes * 0.75);
  });

  it('leaves room for people when it begins as something else, such as a file', () => {
    expect(leavesRoom({ blocks: [{ structs: DOCUMENT_BOUNDS.parts / 2 }] })).toBe(true);
    expect(leavesRoom({ blocks: [{ structs: DOCUMENT_BOUNDS.parts / 2 }, { structs: 1 }] })).toBe(false);
  });

  it('is bounded: an update beyond is refused, and the document stays open to everybody', async () => {
    const harness = harnessOf({ clients: 100, parts: 100, newDeletes: 60 });
    const anna = await harness.client('anna');
    anna.text.insert(0, 'x'.repeat(400));
    deleteEveryOther(anna.text, 0, 50);
    deleteEveryOther(anna.text, 50, 40);
    await until(() => anna.committed === anna.sent, 'committed');
    const bruno = await harness.client('bruno');
    deleteEveryOther(bruno.text, 90, 40);
    await until(() => bruno.framesOf('refused').length > 0, 'refused');
    expect(bruno.framesOf('refused').map(({ code }) => code)).toEqual(['collab.full']);
    expect(bruno.closedWith).toBeNull();
    await canBeJoined(harness, 'text');
    expect((await harness.client('chloé')).text.length).toBe(310);
  });

  it('ends the connection that sends text beyond the bound, and no other', async () => {
    const harness = harnessOf({ clients: 100, parts: 20, newDeletes: 60 });
    const anna = await harness.client('anna');
    for (let turn = 0; turn < 40 && anna.closedWith === null; turn += 1) anna.text.insert(0, 'x');
    expect(anna.framesOf('refused').map(({ code }) => code)).toEqual(['collab.full']);
    await canBeJoined(harness, 'text');
  });

  it('is bounded in clientIDs', async () => {
    const harness = harnessOf({ clients: 10, parts: 1000, newDeletes: 60 });
    const anna = await harness.client('anna');
    for (let client = 1; client <= 12; client += 1) {
      const doc = new Y.Doc();
      doc.clientID = client;
      doc.getText('text').insert(0, 'x');
      anna.send(encodeUpdate(Y.encodeStateAsUpdate(doc)));
    }
    expect(anna.framesOf('refused').map(({ code }) => code)).toEqual(['collab.full']);
    await canBeJoined(harness, 'text');
    expect(Y.decodeStateVector(Y.encodeStateVector((await harness.client('bruno')).doc)).size).toBe(10);
  });

  it('counts text typed in one go as one part, so that nobody is ended for typing long', async () => {
    const harness = harnessOf({ clients: 10, parts: 3, newDeletes: 1 });
    const anna = await harness.client('anna');
    for (let turn = 0; turn < 500; turn += 1) anna.text.insert(anna.text.length, 'x');
    await until(() => anna.committed === anna.sent, 'committed');
    expect(harness.refusals).toEqual([]);
  });
});

describe('what clients delete by themselves', () => {
  /** Two paragraphs written in turns, so that the letters of one lie between the clocks of the other. */
  function interleaved(doc: Y.Doc, turns: number): Y.XmlElement[] {
    const root = doc.getXmlFragment('prose');
    const made = ['one', 'two'].map(() => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText('x')]);
      return paragraph;
    });
    root.insert(0, made);
    doc.transact(() => {
      for (let turn = 0; turn < turns; turn += 1)
        for (const paragraph of made) (paragraph.get(0) as Y.XmlText).insert(0, 'x');
    });
    return made;
  }

  it('with a deleted element locks nobody out, though no update ever named it', async () => {
    const harness = harnessOf({ clients: 10, parts: 1000, newDeletes: 20 });
    const document = documentRef('prose');
    const anna = await harness.client('anna', { document });
    const [first] = interleaved(anna.doc, 100);
    await until(() => anna.committed === anna.sent, 'committed');
    const id = first?._item?.id ?? { client: 0, clock: 0 };
    const bruno = await harness.client('bruno', { document });
    const deletes = encodeDeleteSet([{ client: id.client, from: id.clock, to: id.clock + 1 }]);
    bruno.sendUpdate(Uint8Array.from([0, ...deletes]));
    await until(() => bruno.committed === bruno.sent, 'committed');
    await until(() => anna.doc.getXmlFragment('prose').length === 1, 'received');
    await canBeJoined(harness, 'prose');
    expect(await comesBack(harness, anna, 'prose')).toBe(true);
  });
});

/** A seeded source of chance. */
const chanceOf = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
};

function act(doc: Y.Doc, kind: DocumentKind, chance: (below: number) => number): void {
  const text = kind === 'text' ? doc.getText('text') : someText(doc, chance);
  if (text === null) return;
  const at = chance(text.length + 1);
  const what = chance(5);
  if (what === 0) text.insert(at, 'mot '.repeat(1 + chance(3)));
  else if (what === 1 && text.length > 20) deleteEveryOther(text, chance(4), Math.floor(text.length / 4));
  else if (what === 2 && at < text.length)
    text.format(at, 1 + chance(text.length - at), {
      bold: chance(2) === 0 ? (kind === 'text' ? true : {}) : null,
    });
  else if (what === 3 && at < text.length) text.delete(at, 1 + chance(Math.min(3, text.length - at)));
  else text.insert(0, 'a');
}

function someText(doc: Y.Doc, chance: (below: number) => number): Y.XmlText | null {
  const root = doc.getXmlFragment('prose');
  if (root.length < 3 || chance(20) === 0) {
    const paragraph = new Y.XmlElement(chance(2) === 0 ? 'paragraph' : 'heading');
    if (paragraph.nodeName === 'heading') paragraph.setAttribute('level', 1 as unknown as string);
    paragraph.insert(0, [new Y.XmlText('un début ')]);
    root.insert(chance(root.length + 1), [paragraph]);
  }
  const block = root.get(chance(root.length));
  if (chance(25) === 0 && root.length > 2) {
    root.delete(chance(root.length), 1);
    return null;
  }
  if (!(block instanceof Y.XmlElement)) return null;
  if (block.nodeName === 'heading' && chance(2) === 0) {
    block.setAttribute('level', (1 + chance(6)) as unknown as string);
    return null;
  }
  const text = block.get(0);
  return text instanceof Y.XmlText ? text : null;
}

describe('every document that the engine accepts, honest or not', () => {
  it.each([
    ['text', 1],
    ['text', 2],
    ['text', 3],
    ['prose', 4],
    ['prose', 5],
    ['prose', 6],
  ] as const)('is open to whoever comes back and to newcomers (%s, seed %i)', async (kind, seed) => {
    const harness = harnessOf({ clients: 12, parts: 220, newDeletes: 30 });
    const chance = chanceOf(seed);
    const document = documentRef(kind);
    for (let visit = 0; visit < 12; visit += 1) {
      const client = await harness.client(`person ${String(chance(4))}`, {
        document,
        extended: chance(2) === 0,
      });
      // Some leave out what everybody concludes by themselves.
      const silent = chance(3) === 0;
      const made: Uint8Array[] = [];
      client.doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== client) made.push(update);
      });
      if (silent) client.disconnect();
      for (let turn = 0; turn < 30 && client.closedWith === null; turn += 1) act(client.doc, kind, chance);
      if (silent) {
        const liar = await harness.client('liar', { document });
        for (const update of made) liar.sendUpdate(bare(update));
        await settle();
        liar.disconnect();
      }
      await settle();
      client.disconnect();
      await canBeJoined(harness, kind);
    }
    expect(harness.refusals.some(({ code }) => code === 'collab.full')).toBe(true);
  });
});
