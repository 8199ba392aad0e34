import { setTimeout as pause } from 'node:timers/promises';
import { type PgConnection, toPgConfig } from '@maroquin/platform/database';
import { Client } from 'pg';

const EVERY_MS = 20;

/** Ends every connection that listens for hints as soon as it is there: the nodes hear nothing of each other. */
export async function silence(
  superuser: PgConnection,
): Promise<{ readonly cuts: () => number; end(): Promise<void> }> {
  const client = new Client(toPgConfig({ ...superuser, database: 'maroquin' }));
  await client.connect();
  let cuts = 0;
  const stopped = new AbortController();
  const work = (async () => {
    while (!stopped.signal.aborted) {
      const { rowCount } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'maroquin' and query ilike 'listen %'`,
      );
      cuts += rowCount ?? 0;
      await pause(EVERY_MS);
    }
    await client.end();
  })();
  return {
    cuts: () => cuts,
    end: () => {
      stopped.abort();
      return work;
    },
  };
}
