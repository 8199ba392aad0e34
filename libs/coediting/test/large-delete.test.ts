import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { encodeUpdate } from '../src/index.js';
import { Harness, documentRef, settle, until, type TestClient } from './harness.js';

const paragraphs = (doc: Y.Doc, count: number, words: string): void => {
  doc.transact(() => {
    const root = doc.getXmlFragment('prose');
    for (let index = 0; index < count; index += 1) {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(words)]);
      root.insert(root.length, [paragraph]);
    }
  });
};

const committed = (client: TestClient): Promise<void> =>
  until(() => client.committed === client.sent, 'committed');

describe('an update that deletes most of what a document shows', () => {
  it('is reported with the sequence before it and its author', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    anna.text.insert(0, 'x'.repeat(1000));
    await committed(anna);
    const before = harness.journal.seqOf('doc');
    const bruno = await harness.client('bruno');
    bruno.text.delete(100, 600);
    await committed(bruno);
    expect(harness.largeDeletes).toEqual([{ documentId: 'doc', seq: before, personId: 'bruno' }]);
  });

  it('is not one that deletes half of it or less, nor most of a short document', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    anna.text.insert(0, 'x'.repeat(1000));
    anna.text.delete(0, 490);
    anna.text.delete(0, 240);
    const small = await harness.client('bruno', { document: documentRef('text', 'small') });
    small.text.insert(0, 'x'.repeat(150));
    small.text.delete(0, 150);
    await committed(anna);
    await committed(small);
    expect(harness.largeDeletes).toEqual([]);
  });

  it('is measured by what was visible, not by what was ever written', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    anna.text.insert(0, 'x'.repeat(10_000));
    for (let turn = 0; turn < 18; turn += 1) anna.text.delete(0, 480);
    await committed(anna);
    expect(harness.largeDeletes).toEqual([]);
    anna.text.delete(0, 700);
    await committed(anna);
    expect(harness.largeDeletes).toHaveLength(1);
  });

  it('counts what is in a deleted element, whether the update says so or not', async () => {
    const harness = new Harness();
    const document = documentRef('prose');
    const anna = await harness.client('anna', { document });
    paragraphs(anna.doc, 1, 'mot '.repeat(200));
    await committed(anna);
    const [first] = anna.doc.getXmlFragment('prose').toArray();
    const id = first?._item?.id ?? { client: 0, clock: 0 };
    const bare = Y.encodeStateAsUpdate(new Y.Doc());
    expect([...bare]).toEqual([0, 0]);
    const encoder = [0, 1];
    for (let rest = id.client; ; rest = Math.floor(rest / 128)) {
      encoder.push(rest > 127 ? (rest % 128) + 128 : rest);
      if (rest <= 127) break;
    }
    encoder.push(1, id.clock, 1);
    anna.send(encodeUpdate(Uint8Array.from(encoder)));
    await until(() => harness.largeDeletes.length > 0, 'reported');
    await settle();
    expect(harness.largeDeletes).toHaveLength(1);
  });

  it('is not one that deletes a paragraph of many', async () => {
    const harness = new Harness();
    const document = documentRef('prose');
    const anna = await harness.client('anna', { document });
    paragraphs(anna.doc, 10, 'mot '.repeat(100));
    anna.doc.getXmlFragment('prose').delete(2, 3);
    await committed(anna);
    expect(harness.largeDeletes).toEqual([]);
  });
});
