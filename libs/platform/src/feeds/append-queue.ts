import type { Clock } from '../config/index.js';
import type { Database } from '../database/index.js';
import { DomainError } from '../errors/index.js';
import type { DataKey } from '../keys/index.js';
import { appendRuns } from './append-runs.js';
import { appendBatches, type Answers, type FeedBatch, type Missed, runsOf } from './append-statement.js';
import { CommitPace } from './commit-pace.js';
import type { Appended, AppendItem, FeedEntry } from './feed-entry.js';

interface Waiting {
  readonly item: AppendItem;
  readonly resolve: (answer: Appended) => void;
  readonly reject: (error: unknown) => void;
  misses: number;
}

/** What the queue asks of the feed's row. @throws {DomainError} request.not-found */
export interface FeedRows {
  head(orgId: string, feed: string): Promise<number>;
  key(orgId: string, feed: string): Promise<DataKey>;
  /** null: it has to be asked for. */
  keyAtHand(orgId: string, feed: string): DataKey | null;
}

interface Group {
  readonly batch: FeedBatch;
  readonly waiting: readonly Waiting[];
}

/** The same bytes: who appends leaves them alone from then on. */
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

const hasClientIds = ({ waiting }: Group): boolean => waiting.some(({ item }) => item.clientId !== undefined);

/** Rows in one statement. */
const MAX_ROWS = 512;
/** Bytes in one statement, roughly. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Items waiting in the node before it says "try later". */
const MAX_WAITING = 20_000;
/** After so many misses the feed's row is locked before its payloads are sealed, so that the next try cannot miss. */
const MISSES_BEFORE_LOCK = 3;
const MAX_KNOWN_HEADS = 100_000;

/**
 * Group commit. At once when idle; while a commit is under way, whatever arrives gathers for the next one. A promise
 * resolves only after COMMIT. One feed has at most one statement under way, so its order is the order of arrival.
 */
