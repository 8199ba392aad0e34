import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Doc, encodeStateAsUpdate } from 'yjs';

import { LocalHolders } from '../outbox/holders.js';
import { MemoryOutboxStore } from '../outbox/memory-outbox.js';
import { TestPage, until } from './test-page.js';
import { TestServer } from './test-server.js';

const KEY = { documentId: 'doc', personId: 'anna' };

let server: TestServer;
beforeEach(async () => {
  server = new TestServer();
  await server.start();
});
afterEach(async () => {
  for (const work of cleanUp.splice(0)) work();
  await server.kill();
});

const cleanUp: (() => void)[] = [];
const newPage = (outbox?: MemoryOutboxStore, holders?: LocalHolders): TestPage => {
  const page = new TestPage(server, outbox, holders);
  cleanUp.push(() => page.close());
  return page;
};

describe('what was typed', () => {
  it('counts as saved once the server has committed it, and not before', async () => {
    const page = await newPage().open();
    server.journal.hold();
    page.type('un ');
    page.type('deux');
    expect(page.state).toMatchObject({ state: 'going', pending: 2 });
    await until(() => page.state.state === 'waiting', 'waiting');
    expect(page.state.pending).toBe(2);
    server.journal.release();
    await until(() => page.state.state === 'saved', 'saved');
    expect(page.state.pending).toBe(0);
    expect(server.stored).toBe('un deux');
  });

  it('is kept on this computer until then', async () => {
    const page = await newPage().open();
    server.journal.hold();
    page.type('un');
    const unsent = async (): Promise<number> => (await page.outbox.unsent('anna'))[0]?.count ?? 0;
    await until(async () => (await unsent()) === 1, 'kept');
    server.journal.release();
    await until(async () => (await unsent()) === 0, 'forgotten');
  });

  it('reaches the other page', async () => {
    const [one, two] = [await newPage().open(), await newPage().open()];
    one.type('bonjour');
    await until(() => two.text === 'bonjour', 'seen');
    one.awareness.setLocalStateField('cursor', 3);
    await until(() => two.awareness.getStates().get(one.doc.clientID)?.['cursor'] === 3, 'cursor seen');
    expect(two.awareness.getStates().get(one.doc.clientID)?.['user']).toMatchObject({ name: 'Anna' });
    one.close();
    await until(() => !two.awareness.getStates().has(one.doc.clientID), 'departure seen');
  });
});

describe('when the server is killed', () => {
  it('the page says so, keeps what is typed, and continues without a reload', async () => {
    const page = await newPage().open();
    page.type('avant ');
    await until(() => page.state.state === 'saved', 'saved');
    await server.kill();
    page.type('pendant');
    await until(() => page.state.state === 'cut', 'cut');
    expect(page.state.pending).toBe(1);
    await server.start();
    page.networkIsBack();
    await until(() => page.state.state === 'saved', 'saved again');
    expect(server.stored).toBe('avant pendant');
    page.type(' après');
    await until(() => page.state.state === 'saved' && server.stored === 'avant pendant après', 'goes on');
  });

  it('an acknowledgement that got lost leads to no duplicate', async () => {
    const page = await newPage().open();
    server.journal.hold();
    page.type('une fois');
    await until(() => page.state.state === 'waiting', 'sent');
    await server.kill();
    server.journal.release();
    await until(() => server.stored === 'une fois', 'committed without an acknowledgement');
    await server.start();
    page.networkIsBack();
    await until(() => page.state.state === 'saved', 'saved');
    expect(server.storedUpdates).toBe(1);
  });

  it('a text that a page kept without any change is not brought back: it may be of an epoch that is over', async () => {
    const outbox = new MemoryOutboxStore();
    const old = new Doc();
    old.getText('text').insert(0, 'ancien texte');
    await outbox.add(KEY, 'gone', { update: encodeStateAsUpdate(old), count: 0, epoch: null });
    const page = await newPage(outbox).open();
    expect(page.text).toBe('');
    expect(page.state).toMatchObject({ state: 'saved', pending: 0 });
    await until(() => outbox.of(KEY).length === 0, 'forgotten');
    expect(server.stored).toBe('');
  });

  it('a page that was closed meanwhile sends its work on the next visit', async () => {
    const outbox = new MemoryOutboxStore();
    const holders = new LocalHolders();
    const page = await newPage(outbox, holders).open();
    page.type('ancien ');
    await until(() => page.state.state === 'saved', 'saved');
    await server.kill();
    page.type('hors ligne');
    page.doc.getText('text').delete(0, 1);
    page.close();
    await until(async () => (await holders.alive()).size === 0, 'closed');
    await server.start();
    const next = newPage(outbox, holders);
    await next.open();
    await until(() => server.stored === 'ncien hors ligne', 'sent');
    await until(() => outbox.of(KEY).length === 0, 'outbox empty');
    expect(next.text).toBe('ncien hors ligne');
  });
});

