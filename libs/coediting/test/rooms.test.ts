import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { CloseCode, Harness, TestClient, documentRef, settle, storedDocument, until } from './harness.js';
import { MemoryJournal } from './memory-journal.js';

describe('an acknowledgement', () => {
  it('comes after the journal has committed, and not before', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    const before = anna.committed;
    harness.journal.hold();
    anna.text.insert(0, 'bonjour');
    await settle();
    expect(anna.committed).toBe(before);
    harness.journal.release();
    await until(() => anna.committed === anna.sent, 'committed');
    expect(storedDocument(harness.journal).getText('text').toJSON()).toBe('bonjour');
  });

  it('states the sequence and the state vector of what is stored', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    anna.text.insert(0, 'bonjour');
    await until(() => anna.committed === anna.sent, 'committed');
    const last = anna.framesOf('committed').at(-1);
    expect(last?.seq).toBe(harness.journal.seqOf('doc'));
    expect(last?.stateVector).toEqual(Y.encodeStateVector(anna.doc));
  });

  it('does not go to a stock client', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna', { extended: false });
    anna.text.insert(0, 'bonjour');
    await until(() => harness.journal.seqOf('doc') > 0, 'stored');
    await settle();
    expect(anna.frames.every((frame) => frame.type === 'step1' || frame.type === 'step2')).toBe(true);
  });
});

describe('colleagues', () => {
  it('see what is committed and nothing else', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    const bruno = await harness.client('bruno');
    harness.journal.hold();
    anna.text.insert(0, 'bonjour');
    await settle();
    expect(bruno.text.toJSON()).toBe('');
    harness.journal.release();
    await until(() => bruno.text.toJSON() === 'bonjour', 'seen');
  });

  it('converge when they type at the same place at the same time', async () => {
    const harness = new Harness();
    const clients = await Promise.all(['anna', 'bruno', 'chloé'].map((name) => harness.client(name)));
    for (let turn = 0; turn < 60; turn += 1) {
      for (const client of clients)
        client.text.insert(turn % (client.text.length + 1), client.personId.slice(0, 1));
      if (turn % 7 === 0) await settle();
    }
    await until(() => clients.every((client) => client.committed === client.sent), 'all committed');
    const stored = storedDocument(harness.journal).getText('text').toJSON();
    await until(() => clients.every((client) => client.text.toJSON() === stored), 'all equal');
    expect(stored).toHaveLength(180);
  });

  it('join a document of many rows with everything in it', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    for (let turn = 0; turn < 200; turn += 1) {
      anna.text.insert(anna.text.length, `${'é'.repeat(3000)}${String(turn)}`);
      await settle();
    }
    await until(() => anna.committed === anna.sent, 'committed');
    const bruno = await harness.client('bruno');
    expect(bruno.text.toJSON()).toBe(anna.text.toJSON());
    expect(bruno.framesOf('update').length).toBeGreaterThan(1);
    const again = new Harness(harness.journal);
    const chloe = await again.client('chloé', { doc: bruno.doc });
    expect(chloe.framesOf('update')).toEqual([]);
    const dora = await again.client('dora');
    expect(dora.text.toJSON()).toBe(anna.text.toJSON());
  });
});

describe('somebody who joins', () => {
  it('gets everything that is committed at that moment, however much the last commit brought', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    for (let turn = 0; turn < 40; turn += 1) {
      anna.text.insert(anna.text.length, 'x'.repeat(1 + (turn % 5) * 60_000));
      await until(() => anna.committed === anna.sent, 'committed');
      const late = await harness.client(`late ${String(turn)}`, { extended: turn % 2 === 0 });
      expect(late.text.length).toBe(anna.text.length);
      late.disconnect();
    }
  });
});

