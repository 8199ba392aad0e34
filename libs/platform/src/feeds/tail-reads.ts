import { BatchedLookUp, type Database, type ReadStatement } from '../database/index.js';
import type { EntryRow } from './entry-row.js';

/** What is read behind a number of one feed. */
export interface Tail {
  readonly orgId: string;
  readonly feed: string;
  readonly after: number;
  readonly limit: number;
}

/** Feeds read by one statement: few enough that nobody waits long for what the others have much of. */
const FEEDS_AT_ONCE = 16;

const TAILS: ReadStatement = {
  name: 'feed tails',
  text: `select asked.turn, entry.*
    from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::int[]) with ordinality as asked (org, feed, after, most, turn)
    cross join lateral (
      select feed_id, first, last, kind, actor_id, client_id, at, erased_at, payload from feed_entry
      where feed_id = asked.feed and org_id = asked.org and last > asked.after order by last limit asked.most
    ) entry
    order by asked.turn, entry.last`,
};

/** Ends of many feeds that are wanted at the same moment, as when everybody comes back after a restart. */
export class TailReads {
  private readonly lookUp = new BatchedLookUp<EntryRow[]>((keys) => this.read(keys), FEEDS_AT_ONCE);

  constructor(private readonly database: Database) {}

  /** Rows above `after`, rising, as they are stored. */
  async rows({ orgId, feed, after, limit }: Tail): Promise<readonly EntryRow[]> {
    return (await this.lookUp.get(`${orgId} ${feed} ${String(after)} ${String(limit)}`)) ?? [];
  }

  private async read(keys: readonly string[]): Promise<ReadonlyMap<string, EntryRow[]>> {
    const asked = keys.map((key) => key.split(' '));
    const column = (index: number): string[] => asked.map((parts) => parts[index] ?? '');
    const orgs = column(0);
    const rows = await this.database.readIn<EntryRow & { readonly turn: string }>([...new Set(orgs)], TAILS, [
      orgs,
      ...[1, 2, 3].map(column),
    ]);
    const found = new Map<string, EntryRow[]>();
    for (const row of rows) {
      const key = keys[Number(row.turn) - 1] ?? '';
      const list = found.get(key);
      if (list === undefined) found.set(key, [row]);
      else list.push(row);
    }
    return found;
  }
}
