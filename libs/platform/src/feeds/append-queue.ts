import type { Clock } from '../config/index.js';
import { type Database, outside, type Tx } from '../database/index.js';
import { DomainError } from '../errors/index.js';
import type { DataKey } from '../keys/index.js';
import { type FeedQueue, FeedQueues, requeue, type Waiting } from './feed-queues.js';
import { appendOnce } from './append-once.js';
import { appendRuns } from './append-runs.js';
import { CommitPace } from './commit-pace.js';
import type { Answers, AskForText, FeedBatch, Missed } from './feed-batch.js';
import type { Appended, AppendItem, FeedEntry } from './feed-entry.js';

/** What the queue asks of the feed's row. @throws {DomainError} request.not-found */
export interface FeedRows {
  head(orgId: string, feed: string): Promise<number>;
  key(orgId: string, feed: string): Promise<DataKey>;
  /** Shows that the service wrote this number. */
  proofOf(orgId: string, feed: string, seq: number): Buffer;
  /** The number, under the lock. @throws {DomainError} request.not-found, sealed.damaged (a document's, by somebody else) */
  lock(tx: Tx, orgId: string, feed: string): Promise<number>;
  /** null: it has to be asked for. */
  keyAtHand(orgId: string, feed: string): DataKey | null;
}

/** What goes out for one feed. */
interface Group extends FeedBatch {
  readonly queue: FeedQueue;
  readonly entries: readonly Waiting[];
}

const hasClientIds = ({ entries }: Group): boolean => entries.some(({ item }) => item.clientId !== undefined);

/** Numbers entries: dense, in order, from the feed's number on. */
function number(entries: readonly Waiting[], head: number): void {
  let next = head;
  for (const entry of entries) {
    entry.first = next + 1;
    next += entry.item.count ?? 1;
    entry.last = next;
  }
}

/** Items waiting in the node before it says "try later". */
const MAX_WAITING = 20_000;
/** After so many misses the feed's row is locked before its payloads are sealed, so that the next try cannot miss. */
const MISSES_BEFORE_LOCK = 3;
/**
 * Group commit. At once when idle; while a commit is under way, whatever arrives gathers for the next one. A promise
 * resolves only after COMMIT. One feed has at most one statement under way, so its order is the order of arrival.
 */
