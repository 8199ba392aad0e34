import type { Readable } from 'node:stream';

/** An export as it lies there: a folder, or a ZIP archive. */
export interface ExportSource {
  /** Of the files in it; folders are none. */
  paths(): AsyncIterable<string>;
  /** null: no such file, or none that is a plain one. */
  open(path: string): Promise<Readable | null>;
  close(): Promise<void>;
}
