import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StartupError } from '../errors/index.js';
import { readBackupFile } from './backup-file.js';
import { type Manifest, manifestSchema, objectFile, tableFile } from './manifest.js';

const nowhere = (): Writable =>
  new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });

/** @throws {StartupError} when there is no complete backup in this folder */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  } catch (error) {
    throw new StartupError(
      'Ce dossier ne contient pas de sauvegarde complète. Vérifiez le chemin, ou refaites la sauvegarde.',
      'This folder holds no complete backup. Check the path, or make the backup again.',
      { cause: error },
    );
  }
}

/** Reads every file of a backup and compares size and hash; answers what does not match. Empty = intact. */
export async function verifyBackup(folder: string): Promise<string[]> {
  const manifest = await readManifest(folder);
  const files = [
    ...manifest.tables.map((table) => ({ path: tableFile(table.name), ...table })),
    ...manifest.objects.map((object) => ({ path: objectFile(object.key), ...object })),
  ];
  const damaged: string[] = [];
  for (const { path, bytes, sha256 } of files) {
    const isIntact = await readBackupFile(folder, { path, bytes, sha256 })
      .then((file) => pipeline(file, nowhere()))
      .then(
        () => true,
        () => false,
      );
    if (!isIntact) damaged.push(path);
  }
  return damaged;
}
