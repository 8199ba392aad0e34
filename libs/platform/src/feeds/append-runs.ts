import type { TextParam, TextRow } from '../database/index.js';
import type { Answers, FeedBatch, Missed } from './append-statement.js';
import { newEntryContext } from './feed-entry.js';

/** Planned once a connection. */
const statement = {
  name: 'append_runs',
  text: 'select missed, head from append_runs($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
};

type Ask = (of: typeof statement, params: readonly TextParam[]) => Promise<readonly TextRow[]>;

/**
 * Many feeds, one trip, one commit, for entries without client ids. The function sets app.orgs itself, so row level
 * security stays on.
 */
export async function appendRuns(ask: Ask, batches: readonly FeedBatch[], now: Date): Promise<Answers> {
  const answers = new Map<string, Missed | 'no such feed'>();
  // A row for each feed that took nothing, because its number is `head` by now; null: there is no such feed.
  for (const [missed, head] of await ask(statement, parametersOf(batches, now))) {
    if (typeof missed !== 'string') continue;
    answers.set(missed, typeof head === 'string' ? { head: Number(head), old: [] } : 'no such feed');
  }
  return answers;
}

/** Feeds rise by id, so that two nodes lock them in one order. */
function parametersOf(batches: readonly FeedBatch[], now: Date): readonly TextParam[] {
  const columns = new Columns(now);
  for (const batch of [...batches].sort((a, b) => (a.feed < b.feed ? -1 : 1))) columns.add(batch);
  return columns.parameters();
}

/** The runs of several feeds, a column for each property. */
class Columns {
  private readonly orgs = new Set<string>();
  private readonly feedIds: string[] = [];
  private readonly orgIds: string[] = [];
  private readonly firsts: number[] = [];
  private readonly lasts: number[] = [];
  private readonly heads: number[] = [];
  private readonly kinds: string[] = [];
  private readonly actorIds: string[] = [];
  private readonly offsets: number[] = [];
  private readonly lengths: number[] = [];
  private readonly sealed: Buffer[] = [];
  private bytes = 0;

  constructor(private readonly now: Date) {}

  add(batch: FeedBatch): void {
    const head = batch.entries.at(-1)?.last ?? batch.expected;
    const [feedId, orgId] = [idElement(batch.feed), idElement(batch.orgId)];
    this.orgs.add(orgId);
    for (const { item, first, last } of batch.entries) {
      this.feedIds.push(feedId);
      this.orgIds.push(orgId);
      this.firsts.push(first);
      this.lasts.push(last);
      this.heads.push(head);
      this.kinds.push(textElement(item.kind));
      this.actorIds.push(item.actorId === null ? 'null' : idElement(item.actorId));
      this.seal(batch.key.seal(newEntryContext(item, first, last, this.now), item.payload));
    }
  }

  private seal(sealed: Buffer): void {
    this.offsets.push(this.bytes + 1);
    this.lengths.push(sealed.length);
    this.sealed.push(sealed);
    this.bytes += sealed.length;
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