describe('when the journal is away', () => {
  it('the page says that the service is down and when it tries again', async () => {
    const page = await newPage().open();
    server.journal.failing = true;
    page.type('gardé');
    await until(() => page.state.state === 'down', 'down');
    expect(page.state.pending).toBe(1);
    expect(page.state.retryInSeconds).toBeGreaterThanOrEqual(0);
    server.journal.failing = false;
    await until(() => page.state.state === 'saved', 'saved');
    expect(server.stored).toBe('gardé');
  });
});

describe('a change of rights', () => {
  it('makes the page readonly, and refuses what was under way in words', async () => {
    const page = await newPage().open();
    server.setLevel('read');
    await until(() => page.state.state === 'readonly', 'readonly');
    page.type('trop tard');
    await until(() => page.state.state === 'refused', 'refused');
    expect(page.state.refused?.code).toBe('collab.read-only');
    expect(page.state.refused?.message).toContain('mis de côté');
    expect(page.state.pending).toBe(1);
    server.setLevel('write');
    await until(() => page.state.state === 'saved', 'taken after all');
    expect(server.stored).toBe('trop tard');
  });

  it('to reading does not make work of what Yjs tidies by itself', async () => {
    const page = await newPage().open();
    page.type('lu');
    await until(() => page.state.state === 'saved', 'saved');
    server.setLevel('read');
    await until(() => page.state.state === 'readonly', 'readonly');
    // As Yjs deletes marks that a colleague's change made useless: no origin, and nothing new.
    page.doc.getText('text').delete(0, 1);
    expect(page.state).toMatchObject({ state: 'readonly', pending: 0 });
  });

  it('to writing again does not call saved what was tidied meanwhile, until it is committed', async () => {
    const page = await newPage().open();
    page.type('lu');
    await until(() => page.state.state === 'saved', 'saved');
    server.setLevel('read');
    await until(() => page.state.state === 'readonly', 'readonly');
    page.doc.getText('text').delete(0, 1);
    server.journal.hold();
    server.setLevel('write');
    await until(() => page.state.access === 'write', 'may write');
    expect(page.state.state).not.toBe('saved');
    expect(page.state.pending).toBeGreaterThan(0);
    server.journal.release();
    await until(() => page.state.state === 'saved', 'saved again');
    expect(server.stored).toBe('u');
  });

  it('to none ends the connection for good', async () => {
    const page = await newPage().open();
    server.setLevel('none');
    await until(() => page.state.ended === 4403, 'ended');
    expect(page.state).toMatchObject({ access: 'none', connected: false });
    server.setLevel('write');
    page.provider.reconnect();
    await until(() => page.state.state === 'saved', 'back');
  });
});

describe('a dead connection', () => {
  it('is noticed within 10 s and replaced', async () => {
    const page = await newPage().open();
    const start = Date.now();
    server.freeze();
    page.type('dans le vide');
    await until(() => page.state.state === 'saved', 'saved over a new connection');
    expect(Date.now() - start).toBeLessThan(15_000);
    expect(server.stored).toBe('dans le vide');
  });
});

describe('a browser that forbids storage', () => {
  it('or never answers, keeps no document from opening', async () => {
    const silent = Object.assign(new MemoryOutboxStore(), {
      claim: () => new Promise<never>(() => undefined),
    });
    const page = await newPage(silent).open();
    page.type('quand même');
    await until(() => page.state.state === 'saved', 'saved');
    expect(server.stored).toBe('quand même');
  }, 20_000);

  it('is not said to keep anything', async () => {
    const no = (): Promise<never> => Promise.reject(new Error('forbidden'));
    const forbidden = Object.assign(new MemoryOutboxStore(), { claim: no, add: no, remove: no });
    const page = await newPage(forbidden).open();
    server.journal.hold();
    page.type('x');
    await until(() => !page.state.kept, 'said');
    server.journal.release();
    await until(() => page.state.state === 'saved', 'saved');
  });
});
