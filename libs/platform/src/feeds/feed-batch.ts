import type { ReadStatement, TextParam, TextRow } from '../database/index.js';
import type { DataKey } from '../keys/index.js';
import { type AppendItem, newEntryContext } from './feed-entry.js';

/** An entry and its numbers. */
export interface Numbered {
  readonly item: AppendItem;
  readonly first: number;
  readonly last: number;
}

/** What one feed wants to append in one statement. */
export interface FeedBatch {
  readonly feed: string;
  readonly orgId: string;
  readonly key: DataKey;
  /** The feed's number as this node knows it. */
  readonly expected: number;
  /** Of that number, and of the one after all entries. */
  readonly proofs: { readonly before: Buffer; readonly after: Buffer };
  /** Dense and in order, from that number on. Never empty. */
  readonly entries: readonly Numbered[];
}

/** An entry that the feed holds already under one of the client ids. */
export interface OldEntry {
  readonly clientId: string;
  readonly first: number;
  readonly last: number;
  readonly at: Date;
}

/** The feed's number is `head` by now, and it has these entries already. */
export interface Missed {
  readonly head: number;
  readonly old: readonly OldEntry[];
}

/** By feed, of those that took nothing. */
export type Answers = ReadonlyMap<string, Missed | 'no such feed'>;

/** Runs one statement: a line of its own, or a transaction which already holds the feed's lock. */
export type AskForText = (
  statement: ReadStatement,
  params: readonly TextParam[],
) => Promise<readonly TextRow[]>;

/** Feeds rise by id, so that two nodes lock them in one order. */
export function columnsOf(batches: readonly FeedBatch[], now: Date): BatchColumns {
  const columns = new BatchColumns(now);
  for (const batch of [...batches].sort((a, b) => (a.feed < b.feed ? -1 : 1))) columns.add(batch);
  return columns;
}

/** The runs of several feeds, a column for each property. */
class BatchColumns {
  private readonly orgs = new Set<string>();
  private readonly feedIds: string[] = [];
  private readonly orgIds: string[] = [];
  private readonly firsts: number[] = [];
  private readonly lasts: number[] = [];
  private readonly heads: number[] = [];
  private readonly kinds: string[] = [];
  private readonly actorIds: string[] = [];
  private readonly clientIds: string[] = [];
  private readonly offsets: number[] = [];
  private readonly lengths: number[] = [];
  private readonly sealed: Buffer[] = [];
  private readonly proofs: Buffer[] = [];
  private bytes = 0;

  constructor(private readonly now: Date) {}

  add(batch: FeedBatch): void {
    const head = batch.entries.at(-1)?.last ?? batch.expected;
    const [feedId, orgId] = [idElement(batch.feed), idElement(batch.orgId)];
    this.orgs.add(orgId);
    this.proofs.push(batch.proofs.before, batch.proofs.after);
    for (const { item, first, last } of batch.entries) {
      this.feedIds.push(feedId);
      this.orgIds.push(orgId);
      this.firsts.push(first);
      this.lasts.push(last);
      this.heads.push(head);
      this.kinds.push(textElement(item.kind));
      this.actorIds.push(item.actorId === null ? 'null' : idElement(item.actorId));
      this.clientIds.push(item.clientId === undefined ? 'null' : idElement(item.clientId));
      this.seal(batch.key.seal(newEntryContext(item, first, last, this.now), item.payload));
    }
  }

  private seal(sealed: Buffer): void {
    this.offsets.push(this.bytes + 1);
    this.lengths.push(sealed.length);
    this.sealed.push(sealed);
    this.bytes += sealed.length;
  }

  /** One for each entry. */
  get clients(): TextParam {
    return `{${this.clientIds.join(',')}}`;
  }

  /** Arrays in their text form, written here because the driver would look at and escape every element. */
  parameters(): readonly TextParam[] {
    const { orgs, feedIds, orgIds, firsts, lasts, heads, kinds, actorIds, offsets, lengths, sealed } = this;
    return [
      ...[[...orgs], feedIds, orgIds, firsts, lasts, heads, kinds, actorIds, offsets, lengths].map(
        (elements) => `{${elements.join(',')}}`,
      ),
      Buffer.concat(sealed, this.bytes),
      this.now.toISOString(),
      Buffer.concat(this.proofs),
    ];
  }
}

const ID_LENGTH = 36;

/** An id has no more than the length of one, so that it stays one element; whether it is one, PostgreSQL checks. */
function idElement(id: string): string {
  if (id.length !== ID_LENGTH) throw new RangeError('not an id');
  return id;
}

const textElement = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
