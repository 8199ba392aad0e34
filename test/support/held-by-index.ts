import { asSuperuser } from './embedded-sql.js';
import type { Maroquin } from './maroquin.js';
import { until } from './until.js';

/** Everything that the search index holds, without what is sealed with a nonce of its own, and which name it was read from. */
export const heldByIndex = (server: Maroquin): Promise<unknown[]> =>
  asSuperuser(server.dataDir, async (client) => {
    const rows: unknown[] = [];
    for (const table of ['search_title', 'search_text', 'search_message']) {
      const { rows: some } = await client.query<{ row: unknown }>(
        `select to_jsonb(t) - 'body' - 'version' as row from ${table} t order by t::text`,
      );
      rows.push(...some.map(({ row }) => row));
    }
    return rows;
  });

export const untilAllIsIndexed = (server: Maroquin, limitMs = 30_000): Promise<unknown> =>
  until(
    () =>
      asSuperuser(server.dataDir, async (client) => {
        const { rows } = await client.query<{ left: string }>(
          `select (select count(*) from search_due) + (select count(*) from search_due_feeds(1000))
             + (select count(*) from file where text_version is null) as left`,
        );
        return rows[0]?.left === '0';
      }),
    'nothing is left to index',
    limitMs,
  );
