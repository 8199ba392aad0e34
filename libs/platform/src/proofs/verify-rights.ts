import type { Database } from '../database/index.js';
import type { InstanceKeys } from '../keys/index.js';
import {
  columnsOf,
  isProven,
  nameOf,
  type Relation,
  RELATIONS,
  relations,
  type RightsRow,
  type RowName,
} from './relations.js';

/** Rows of rights of one organisation, and those of them that this service did not write as they are. */
export interface RightsReport {
  readonly orgId: string;
  readonly rows: number;
  /** The first of them, at most MAX_FINDINGS. */
  readonly forged: readonly RowName[];
}

export interface RightsSource {
  readonly database: Pick<Database, 'inOrgs'>;
  readonly keys: InstanceKeys;
}

const MAX_FINDINGS = 100;
/** Read at once. */
const PAGE = 5_000;

export async function verifyRights({ database, keys }: RightsSource, orgId: string): Promise<RightsReport> {
  const forged: RowName[] = [];
  let rows = 0;
  for (const relation of relations)
    for await (const row of rowsOf(database, orgId, relation)) {
      rows += 1;
      if (!(isProven(keys, relation, row) && isWhole(row)) && forged.length < MAX_FINDINGS)
        forged.push(nameOf(relation, row));
    }
  return { orgId, rows, forged };
}

/** A feed ends where its number says. */
const isWhole = (row: RightsRow & { readonly seq?: string; readonly end?: string | null }): boolean =>
  row.seq === undefined || row.seq === (row.end ?? '0');

const END =
  '(select e.last from feed_entry e where e.feed_id = feed.id order by e.last desc limit 1) as "end"';

/** In pages, each of a transaction of its own: nobody waits for a long one. */
async function* rowsOf(
  database: Pick<Database, 'inOrgs'>,
  orgId: string,
  relation: Relation,
): AsyncGenerator<RightsRow> {
  const [, ...key]: readonly string[] = RELATIONS[relation].key;
  const columns = key.join(', ');
  let last: readonly string[] | null = null;
  do {
    const after: readonly string[] | null = last;
    const rows: RightsRow[] = await database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<RightsRow>(
        `select ${[...columnsOf(relation), 'proof', ...(relation === 'feed' ? [END] : [])].join(', ')} from ${relation} where org_id = $1
           ${after === null ? '' : `and (${columns}) > (${after.map((_, index) => `$${String(index + 3)}::${key[index] === 'duty' ? 'text' : 'uuid'}`).join(', ')})`}
         order by ${columns} limit $2`,
        [orgId, PAGE, ...(after ?? [])],
      ),
    );
    yield* rows;
    const end = rows.at(-1);
    last = end === undefined || rows.length < PAGE ? null : nameOf(relation, end).key.slice(1);
  } while (last !== null);
}
