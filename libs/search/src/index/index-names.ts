import { Injectable } from '@nestjs/common';
import { ResourceNames } from '@maroquin/access';
import { Database, type Tx } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { Vocabulary } from '../spelling/vocabulary.js';
import { nameVector } from '../words/vector.js';
import type { SetAside } from './set-aside.js';

const AT_ONCE = 200;

interface Due {
  readonly id: string;
  readonly org_id: string;
  readonly resource_id: string;
}

interface NamedRow {
  readonly id: string;
  readonly version: number;
  readonly name_sealed: Buffer;
}

const DUE = { name: 'names to index', text: 'select id, org_id, resource_id from search_due_names($1, $2)' };
/** A discussion beside a document is called like all others: it is found by its document. */
const NAMES = `select r.id, r.version, r.name_sealed from resource r
  left join resource p on p.org_id = r.org_id and p.id = r.parent_id
  where r.org_id = $1 and r.id = any($2::uuid[]) and not (r.kind = 'channel' and p.kind = 'document')`;
/** Another node may have read a name later, and be done with it already. */
const UPSERT = `insert into search_title (org_id, resource_id, generation, length, words, version)
  select $1, n.id, $2, n.length, n.words::tsvector, n.version
  from unnest($3::uuid[], $4::integer[], $5::text[], $6::integer[]) n (id, length, words, version)
  on conflict (resource_id) do update
  set generation = excluded.generation, length = excluded.length, words = excluded.words, version = excluded.version
  where search_title.version <= excluded.version`;

/** Names of documents, files, places and conversations. */
@Injectable()
export class IndexNames {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly names: ResourceNames,
    private readonly vocabulary: Vocabulary,
  ) {}

  /**
   * @param setAside what could not be indexed: one organisation's trouble is not the others'
   * @returns whether there may be more
   */
  async runBatch(setAside: Pick<SetAside, 'organisations' | 'add'>): Promise<boolean> {
    const due = await this.database.callPrepared<Due>(DUE, [AT_ONCE, setAside.organisations()]);
    for (const orgId of new Set(due.map(({ org_id }) => org_id)))
      try {
        await this.index(
          orgId,
          due.filter(({ org_id }) => org_id === orgId),
        );
      } catch (error) {
        setAside.add(orgId, error);
      }
    return due.length === AT_ONCE;
  }

  private async index(orgId: string, due: readonly Due[]): Promise<void> {
    const keys = await this.keys.forOrg(orgId);
    const written = new Set<string>();
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      // Whoever deletes them does the work: a node that waited for another one finds nothing left.
      const mine = await tx.query<{ resource_id: string }>(
        'delete from search_due where org_id = $1 and id = any($2::bigint[]) returning resource_id',
        [orgId, due.map(({ id }) => id)],
      );
      const ids = [...new Set(mine.map(({ resource_id }) => resource_id))];
      if (ids.length === 0) return;
      const rows = await tx.query<NamedRow>(NAMES, [orgId, ids]);
      const vectors = rows.map((row) => nameVector(keys.searchKey, this.names.open(keys, row), written));
      await this.write(tx, orgId, keys.generation, rows, vectors);
      await this.vocabulary.learnAlong(tx, orgId, written);
    });
  }

  private async write(
    tx: Tx,
    orgId: string,
    generation: number,
    rows: readonly NamedRow[],
    vectors: readonly ReturnType<typeof nameVector>[],
  ): Promise<void> {
    await tx.query(UPSERT, [
      ...[orgId, generation, rows.map(({ id }) => id)],
      ...[vectors.map(({ length }) => length), vectors.map(({ words }) => words)],
      rows.map(({ version }) => version),
    ]);
  }
}
