import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { CloseCode, encodeSnapshot, Rooms, type Checkpoints } from '../src/index.js';
import { documentRef, Harness, TestClient, until } from './harness.js';

function contentOf(text: string, clientID: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  doc.getText('text').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

describe('an epoch', () => {
  it('begins with its base entry, whatever was written before', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    anna.text.insert(0, 'ancien');
    await until(() => anna.committed === anna.sent, 'committed');
    const from = harness.journal.seqOf('doc') + 1;
    harness.journal.begin(
      'doc',
      encodeSnapshot({ leases: new Map([[5, null]]), update: contentOf('neuf', 5) }),
    );
    const bruno = await harness.client('bruno', {
      document: { ...documentRef(), epoch: 2, epochFrom: from },
    });
    expect(bruno.text.toJSON()).toBe('neuf');
  });

  it('ends every connection of the epoch before, so that clients sync again', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    harness.journal.begin('doc', encodeSnapshot({ leases: new Map(), update: contentOf('neuf', 5) }));
    await until(() => anna.closedWith === CloseCode.epoch, 'sent away');
  });

  it('refuses what was written with a clientID of the epoch before', async () => {
    const harness = new Harness();
    const from = harness.journal.seqOf('doc') + 1;
    harness.journal.begin(
      'doc',
      encodeSnapshot({ leases: new Map([[5, null]]), update: contentOf('neuf', 5) }),
    );
    const doc = new Y.Doc();
    Y.applyUpdate(doc, contentOf('neuf', 5));
    doc.clientID = 5;
    const anna = await harness.client('anna', {
      doc,
      document: { ...documentRef(), epoch: 2, epochFrom: from },
    });
    anna.text.insert(4, '!');
    await until(() => anna.closedWith === CloseCode.epoch, 'refused');
    expect(harness.journal.seqOf('doc')).toBe(from);
  });
});

describe('an update of an epoch that has ended', () => {
  it('is refused as such when its beginning was committed and only its end was kept', async () => {
    const harness = new Harness();
    harness.journal.begin(
      'doc',
      encodeSnapshot({
        leases: new Map([
          [5, null],
          [6, null],
        ]),
        update: contentOf('neuf', 5),
      }),
    );
    const anna = await harness.client('anna', { document: { ...documentRef(), epoch: 2, epochFrom: 1 } });
    const old = new Y.Doc();
    old.clientID = 6;
    old.getText('text').insert(0, 'commencé');
    const before = Y.encodeStateVector(old);
    old.getText('text').insert(8, ' et fini');
    anna.sendUpdate(Y.encodeStateAsUpdate(old, before));
    await until(() => anna.closedWith !== null, 'sent away');
    expect(anna.closedWith).toBe(CloseCode.epoch);
  });
});

describe('a checkpoint', () => {
  it('replaces the journal up to its sequence, and the rest is read after it', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    anna.text.insert(0, 'un');
    await until(() => anna.committed === anna.sent, 'committed');
    const seq = harness.journal.seqOf('doc');
    const leases = new Map([[anna.doc.clientID, 'anna']]);
    const snapshot = encodeSnapshot({ leases, update: Y.encodeStateAsUpdate(anna.doc) });
    anna.text.insert(2, ' deux');
    await until(() => anna.committed === anna.sent, 'committed again');
    const checkpoints: Checkpoints = { latest: () => Promise.resolve({ seq, snapshot }) };
    const rooms = new Rooms({ ...harness.ports, checkpoints });
    const bruno = new TestClient('bruno', new Y.Doc(), true);
    await bruno.connect(rooms, documentRef());
    await until(() => bruno.text.toJSON() === 'un deux', 'read');
    expect(harness.journal.readsBehind).toContain(seq);
  });
});
