import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Clock } from '../config/index.js';
import { type PgConnection, toPgConfig } from '../database/index.js';
import { DomainError, StartupError } from '../errors/index.js';
import type { ObjectStorage } from '../object-storage/index.js';
import { type Manifest, type Measured, objectFile, tableFile } from './manifest.js';
import { Meter } from './meter.js';
import { copyOut, tablesInOrder } from './tables.js';

export interface BackupSource {
  /** The reader role. */
  readonly reader: PgConnection;
  readonly storage: ObjectStorage;
  readonly clock: Clock;
}

/**
 * A consistent copy in `folder`: all tables in one repeatable-read snapshot, then every object. Nothing is opened:
 * what is sealed stays sealed, and the key is not in it. Written beside and renamed, so that a folder with a manifest
 * is complete.
 * @throws {StartupError} when the folder is not empty
 */
export async function createBackup(
  { reader, storage, clock }: BackupSource,
  folder: string,
): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) {
    throw new StartupError(
      'Le dossier de sauvegarde n’est pas vide. Donnez un dossier vide.',
      'The backup folder is not empty. Give an empty folder.',
    );
  }
  const createdAt = clock.now().toISOString();
  const { schema, tables } = await copyTables(reader, folder);
  // objects are immutable and named in no two ways: listing them after the snapshot can only find more
  const objects = await copyObjects(storage, folder);
  const manifest: Manifest = { format: 'maroquin-backup-1', createdAt, schema, tables, objects };
  const draft = join(folder, 'manifest.json.new');
  await writeFile(draft, `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 });
  const file = await open(draft, 'r');
  await file.sync();
  await file.close();
  await rename(draft, join(folder, 'manifest.json'));
  return manifest;
}

async function copyTables(
  reader: PgConnection,
  folder: string,
): Promise<Pick<Manifest, 'schema' | 'tables'>> {
  const client = new Client(toPgConfig(reader));
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<{ name: string }>('select name from schema_migration order by name');
    const tables: Manifest['tables'] = [];
    for (const name of await tablesInOrder(client)) {
      const source = client.query(copyTo(copyOut(client, name)));
      const meter = await write(source, join(folder, tableFile(name)));
      tables.push({ name, rows: source.rowCount, ...meter });
    }
    await client.query('commit');
    return { schema: rows.map((row) => row.name), tables };
  } finally {
    await client.end();
  }
}

async function copyObjects(storage: ObjectStorage, folder: string): Promise<Manifest['objects']> {
  const objects: Manifest['objects'] = [];
  for await (const { key } of storage.list('')) {
    try {
      objects.push({ key, ...(await write(await storage.get(key), join(folder, objectFile(key)))) });
    } catch (error) {
      // deleted since it was listed: nothing refers to it
      if (!(error instanceof DomainError && error.code === 'storage.not-found')) throw error;
    }
  }
  return objects;
}

async function write(source: NodeJS.ReadableStream, path: string): Promise<Measured> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const meter = new Meter();
  await pipeline(source, meter, createWriteStream(path, { mode: 0o600, flush: true }));
  return meter.measured();
}
