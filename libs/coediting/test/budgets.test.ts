import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { PersonBudgets } from '../src/room/budget.js';
import { DEFAULT_LIMITS, encodeUpdate } from '../src/index.js';
import { CloseCode, Harness, documentRef, until } from './harness.js';
import { MemoryJournal } from './memory-journal.js';

const limited = (limits: ConstructorParameters<typeof Harness>[1]): Harness =>
  new Harness(new MemoryJournal(), limits);

describe('a person’s budget', () => {
  it('is shared by all their connections and documents', async () => {
    const harness = limited({ framesPerSecond: 0, framesBurst: 40, personShare: 2 });
    const windows = [];
    for (let index = 0; index < 8; index += 1) {
      const document = documentRef('text', `doc-${String(index)}`);
      windows.push(await harness.client('anna', { document }));
    }
    for (const window of windows) for (let turn = 0; turn < 12; turn += 1) window.text.insert(0, 'x');
    expect(windows.at(0)?.closedWith).toBeNull();
    expect(windows.at(-1)?.closedWith).toBe(CloseCode.tooFast);
    const bruno = await harness.client('bruno');
    for (let turn = 0; turn < 12; turn += 1) bruno.text.insert(0, 'x');
    await until(() => bruno.committed === bruno.sent, 'bruno’s words committed');
    expect(bruno.closedWith).toBeNull();
  });

  it('is not refilled by leaving and coming back', () => {
    const people = new PersonBudgets({
      ...DEFAULT_LIMITS,
      framesPerSecond: 1,
      framesBurst: 5,
      personShare: 1,
    });
    const first = people.acquire('anna', 0);
    for (let frame = 0; frame < 5; frame += 1) expect(first.admit(1, 0)).toBe(true);
    people.release('anna');
    people.acquire('paul', 20_000 - 17_000);
    expect(people.acquire('anna', 3000).admit(1, 3000)).toBe(true);
    people.release('anna');
    expect(people.acquire('anna', 3000).admit(1, 3000)).toBe(true);
    expect(people.acquire('anna', 3000).admit(1, 3000)).toBe(true);
    expect(people.acquire('anna', 3000).admit(1, 3000)).toBe(false);
  });

  it('is dropped once nothing of it is spent', () => {
    const people = new PersonBudgets(DEFAULT_LIMITS);
    for (let person = 0; person < 1000; person += 1) {
      people.acquire(String(person), 0).admit(1, 0);
      people.release(String(person));
    }
    people.acquire('anna', 60_000);
    expect(people.size).toBe(1);
  });

  it('ends the connection of a client that brings clientIDs by the hundred', async () => {
    const harness = limited({ clientsPerSecond: 0, clientsBurst: 20 });
    const anna = await harness.client('anna');
    for (let client = 0; client < 30 && anna.closedWith === null; client += 1) {
      const doc = new Y.Doc();
      doc.getText('text').insert(0, 'x');
      anna.send(encodeUpdate(Y.encodeStateAsUpdate(doc)));
    }
    expect(anna.closedWith).toBe(CloseCode.tooFast);
    expect(harness.refusals.at(-1)).toEqual({ code: 'collab.too-fast', detail: 'new clients' });
  });
});

describe('a document’s budget', () => {
  it('is shared by everybody in it, and other documents go on', async () => {
    const harness = limited({ framesPerSecond: 0, framesBurst: 40, documentShare: 2 });
    const crowd = [];
    for (let index = 0; index < 10; index += 1) crowd.push(await harness.client(`person-${String(index)}`));
    for (const one of crowd) for (let turn = 0; turn < 12; turn += 1) one.text.insert(0, 'x');
    expect(crowd.some(({ closedWith }) => closedWith === CloseCode.tooFast)).toBe(true);
    const elsewhere = await harness.client('zoe', { document: documentRef('text', 'other') });
    elsewhere.text.insert(0, 'x');
    await until(() => elsewhere.committed === elsewhere.sent, 'committed elsewhere');
  });
});
