import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

import type { KeptWork } from './kept-work.js';
import {
  keyOf,
  leftBehind,
  ofKey,
  type AboutDocument,
  type OutboxEntry,
  type OutboxKey,
  type OutboxStore,
  type UnsentOutbox,
} from './outbox.js';

interface Row {
  readonly owner: string;
  /** Absent in what the first version of this database kept: then nobody holds it. */
  readonly holder?: string;
  readonly update: Uint8Array;
  readonly count: number;
  readonly epoch: number | null;
}

interface OutboxSchema extends DBSchema {
  updates: { key: number; value: Row; indexes: { owner: string } };
  documents: { key: string; value: AboutDocument };
  kept: { key: string; value: KeptWork; indexes: { personId: string } };
}

const NAME = 'maroquin-collab';
const VERSION = 2;
const NOBODY = '';

/** The outbox in IndexedDB: shared by the tabs of one browser, outlives the page and the browser. */
export class IndexedDbOutboxStore implements OutboxStore {
  private opening: Promise<IDBPDatabase<OutboxSchema>> | null = null;

  async claim(
    key: OutboxKey,
    holder: string,
    alive: () => Promise<ReadonlySet<string>>,
  ): Promise<OutboxEntry[]> {
    const database = await this.open();
    const rows = await database.getAllFromIndex('updates', 'owner', keyOf(key));
    if (rows.length === 0) return [];
    // Asked outside the transaction, which would end meanwhile: who comes later is not among those seen.
    const seen = new Set(rows.map((row) => row.holder ?? NOBODY));
    const living = await alive();
    const transaction = database.transaction('updates', 'readwrite');
    const entries: OutboxEntry[] = [];
    let cursor = await transaction.store.index('owner').openCursor(keyOf(key));
    while (cursor !== null) {
      const row = cursor.value;
      if (leftBehind(holder, row.holder ?? NOBODY, seen, living)) {
        const { update, count, epoch } = row;
        entries.push({ id: cursor.primaryKey, update, count, epoch });
        await cursor.update({ ...row, holder });
      }
      cursor = await cursor.continue();
    }
    await transaction.done;
    return entries.sort((a, b) => a.id - b.id);
  }

  async add(key: OutboxKey, holder: string, entry: Omit<OutboxEntry, 'id'>): Promise<number> {
    return (await this.open()).add('updates', rowOf(key, holder, entry));
  }

  async replace(
    key: OutboxKey,
    holder: string,
    ids: readonly number[],
    entry: Omit<OutboxEntry, 'id'>,
  ): Promise<number> {
    const transaction = (await this.open()).transaction('updates', 'readwrite');
    const id = await transaction.store.add(rowOf(key, holder, entry));
    await Promise.all([...ids.map((old) => transaction.store.delete(old)), transaction.done]);
    return id;
  }

  async remove(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    const transaction = (await this.open()).transaction('updates', 'readwrite');
    await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
  }

  async describe(key: OutboxKey, { title, kind, parentId }: AboutDocument): Promise<void> {
    await (await this.open()).put('documents', { title, kind, parentId }, keyOf(key));
  }

  async about(key: OutboxKey): Promise<AboutDocument | null> {
    return (await (await this.open()).get('documents', keyOf(key))) ?? null;
  }

  async unsent(personId: string): Promise<UnsentOutbox[]> {
    const transaction = (await this.open()).transaction(['updates', 'documents'], 'readwrite');
    const documents = transaction.objectStore('documents');
    const boxes = new Map<string, { count: number; holders: Set<string> }>();
    let cursor = await transaction.objectStore('updates').openCursor();
    while (cursor !== null) {
      const { owner, count, holder } = cursor.value;
      const box = boxes.get(owner) ?? { count: 0, holders: new Set<string>() };
      box.count += count;
      box.holders.add(holder ?? NOBODY);
      boxes.set(owner, box);
      cursor = await cursor.continue();
    }
    const unsent: UnsentOutbox[] = [];
    for (const [owner, { count, holders }] of boxes) {
      const key = ofKey(owner);
      if (key.personId !== personId || count === 0) continue;
      unsent.push({ ...key, count, holders: [...holders], about: (await documents.get(owner)) ?? null });
    }
    // The names of documents of which nothing waits any more are nobody's business.
    for (const owner of await documents.getAllKeys()) if (!boxes.has(owner)) await documents.delete(owner);
    await transaction.done;
    return unsent;
  }

  async setAside(work: KeptWork, ids: readonly number[]): Promise<void> {
    const transaction = (await this.open()).transaction(['updates', 'kept'], 'readwrite');
    const updates = transaction.objectStore('updates');
    await Promise.all([
      transaction.objectStore('kept').put({ ...work }),
      ...ids.map((id) => updates.delete(id)),
      transaction.done,
    ]);
  }

  async kept(personId: string): Promise<KeptWork[]> {
    const works = await (await this.open()).getAllFromIndex('kept', 'personId', personId);
    return works.sort((a, b) => a.at - b.at);
  }

  async putKept(work: KeptWork): Promise<void> {
    await (await this.open()).put('kept', { ...work });
  }

  async removeKept(id: string): Promise<void> {
    await (await this.open()).delete('kept', id);
  }

  private open(): Promise<IDBPDatabase<OutboxSchema>> {
    this.opening ??= openDB<OutboxSchema>(NAME, VERSION, {
      upgrade: (database, before) => {
        if (before < 1)
          database.createObjectStore('updates', { autoIncrement: true }).createIndex('owner', 'owner');
        if (before < 2) {
          database.createObjectStore('documents');
          database.createObjectStore('kept', { keyPath: 'id' }).createIndex('personId', 'personId');
        }
      },
      // Another tab wants to change the schema, or the browser closed the database: open it again next time.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase | null)?.close();
        this.opening = null;
      },
      terminated: () => (this.opening = null),
    }).catch((error: unknown) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }
}

const rowOf = (
  key: OutboxKey,
  holder: string,
  { update, count, epoch }: Omit<OutboxEntry, 'id'>,
): Required<Row> => ({ owner: keyOf(key), holder, update, count, epoch });
