import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { type PgConnection, toPgConfig } from './connection.js';

const folder = new URL('./migrations/', import.meta.url);
/** Any constant: only one node migrates at a time. */
const MIGRATION_LOCK = 7_262_001;

export class SchemaMismatch extends Error {
  constructor(
    message: string,
    /** The database is newer than this build; otherwise older. */
    readonly newer: boolean,
  ) {
    super(message);
  }
}

/** Names of the migrations this build knows, in order. */
export async function knownMigrations(): Promise<string[]> {
  return (await readdir(fileURLToPath(folder))).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
}

/**
 * Brings the schema up to this build, one transaction a migration, as the owner. Append-only: an applied file never changes.
 * @throws {SchemaMismatch} when the database is newer than this build.
 */
export async function migrate(
  owner: PgConnection,
  options: { beforeEach?: (name: string, owner: PgConnection) => Promise<void> } = {},
): Promise<string[]> {
  const client = new Client(toPgConfig(owner));
  await client.connect();
  try {
    // Another node may be at it: its whole work is waited for, a single table only shortly.
    await client.query("set lock_timeout = '120s'");
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query("set lock_timeout = '2s'");
    await client.query(
      'create table if not exists schema_migration (name text primary key, applied_at timestamptz not null default now())',
    );
    await client.query('grant select on schema_migration to maroquin_app, maroquin_reader');
    const { rows } = await client.query<{ name: string }>('select name from schema_migration');
    const applied = new Set(rows.map((row) => row.name));
    const known = await knownMigrations();
    const unknown = [...applied].filter((name) => !known.includes(name));
    if (unknown.length > 0)
      throw new SchemaMismatch(`the database is newer than this build: ${unknown.join(', ')}`, true);
    const done: string[] = [];
    for (const name of known.filter((candidate) => !applied.has(candidate))) {
      await options.beforeEach?.(name, owner);
      await applyOne(client, name);
      done.push(name);
    }
    return done;
  } finally {
    await client.end();
  }
}

async function applyOne(client: Client, name: string): Promise<void> {
  const sql = await readFile(new URL(name, folder), 'utf8');
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into schema_migration (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** What is applied, asked by the app role at boot. @throws {SchemaMismatch} when the schema is older or newer than this build. */
export async function requireSchema(query: (sql: string) => Promise<{ name: string }[]>): Promise<void> {
  const applied = (await query('select name from schema_migration')).map((row) => row.name);
  const known = await knownMigrations();
  const missing = known.filter((name) => !applied.includes(name));
  const unknown = applied.filter((name) => !known.includes(name));
  if (missing.length > 0)
    throw new SchemaMismatch(`the database is older than this build: ${missing.join(', ')}`, false);
  if (unknown.length > 0)
    throw new SchemaMismatch(`the database is newer than this build: ${unknown.join(', ')}`, true);
}
