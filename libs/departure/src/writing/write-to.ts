import { createWriteStream } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type ZipEntry, zipStream } from '@maroquin/files';
import { StartupError } from '@maroquin/platform/errors';

/** Stands in a folder while it is written: such a folder is begun again, any other is left alone. */
const UNFINISHED = '.export-inacheve';

/** Readable by its owner alone. A file is there under its name when it is whole. @throws {StartupError} */
export async function writeZip(path: string, entries: AsyncIterable<ZipEntry>): Promise<void> {
  if (await exists(path)) throw occupied(path);
  const partial = `${path}.inacheve`;
  await rm(partial, { force: true });
  try {
    await pipeline(zipStream(entries), createWriteStream(partial, { flags: 'wx', mode: 0o600 }));
    await synced(partial);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Into a folder that is new, empty, or was left unfinished by an export before. @throws {StartupError} */
export async function writeFolder(path: string, entries: AsyncIterable<ZipEntry>): Promise<void> {
  await emptied(path);
  for await (const { path: inside, modifiedAt, content } of entries) {
    const file = join(path, inside);
    if (content === undefined) {
      await mkdir(file, { recursive: true, mode: 0o700 });
      continue;
    }
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await pipeline(await content.open(), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    await utimes(file, modifiedAt, modifiedAt);
  }
  await rm(join(path, UNFINISHED));
}

async function emptied(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const inside = await readdir(path);
  if (inside.length > 0 && !inside.includes(UNFINISHED)) throw occupied(path);
  // What marks it goes last, and is there again before anything else.
  for (const name of inside) if (name !== UNFINISHED) await rm(join(path, name), { recursive: true });
  await writeFile(join(path, UNFINISHED), '', { mode: 0o600 });
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

const occupied = (path: string): StartupError =>
  new StartupError(
    `Il y a déjà quelque chose à ${path}. Donnez un autre nom avec --to.`,
    `There is something at ${path} already. Give another name with --to.`,
  );
