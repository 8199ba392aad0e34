/** Local changes that are not known to be committed, kept on this computer until they are. */
export interface OutboxEntry {
  readonly id: number;
  readonly update: Uint8Array;
  /** How many changes the update stands for: several once old entries were merged. */
  readonly count: number;
  /** The document's epoch when the change was made; null when the server had not said it yet. */
  readonly epoch: number | null;
}

/** One outbox for each document and person. */
export interface OutboxKey {
  readonly documentId: string;
  readonly personId: string;
}

/** Where outboxes are kept. A rejection means that the change is not kept on this computer. */
export interface OutboxStore {
  load(key: OutboxKey): Promise<OutboxEntry[]>;
  add(key: OutboxKey, entry: Omit<OutboxEntry, 'id'>): Promise<number>;
  remove(key: OutboxKey, ids: readonly number[]): Promise<void>;
}

/** For tests, and for browsers that forbid storage: keeps nothing beyond the page. */
export class MemoryOutboxStore implements OutboxStore {
  private readonly entries = new Map<string, OutboxEntry[]>();
  private lastId = 0;

  load(key: OutboxKey): Promise<OutboxEntry[]> {
    return Promise.resolve([...(this.entries.get(keyOf(key)) ?? [])]);
  }

  add(key: OutboxKey, entry: Omit<OutboxEntry, 'id'>): Promise<number> {
    this.lastId += 1;
    const id = this.lastId;
    this.entries.set(keyOf(key), [...(this.entries.get(keyOf(key)) ?? []), { ...entry, id }]);
    return Promise.resolve(id);
  }

  remove(key: OutboxKey, ids: readonly number[]): Promise<void> {
    const left = (this.entries.get(keyOf(key)) ?? []).filter((entry) => !ids.includes(entry.id));
    this.entries.set(keyOf(key), left);
    return Promise.resolve();
  }
}

export const keyOf = ({ documentId, personId }: OutboxKey): string => `${documentId} ${personId}`;
