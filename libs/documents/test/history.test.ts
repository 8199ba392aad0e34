import { decodeRun, decodeSnapshot } from '@maroquin/coediting';
import type { Actor } from '@maroquin/platform/database';
import type { Feeds } from '@maroquin/platform/feeds';
import { proseSchema } from '@maroquin/prose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { HistoryRows } from '../src/history/history-reader.js';
import type { HistoryTask } from '../src/history/history-worker.js';
import { DocumentWorld, until } from './document-world.js';
import { HistoryWorld, MINUTE, WrittenDocument } from './history-world.js';

type FeedPage = ReturnType<Feeds['readPage']>;

let world: DocumentWorld;
let history: HistoryWorld;
let nadia: Actor;
let julien: Actor;

/** A document as Nadia looks at its history. */
class Document extends WrittenDocument {
  static async create(kind: 'prose' | 'text' = 'text'): Promise<Document> {
    return new Document(history, await world.createDocument(kind), kind);
  }

  list(limit = 30, cursor?: string) {
    return history.versions.list(nadia, this.id, { limit, cursor });
  }

  async content(seq: number): Promise<unknown> {
    return JSON.parse((await history.contents.content(nadia, this.id, seq)).content);
  }
}

type Task = { readonly seq?: number };

/** The reader of journals, with something around each reading. */
function readingBy(around: (read: () => Promise<unknown>, task: Task) => Promise<unknown>) {
  const { reader } = history;
  const original = reader.read.bind(reader);
  const read = (async (task: HistoryTask, rows: HistoryRows) =>
    around(() => original(task, rows), task as Task)) as typeof reader.read;
  return vi.spyOn(reader, 'read').mockImplementation(read);
}

beforeAll(async () => {
  world = await DocumentWorld.open();
  history = new HistoryWorld(world);
  nadia = await history.person('Nadia Belkacem');
  julien = await history.person('Julien Moreau');
});
afterAll(async () => {
  await history.close();
  await world.close();
});