export class AppendQueue {
  private readonly queues = new FeedQueues();
  private count = 0;
  private readonly pace = new CommitPace(() => void outside(() => this.flush()));

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
      const isReady = this.queues.add({ item, first: 0, last: 0, resolve, reject, misses: 0 });
      if (isReady) this.pace.wake();
    });
  }

  /** The feed has been appended to by other means than this queue: its next append need not find that out. */
  learn(feed: string, seq: number): void {
    this.queues.learn(feed, seq);
  }

  private async flush(): Promise<void> {
    if (this.pace.isFull) return;
    const taken = this.queues.take();
    if (taken.size === 0) return;
    const begunAt = this.pace.begun();
    if (this.queues.hasReady) this.pace.wake();
    try {
      await this.commit(taken);
    } finally {
      for (const queue of taken.keys()) this.queues.release(queue);
      this.pace.ended(begunAt, this.queues.hasReady);
    }
  }

  private async commit(taken: ReadonlyMap<FeedQueue, readonly Waiting[]>): Promise<void> {
    const withIds: Group[] = [];
    const runs: Group[] = [];
    for (const [queue, waiting] of taken) {
      const group = this.groupAtHand(queue, waiting) ?? (await this.prepare(queue, waiting));
      if (group === null || group.entries.length === 0) continue;
      if (group.entries.some((one) => one.misses >= MISSES_BEFORE_LOCK)) await this.commitLocked(group);
      else (hasClientIds(group) ? withIds : runs).push(group);
    }
    if (withIds.length === 0) return this.commitTogether(runs);
    await Promise.all([this.commitTogether(withIds), this.commitTogether(runs)]);
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
    const append = groups.some(hasClientIds) ? appendOnce : appendRuns;
    return append((statement, params) => this.database.callForText(statement, params), groups, now);
  }

  /** What nearly every feed needs that is written to right now; null: something has to be asked for. */
  private groupAtHand(queue: FeedQueue, waiting: readonly Waiting[]): Group | null {
    const orgId = waiting[0]?.item.orgId;
    if (queue.head === null || orgId === undefined) return null;
    const key = this.rows.keyAtHand(orgId, queue.feed);
    return key === null ? null : this.group(queue, orgId, key, queue.head, waiting);
  }

  private async prepare(queue: FeedQueue, waiting: readonly Waiting[]): Promise<Group | null> {
    const [first] = waiting;
    if (first === undefined) return null;
    const { orgId } = first.item;
    try {
      const key = await this.rows.key(orgId, queue.feed);
      const known = queue.head ?? (await this.rows.head(orgId, queue.feed));
      return this.group(queue, orgId, key, known, waiting);
    } catch (error) {
      this.fail(waiting, error);
      return null;
    }
  }

  /** Numbers, refuses what expected another number, and leaves a second item with the same client id for the next turn. */
  private group(
    queue: FeedQueue,
    orgId: string,
    key: DataKey,
    known: number,
    waiting: readonly Waiting[],
  ): Group {
    // Who appends may have read further than this node has written: the statement finds out whether that is so.
    const expected = Math.max(known, waiting[0]?.item.expected ?? 0);
    queue.head = expected;
    const entries = this.select(queue, waiting, expected);
    number(entries, expected);
    return this.proven({ queue, feed: queue.feed, orgId, key, expected, entries });
  }

  private proven(group: Omit<Group, 'proofs'>): Group {
    const { orgId, feed, expected, entries } = group;
    const proof = (seq: number): Buffer => this.rows.proofOf(orgId, feed, seq);
    return { ...group, proofs: { before: proof(expected), after: proof(entries.at(-1)?.last ?? expected) } };
  }

  private select(queue: FeedQueue, waiting: readonly Waiting[], head: number): Waiting[] {
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
    requeue(queue, later);
    return kept;
  }

  /** Lock first, then seal: for a feed that other nodes append to faster than this one can look. */
  private async commitLocked(group: Group): Promise<void> {
    const now = this.clock.now();
    try {
      const answers = await this.database.inOrgs({ orgs: [group.orgId] }, async (tx) => {
        const expected = await this.rows.lock(tx, group.orgId, group.feed);
        number(group.entries, expected);
        // A column's text is a number, an id or null: pg leaves each as it came.
        const ask: AskForText = async ({ text }, params) =>
          (await tx.query<Record<string, string | null>>(text, params)).map((row) => Object.values(row));
        return appendOnce(ask, [this.proven({ ...group, expected })], now);
      });
      this.settle([group], answers, now);
    } catch (error) {
      group.queue.head = null;
      this.fail(group.entries, error);
    }
  }

  /** One poisoned feed costs only itself. PostgreSQL being away is everybody's answer. */
  private async commitOneByOne(groups: readonly Group[], cause: unknown, now: Date): Promise<void> {
    const away = cause instanceof DomainError && cause.code === 'server.unavailable';
    for (const group of groups) {
      group.queue.head = null;
      if (away || groups.length === 1) {
        this.fail(group.entries, cause);
        continue;
      }
      try {
        this.settle([group], await this.ask([group], now), now);
      } catch (error) {
        group.queue.head = null;
        this.fail(group.entries, error);
      }
    }
  }

  private settle(groups: readonly Group[], answers: Answers, now: Date): void {
    for (const group of groups) {
      const answer = answers.get(group.feed);
      if (answer === undefined) this.appended(group, now);
      else if (answer === 'no such feed') this.fail(group.entries, new DomainError('request.not-found'));
      else this.missed(group, answer);
    }
  }

  private appended({ queue, feed, entries }: Group, now: Date): void {
    const committed: FeedEntry[] = [];
    for (const { item, first, last, resolve } of entries) {
      const { kind, actorId, clientId = null, payload } = item;
      committed.push({ feed, first, last, kind, actorId, clientId, at: now, erased: false, payload });
      queue.head = last;
      this.count -= 1;
      resolve({ status: 'appended', first, last, at: now });
    }
    this.onCommitted(feed, committed);
  }

  /** The feed moved on, or holds one of the client ids: answer what is known, put the rest back in front. */
  private missed({ queue, entries }: Group, { head, old: rows }: Missed): void {
    queue.head = head;
    const old = new Map(rows.map((row) => [row.clientId, row]));
    const again: Waiting[] = [];
    for (const one of entries) {
      const known = one.item.clientId === undefined ? undefined : old.get(one.item.clientId);
      if (known !== undefined) {
        this.count -= 1;
        const { first, last, at } = known;
        one.resolve({ status: 'old', first, last, at });
      } else {
        one.misses += 1;
        again.push(one);
      }
    }
    requeue(queue, again);
  }

  private fail(waiting: readonly Waiting[], error: unknown): void {
    for (const one of waiting) {
      this.count -= 1;
      one.reject(error);
    }
  }
}
