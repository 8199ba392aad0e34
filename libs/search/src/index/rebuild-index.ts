import { Injectable } from '@nestjs/common';
import { Database } from '@maroquin/platform/database';
import { SearchSources } from './feed-sources.js';
import { SearchIndexer } from './search-indexer.js';

/** What is left to do, and what there was at the beginning. */
export interface RebuildProgress {
  readonly left: number;
  readonly all: number;
}

const LEFT = `select (select count(*) from search_due where org_id = any($1::uuid[]))::int
  + (select count(*) from feed f left join search_cursor c on c.feed_id = f.id
     where f.org_id = any($1::uuid[]) and f.kind in ('document', 'channel', 'changes') and f.seq > coalesce(c.seq, 0))::int as left`;

/** Builds the index again while people search: every feed is read from its beginning, and what is there is replaced as it goes. */
@Injectable()
export class RebuildIndex {
  constructor(
    private readonly database: Database,
    private readonly indexer: SearchIndexer,
    private readonly sources: SearchSources,
  ) {}

  /** @throws {DomainError} server.unavailable; what was done until then stays done, and running servers go on */
  async run(report: (progress: RebuildProgress) => void): Promise<void> {
    const rows = await this.database.call<{ id: string }>('select all_organisations() as id');
    const orgs = rows.map(({ id }) => id);
    if (orgs.length === 0) return;
    await this.database.inOrgs({ orgs }, async (tx) => {
      await tx.query('delete from search_cursor where org_id = any($1::uuid[])', [orgs]);
      await tx.query(
        'insert into search_due (org_id, resource_id) select org_id, id from resource where org_id = any($1::uuid[])',
        [orgs],
      );
    });
    await this.sources.forgetAll(orgs);
    const all = await this.left(orgs);
    report({ left: all, all });
    while (await this.indexer.runBatch(false)) report({ left: await this.left(orgs), all });
  }

  private async left(orgs: readonly string[]): Promise<number> {
    const [row] = await this.database.inOrgs({ orgs }, (tx) => tx.query<{ left: number }>(LEFT, [orgs]));
    return row?.left ?? 0;
  }
}
