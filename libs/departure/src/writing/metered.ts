import { createHash } from 'node:crypto';
import { Transform, pipeline, type Readable } from 'node:stream';
import type { ZipEntry } from '@maroquin/files';
import { LIST, MANIFEST, type ManifestLine } from '../format/manifest.js';
import { type Entry, ofBytes, type Part } from './entry.js';
import { Spool } from './spool.js';

/** What was written, for the manifest. */
export interface Totals {
  readonly entries: number;
  readonly bytes: number;
  /** SHA-256 of the list. */
  readonly list: string;
}

class Meter {
  private readonly hash = createHash('sha256');
  size = 0;

  through(source: Readable): Readable {
    const meter = new Transform({
      transform: (piece: Buffer, _encoding, done) => {
        this.hash.update(piece);
        this.size += piece.length;
        done(null, piece);
      },
    });
    // The reader of the meter sees its error: nobody else waits for it here.
    return pipeline(source, meter, () => undefined);
  }

  digest(): string {
    return this.hash.digest('hex');
  }
}

interface Steps {
  /** Whoever writes says how far it is. */
  readonly onEntry: (entries: number, bytes: number) => void;
  /** The manifest's text, when all is known. */
  readonly conclude: (totals: Totals) => string;
}

/**
 * The entries as whoever writes them takes them, one after the other, each measured while it is read; then the list of
 * them, and its signature. An entry is asked for when the one before has been written.
 */
export async function* metered(
  parts: AsyncIterable<Part>,
  at: Date,
  { onEntry, conclude }: Steps,
): AsyncGenerator<ZipEntry> {
  const spool = await Spool.create();
  const list = createHash('sha256');
  const totals = { entries: 0, bytes: 0 };
  try {
    for await (const entry of parts) {
      if (entry.open === undefined) {
        yield entry;
        continue;
      }
      const meter = new Meter();
      yield zipEntry(entry, async () => meter.through(await entry.open()));
      totals.entries += 1;
      totals.bytes += meter.size;
      const line: ManifestLine = {
        ...{ path: entry.path, size: meter.size, sha256: meter.digest() },
        ...(entry.broken?.() === true && { incomplete: true }),
      };
      list.update(await spool.add(line));
      onEntry(totals.entries, totals.bytes);
    }
    yield zipEntry({ path: LIST, modifiedAt: at }, () => spool.read());
    const last = ofBytes(MANIFEST, at, conclude({ ...totals, list: list.digest('hex') }));
    yield zipEntry(last, () => last.open());
  } finally {
    await spool.close();
  }
}

const zipEntry = (
  { path, modifiedAt }: Pick<Entry, 'path' | 'modifiedAt'>,
  open: () => Promise<Readable>,
): ZipEntry => ({ path, modifiedAt, content: { open } });
