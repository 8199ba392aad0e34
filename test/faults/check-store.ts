import { loadConfig } from '@maroquin/platform/config';
import { createObjectStorage } from '@maroquin/platform/object-storage';
import { asSuperuser } from '../support/embedded-sql.js';
import type { Maroquin } from '../support/maroquin.js';
import { until } from '../support/until.js';
import type { Verdict } from './verdict.js';

const PREFIX = 'b/';
const COLLECTED_MS = 120_000;
const JOBS_MS = 60_000;

/**
 * Rows and objects belong to each other once everybody has finished and an hour has passed: no row without its object, every
 * object opens, no object without a row, and the counts agree. One server alone, with its own PostgreSQL.
 */
export async function checkStore(server: Maroquin, verdict: Verdict): Promise<void> {
  await anHourPasses(server);
  const recounted = await server.command(['storage', 'recount', '--json']);
  if (recounted.code !== 0) verdict.blame('lost', `counts: ${recounted.stdout.slice(0, 400)}`);
  const verified = await server.command(['storage', 'verify', '--json']);
  if (verified.code !== 0)
    verdict.blame('lost', `a row without its object: ${verified.stdout.slice(0, 400)}`);
  // Jobs delete what equal content made superfluous, and wait longer from one try to the next.
  const isClean = async (): Promise<boolean> => (await orphansOf(server)).length === 0;
  await until(isClean, 'every object has a row', JOBS_MS).catch(() => null);
  const left = await orphansOf(server);
  if (left.length > 0)
    verdict.blame('lost', `${String(left.length)} objects without a row: ${left.slice(0, 5).join(', ')}`);
}

/** Blobs of which the store has objects, and the database nothing. */
async function orphansOf(server: Maroquin): Promise<readonly string[]> {
  const known = await rowsOf(server);
  const orphans = new Set<string>();
  const store = createObjectStorage(loadConfig(server.env).objectStorage);
  try {
    for await (const { key } of store.list(PREFIX)) {
      const id = key.split('/')[2] ?? '';
      if (!known.has(id)) orphans.add(id);
    }
    return [...orphans];
  } finally {
    store.close();
  }
}

/** What an act that failed left behind is due, and the job that collects it has run. */
async function anHourPasses(server: Maroquin): Promise<void> {
  await asSuperuser(server.dataDir, async (client) => {
    const passed = "interval '1 hour'";
    await client.query(`update blob_draft set kept_until = kept_until - ${passed}`);
    await client.query(`select graphile_worker.add_job('blob-drafts.collect', '{}'::json)`);
    await until(
      async () => (await client.query('select 1 from blob_draft where kept_until <= now()')).rowCount === 0,
      'what was left behind is collected',
      COLLECTED_MS,
    );
  });
}

/** Blobs that have a row: of content, or of an upload that may still go on. */
async function rowsOf(server: Maroquin): Promise<ReadonlySet<string>> {
  return asSuperuser(server.dataDir, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'select id from blob union select id from blob_draft union select blob_id from upload where finished_at is null',
    );
    return new Set(rows.map(({ id }) => id));
  });
}