describe('a journal that fails', () => {
  it('acknowledges nothing, asks everybody to come back, and loses nothing once they do', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    const bruno = await harness.client('bruno');
    anna.text.insert(0, 'un ');
    await until(() => bruno.text.toJSON() === 'un ', 'first word seen');
    const before = anna.committed;
    harness.journal.failing = true;
    anna.text.insert(3, 'deux');
    await until(() => anna.closedWith !== null && bruno.closedWith !== null, 'everybody sent away');
    expect([anna.closedWith, bruno.closedWith]).toEqual([CloseCode.tryLater, CloseCode.tryLater]);
    expect(anna.committed).toBe(before);
    expect(bruno.text.toJSON()).toBe('un ');
    harness.journal.failing = false;
    await bruno.connect(harness.rooms, documentRef());
    await anna.connect(harness.rooms, documentRef());
    await until(() => bruno.text.toJSON() === 'un deux', 'second word seen');
    expect(storedDocument(harness.journal).getText('text').toJSON()).toBe('un deux');
  });

  it('drops the room that was touched and no other', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    const bruno = await harness.client('bruno', { document: documentRef('text', 'other') });
    harness.journal.failing = true;
    anna.text.insert(0, 'x');
    await until(() => anna.closedWith !== null, 'sent away');
    expect(bruno.closedWith).toBeNull();
  });
});

describe('rooms of one document on two nodes', () => {
  it('agree on one order whoever writes first', async () => {
    const journal = new MemoryJournal();
    const [one, two] = [new Harness(journal), new Harness(journal)];
    const anna = await one.client('anna');
    const bruno = await two.client('bruno');
    for (let turn = 0; turn < 40; turn += 1) {
      anna.text.insert(0, 'a');
      bruno.text.insert(bruno.text.length, 'b');
      if (turn % 3 === 0) await settle();
    }
    const done = (client: TestClient): boolean => client.committed === client.sent;
    await until(() => done(anna) && done(bruno), 'committed');
    const stored = storedDocument(journal).getText('text').toJSON();
    await until(() => anna.text.toJSON() === stored && bruno.text.toJSON() === stored, 'equal');
    expect(stored).toHaveLength(80);
  });

  it('catch up by reading when hints are lost', async () => {
    const journal = new MemoryJournal();
    journal.mute = true;
    const [one, two] = [new Harness(journal), new Harness(journal)];
    const anna = await one.client('anna');
    const bruno = await two.client('bruno');
    anna.text.insert(0, 'a');
    await until(() => anna.committed === anna.sent, 'committed');
    bruno.text.insert(0, 'b');
    await until(() => bruno.committed === bruno.sent, 'committed');
    expect(bruno.text.toJSON()).toBe(storedDocument(journal).getText('text').toJSON());
  });

  it('store the same unsent work once when one person sends it to both', async () => {
    const journal = new MemoryJournal();
    const [one, two] = [new Harness(journal), new Harness(journal)];
    const doc = new Y.Doc();
    const anna = await one.client('anna', { doc });
    const again = await two.client('anna', { doc });
    journal.hold();
    doc.getText('text').insert(0, 'abc');
    await settle();
    journal.release();
    await until(() => anna.committed === anna.sent && again.committed === again.sent, 'committed');
    expect(journal.rowsOf('doc')).toHaveLength(1);
  });
});

describe('somebody who comes from another node, whose commits have not arrived here', () => {
  /** Bruno has written here, and then more where this node does not see it. */
  async function lagging(): Promise<{ one: Harness; two: Harness; bruno: TestClient }> {
    const journal = new MemoryJournal();
    const [one, two] = [new Harness(journal), new Harness(journal)];
    const bruno = await one.client('bruno');
    await two.client('chloé');
    bruno.text.insert(0, 'un');
    await until(() => bruno.committed === bruno.sent, 'committed');
    journal.mute = true;
    bruno.text.insert(2, ' deux');
    await until(() => bruno.committed === bruno.sent, 'committed');
    return { one, two, bruno };
  }

  it('may hold what a colleague wrote there', async () => {
    const { one, two } = await lagging();
    const anna = await one.client('anna');
    anna.disconnect();
    anna.text.insert(0, 'et ');
    await anna.connect(two.rooms, documentRef());
    await until(() => anna.sent > 0 && anna.committed === anna.sent, 'committed');
    expect(two.refusals).toEqual([]);
    expect(storedDocument(one.journal).getText('text').toJSON()).toBe('et un deux');
  });

  it('receives no refusal for a text that they only read', async () => {
    const { one, two } = await lagging();
    const anna = await one.client('anna');
    anna.disconnect();
    two.levels.set('anna', 'read');
    await anna.connect(two.rooms, documentRef());
    await until(() => anna.sent > 0 && anna.committed === anna.sent, 'settled');
    expect(anna.framesOf('refused')).toEqual([]);
  });

  it('may send the end of what they wrote, when its beginning is committed', async () => {
    const { one, two, bruno } = await lagging();
    const before = Y.encodeStateVector(bruno.doc);
    bruno.disconnect();
    bruno.text.insert(7, ' trois');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(bruno.doc, before));
    const again = await two.client('bruno', { doc });
    await until(() => again.sent > 0 && again.committed === again.sent, 'committed');
    expect(two.refusals).toEqual([]);
    expect(storedDocument(one.journal).getText('text').toJSON()).toBe('un deux trois');
  });
});

