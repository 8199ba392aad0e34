import { mergeUpdates } from 'yjs';

import type { CollabEnvironment } from '../connection/environment.js';
import type { Holders } from '../outbox/holders.js';
import type { KeptWork } from '../outbox/kept-work.js';
import type { OutboxEntry, OutboxKey, OutboxStore } from '../outbox/outbox.js';

type Time = Pick<CollabEnvironment, 'now' | 'after'>;

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
/** A browser whose storage does not answer for this long must not keep the document from opening. */
const READ_WITHIN_MS = 5000;

/**
 * Local changes from the moment they are made to the moment the server says they are committed, in memory and in the
 * outbox. Its entries are this holder's alone until the page is gone; then the next one takes them over.
 */
export class PendingChanges {
  private changes: Change[] = [];
  /** Entries with the text on which the others build; they go with the last of them. */
  private bases: Promise<number | null>[] = [];
  private readonly holder: string;
  private readonly held: Promise<{ release: () => void }>;
  /** False once the browser refused to store a change that is still pending. */
  kept = true;
  hasBase = false;

  constructor(
    private readonly store: OutboxStore,
    private readonly key: OutboxKey,
    private readonly holders: Holders,
    private readonly onChange: () => void,
  ) {
    this.holder = holders.newName();
    this.held = holders.hold(this.holder);
  }

  get count(): number {
    return this.changes.reduce((sum, change) => sum + change.count, 0);
  }

  get since(): number | null {
    return this.changes[0]?.madeAt ?? null;
  }

  /**
   * What earlier visits left behind, in order. `older` was written in epochs before the newest of them: it must be set
   * aside, not sent. An outbox that cannot be read counts as empty.
   */
  async load(time: Time): Promise<{ entries: OutboxEntry[]; older: OutboxEntry[] }> {
    let claimed: OutboxEntry[];
    try {
      claimed = await within(READ_WITHIN_MS, this.claim(), time);
    } catch {
      this.kept = false;
      return { entries: [], older: [] };
    }
    const newest = Math.max(...claimed.map(({ epoch }) => epoch ?? 0));
    const older = claimed.filter(({ epoch }) => epoch !== null && epoch < newest);
    const entries = claimed.filter((entry) => !older.includes(entry));
    const left = entries.map((entry) => ({
      stored: Promise.resolve(entry.id),
      count: entry.count,
      madeAt: time.now(),
      ordinal: null,
    }));
    this.bases.push(...left.filter(({ count }) => count === 0).map(({ stored }) => stored));
    this.changes = [...left.filter(({ count }) => count > 0), ...this.changes];
    // A text without any change is what a page left that died between two steps: nobody waits for it, and it may be of an
    // epoch that is over.
    const isOnlyText = left.every(({ count }) => count === 0);
    if (this.changes.length === 0) void this.forget([]);
    this.onChange();
    return { entries: isOnlyText ? [] : entries, older };
  }

  add(update: Uint8Array, epoch: number | null, now: number, ordinal: number | null): void {
    this.changes.push({ stored: this.put({ update, count: 1, epoch }), count: 1, madeAt: now, ordinal });
  }

  /** Keeps the text on which the changes build, so that they can be read even if the document cannot be asked any more. */
  keepBase(update: Uint8Array, epoch: number | null): void {
    this.hasBase = true;
    const old = this.bases;
    const stored = this.put({ update, count: 0, epoch });
    this.bases = [stored];
    void stored.then((id) => (id === null ? undefined : this.drop(old)));
  }

  /** A frame with everything the server lacks is on its way: it carries what no other frame does. */
  carriedBy(ordinal: number): void {
    for (const change of this.changes) change.ordinal ??= ordinal;
  }

  /** The connection is gone: what became of its frames is unknown. */
  forgetFrames(): void {
    for (const change of this.changes) change.ordinal = null;
  }

  /** The server did not take this frame: its changes stay, and stay pending. Returns whether there were any. */
  refused(ordinal: number): boolean {
    const refused = this.changes.filter((change) => change.ordinal === ordinal);
    for (const change of refused) change.ordinal = null;
    return refused.length > 0;
  }

  /** The first `ordinal` frames of this connection are committed. */
  committed(ordinal: number): void {
    const done = this.changes.filter((change) => change.ordinal !== null && change.ordinal <= ordinal);
    if (done.length === 0) return;
    this.changes = this.changes.filter((change) => !done.includes(change));
    if (this.changes.length === 0) this.kept = true;
    void this.forget(done);
  }

  /** Nothing of this is to be sent any more: it is kept as `work` instead. False when the browser would not keep it. */
  async setAside(work: KeptWork): Promise<boolean> {
    const stored = [...this.changes.map((change) => change.stored), ...this.bases];
    this.changes = [];
    this.bases = [];
    this.onChange();
    const ids = await idsOf(stored);
    return this.store.setAside(work, ids).then(
      () => true,
      () => false,
    );
  }

  async discard(): Promise<void> {
    const gone = this.changes;
    this.changes = [];
    this.onChange();
    await this.forget(gone);
  }

  /** What is still pending is left for whoever opens the document next. */
  async release(): Promise<void> {
    // Only once everything is in the outbox: who takes over must find it all.
    await idsOf([...this.changes.map(({ stored }) => stored), ...this.bases]);
    (await this.held).release();
  }

  private async put(entry: Omit<OutboxEntry, 'id'>): Promise<number | null> {
    try {
      await this.held;
      return await this.store.add(this.key, this.holder, entry);
    } catch {
      this.kept = false;
      this.onChange();
      return null;
    }
  }

  private async claim(): Promise<OutboxEntry[]> {
    await this.held;
    return this.merged(await this.store.claim(this.key, this.holder, () => this.holders.alive()));
  }

  private async forget(done: readonly Change[]): Promise<void> {
    const gone = done.map(({ stored }) => stored);
    if (this.changes.length === 0) {
      gone.push(...this.bases);
      this.bases = [];
      this.hasBase = false;
    }
    await this.drop(gone);
  }

  private async drop(stored: readonly Promise<number | null>[]): Promise<void> {
    // If this fails the next visit sends them again, and the server knows them by their clocks.
    await this.store.remove(await idsOf(stored)).catch(() => undefined);
  }

  private async merged(entries: OutboxEntry[]): Promise<OutboxEntry[]> {
    const epochs = new Set(entries.map((entry) => entry.epoch));
    if (entries.length <= MERGE_ABOVE || epochs.size > 1) return entries;
    const whole = {
      update: mergeUpdates(entries.map((entry) => entry.update)),
      count: entries.reduce((sum, entry) => sum + entry.count, 0),
      epoch: entries[0]?.epoch ?? null,
    };
    const old = entries.map((entry) => entry.id);
    return [{ ...whole, id: await this.store.replace(this.key, this.holder, old, whole) }];
  }
}

const idsOf = async (stored: readonly Promise<number | null>[]): Promise<number[]> =>
  (await Promise.all(stored)).filter((id) => id !== null);

function within<T>(milliseconds: number, work: Promise<T>, time: Time): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = time.after(milliseconds, () => reject(new Error('the storage does not answer')));
    void work.then(resolve, reject).finally(cancel);
  });
}
