import type { KeptWork } from './kept-work.js';
import {
  keyOf,
  leftBehind,
  type AboutDocument,
  type OutboxEntry,
  type OutboxKey,
  type OutboxStore,
  type UnsentOutbox,
} from './outbox.js';

interface Row extends OutboxEntry {
  readonly key: OutboxKey;
  readonly holder: string;
}

/** Keeps nothing beyond the page: for copies, whose text is kept elsewhere, and for tests. */
export class MemoryOutboxStore implements OutboxStore {
  private rows: Row[] = [];
  private readonly known = new Map<string, AboutDocument>();
  private readonly works = new Map<string, KeptWork>();
  private lastId = 0;

  async claim(
    key: OutboxKey,
    holder: string,
    alive: () => Promise<ReadonlySet<string>>,
  ): Promise<OutboxEntry[]> {
    const seen = new Set(this.of(key).map((row) => row.holder));
    const living = await alive();
    this.rows = this.rows.map((row) =>
      keyOf(row.key) === keyOf(key) && leftBehind(holder, row.holder, seen, living)
        ? { ...row, holder }
        : row,
    );
    return this.of(key).filter((row) => row.holder === holder);
  }

  add(key: OutboxKey, holder: string, entry: Omit<OutboxEntry, 'id'>): Promise<number> {
    this.lastId += 1;
    this.rows.push({ ...entry, key, holder, id: this.lastId });
    return Promise.resolve(this.lastId);
  }

  async replace(
    key: OutboxKey,
    holder: string,
    ids: readonly number[],
    entry: Omit<OutboxEntry, 'id'>,
  ): Promise<number> {
    await this.remove(ids);
    return this.add(key, holder, entry);
  }

  remove(ids: readonly number[]): Promise<void> {
    this.rows = this.rows.filter((row) => !ids.includes(row.id));
    return Promise.resolve();
  }

  describe(key: OutboxKey, about: AboutDocument): Promise<void> {
    this.known.set(keyOf(key), about);
    return Promise.resolve();
  }

  about(key: OutboxKey): Promise<AboutDocument | null> {
    return Promise.resolve(this.known.get(keyOf(key)) ?? null);
  }

  unsent(personId: string): Promise<UnsentOutbox[]> {
    const boxes = new Map<string, UnsentOutbox>();
    for (const { key, holder, count } of this.rows) {
      if (key.personId !== personId || count === 0) continue;
      const before = boxes.get(key.documentId);
      boxes.set(key.documentId, {
        ...key,
        count: (before?.count ?? 0) + count,
        holders: [...(before?.holders ?? []), holder],
        about: this.known.get(keyOf(key)) ?? null,
      });
    }
    return Promise.resolve([...boxes.values()]);
  }

  async setAside(work: KeptWork, ids: readonly number[]): Promise<void> {
    await this.putKept(work);
    await this.remove(ids);
  }

  kept(personId: string): Promise<KeptWork[]> {
    return Promise.resolve([...this.works.values()].filter((work) => work.personId === personId));
  }

  putKept(work: KeptWork): Promise<void> {
    this.works.set(work.id, work);
    return Promise.resolve();
  }

  removeKept(id: string): Promise<void> {
    this.works.delete(id);
    return Promise.resolve();
  }

  /** What lies in an outbox, whoever holds it. */
  of(key: OutboxKey): Row[] {
    return this.rows.filter((row) => keyOf(row.key) === keyOf(key));
  }
}