export class AppendQueue {
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly busy = new Set<string>();
  private readonly heads = new Map<string, number>();
  private count = 0;
  private readonly pace = new CommitPace(() => void this.flush());

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly rows: FeedRows,
    private readonly onCommitted: (feed: string, entries: readonly FeedEntry[]) => void,
  ) {}

  append(item: AppendItem): Promise<Appended> {
    if (this.count >= MAX_WAITING)
      return Promise.reject(new DomainError('server.unavailable', { retryAfterSeconds: 1 }));
    return new Promise((resolve, reject) => {
      this.count += 1;
      const queue = this.waiting.get(item.feed);
      const entry: Waiting = { item, resolve, reject, misses: 0 };
      if (queue === undefined) this.waiting.set(item.feed, [entry]);
      else queue.push(entry);
      this.pace.wake();
    });
  }

  /** The feed has been appended to by other means than this queue: its next append need not find that out. */
  learn(feed: string, seq: number): void {
    const known = this.heads.get(feed);
    if (known !== undefined && known < seq) this.heads.set(feed, seq);
  }

  private take(): Map<string, Waiting[]> {
    const taken = new Map<string, Waiting[]>();
    let [rows, bytes] = [0, 0];
    for (const [feed, queue] of this.waiting) {
      if (this.busy.has(feed)) continue;
      if (rows >= MAX_ROWS || bytes >= MAX_BYTES) break;
      const part = queue.splice(0, MAX_ROWS - rows);
      if (queue.length === 0) this.waiting.delete(feed);
      rows += part.length;
      for (const { item } of part) bytes += item.payload.length;
      taken.set(feed, part);
      this.busy.add(feed);
    }
    return taken;
  }

  private async flush(): Promise<void> {
    if (this.pace.isFull) return;
    const taken = this.take();
    if (taken.size === 0) return;
    this.pace.begun();
    if (this.waiting.size > 0) this.pace.wake();
    try {
      await this.commit(taken);
    } finally {
      for (const feed of taken.keys()) this.busy.delete(feed);
      this.pace.ended(this.waiting.size > 0);
    }
  }

  private async commit(taken: Map<string, Waiting[]>): Promise<void> {
    const groups: Group[] = [];
    for (const [feed, waiting] of taken) {
      const group = this.groupAtHand(feed, waiting) ?? (await this.prepare(feed, waiting));
      if (group === null || group.waiting.length === 0) continue;
      if (group.waiting.some((one) => one.misses >= MISSES_BEFORE_LOCK)) await this.commitLocked(group);
      else groups.push(group);
    }
    const withIds = groups.filter(hasClientIds);
    const runs = groups.filter((group) => !hasClientIds(group));
    await Promise.all([withIds, runs].map((some) => this.commitTogether(some)));
  }

  private async commitTogether(groups: readonly Group[]): Promise<void> {
    if (groups.length === 0) return;
    const now = this.clock.now();
    try {
      this.settle(groups, await this.ask(groups, now), now);
    } catch (error) {
      await this.commitOneByOne(groups, error, now);
    }
  }

  /** Asks for groups of one sort: all with client ids, or all without. */
  private ask(groups: readonly Group[], now: Date): Promise<Answers> {
    const batches = groups.map((group) => group.batch);
    return groups.some(hasClientIds)
      ? appendBatches((sql, params) => this.database.call(sql, params), batches, now)
      : appendRuns((statement, params) => this.database.callForText(statement, params), batches, now);
  }

  /** What nearly every feed needs that is written to right now; null: something has to be asked for. */
  private groupAtHand(feed: string, waiting: readonly Waiting[]): Group | null {
    const known = this.heads.get(feed);
    const orgId = waiting[0]?.item.orgId;
    if (known === undefined || orgId === undefined) return null;
    const key = this.rows.keyAtHand(orgId, feed);
    return key === null ? null : this.group(feed, orgId, key, known, waiting);
  }

  private async prepare(feed: string, waiting: readonly Waiting[]): Promise<Group | null> {
    const [first] = waiting;
    if (first === undefined) return null;
    const { orgId } = first.item;
    try {
      const key = await this.rows.key(orgId, feed);
      const known = this.heads.get(feed) ?? (await this.rows.head(orgId, feed));
      return this.group(feed, orgId, key, known, waiting);
    } catch (error) {
      this.fail(waiting, error);
      return null;
    }
  }

  /** Numbers, refuses what expected another number, and leaves a second item with the same client id for the next turn. */
  private group(
    feed: string,
    orgId: string,
    key: DataKey,
    known: number,
    waiting: readonly Waiting[],
  ): Group {
    // Who appends may have read further than this node has written: the statement finds out whether that is so.
    const expected = Math.max(known, waiting[0]?.item.expected ?? 0);
    if (this.heads.size >= MAX_KNOWN_HEADS) this.heads.clear();
    this.heads.set(feed, expected);
    const kept = this.select(feed, waiting, expected);
    const items = kept.map((one) => one.item);
    return { batch: { feed, orgId, key, expected, items, runs: runsOf(expected, items) }, waiting: kept };
  }

  private select(feed: string, waiting: readonly Waiting[], head: number): Waiting[] {
    const seen = new Set<string>();
    const kept: Waiting[] = [];
    const later: Waiting[] = [];
    let next = head;
    for (const one of waiting) {
      const { clientId, expected, count = 1 } = one.item;
      if (clientId !== undefined && seen.has(clientId)) later.push(one);
      else if (expected !== undefined && expected !== next) {
        this.count -= 1;
        one.resolve({ status: 'moved', head: next });
      } else {
        if (clientId !== undefined) seen.add(clientId);
        next += count;
        kept.push(one);
      }
    }
    this.putBack(feed, later);
    return kept;
  }

  private putBack(feed: string, waiting: readonly Waiting[]): void {
    if (waiting.length > 0) this.waiting.set(feed, [...waiting, ...(this.waiting.get(feed) ?? [])]);
  }

  /** Lock first, then seal: for a feed that other nodes append to faster than this one can look. */
  private async commitLocked({ batch, waiting }: Group): Promise<void> {
    const now = this.clock.now();
    try {
      const done = await this.database.inOrgs({ orgs: [batch.orgId] }, async (tx) => {
        const [row] = await tx.query<{ seq: string }>('select seq from feed where id = $1 for update', [
          batch.feed,
        ]);
        const expected = Number(row?.seq ?? 0);
        const locked: FeedBatch = { ...batch, expected, runs: runsOf(expected, batch.items) };
        return {
          locked,
          answers: await appendBatches((sql, params) => tx.query(sql, params), [locked], now),
        };
      });
      this.settle([{ batch: done.locked, waiting }], done.answers, now);
    } catch (error) {
      this.heads.delete(batch.feed);
      this.fail(waiting, error);
    }
  }

  /** One poisoned feed costs only itself. PostgreSQL being away is everybody's answer. */
  private async commitOneByOne(groups: readonly Group[], cause: unknown, now: Date): Promise<void> {
    const away = cause instanceof DomainError && cause.code === 'server.unavailable';
    for (const group of groups) {
      this.heads.delete(group.batch.feed);
      if (away || groups.length === 1) {
        this.fail(group.waiting, cause);
        continue;
      }
      try {
        this.settle([group], await this.ask([group], now), now);
      } catch (error) {
        this.heads.delete(group.batch.feed);
        this.fail(group.waiting, error);
      }
    }
  }

  private settle(groups: readonly Group[], answers: Answers, now: Date): void {
    for (const { batch, waiting } of groups) {
      const answer = answers.get(batch.feed);
      if (answer === undefined) this.fail(waiting, new DomainError('request.not-found'));
      else if (answer === 'appended') this.appended(batch, waiting, now);
      else this.missed(batch, waiting, answer);
    }
  }

  private appended(batch: FeedBatch, waiting: readonly Waiting[], now: Date): void {
    const { feed, runs } = batch;
    const entries: FeedEntry[] = [];
    for (const [index, { item, resolve }] of waiting.entries()) {
      const run = runs[index];
      if (run === undefined) continue;
      const { first, last } = run;
      const { kind, actorId, clientId = null } = item;
      const payload = asBuffer(item.payload);
      entries.push({ feed, first, last, kind, actorId, clientId, at: now, erased: false, payload });
      this.count -= 1;
      resolve({ status: 'appended', first, last, at: now });
    }
    const last = entries.at(-1);
    if (last !== undefined) this.heads.set(feed, last.last);
    this.onCommitted(feed, entries);
  }

  /** The feed moved on, or holds one of the client ids: answer what is known, put the rest back in front. */
  private missed(batch: FeedBatch, waiting: readonly Waiting[], { head, old: rows }: Missed): void {
    this.heads.set(batch.feed, head);
    const old = new Map(rows.map((row) => [row.entry_client, row]));
    const again: Waiting[] = [];
    for (const one of waiting) {
      const known = one.item.clientId === undefined ? undefined : old.get(one.item.clientId);
      if (known !== undefined) {
        this.count -= 1;
        one.resolve({
          status: 'old',
          first: Number(known.entry_first),
          last: Number(known.entry_last),
          at: known.entry_at ?? this.clock.now(),
        });
      } else {
        one.misses += 1;
        again.push(one);
      }
    }
    this.putBack(batch.feed, again);
  }

  private fail(waiting: readonly Waiting[], error: unknown): void {
    for (const one of waiting) {
      this.count -= 1;
      one.reject(error);
    }
  }
}
