import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { knownMigrations, toPgConfig } from '../database/index.js';
import { StartupError } from '../errors/index.js';
import type { RestoreTarget } from '../instance/index.js';
import type { ObjectStorage } from '../object-storage/index.js';
import { readBackupFile } from './backup-file.js';
import { type Manifest, objectFile, tableFile } from './manifest.js';
import { copyIn, tablesInOrder } from './tables.js';
import { readManifest, verifyBackup } from './verify-backup.js';

/**
 * Puts a backup into an empty place. Every hash is checked first; objects come before rows, and all rows in one
 * transaction, so that a failure leaves no half of it.
 * @throws {StartupError} for a damaged backup, another schema, or a place that is not empty
 */
export async function restoreBackup(target: RestoreTarget, folder: string): Promise<Manifest> {
  const { owner, storage } = target;
  const manifest = await readManifest(folder);
  const damaged = await verifyBackup(folder);
  if (damaged.length > 0) {
    throw new StartupError(
      `La sauvegarde est endommagée (${damaged.slice(0, 3).join(', ')}). Rien n’a été restauré. Prenez-en une autre.`,
      `The backup is damaged (${damaged.slice(0, 3).join(', ')}). Nothing was restored. Take another one.`,
    );
  }
  if (JSON.stringify(manifest.schema) !== JSON.stringify(await knownMigrations())) {
    throw new StartupError(
      'La sauvegarde vient d’une autre version de Maroquin. Rien n’a été restauré. Restaurez-la avec la version qui l’a faite.',
      'The backup comes from another version of Maroquin. Nothing was restored. Restore it with the version that made it.',
    );
  }
  const client = new Client(toPgConfig(owner));
  await client.connect();
  try {
    await client.query('begin');
    await requireEmpty(client);
    await restoreObjects(storage, manifest, folder);
    await restoreTables(client, manifest, folder);
    const { rows } = await client.query<{ key_check: Buffer }>('select key_check from instance');
    await target.requireKey(rows[0]?.key_check ?? Buffer.alloc(0));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
  return manifest;
}

async function requireEmpty(client: Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from organisation limit 1');
  if (rowCount === 0) return;
  throw new StartupError(
    'Il y a déjà des données ici. Rien n’a été restauré. Restaurez dans un DATA_DIR ou une base vides.',
    'There are data here already. Nothing was restored. Restore into an empty DATA_DIR or database.',
  );
}

async function restoreObjects(storage: ObjectStorage, manifest: Manifest, folder: string): Promise<void> {
  for (const { key, bytes, sha256 } of manifest.objects) {
    await storage.put(key, await readBackupFile(folder, { path: objectFile(key), bytes, sha256 }), bytes);
  }
}

/**
 * COPY FROM is refused under forced row level security: it is lifted and put back within the transaction. Triggers are
 * still meanwhile: what they wrote is among the rows.
 */
async function restoreTables(client: Client, manifest: Manifest, folder: string): Promise<void> {
  const known = new Map(manifest.tables.map((table) => [table.name, table]));
  const secured = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity`,
  );
  const forced = new Set(secured.rows.map((row) => row.name));
  for (const name of await tablesInOrder(client)) {
    const table = client.escapeIdentifier(name);
    const file = known.get(name);
    if (file === undefined) continue;
    if (name === 'instance') await client.query('delete from instance');
    await client.query(`alter table ${table} disable trigger user`);
    if (forced.has(name)) await client.query(`alter table ${table} no force row level security`);
    const { bytes, sha256 } = file;
    await pipeline(
      await readBackupFile(folder, { path: tableFile(name), bytes, sha256 }),
      client.query(copyFrom(copyIn(client, name))),
    );
    await goOnCounting(client, name);
    if (forced.has(name)) await client.query(`alter table ${table} force row level security`);
    await client.query(`alter table ${table} enable trigger user`);
  }
}

/** COPY does not tell the sequence of an identity column which numbers are taken. */
async function goOnCounting(client: Client, name: string): Promise<void> {
  const { rows } = await client.query<{ column: string }>(
    `select column_name as column from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_identity = 'YES'`,
    [name],
  );
  for (const { column } of rows) {
    const [table, id] = [client.escapeIdentifier(name), client.escapeIdentifier(column)];
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${id}), 0) + 1, false) from ${table}`,
      [table, column],
    );
  }
}
