import { mergeUpdates } from 'yjs';

import type { OutboxEntry, OutboxKey, OutboxStore } from './outbox.js';

interface Change {
  /** Resolves to the outbox id, or null when the browser would not keep it. */
  readonly stored: Promise<number | null>;
  readonly count: number;
  readonly madeAt: number;
  /** The frame of this connection that carries it; null when none does yet. */
  ordinal: number | null;
}

/** Entries above which old ones are merged into one when the outbox is opened. */
const MERGE_ABOVE = 200;

/** Local changes from the moment they are made to the moment the server says they are committed, in memory and in the outbox. */
export class PendingChanges {
  private changes: Change[] = [];
  /** False once the browser refused to store a change that is still pending. */
  kept = true;

  constructor(
    private readonly store: OutboxStore,
    private readonly key: OutboxKey,
    private readonly onChange: () => void,
  ) {}

  get count(): number {
    return this.changes.reduce((sum, change) => sum + change.count, 0);
  }

  get since(): number | null {
    return this.changes[0]?.madeAt ?? null;
  }

  /** What an earlier visit left behind, in order. An outbox that cannot be read counts as empty. */
  async load(now: number): Promise<OutboxEntry[]> {
    let entries: OutboxEntry[];
    try {
      entries = await this.merged(await this.store.load(this.key));
    } catch {
      this.kept = false;
      return [];
    }
    const left = entries.map((entry) => ({
      stored: Promise.resolve(entry.id),
      count: entry.count,
      madeAt: now,
      ordinal: null,
    }));
    this.changes = [...left, ...this.changes];
    this.onChange();
    return entries;
  }

  add(update: Uint8Array, epoch: number | null, now: number, ordinal: number | null): void {
    const stored = this.store.add(this.key, { update, count: 1, epoch }).catch(() => {
      this.kept = false;
      this.onChange();
      return null;
    });
    this.changes.push({ stored, count: 1, madeAt: now, ordinal });
  }

  /** A frame with everything the server lacks is on its way: it carries what no other frame does. */
  carriedBy(ordinal: number): void {
    for (const change of this.changes) change.ordinal ??= ordinal;
  }

  /** The connection is gone: what became of its frames is unknown. */
  forgetFrames(): void {
    for (const change of this.changes) change.ordinal = null;
  }

  /** The server did not take this frame: its changes stay, and stay pending. */
  refused(ordinal: number): void {
    for (const change of this.changes) if (change.ordinal === ordinal) change.ordinal = null;
  }

  /** The first `ordinal` frames of this connection are committed. */
  committed(ordinal: number): void {
    const done = this.changes.filter((change) => change.ordinal !== null && change.ordinal <= ordinal);
    if (done.length === 0) return;
    this.changes = this.changes.filter((change) => !done.includes(change));
    if (this.changes.length === 0) this.kept = true;
    void this.forget(done);
  }

  private async forget(done: readonly Change[]): Promise<void> {
    const ids = await Promise.all(done.map((change) => change.stored));
    // If this fails the next visit sends them again, and the server knows them by their clocks.
    await this.store
      .remove(
        this.key,
        ids.filter((id) => id !== null),
      )
      .catch(() => undefined);
  }

  private async merged(entries: OutboxEntry[]): Promise<OutboxEntry[]> {
    const epochs = new Set(entries.map((entry) => entry.epoch));
    if (entries.length <= MERGE_ABOVE || epochs.size > 1) return entries;
    const update = mergeUpdates(entries.map((entry) => entry.update));
    const whole = {
      update,
      count: entries.reduce((sum, entry) => sum + entry.count, 0),
      epoch: entries[0]?.epoch ?? null,
    };
    const id = await this.store.add(this.key, whole);
    await this.store.remove(
      this.key,
      entries.map((entry) => entry.id),
    );
    return [{ ...whole, id }];
  }
}
