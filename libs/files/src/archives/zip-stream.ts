import { PassThrough, type Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** One file or, with a path that ends in "/", one folder of an archive. The path consists of safe names. */
export interface ZipEntry {
  readonly path: string;
  readonly modifiedAt: Date;
  /** Bytes; absent for a folder. Opened when its turn comes, one at a time. */
  readonly content?: {
    /** Absent: nobody knows yet. */
    readonly size?: number;
    open(): Promise<Readable>;
  };
}

/**
 * A ZIP archive (PKWARE APPNOTE 6.3; ZIP64 where it is needed) that is written while it is read: the next entry is asked
 * for when the one before has been read, so that whoever gives them can look at rights at the last moment. Stored
 * without compression: most of what people keep is compressed already, and packing would take the processor from others.
 * A failure ends the stream with an error, so that a cut archive is never taken for a whole one.
 */
export function zipStream(entries: AsyncIterable<ZipEntry>): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  zip.outputStream.pipe(output);
  const fail = (error: unknown): void => {
    output.destroy(error instanceof Error ? error : new Error('the archive was not made'));
  };
  zip.on('error', fail);
  zip.outputStream.on('error', fail);
  void addAll(zip, entries, output).catch(fail);
  return output;
}

async function addAll(zip: ZipFile, entries: AsyncIterable<ZipEntry>, output: PassThrough): Promise<void> {
  // The archive keeps what it was given until its end: it is given a question, and no stream.
  let current: Readable | null = null;
  const read = (given: (error: unknown, bytes: Readable) => void): void => {
    if (current !== null) given(null, current);
  };
  output.once('close', () => current?.destroy());
  for await (const { path, modifiedAt: mtime, content } of entries) {
    if (output.destroyed) return;
    if (content === undefined) {
      zip.addEmptyDirectory(path.replace(/\/$/u, ''), { mtime });
      continue;
    }
    current = await content.open();
    if (output.destroyed) {
      current.destroy();
      return;
    }
    const { size } = content;
    zip.addReadStreamLazy(path, { mtime, compress: false, ...(size !== undefined && { size }) }, read);
    await finished(current, { writable: false });
    current = null;
  }
  zip.end();
}