describe('an update that is already known', () => {
  it('is acknowledged without being stored', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    anna.text.insert(0, 'bonjour');
    anna.text.delete(0, 3);
    await until(() => anna.committed === anna.sent, 'committed');
    const seq = harness.journal.seqOf('doc');
    anna.sendUpdate(Y.encodeStateAsUpdate(anna.doc));
    await until(() => anna.committed === anna.sent, 'committed');
    expect(harness.journal.seqOf('doc')).toBe(seq);
  });

  it('is acknowledged only once what made it known is committed', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    const before = anna.committed;
    harness.journal.hold();
    anna.text.insert(0, 'bonjour');
    anna.sendUpdate(Y.encodeStateAsUpdate(anna.doc));
    await settle();
    expect(anna.committed).toBe(before);
    harness.journal.release();
    await until(() => anna.committed === anna.sent, 'committed');
  });
});

describe('an update that builds on something unknown', () => {
  it('is not stored, and the client is asked for what is missing', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    const bruno = await harness.client('bruno');
    const session = anna.session;
    anna.session = null;
    anna.text.insert(0, 'lost ');
    anna.session = session;
    anna.sent -= 1;
    anna.text.insert(5, 'found');
    await until(() => bruno.text.toJSON() === 'lost found', 'healed');
    expect(harness.refusals).toEqual([]);
    await until(() => anna.committed === anna.sent, 'committed');
    anna.text.insert(0, 'and on ');
    await until(() => anna.committed === anna.sent, 'acknowledged as before');
  });

  it('ends the connection of a client that cannot fill the gap', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    // Clock 9 of client 7, which has written nothing: a letter in the root "text".
    const gap = Uint8Array.of(1, 1, 7, 9, 4, 1, 4, 116, 101, 120, 116, 1, 120, 0);
    anna.sendUpdate(gap);
    expect(anna.closedWith).toBeNull();
    for (let turn = 0; turn < 3; turn += 1) anna.send(Uint8Array.of(0, 1, gap.length, ...gap));
    await until(() => anna.closedWith === CloseCode.malformed, 'sent away');
    expect(harness.journal.seqOf('doc')).toBe(0);
  });
});

describe('somebody who may only read', () => {
  it('receives a refusal of the update, and stays', async () => {
    const harness = new Harness();
    harness.levels.set('anna', 'read');
    const anna = await harness.client('anna');
    anna.text.insert(0, 'non');
    await until(() => anna.framesOf('refused').length > 0, 'refused');
    expect(anna.framesOf('refused')[0]).toMatchObject({ ordinal: anna.sent, code: 'collab.read-only' });
    expect(anna.closedWith).toBeNull();
    expect(harness.journal.seqOf('doc')).toBe(0);
  });

  it('has that text accepted once the right to write comes', async () => {
    const harness = new Harness();
    harness.levels.set('anna', 'read');
    const anna = await harness.client('anna');
    anna.text.insert(0, 'enfin');
    await until(() => anna.framesOf('refused').length > 0, 'refused');
    harness.setLevel('anna', 'write');
    await until(() => harness.journal.seqOf('doc') > 0, 'stored');
    expect(anna.framesOf('access').map((frame) => frame.level)).toEqual(['read', 'write']);
  });

  it('is disconnected at the moment the right to read goes', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    harness.setLevel('anna', 'none');
    expect(anna.closedWith).toBe(CloseCode.noAccess);
  });

  it('is asked to come back when the node no longer knows the rights', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    harness.setLevel('anna', 'unknown');
    expect(anna.closedWith).toBe(CloseCode.tryLater);
  });
});
