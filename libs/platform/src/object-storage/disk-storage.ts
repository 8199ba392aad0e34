import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ErrorCode } from '@maroquin/contracts';
import { DomainError } from '../errors/index.js';
import {
  type ByteRange,
  checkKey,
  checkPrefix,
  checkRange,
  checkSize,
  type ObjectStorage,
  type StoredObject,
} from './object-storage.js';
import { discard, exactly } from './sized-body.js';

const SHARDS = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));
const TEMPORARY = 'tmp';
/** errno(3) by what it means to us. */
const MEANING: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'storage.full',
  EDQUOT: 'storage.full',
  EACCES: 'storage.refused',
  EPERM: 'storage.refused',
  EROFS: 'storage.refused',
  ENOTDIR: 'storage.misconfigured',
  EEXIST: 'storage.misconfigured',
  EIO: 'storage.unavailable',
  EMFILE: 'storage.unavailable',
  ENFILE: 'storage.unavailable',
};
/** A temporary file this old belongs to no writer that still lives. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/**
 * Objects as files: `<folder>/<shard>/<name>`. The shard is the first byte of the key's SHA-256, so that a million
 * objects make folders of four thousand; the name is the key with `~` for `/`, one file a key.
 * A put writes beside, flushes, then renames: after kill -9 or a power cut there is the old object or the new one.
 */
export class DiskStorage implements ObjectStorage {
  readonly kind = 'disk';

  constructor(private readonly folder: string) {}

  async prepare(): Promise<void> {
    await translated(async () => {
      for (const name of [TEMPORARY, ...SHARDS]) {
        await mkdir(join(this.folder, name), { recursive: true, mode: 0o700 });
      }
      await syncFolder(this.folder);
      await this.dropAbandoned();
    });
  }

  async put(key: string, body: Buffer | Readable, size: number): Promise<void> {
    const target = this.pathOf(checkKey(key));
    checkSize(size);
    const temporary = join(this.folder, TEMPORARY, randomBytes(12).toString('hex'));
    try {
      await translated(async () => {
        await writeDurably(temporary, body, size);
        await rename(temporary, target);
        await syncFolder(join(target, '..'));
      }, 'storage.misconfigured');
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    } finally {
      discard(body);
    }
  }

  async get(key: string, range?: ByteRange): Promise<Readable> {
    const wanted = range === undefined ? undefined : checkRange(range);
    const path = this.pathOf(checkKey(key));
    return translated(async () => {
      // Opened before anything is promised: what is read is the object as it is now, even if it is replaced.
      const handle = await open(path, 'r');
      try {
        if (wanted && wanted.start >= (await handle.stat()).size) throw new DomainError('storage.range');
        return handle.createReadStream(wanted ? { start: wanted.start, end: wanted.end } : {});
      } catch (error) {
        await handle.close();
        throw error;
      }
    });
  }

  async head(key: string): Promise<{ readonly size: number } | null> {
    const path = this.pathOf(checkKey(key));
    try {
      return { size: (await translated(() => stat(path))).size };
    } catch (error) {
      if (error instanceof DomainError && error.code === 'storage.not-found') return null;
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    const path = this.pathOf(checkKey(key));
    await translated(async () => {
      await rm(path, { force: true });
      await syncFolder(join(path, '..'));
    });
  }

  async *list(prefix: string): AsyncGenerator<StoredObject> {
    const start = nameOf(checkPrefix(prefix));
    for (const shard of SHARDS) {
      const folder = await translated(() => opendir(join(this.folder, shard)));
      for await (const entry of folder) {
        if (!entry.name.startsWith(start)) continue;
        const found = await stat(join(this.folder, shard, entry.name)).catch(() => null);
        // Deleted since the folder was read.
        if (found !== null) yield { key: entry.name.replaceAll('~', '/'), size: found.size };
      }
    }
  }

  close(): void {
    // Nothing is held open between calls.
  }

  private pathOf(key: string): string {
    const shard = createHash('sha256').update(key).digest('hex').slice(0, 2);
    return join(this.folder, shard, nameOf(key));
  }

  private async dropAbandoned(): Promise<void> {
    const folder = join(this.folder, TEMPORARY);
    for (const name of await readdir(folder)) {
      const found = await stat(join(folder, name)).catch(() => null);
      if (found && Date.now() - found.mtimeMs > ABANDONED_MS) await rm(join(folder, name), { force: true });
    }
  }
}

function nameOf(key: string): string {
  return key.replaceAll('/', '~');
}

async function writeDurably(path: string, body: Buffer | Readable, size: number): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of exactly(body, size)) await writeAll(file, chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** write(2) may take a part only, on a disk that is almost full. */
async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let done = 0; done < chunk.length;) done += (await file.write(chunk, done)).bytesWritten;
}

/** Without it the name itself could be lost with the power (fsync(2)). */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** `absent` is what a missing file means: the object, or (for a put) the folder that prepare() makes. */
async function translated<T>(work: () => Promise<T>, absent: ErrorCode = 'storage.not-found'): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const meaning = code === 'ENOENT' ? absent : MEANING[code];
    throw meaning === undefined ? error : new DomainError(meaning, { cause: error });
  }
}
