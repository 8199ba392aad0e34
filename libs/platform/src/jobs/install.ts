import { Logger, runMigrations } from 'graphile-worker';
import { Pool } from 'pg';
import { type PgConnection, toPgConfig } from '../database/index.js';

const JOBS_MIGRATION = '0002_jobs.sql';

/** Installs graphile-worker's own schema just before the migration that builds on it. */
export async function installJobs(migration: string, owner: PgConnection): Promise<void> {
  if (migration === JOBS_MIGRATION) await upgradeJobs(owner);
}

/**
 * What graphile-worker itself installs first, when it does not find its table (its lib/migrate). It finds that out by an
 * error, which PostgreSQL logs as one: whoever starts for the first time would see it and wonder.
 */
const FIRST_SCHEMA = `create schema if not exists graphile_worker;
  create table if not exists graphile_worker.migrations (
    id int primary key,
    ts timestamptz default now() not null,
    breaking boolean not null default false
  )`;

/** Brings graphile-worker's schema to the version that is installed here: the runner, as the app role, cannot. */
export async function upgradeJobs(owner: PgConnection): Promise<void> {
  const pool = new Pool({ ...toPgConfig(owner), max: 2 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  try {
    const found = await pool.query<{ table: string | null }>(
      `select to_regclass('graphile_worker.migrations')::text as table`,
    );
    if (found.rows[0]?.table === null) await pool.query(FIRST_SCHEMA);
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}