describe('the timeline', () => {
  it('cuts a document into versions at long pauses, newest first, with everybody who wrote in each', async () => {
    const document = await Document.create();
    await document.write([nadia, 'a']);
    history.later(4);
    await document.write([julien, 'ab']);
    history.later(11);
    await document.write([nadia, 'abc']);
    const { items, next } = await document.list();
    expect(items.map(({ seq, since }) => [since, seq])).toEqual([
      [2, 3],
      [0, 2],
    ]);
    expect(items.map(({ authors }) => authors.map(({ name }) => name))).toEqual([
      ['Nadia Belkacem'],
      ['Julien Moreau', 'Nadia Belkacem'],
    ]);
    expect(next).toBeNull();
  });

  it('never lets a version last longer than an hour', async () => {
    const document = await Document.create();
    for (let turn = 0; turn < 20; turn += 1) {
      await document.write([nadia, `${String(turn)}`]);
      history.later(9);
    }
    const { items } = await document.list();
    expect(items.length).toBeGreaterThan(2);
    for (const { startedAt, at } of items)
      expect(Date.parse(at) - Date.parse(startedAt)).toBeLessThan(60 * MINUTE);
  });

  it('names those whose writing was committed in the row of somebody else', async () => {
    const document = await Document.create();
    await document.write([nadia, 'a'], [julien, 'ab']);
    const [version] = (await document.list()).items;
    expect(version?.authors.map(({ name }) => name)).toEqual(['Julien Moreau', 'Nadia Belkacem']);
  });

  it('gives the same versions page by page as at once', async () => {
    const document = await Document.create();
    for (let turn = 0; turn < 7; turn += 1) {
      await document.write([nadia, `${String(turn)}`]);
      history.later(turn % 2 === 0 ? 15 : 1);
    }
    const whole = (await document.list()).items;
    const paged = [];
    for (let cursor: string | undefined; ;) {
      const page = await document.list(1, cursor);
      paged.push(...page.items);
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(paged).toEqual(whole);
  });

  it('is empty for a document in which nobody wrote', async () => {
    const document = await Document.create();
    expect(await document.list()).toEqual({ items: [], next: null });
  });
});

describe('a name', () => {
  it('makes the document as it is a version of its own, sealed in the database', async () => {
    const document = await Document.create();
    await document.write([nadia, 'a']);
    const { seq } = await history.versions.name(julien, document.id, { name: 'Avant relecture' });
    await document.write([nadia, 'ab']);
    const { items } = await document.list();
    expect(items.map((item) => [item.seq, item.mark?.name ?? null])).toEqual([
      [2, null],
      [seq, 'Avant relecture'],
    ]);
    expect(items[1]?.mark).toMatchObject({ kind: 'named', createdBy: { name: 'Julien Moreau' } });
    const rows = await world.platform.asOwner<{ name_sealed: Buffer }>(
      'select name_sealed from document_version where document_id = $1',
      [document.id],
    );
    expect(rows[0]?.name_sealed.toString('latin1')).not.toContain('relecture');
  });

  it('is not overwritten by whoever has not seen it', async () => {
    const document = await Document.create();
    const seq = await document.write([nadia, 'a']);
    const { mark } = await history.versions.name(nadia, document.id, { name: 'Un', seq });
    await expect(history.versions.name(julien, document.id, { name: 'Deux', seq })).rejects.toMatchObject({
      code: 'version.named',
    });
    const rename = (name: string) =>
      history.versions.rename(julien, document.id, seq, { name, expectedVersion: mark.version });
    expect((await rename('Deux')).mark.name).toBe('Deux');
    await expect(rename('Trois')).rejects.toMatchObject({ code: 'request.conflict' });
  });

  it('can be taken away; the version stays', async () => {
    const document = await Document.create();
    const seq = await document.write([nadia, 'a']);
    await history.versions.name(nadia, document.id, { name: 'Un', seq });
    await history.versions.unname(julien, document.id, seq);
    expect((await document.list()).items).toMatchObject([{ seq, mark: null }]);
    await expect(history.versions.unname(julien, document.id, seq)).rejects.toMatchObject({
      code: 'request.not-found',
    });
  });

  it('is refused for a version that does not exist', async () => {
    const document = await Document.create();
    await document.write([nadia, 'a']);
    await expect(history.versions.name(nadia, document.id, { name: 'Demain', seq: 2 })).rejects.toMatchObject(
      { code: 'request.not-found' },
    );
  });
});

describe('a large deletion', () => {
  it('keeps the text before it as a version, also in the middle of a row, and is audited', async () => {
    const document = await Document.create();
    await document.write([nadia, 'un long texte'], [julien, '']);
    await history.marks.largeDelete({ id: document.id, orgId: world.orgId }, 1, julien.personId);
    const { items } = await document.list();
    expect(items.map(({ since, seq, mark }) => [since, seq, mark?.kind])).toEqual([
      [1, 2, undefined],
      [0, 1, 'large-delete'],
    ]);
    expect(await document.content(1)).toBe('un long texte');
    const acts = await world.platform.asOwner<{ action: string }>(
      'select action from audit where target_id = $1',
      [document.id],
    );
    expect(acts).toEqual([{ action: 'document.largely-deleted' }]);
  });
});

describe('a version', () => {
  it('holds what the document held then', async () => {
    const document = await Document.create('prose');
    const first = await document.write([nadia, 'un\ndeux']);
    await document.write([julien, 'tout autre chose']);
    expect(JSON.stringify(await document.content(first))).toContain('"text":"deux"');
  });

  it('is made from the journal once for whoever asks for it twenty times at once', async () => {
    const document = await Document.create();
    const seq = await document.write([nadia, 'un mot']);
    const reading = vi.spyOn(history.reader, 'read');
    const all = await Promise.all(Array.from({ length: 20 }, () => document.content(seq)));
    expect(new Set(all)).toEqual(new Set(['un mot']));
    expect(reading).toHaveBeenCalledTimes(1);
    reading.mockRestore();
  });

  it('is made for one person after the other versions that this person asked for', async () => {
    const document = await Document.create();
    const seqs: number[] = [];
    for (const text of ['a', 'ab', 'abc', 'abcd']) seqs.push(await document.write([nadia, text]));
    let [now, most] = [0, 0];
    const reading = readingBy(async (read) => {
      now += 1;
      most = Math.max(most, now);
      return read().finally(() => (now -= 1));
    });
    expect(await Promise.all(seqs.map((seq) => document.content(seq)))).toEqual(['a', 'ab', 'abc', 'abcd']);
    expect(most).toBe(1);
    reading.mockRestore();
  });

  it('is made for others beside the many that one person asked for', async () => {
    const document = await Document.create();
    const seqs: number[] = [];
    for (const text of ['a', 'ab', 'abc']) seqs.push(await document.write([nadia, text]));
    const [last = 0] = seqs.splice(-1);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const reading = readingBy((read, task) => (task.seq === last ? read() : held.then(read)));
    const mine = Promise.all(seqs.map((seq) => document.content(seq)));
    expect((await history.contents.content(julien, document.id, last)).content).toBe('"abc"');
    release();
    await mine;
    reading.mockRestore();
  });

  it('is read from its journal a megabyte at a time, however much one row holds', async () => {
    const document = await Document.create();
    let seq = 0;
    for (let turn = 0; turn < 6; turn += 1) seq = await document.write([nadia, String(turn).repeat(400_000)]);
    const reading = vi.spyOn(history.feeds, 'readPage');
    expect(await document.content(seq)).toBe('5'.repeat(400_000));
    const pages = await Promise.all(reading.mock.results.map(({ value }) => value as FeedPage));
    const sizes = pages.map(({ entries }) => entries.reduce((sum, { payload }) => sum + payload.length, 0));
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(1.5 * 2 ** 20);
    reading.mockRestore();
  });

  it('that does not exist is not found', async () => {
    const document = await Document.create();
    await expect(document.content(1)).rejects.toMatchObject({ code: 'request.not-found' });
  });

  it('is compared with another by whoever wrote what, whatever the clients claim to be', async () => {
    const document = await Document.create('prose');
    const from = await document.write([nadia, 'deux temps']);
    const to = await document.write([julien, 'trois temps'], [nadia, 'trois temps\nfin']);
    const comparison = await history.contents.compare(nadia, document.id, { from, to });
    expect(comparison.method).toBe('journal');
    expect(comparison.people.map(({ name }) => name)).toEqual(['Julien Moreau', 'Nadia Belkacem']);
    const node = proseSchema.nodeFromJSON(JSON.parse(comparison.content));
    const said = comparison.changes.map(({ kind, personId, ...at }) => {
      const who = personId === julien.personId ? 'julien' : 'nadia';
      return `${kind} ${who} ${node.textBetween(at.from, at.to)}`;
    });
    expect(said.sort()).toEqual(['deletion julien deux', 'insertion julien trois', 'insertion nadia fin']);
  });
});

describe('restoring', () => {
  it('makes an earlier version the newest; the text it replaced is listed and can be restored in turn', async () => {
    const document = await Document.create('prose');
    const first = await document.write([nadia, 'le bon texte']);
    history.later(20);
    const last = await document.write([julien, 'un mauvais texte']);
    history.later(20);
    const restored = await history.restores.restore(nadia, document.id, first);
    expect(restored).toEqual({ seq: last + 1, before: last });
    expect(await document.content(restored.seq)).toEqual(await document.content(first));
    const { items } = await document.list();
    expect(items.map(({ seq, mark, restored: from }) => [seq, mark?.kind, from?.seq])).toEqual([
      [restored.seq, undefined, first],
      [last, 'before-restore', undefined],
      [first, undefined, undefined],
    ]);
    expect(items[0]?.authors).toMatchObject([{ name: 'Nadia Belkacem' }]);
    await history.restores.restore(nadia, document.id, restored.before);
    const undone = await document.content(restored.seq + 1);
    expect(undone).toEqual(await document.content(last));
  });

  it('shares no clientID with what was written before, so that nothing of it can come back unseen', async () => {
    const document = await Document.create();
    const first = await document.write([nadia, 'a']);
    await document.write([nadia, 'ab']);
    await history.restores.restore(nadia, document.id, first);
    const rows = await history.feeds.read(world.orgId, document.id, { after: 0 });
    const clientsOf = (update: Uint8Array) => [
      ...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update)).keys(),
    ];
    const before = rows.slice(0, 2).flatMap(({ payload }) => decodeRun(payload));
    const old = new Set(before.flatMap(({ update }) => clientsOf(update)));
    const base = rows.at(-1);
    const now = clientsOf(decodeSnapshot(base?.payload ?? new Uint8Array()).update);
    expect(now.filter((client) => old.has(client))).toEqual([]);
  });

  it('is compared with what it replaced by the two texts, in the name of whoever restored', async () => {
    const document = await Document.create();
    const first = await document.write([nadia, 'deux temps']);
    const last = await document.write([julien, 'trois temps']);
    const { seq } = await history.restores.restore(nadia, document.id, first);
    const comparison = await history.contents.compare(nadia, document.id, { from: last, to: seq });
    expect(comparison).toMatchObject({
      method: 'text',
      content: '"troisdeux temps"',
      changes: [
        { kind: 'deletion', personId: nadia.personId },
        { kind: 'insertion', personId: nadia.personId },
      ],
    });
    await document.follow();
    const after = await document.write([julien, 'deux temps et plus']);
    const since = await history.contents.compare(nadia, document.id, { from: seq, to: after });
    expect(since.method).toBe('journal');
  });

  it('does nothing when the document is at that version already', async () => {
    const document = await Document.create();
    const seq = await document.write([nadia, 'a']);
    expect(await history.restores.restore(nadia, document.id, seq)).toEqual({ seq, before: seq });
    expect(await history.feeds.head(world.orgId, document.id)).toBe(seq);
  });

  it('happens although somebody writes without a pause, whose clientIDs are retired too', async () => {
    const document = await Document.create();
    const first = await document.write([nadia, 'a']);
    await document.write([julien, 'ab']);
    let isRestored = false;
    let turns = 0;
    const writing = (async () => {
      for (; !isRestored; turns += 1) await document.write([julien, `ab${String(turns)}`]);
    })();
    await until(() => turns > 0, 'somebody writes');
    const restored = await history.restores.restore(nadia, document.id, first).finally(() => {
      isRestored = true;
    });
    await writing;
    expect(await document.content(restored.seq)).toBe('a');
    const rows = await history.feeds.read(world.orgId, document.id, { after: 0, limit: 1000 });
    const base = rows.find(({ kind }) => kind === 'base');
    const { leases } = decodeSnapshot(base?.payload ?? new Uint8Array());
    const written = rows.filter(({ last, kind }) => last < restored.seq && kind !== 'base');
    const clients = written.flatMap(({ payload }) =>
      decodeRun(payload).flatMap(({ update }) => [
        ...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update)).keys(),
      ]),
    );
    expect(written.length).toBeGreaterThan(2);
    expect(clients.filter((client) => !leases.has(client))).toEqual([]);
  });
});
