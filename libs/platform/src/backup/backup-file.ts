import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import type { Measured } from './manifest.js';
import { Meter } from './meter.js';

export interface BackupFile extends Measured {
  /** Below the backup's folder, with `/`. */
  readonly path: string;
}

/**
 * A plain file of a backup. A manifest may come from anybody, and so may the folder beside it: nothing is followed out of
 * it, whether by `..`, by a symbolic link or by a folder that is one.
 * @throws {Error} when there is no such file, or it is something else
 */
async function openInside(folder: string, path: string): Promise<Readable> {
  const place = join(await realpath(folder), path);
  if ((await realpath(place)) !== place) throw new Error(`${path} leads out of the backup`);
  // Without O_NONBLOCK a named pipe would be waited for, for ever (fifo(7)).
  const file = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!(await file.stat()).isFile()) throw new Error(`${path} is no file`);
    return file.createReadStream();
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** The bytes of a file that the manifest names. The stream fails at its end when they are not those that were backed up. */
export async function readBackupFile(folder: string, { path, ...expected }: BackupFile): Promise<Readable> {
  const source = await openInside(folder, path);
  return pipeline(source, new Meter(expected), () => undefined);
}
