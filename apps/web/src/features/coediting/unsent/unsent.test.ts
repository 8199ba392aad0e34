import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Doc, applyUpdate, encodeStateAsUpdate } from 'yjs';

import { LocalHolders } from '../outbox/holders.js';
import type { KeptWork } from '../outbox/kept-work.js';
import { MemoryOutboxStore } from '../outbox/memory-outbox.js';
import { CollabProvider } from '../provider/provider.js';
import { TestPage, nodeEnvironment, until } from '../provider/test-page.js';
import { TestServer } from '../provider/test-server.js';
import { UnsentWork, type UnsentView } from './unsent-work.js';

const KEY = { documentId: 'doc', personId: 'anna' };

let server: TestServer;
beforeEach(async () => {
  server = new TestServer();
  await server.start();
});
const cleanUp: (() => void)[] = [];
afterEach(async () => {
  for (const work of cleanUp.splice(0)) work();
  await server.kill();
});

const newPage = (outbox?: MemoryOutboxStore, holders?: LocalHolders, documentId?: string): TestPage => {
  const page = new TestPage(server, outbox, holders, documentId);
  cleanUp.push(() => page.close());
  return page;
};

describe('a document restored meanwhile', () => {
  it('is said to a page with nothing unsent, which shows the restored text once it reloads it', async () => {
    const page = await newPage().open();
    page.type('ancien');
    await until(() => page.state.state === 'saved', 'saved');
    server.journal.restore('restauré');
    await until(() => page.state.ended === 4409, 'told');
    expect(page.state).toMatchObject({ pending: 0, state: 'going' });
    expect(page.state.refused).toBeUndefined();
    const next = await newPage().open();
    expect(next.text).toBe('restauré');
  });

  it('does not get the changes to the old text, which are kept apart with that text', async () => {
    const outbox = new MemoryOutboxStore();
    const page = await newPage(outbox).open();
    page.type('ancien ');
    await until(() => page.state.state === 'saved', 'saved');
    await server.kill();
    page.type('hors ligne');
    server.journal.restore('restauré');
    await server.start();
    page.networkIsBack();
    await until(() => page.state.ended === 4409, 'told');
    expect(page.state.pending).toBe(1);
    const about = { title: 'Note', kind: 'text', parentId: 'espace' } as const;
    await page.provider.setAside(about, { code: 'collab.epoch', state: 'copying' });
    expect(page.state.pending).toBe(0);
    expect(outbox.of(KEY)).toEqual([]);
    expect(await outbox.kept('anna')).toMatchObject([
      { title: 'Note', parentId: 'espace', words: 'ancien hors ligne', kind: 'text', state: 'copying' },
    ]);
    expect(server.stored).toBe('restauré');
  });

  it('is noticed on the next visit too, and the text on which the changes were made is there by then', async () => {
    const outbox = new MemoryOutboxStore();
    const holders = new LocalHolders();
    const page = await newPage(outbox, holders).open();
    page.type('ancien ');
    await until(() => page.state.state === 'saved', 'saved');
    await server.kill();
    page.type('hors ligne');
    await until(() => page.state.state === 'cut', 'cut');
    page.close();
    await until(async () => (await holders.alive()).size === 0, 'closed');
    server.journal.restore('restauré');
    await server.start();
    const next = newPage(outbox, holders);
    await next.provider.start();
    await until(() => next.state.ended === 4409, 'told');
    const { work } = await next.provider.setAside(null, { code: 'collab.epoch', state: 'copying' });
    expect(work.words).toBe('ancien hors ligne');
    expect(server.stored).toBe('restauré');
  });

  it.each([
    ['dies before anybody is told of the cut', false],
    ['is left before anybody is told of the cut', true],
  ])('finds the text beneath the changes of a page that %s', async (_, isLeft) => {
    const outbox = new MemoryOutboxStore();
    const holders = new LocalHolders();
    // The clock is stopped: nothing is reported yet.
    const page = await new TestPage(server, outbox, holders, 'doc', () => 0).open();
    page.type('ancien ');
    await until(() => page.state.state === 'saved', 'saved');
    const cut = server.kill();
    page.type('hors ligne');
    await cut;
    if (!isLeft) await until(() => outbox.of(KEY).some(({ count }) => count === 0), 'the text is kept');
    expect(page.state.state).toBe('going');
    // What is in the outbox at this moment is all that there will be, if the page dies.
    const kept = outbox.of(KEY);
    page.close();
    await until(async () => (await holders.alive()).size === 0, 'closed');
    const left = new MemoryOutboxStore();
    for (const { update, count, epoch } of isLeft ? outbox.of(KEY) : kept)
      await left.add(KEY, 'gone', { update, count, epoch });
    server.journal.restore('restauré');
    await server.start();
    const next = newPage(left, holders);
    await next.provider.start();
    await until(() => next.state.ended === 4409, 'told');
    const { work } = await next.provider.setAside(null, { code: 'collab.epoch', state: 'copying' });
    expect(work.words).toBe('ancien hors ligne');
  });

  it('leaves what the person wrote readable even when the old text is lost', async () => {
    const outbox = new MemoryOutboxStore();
    const holders = new LocalHolders();
    const page = await newPage(outbox, holders).open();
    page.type('ancien ');
    await until(() => page.state.state === 'saved', 'saved');
    const doc = new Doc();
    applyUpdate(doc, encodeStateAsUpdate(page.doc));
    const changes: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => void changes.push(update));
    doc.getText('text').insert(7, 'mes mots');
    doc.getText('text').insert(15, ' à moi');
    page.close();
    for (const update of changes) await outbox.add(KEY, 'somebody gone', { update, count: 1, epoch: 1 });
    server.journal.restore('restauré');
    const next = newPage(outbox, holders);
    await next.provider.start();
    await until(() => next.state.ended === 4409, 'told');
    const { work } = await next.provider.setAside(null, { code: 'collab.epoch', state: 'copying' });
    expect(work).toMatchObject({ words: 'mes mots à moi', kind: 'text' });
  });

  it('never gets changes of two epochs at once: the older ones are kept apart', async () => {
    const outbox = new MemoryOutboxStore();
    const old = new Doc();
    old.getText('text').insert(0, 'vieux');
    const present = new Doc();
    present.getText('text').insert(0, 'neuf');
    for (const [epoch, doc] of [old, present].entries())
      await outbox.add(KEY, 'gone', { update: encodeStateAsUpdate(doc), count: 1, epoch: epoch + 1 });
    server.journal.restore('');
    await newPage(outbox).open();
    await until(() => server.stored === 'neuf', 'the newer is sent');
    expect(await outbox.kept('anna')).toMatchObject([{ words: 'vieux', state: 'copying' }]);
    expect(outbox.of(KEY)).toEqual([]);
  });
});

