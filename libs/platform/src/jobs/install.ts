import { Logger, runMigrations } from 'graphile-worker';
import { Pool } from 'pg';
import { type PgConnection, toPgConfig } from '../database/index.js';

const JOBS_MIGRATION = '0002_jobs.sql';

/** Installs graphile-worker's own schema just before the migration that builds on it. */
export async function installJobs(migration: string, owner: PgConnection): Promise<void> {
  if (migration === JOBS_MIGRATION) await upgradeJobs(owner);
}

/** Brings graphile-worker's schema to the version that is installed here: the runner, as the app role, cannot. */
export async function upgradeJobs(owner: PgConnection): Promise<void> {
  const pool = new Pool({ ...toPgConfig(owner), max: 2 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}
