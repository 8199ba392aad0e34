import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

import { keyOf, type OutboxEntry, type OutboxKey, type OutboxStore } from './outbox.js';

interface OutboxSchema extends DBSchema {
  updates: {
    key: number;
    value: { owner: string; update: Uint8Array; count: number; epoch: number | null };
    indexes: { owner: string };
  };
}

const NAME = 'maroquin-collab';
const VERSION = 1;

/** The outbox in IndexedDB: shared by the tabs of one browser, outlives the page and the browser. */
export class IndexedDbOutboxStore implements OutboxStore {
  private opening: Promise<IDBPDatabase<OutboxSchema>> | null = null;

  async load(key: OutboxKey): Promise<OutboxEntry[]> {
    const database = await this.open();
    const transaction = database.transaction('updates');
    const entries: OutboxEntry[] = [];
    let cursor = await transaction.store.index('owner').openCursor(keyOf(key));
    while (cursor !== null) {
      const { update, count, epoch } = cursor.value;
      entries.push({ id: cursor.primaryKey, update, count, epoch });
      cursor = await cursor.continue();
    }
    return entries.sort((a, b) => a.id - b.id);
  }

  async add(key: OutboxKey, entry: Omit<OutboxEntry, 'id'>): Promise<number> {
    const database = await this.open();
    const { update, count, epoch } = entry;
    return database.add('updates', { owner: keyOf(key), update, count, epoch });
  }

  async remove(_key: OutboxKey, ids: readonly number[]): Promise<void> {
    const database = await this.open();
    const transaction = database.transaction('updates', 'readwrite');
    await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
  }

  private open(): Promise<IDBPDatabase<OutboxSchema>> {
    this.opening ??= openDB<OutboxSchema>(NAME, VERSION, {
      upgrade: (database) => {
        const store = database.createObjectStore('updates', { autoIncrement: true });
        store.createIndex('owner', 'owner');
      },
      // Another tab wants to change the schema, or the browser closed the database: open it anew next time.
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