describe('two tabs with the same document', () => {
  it('keep their unsent work apart: neither sends, doubles nor deletes the other’s', async () => {
    const [outbox, holders] = [new MemoryOutboxStore(), new LocalHolders()];
    const one = await newPage(outbox, holders).open();
    await server.kill();
    one.type('un ');
    const two = newPage(outbox, holders);
    await two.provider.start();
    expect(two.state.pending).toBe(0);
    two.type('deux ');
    await until(async () => (await outbox.unsent('anna'))[0]?.count === 2, 'both are kept');
    await server.start();
    two.networkIsBack();
    await until(() => two.state.state === 'saved', 'the second is saved');
    expect(server.stored).toBe('deux ');
    await until(async () => (await outbox.unsent('anna'))[0]?.count === 1, 'one is left');
    one.networkIsBack();
    await until(() => one.state.state === 'saved', 'the first is saved');
    expect(server.stored.split(' ').sort()).toEqual(['', 'deux', 'un']);
    await until(() => outbox.of(KEY).length === 0, 'nothing is left');
  });

  it('what a closed one left is taken over by exactly one of the next', async () => {
    const [outbox, holders] = [new MemoryOutboxStore(), new LocalHolders()];
    const one = await newPage(outbox, holders).open();
    await server.kill();
    one.type('laissé');
    one.close();
    await until(async () => (await holders.alive()).size === 0, 'closed');
    const [two, three] = [newPage(outbox, holders), newPage(outbox, holders)];
    await Promise.all([two.provider.start(), three.provider.start()]);
    expect(two.state.pending + three.state.pending).toBe(1);
    await server.start();
    for (const page of [two, three]) page.networkIsBack();
    await until(() => server.stored === 'laissé', 'sent');
    await until(() => two.text === 'laissé' && three.text === 'laissé', 'both show it');
    expect(server.storedUpdates).toBe(1);
  });
});

