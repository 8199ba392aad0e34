import { createReadStream } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Readable } from 'node:stream';
import type { ExportSource } from './export-source.js';
import { ZipFileReader } from './zip-file-reader.js';

/** @throws {Error} when nothing is there, {UnreadableZip} */
export async function openSource(path: string): Promise<ExportSource> {
  return (await lstat(path)).isDirectory() ? new FolderSource(path) : ZipFileReader.open(path);
}

class FolderSource implements ExportSource {
  constructor(private readonly root: string) {}

  async *paths(inside = ''): AsyncGenerator<string> {
    for await (const entry of await opendir(join(this.root, inside))) {
      const path = posix.join(inside, entry.name);
      if (entry.isDirectory()) yield* this.paths(path);
      else yield path;
    }
  }

  /** What leads out of the folder is no file of the export: links are not followed. */
  async open(path: string): Promise<Readable | null> {
    const parts = path.split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..')) return null;
    let at = this.root;
    for (const [index, part] of parts.entries()) {
      at = join(at, part);
      const found = await lstat(at).catch(() => null);
      const fits = index === parts.length - 1 ? found?.isFile() : found?.isDirectory();
      if (fits !== true) return null;
    }
    return createReadStream(at);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
