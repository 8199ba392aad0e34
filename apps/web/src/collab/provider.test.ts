import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import { Awareness } from 'y-protocols/awareness';
import { Doc } from 'yjs';

import type { CollabEnvironment } from './environment.js';
import { MemoryOutboxStore, type OutboxStore } from './outbox.js';
import { CollabProvider } from './provider.js';
import type { SaveState } from './save-state.js';
import { TestServer } from './test-server.js';

const KEY = { documentId: 'doc', personId: 'anna' };

let server: TestServer;
const cleanUp: (() => void)[] = [];
beforeEach(async () => {
  server = new TestServer();
  await server.start();
});
afterEach(async () => {
  for (const work of cleanUp.splice(0)) work();
  await server.kill();
});

async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A browser page as far as the provider sees it. */
class Page {
  readonly doc = new Doc();
  readonly awareness = new Awareness(this.doc);
  readonly provider: CollabProvider;
  readonly seen: SaveState[] = [];
  private comeBack: () => void = () => undefined;

  constructor(readonly outbox: OutboxStore = new MemoryOutboxStore()) {
    const environment: CollabEnvironment = {
      WebSocket: NodeWebSocket as unknown as CollabEnvironment['WebSocket'],
      now: () => Date.now(),
      after: (milliseconds, work) => {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      },
      random: () => 0,
      onBack: (listener) => {
        this.comeBack = listener;
        return () => undefined;
      },
    };
    const { doc, awareness } = this;
    this.provider = new CollabProvider({
      ...KEY,
      doc,
      awareness,
      origin: server.origin,
      outbox,
      environment,
    });
    this.provider.subscribe(() => this.seen.push(this.state));
    cleanUp.push(() => this.close());
  }

  get state(): SaveState {
    return this.provider.getSnapshot();
  }

  get text(): string {
    return this.doc.getText('text').toJSON();
  }

  async open(): Promise<this> {
    await this.provider.start();
    await until(() => this.state.synced && this.state.state !== 'going', 'opened');
    return this;
  }

  type(words: string): void {
    this.doc.getText('text').insert(this.text.length, words);
  }

  networkIsBack(): void {
    this.comeBack();
  }

  close(): void {
    this.provider.destroy();
    this.awareness.destroy();
  }
}

describe('what was typed', () => {
  it('counts as saved once the server has committed it, and not before', async () => {
    const page = await new Page().open();
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
    const page = await new Page().open();
    server.journal.hold();
    page.type('un');
    await until(async () => (await page.outbox.load(KEY)).length === 1, 'kept');
    server.journal.release();
    await until(async () => (await page.outbox.load(KEY)).length === 0, 'forgotten');
  });

  it('reaches the other page', async () => {
    const [one, two] = [await new Page().open(), await new Page().open()];
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
    const page = await new Page().open();
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
    const page = await new Page().open();
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

  it('a page that was closed meanwhile sends its work on the next visit', async () => {
    const outbox = new MemoryOutboxStore();
    const page = await new Page(outbox).open();
    page.type('ancien ');
    await until(() => page.state.state === 'saved', 'saved');
    await server.kill();
    page.type('hors ligne');
    page.doc.getText('text').delete(0, 1);
    page.close();
    await server.start();
    const next = new Page(outbox);
    await next.open();
    await until(() => server.stored === 'ncien hors ligne', 'sent');
    await until(async () => (await outbox.load(KEY)).length === 0, 'outbox empty');
    expect(next.text).toBe('ncien hors ligne');
  });
});

describe('when the journal is away', () => {
  it('the page says that the service is down and when it tries again', async () => {
    const page = await new Page().open();
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
    const page = await new Page().open();
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

  it('to none ends the connection for good', async () => {
    const page = await new Page().open();
    server.setLevel('none');
    await until(() => page.state.ended === 4403, 'ended');
    expect(page.state).toMatchObject({ access: 'none', connected: false });
    server.setLevel('write');
    page.provider.reconnect();
    await until(() => page.state.state === 'saved', 'back');
  });
});

describe('a document restored meanwhile', () => {
  it('does not get the changes to the old text, which stay in the outbox', async () => {
    const outbox = new MemoryOutboxStore();
    const page = await new Page(outbox).open();
    await server.kill();
    page.type('sur l’ancien texte');
    server.epoch = 2;
    await server.start();
    page.networkIsBack();
    await until(() => page.state.state === 'refused', 'refused');
    expect(page.state).toMatchObject({ refused: { code: 'collab.epoch' }, ended: 4409 });
    expect(await outbox.load(KEY)).toHaveLength(1);
    expect(server.storedUpdates).toBe(0);
  });
});

describe('a dead connection', () => {
  it('is noticed within 10 s and replaced', async () => {
    const page = await new Page().open();
    const start = Date.now();
    server.freeze();
    page.type('dans le vide');
    await until(() => page.state.state === 'saved', 'saved over a new connection');
    expect(Date.now() - start).toBeLessThan(15_000);
    expect(server.stored).toBe('dans le vide');
  });
});

describe('a browser that forbids storage', () => {
  it('is not said to keep anything', async () => {
    const forbidden: OutboxStore = {
      load: () => Promise.reject(new Error('forbidden')),
      add: () => Promise.reject(new Error('forbidden')),
      remove: () => Promise.reject(new Error('forbidden')),
    };
    const page = await new Page(forbidden).open();
    server.journal.hold();
    page.type('x');
    await until(() => !page.state.kept, 'said');
    server.journal.release();
    await until(() => page.state.state === 'saved', 'saved');
  });
});