/** What a browser keeps between two visits, and the background sender of the next one. */
class Computer {
  readonly outbox = new MemoryOutboxStore();
  readonly holders = new LocalHolders();
  readonly views: UnsentView[] = [];
  /** The documents that were asked for, by the key of the request. */
  readonly created = new Map<string, { id: string; title: string; parentId?: string }>();
  readonly closedPlaces = new Set<string>();
  private busy = false;

  page(documentId = 'doc'): TestPage {
    return newPage(this.outbox, this.holders, documentId);
  }

  /** Writes in documents without a network and leaves. */
  async leaveUnsent(words: Readonly<Record<string, string>>): Promise<void> {
    const pages = Object.keys(words).map((id) => [id, this.page(id)] as const);
    for (const [, page] of pages) await page.open();
    await server.kill();
    for (const [id, page] of pages) {
      page.type(words[id] ?? '');
      await this.outbox.describe({ ...KEY, documentId: id }, { title: id, kind: 'text', parentId: 'espace' });
    }
    await until(() => pages.every(([, page]) => page.state.state === 'cut'), 'cut');
    for (const [, page] of pages) page.close();
    await until(async () => (await this.holders.alive()).size === 0, 'closed');
    await server.start();
  }

  sender(): UnsentWork {
    const common = { origin: server.origin, environment: nodeEnvironment() };
    return new UnsentWork('anna', {
      outbox: this.outbox,
      holders: this.holders,
      titleOf: ({ title }) => `Copie de ${title}`,
      createDocument: ({ title, parentId }, key) => {
        if (parentId !== undefined && this.closedPlaces.has(parentId)) return Promise.resolve(null);
        const id = this.created.get(key)?.id ?? `copy ${String(this.created.size + 1)}`.replace(' ', '');
        this.created.set(key, { id, title, ...(parentId === undefined ? {} : { parentId }) });
        return Promise.resolve(id);
      },
      open: (key, doc) =>
        new CollabProvider({ ...key, ...common, doc, outbox: this.outbox, holders: this.holders }),
      connect: (documentId, personId, doc) =>
        new CollabProvider({
          ...{ documentId, personId, doc, ...common },
          outbox: new MemoryOutboxStore(),
          holders: new LocalHolders(),
        }),
      alone: async (work) => {
        if (this.busy) return false;
        this.busy = true;
        await work().finally(() => (this.busy = false));
        return true;
      },
      onChange: (view) => this.views.push(view),
    });
  }

  get kept(): Promise<KeptWork[]> {
    return this.outbox.kept('anna');
  }
}

