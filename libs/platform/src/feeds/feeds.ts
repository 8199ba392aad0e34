import type { Clock } from '../config/index.js';
import {
  BatchedLookUp,
  type Database,
  type ReadParam,
  type ReadStatement,
  type Tx,
} from '../database/index.js';
import { DomainError } from '../errors/index.js';
import type { DataKey, Keys, WrappedKey } from '../keys/index.js';
import { headProof, isProven } from '../proofs/index.js';
import { appendEach } from './append-each.js';
import { AppendQueue } from './append-queue.js';
import type { Bus } from './bus/index.js';
import {
  ENTRIES,
  ENTRIES_BACKWARDS,
  type EntryRow,
  EntrySalvage,
  openEntry,
  PAGE,
  PAGE_BACKWARDS,
  type PageRow,
  type SalvagedEntries,
} from './entry-row.js';
import type { Appended, AppendItem, FeedEntry, FeedKind } from './feed-entry.js';
import { type Erasure, eraseEntry } from './erase-entry.js';
import { lockHead, mendHead, raiseHead } from './feed-head.js';
import { FeedFollowers } from './feed-followers.js';
import { entryOfClient, insertEntry } from './insert-entry.js';
import { replaceEntry, type Replacement } from './replace-entry.js';
import { TailReads } from './tail-reads.js';

export interface ReadOptions {
  /** Entries above this number, rising. */
  readonly after?: number;
  /** Entries below this number; the nearest ones, answered in rising order. */
  readonly before?: number;
  /** Rows, at most 1,000. Default 200. */
  readonly limit?: number;
}

interface FeedRow {
  readonly id: string;
  readonly org_id: string;
  readonly key_id: string;
  readonly seq: string;
  readonly proof: Buffer | null;
}

const FEEDS: ReadStatement = {
  name: 'feeds',
  text: 'select id, org_id, key_id, seq, proof from feed where id = any($1::uuid[])',
};

const MAX_KNOWN_FEEDS = 50_000;
/** Rows read at once by a repair. */
const SALVAGE_PAGE = 500;

const bounds = (
  orgId: string,
  feed: string,
  { after = 0, before = Number.MAX_SAFE_INTEGER, limit = 200 }: ReadOptions,
): readonly ReadParam[] => [feed, orgId, after, before, Math.min(limit, 1_000)];

/**
 * Ordered, committed sequences with dense numbers 1, 2, 3 … kept in PostgreSQL: the one mechanism that gives order,
 * durability and catching up to documents, channels and notifications.
 */
