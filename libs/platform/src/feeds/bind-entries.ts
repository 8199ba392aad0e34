import type { Database, Tx } from '../database/index.js';
import { DomainError } from '../errors/index.js';
import type { DataKey, Keys } from '../keys/index.js';
import { type EntryRow, factsOf } from './entry-row.js';
import { entryContext } from './feed-entry.js';

/** Feeds looked at by one run of the job. */
const FEEDS = 200;
/** Rows sealed again in one transaction: an entry may be of megabytes. */
const ROWS = 20;

interface UnboundFeed {
  readonly id: string;
  readonly key_id: string;
}

/** What is still to be done of an organisation; null: nothing. */
export interface BoundSoFar {
  readonly after: string;
  /** Rows, and whole feeds, that do not open: they stay what they are, damaged. */
  readonly damaged: number;
}

/**
 * Seals the entries of an organisation's feeds that are of the earlier form again, bound to what stands in clear
 * beside them, and then says in the feed's key that there are none left. Who the author is, and when, is taken from
 * the database this once: nothing else knows it. Runs again without harm.
 */
export class BindEntries {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
  ) {}

  /**
   * Feeds above `after`, a number of them. Feeds of changes came later and hold bound entries only; they share the key of
   * their messages, and it may be said to be bound once these are.
   */
  async run(orgId: string, after: string): Promise<BoundSoFar | null> {
    const feeds = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<UnboundFeed>(
        `select f.id, f.key_id from feed f join data_key k on k.id = f.key_id and k.org_id = f.org_id
         where f.org_id = $1 and f.id > $2 and f.kind <> 'changes' and length(k.wrapped) = 60 order by f.id limit $3`,
        [orgId, after, FEEDS],
      ),
    );
    let damaged = 0;
    for (const feed of feeds) {
      const key = await orNull(() => this.keys.dataKey(orgId, feed.key_id));
      damaged += key === null ? 1 : await this.bind(orgId, feed, key);
    }
    const last = feeds.at(-1);
    return last === undefined ? null : { after: last.id, damaged };
  }

  private async bind(orgId: string, { id }: UnboundFeed, key: DataKey): Promise<number> {
    let damaged = 0;
    for (let after: string | null = '0'; after !== null;) {
      const from: string = after;
      const page = await this.database.inOrgs({ orgs: [orgId] }, (tx) => bindRows(tx, key, orgId, id, from));
      damaged += page.damaged;
      after = page.next;
    }
    await this.database.inOrgs({ orgs: [orgId] }, (tx) => this.keys.requireBound(tx, orgId, key.id));
    return damaged;
  }
}

async function bindRows(
  tx: Tx,
  key: DataKey,
  orgId: string,
  feed: string,
  after: string,
): Promise<{ readonly next: string | null; readonly damaged: number }> {
  const rows = await tx.query<EntryRow>(
    `select feed_id, first, last, kind, actor_id, client_id, at, erased_at, payload from feed_entry
     where feed_id = $1 and org_id = $2 and last > $3 and get_byte(payload, 0) <> 3
     order by last limit $4 for update`,
    [feed, orgId, after, ROWS],
  );
  let damaged = 0;
  for (const row of rows) {
    const context = entryContext(feed, Number(row.first), Number(row.last), factsOf(row));
    const plain = await orNull(() => key.open(context, row.payload));
    if (plain === null) damaged += 1;
    else
      await tx.query('update feed_entry set payload = $3 where feed_id = $1 and last = $2', [
        feed,
        row.last,
        key.seal(context, plain),
      ]);
  }
  return { next: rows.length < ROWS ? null : (rows.at(-1)?.last ?? null), damaged };
}

/** null: damaged. */
async function orNull<T>(open: () => T | Promise<T>): Promise<T | null> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'sealed.damaged') return null;
    throw error;
  }
}
