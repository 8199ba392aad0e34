import { Readable } from 'node:stream';

/** One file of an export. Opened when its turn comes, one at a time. */
export interface Entry {
  /** Of safe names, joined by "/". */
  readonly path: string;
  readonly modifiedAt: Date;
  open(): Promise<Readable>;
  /** After it was read: whether its source broke off. */
  readonly broken?: () => boolean;
}

/** A folder, also an empty one; its path ends in "/". */
interface FolderEntry extends Pick<Entry, 'path' | 'modifiedAt'> {
  readonly open?: undefined;
}
export type Part = Entry | FolderEntry;

export const ofBytes = (path: string, modifiedAt: Date, bytes: Uint8Array | string): Entry => ({
  ...{ path, modifiedAt },
  open: () => Promise.resolve(Readable.from([Buffer.from(bytes)])),
});

/** Text that is made while it is read. */
export const ofText = (path: string, modifiedAt: Date, text: () => AsyncIterable<string>): Entry => ({
  ...{ path, modifiedAt },
  open: () => Promise.resolve(Readable.from(encoded(text()), { objectMode: false })),
});

export const ofLines = (path: string, modifiedAt: Date, lines: () => AsyncIterable<object>): Entry =>
  ofText(path, modifiedAt, async function* () {
    for await (const line of lines()) yield lineOf(line);
  });

export const lineOf = (value: object): string => `${JSON.stringify(value)}\n`;

async function* encoded(text: AsyncIterable<string>): AsyncGenerator<Buffer> {
  // An empty stream of text would be none for some readers: every piece has bytes.
  for await (const piece of text) if (piece !== '') yield Buffer.from(piece, 'utf8');
}