export class Feeds {
  /** Who reads on as entries are committed. */
  readonly followers: FeedFollowers;
  private readonly queue: AppendQueue;
  private readonly keyIds = new Map<string, string>();
  private readonly rows = new BatchedLookUp<FeedRow>((keys) => this.readRows(keys));
  private readonly tails: TailReads;

  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly clock: Clock,
    bus: Bus,
    onError: (error: unknown) => void,
  ) {
    this.tails = new TailReads(database);
    this.queue = new AppendQueue(
      database,
      clock,
      {
        head: (orgId, feed) => this.head(orgId, feed),
        key: (orgId, feed) => this.key(orgId, feed),
        lock: (tx, orgId, feed) => this.lockInTransaction(tx, orgId, feed),
        proofOf: (orgId, feed, seq) => headProof(keys.instance, orgId, feed, seq),
        keyAtHand: (orgId, feed) => {
          const keyId = this.keyIds.get(feed);
          return keyId === undefined ? null : this.keys.dataKeyAtHand(orgId, keyId);
        },
      },
      (feed, entries) => {
        this.followers.committed(feed, entries);
      },
    );
    this.followers = new FeedFollowers(this, database, bus, onError);
  }

  /**
   * A new feed, and its first entry if there is one, in the transaction of what it belongs to. It has a data key of its
   * own, or that of the feed it goes with.
   * @returns its data key
   */
  async create(
    tx: Tx,
    feed: { id: string; orgId: string; kind: FeedKind; key?: DataKey },
    first?: Pick<AppendItem, 'kind' | 'actorId' | 'count' | 'payload'>,
  ): Promise<DataKey> {
    const key = feed.key ?? (await this.keys.createDataKey(tx, await this.keys.forOrg(feed.orgId, tx)));
    const seq = first === undefined ? 0 : (first.count ?? 1);
    await tx.query(
      'insert into feed (id, org_id, kind, key_id, seq, proof) values ($1, $2, $3, $4, $5, $6)',
      [
        ...[feed.id, feed.orgId, feed.kind, key.id, seq],
        headProof(this.keys.instance, feed.orgId, feed.id, seq),
      ],
    );
    if (first === undefined) return key;
    const item = { ...first, feed: feed.id, orgId: feed.orgId };
    await insertEntry(tx, key, { item, first: 1, last: seq }, this.clock.now());
    return key;
  }

  /**
   * Resolves after COMMIT, never before.
   * @throws {DomainError} server.unavailable (PostgreSQL away: nothing is acknowledged), request.not-found (no such feed).
   */
  append(item: AppendItem): Promise<Appended> {
    // PostgreSQL answers ids in lower case: one that was sent otherwise would not be known again.
    return this.queue.append(
      item.clientId === undefined ? item : { ...item, clientId: item.clientId.toLowerCase() },
    );
  }

  /**
   * Appends in a transaction of the caller's, together with what else belongs to the act. The feed stays locked until
   * that ends; who listens hears of the entry once it is committed. The feed's key should be at hand already (read
   * first): fetching it takes another connection.
   * @throws {DomainError} request.not-found (no such feed)
   */
  async appendInTransaction(tx: Tx, given: AppendItem): Promise<Appended> {
    const clientId = given.clientId?.toLowerCase() ?? null;
    const item = clientId === null ? given : { ...given, clientId };
    const { feed, orgId, kind, actorId, expected, count = 1, payload } = item;
    const key = await this.key(orgId, feed);
    const head = await this.lockInTransaction(tx, orgId, feed);
    const old = clientId === null ? null : await entryOfClient(tx, feed, clientId);
    if (old !== null) return old;
    if (expected !== undefined && expected !== head) return { status: 'moved', head };
    const [first, last, at] = [head + 1, head + count, this.clock.now()];
    await raiseHead(tx, this.keys.instance, { orgId, feed, seq: last });
    await insertEntry(tx, key, { item, first, last }, at);
    const entry = { feed, first, last, kind, actorId, clientId, at, erased: false };
    tx.afterCommit(() => this.committed({ ...entry, payload: Buffer.from(payload) }));
    return { status: 'appended', first, last, at };
  }

  /**
   * One entry to each of these feeds of one organisation, in a transaction of the caller's.
   * @returns their numbers, in the order of `items`
   * @throws {DomainError} request.not-found
   */
  async appendEachInTransaction(
    tx: Tx,
    orgId: string,
    items: Parameters<typeof appendEach>[2],
  ): Promise<number[]> {
    const entries = await appendEach(tx, orgId, items, {
      at: this.clock.now(),
      keyOf: (feed, row) => this.keyOf(orgId, feed, row),
    });
    tx.afterCommit(() => {
      for (const entry of entries) this.committed(entry);
    });
    return entries.map(({ last }) => last);
  }

  private committed(entry: FeedEntry): void {
    this.queue.learn(entry.feed, entry.last);
    this.followers.committed(entry.feed, [entry]);
  }

  /**
   * Nobody else appends to the feed until the transaction ends.
   * @returns its number
   * @throws {DomainError} request.not-found, sealed.damaged where somebody else wrote that of a document
   */
  lockInTransaction(tx: Tx, orgId: string, feed: string): Promise<number> {
    return lockHead(tx, this.keys.instance, { orgId, feed, at: this.clock.now() });
  }

  /**
   * Takes the content out of an entry, in the transaction of the act. The feed's key should be at hand already.
   * @throws {DomainError} request.not-found, sealed.damaged
   */
  async eraseInTransaction(tx: Tx, erasure: Omit<Erasure, 'at'>): Promise<void> {
    const key = await this.key(erasure.orgId, erasure.feed);
    await eraseEntry(tx, key, { ...erasure, at: this.clock.now() });
  }

  /**
   * Gives an entry another content, in the transaction of the act. The feed's key should be at hand already.
   * @throws {DomainError} request.not-found (none, or erased), sealed.damaged
   */
  async replaceInTransaction(tx: Tx, replacement: Replacement): Promise<FeedEntry> {
    return replaceEntry(tx, await this.key(replacement.orgId, replacement.feed), replacement);
  }

  /** @throws {DomainError} request.not-found, sealed.damaged where somebody else wrote that of a document */
  async head(orgId: string, feed: string): Promise<number> {
    const row = await this.rows.get(`${orgId} ${feed}`);
    if (row === undefined) throw new DomainError('request.not-found');
    if (isProven(this.keys.instance, 'feed', row)) return Number(row.seq);
    return this.database.inOrgs({ orgs: [orgId] }, (tx) => this.lockInTransaction(tx, orgId, feed));
  }

  /**
   * Rows of a feed, opened, in rising order. A run that begins at or below `after` but ends above it is included whole.
   * @throws {DomainError} sealed.damaged for a row that was altered, moved or swapped, or that is missing.
   */
  async read(orgId: string, feed: string, options: ReadOptions): Promise<FeedEntry[]> {
    const statement = options.after === undefined ? ENTRIES_BACKWARDS : ENTRIES;
    const rows = await this.database.readIn<EntryRow>([orgId], statement, bounds(orgId, feed, options));
    return this.open(orgId, feed, rows, options);
  }

  /**
   * The same for whoever shows it: as many as come to `maxBytes`, one at least. `isCut`: there were more within the limit.
   * @throws {DomainError} sealed.damaged
   */
  async readPage(
    orgId: string,
    feed: string,
    { maxBytes, ...options }: ReadOptions & { readonly maxBytes: number },
  ): Promise<{ readonly entries: readonly FeedEntry[]; readonly isCut: boolean }> {
    const statement = options.after === undefined ? PAGE_BACKWARDS : PAGE;
    const rows = await this.database.readIn<PageRow>([orgId], statement, [
      ...bounds(orgId, feed, options),
      maxBytes,
    ]);
    const isCut = rows.length < Number(rows[0]?.asked ?? 0);
    return { entries: await this.open(orgId, feed, rows, options), isCut };
  }

  /** What `read` answers behind `after`, for whoever comes with many others at once. @throws {DomainError} sealed.damaged */
  async readAmongMany(orgId: string, feed: string, after: number, limit: number): Promise<FeedEntry[]> {
    return this.open(orgId, feed, await this.tails.rows({ orgId, feed, after, limit }), { after });
  }

  /** `found`: nearest first. */
  private async open(
    orgId: string,
    feed: string,
    found: readonly EntryRow[],
    { after }: Pick<ReadOptions, 'after'>,
  ): Promise<FeedEntry[]> {
    const rows = after === undefined ? [...found].reverse() : found;
    const [head] = rows;
    if (head === undefined) return [];
    if (after !== undefined && Number(head.first) > after + 1) throw new DomainError('sealed.damaged');
    const key = await this.key(orgId, feed);
    let previous: number | null = null;
    return rows.map((row) => {
      const entry = openEntry(feed, key, row);
      if (previous !== null && entry.first !== previous + 1) throw new DomainError('sealed.damaged');
      previous = entry.last;
      return entry;
    });
  }

  /**
   * Everything behind `after` that is intact, and which numbers are not: for a repair. Reads all of it at once.
   * @throws {DomainError} request.not-found
   */
  async salvage(orgId: string, feed: string, after: number): Promise<SalvagedEntries> {
    const salvage = new EntrySalvage(feed, await this.key(orgId, feed), after + 1);
    const row = await this.rows.get(`${orgId} ${feed}`);
    if (row === undefined) throw new DomainError('request.not-found');
    // Whoever wrote it.
    const head = Number(row.seq);
    for (let from = String(after); ;) {
      const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
        tx.query<EntryRow>(
          `select feed_id, first, last, kind, actor_id, client_id, at, erased_at, payload from feed_entry
           where feed_id = $1 and org_id = $2 and last > $3 order by last limit $4`,
          [feed, orgId, from, SALVAGE_PAGE],
        ),
      );
      for (const row of rows) salvage.take(row);
      const last = rows.at(-1);
      if (last === undefined || rows.length < SALVAGE_PAGE) return salvage.finish(head);
      from = last.last;
    }
  }

  /**
   * A feed's number that is lower than its last intact entry, or that somebody else wrote, is not the one that was written:
   * it is mended, and the audit says so.
   */
  mendHead(orgId: string, feed: string, atLeast: number): Promise<void> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      mendHead(tx, this.keys.instance, { orgId, feed, seq: atLeast, at: this.clock.now() }),
    );
  }

  /** The key of the feed, for what belongs to it and lies elsewhere. @throws {DomainError} request.not-found */
  async key(orgId: string, feed: string): Promise<DataKey> {
    return this.keys.dataKey(orgId, await this.keyIdOf(orgId, feed));
  }

  /** The same for whoever has just read the rows of feed and key. @throws {DomainError} sealed.damaged */
  async keyOf(orgId: string, feed: string, row: WrappedKey): Promise<DataKey> {
    this.rememberKey(feed, row.id);
    return this.keys.dataKeyOf(orgId, row);
  }

  private async keyIdOf(orgId: string, feed: string): Promise<string> {
    const known = this.keyIds.get(feed);
    if (known !== undefined) return known;
    const row = await this.rows.get(`${orgId} ${feed}`);
    if (row === undefined) throw new DomainError('request.not-found');
    this.rememberKey(feed, row.key_id);
    return row.key_id;
  }

  private rememberKey(feed: string, keyId: string): void {
    if (this.keyIds.size >= MAX_KNOWN_FEEDS) this.keyIds.clear();
    this.keyIds.set(feed, keyId);
  }

  private async readRows(keys: readonly string[]): Promise<ReadonlyMap<string, FeedRow>> {
    const pairs = keys.map((key) => key.split(' '));
    const orgs = [...new Set(pairs.map(([orgId = '']) => orgId))];
    const rows = await this.database.readIn<FeedRow>(orgs, FEEDS, [pairs.map(([, id = '']) => id)]);
    return new Map(rows.map((row) => [`${row.org_id} ${row.id}`, row]));
  }

  close(): void {
    this.followers.close();
  }
}