describe('what an earlier visit left unsent', () => {
  it('is sent without opening the documents again, one after another, and said', async () => {
    const computer = new Computer();
    await computer.leaveUnsent({ un: 'premier', deux: 'second' });
    await computer.sender().refresh();
    expect(server.textOf('un')).toBe('premier');
    expect(server.textOf('deux')).toBe('second');
    expect(computer.views.map(({ sending }) => sending)).toEqual([2, 1, 0]);
    await until(async () => (await computer.outbox.unsent('anna')).length === 0, 'nothing is left');
  });

  it('waits while the service is away, and is sent once it is back', async () => {
    const computer = new Computer();
    await computer.leaveUnsent({ doc: 'gardé' });
    server.journal.failing = true;
    const sender = computer.sender();
    await sender.refresh();
    expect(computer.views.at(-1)?.sending).toBe(1);
    expect((await computer.outbox.unsent('anna'))[0]?.count).toBe(1);
    server.journal.failing = false;
    await until(async () => (await computer.holders.alive()).size === 0, 'left to the next');
    await sender.refresh();
    expect(server.stored).toBe('gardé');
    expect(computer.views.at(-1)?.sending).toBe(0);
  });

  it('is left to the page that has the document open', async () => {
    const computer = new Computer();
    const page = await computer.page().open();
    server.journal.hold();
    page.type('en cours');
    await until(async () => (await computer.outbox.unsent('anna')).length === 1, 'kept');
    await computer.sender().refresh();
    expect(page.state.pending).toBe(1);
    expect(computer.views.at(-1)).toEqual({ sending: 0, kept: [] });
    server.journal.release();
  });

  it('is kept apart in readable form when the person may no longer write there', async () => {
    const computer = new Computer();
    await computer.leaveUnsent({ doc: 'sans droit' });
    server.setLevelOf('doc', 'read');
    const sender = computer.sender();
    await sender.refresh();
    const [work] = await computer.kept;
    expect(work).toMatchObject({
      code: 'collab.read-only',
      state: 'stays',
      words: 'sans droit',
      title: 'doc',
    });
    expect(await computer.outbox.unsent('anna')).toEqual([]);
    expect(computer.views.at(-1)?.kept).toHaveLength(1);
    if (work === undefined) throw new Error('nothing was kept');
    await sender.save(work);
    expect(server.textOf('copy1')).toBe('sans droit');
    expect((await computer.kept)[0]).toMatchObject({ state: 'copied', copyId: 'copy1' });
    await sender.dismiss(work);
    expect(await computer.kept).toEqual([]);
  });

  it('is kept apart when the document is no longer there for this person', async () => {
    const computer = new Computer();
    await computer.leaveUnsent({ doc: 'orphelin' });
    server.setLevelOf('doc', 'none');
    await computer.sender().refresh();
    expect(await computer.kept).toMatchObject([{ code: 'request.not-found', words: 'orphelin' }]);
  });

  it('becomes a copy beside the document when that was restored meanwhile', async () => {
    const computer = new Computer();
    const page = await computer.page().open();
    page.type('ancien ');
    await until(() => page.state.state === 'saved', 'saved');
    await page.gone();
    await computer.leaveUnsent({ doc: 'hors ligne' });
    server.journal.restore('restauré');
    await computer.sender().refresh();
    expect(server.stored).toBe('restauré');
    expect(server.textOf('copy1')).toBe('ancien hors ligne');
    expect([...computer.created.values()]).toEqual([
      { id: 'copy1', title: 'Copie de doc', parentId: 'espace' },
    ]);
    expect(computer.views.at(-1)?.kept).toMatchObject([{ state: 'copied', copyId: 'copy1' }]);
  });

  it('becomes a copy also of a text of several hands, in which much was deleted', async () => {
    const computer = new Computer();
    const colleague = await newPage().open();
    const page = await computer.page().open();
    for (let turn = 0; turn < 20; turn += 1) {
      colleague.type(`collègue ${String(turn)}. `);
      page.type(`moi ${String(turn)}. `);
      await until(() => colleague.state.state === 'saved' && page.state.state === 'saved', 'saved');
      page.doc.getText('text').delete(3 * turn, 4);
    }
    await until(() => colleague.text === page.text && page.state.state === 'saved', 'agreed');
    const before = page.text;
    colleague.close();
    await page.gone();
    await computer.leaveUnsent({ doc: 'hors ligne' });
    server.journal.restore('restauré');
    await computer.sender().refresh();
    expect(server.textOf('copy1')).toBe(`${before}hors ligne`);
  });

  it('becomes a copy in the person’s own space when nothing may be made beside the document', async () => {
    const computer = new Computer();
    await computer.leaveUnsent({ doc: 'à part' });
    computer.closedPlaces.add('espace');
    server.journal.restore('restauré');
    await computer.sender().refresh();
    expect([...computer.created.values()]).toEqual([{ id: 'copy1', title: 'Copie de doc' }]);
    expect(server.textOf('copy1')).toBe('à part');
  });

  it('becomes one copy with each word once, at whatever point making it was broken off', async () => {
    const computer = new Computer();
    await computer.leaveUnsent({ doc: 'une fois' });
    server.journal.restore('restauré');
    server.journalOf('copy1').hold();
    const first = computer.sender();
    void first.refresh();
    await until(() => computer.created.size === 1, 'asked for');
    await until(async () => (await computer.kept)[0]?.copyId === 'copy1', 'noted');
    first.stop();
    // The page died before the answer: the next one begins again, from what the dead one had noted at first.
    const [work] = await computer.kept;
    if (work === undefined) throw new Error('nothing was kept');
    await computer.outbox.putKept({ ...work, copyId: null });
    const again = new Computer();
    Object.assign(again, { outbox: computer.outbox, holders: computer.holders, created: computer.created });
    server.journalOf('copy1').release();
    await again.sender().refresh();
    expect(computer.created.size).toBe(1);
    expect(server.textOf('copy1')).toBe('une fois');
  });
});
