import { type FileHandle, open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import type { ExportSource } from './export-source.js';

/** APPNOTE.TXT 6.3.10, §4.3: signatures and fixed sizes of the records. */
const END = 0x06054b50;
const END_SIZE = 22;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const LOCATOR64_SIZE = 20;
const END64_SIZE = 56;
const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;
const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const MAX_COMMENT = 0xffff;
const MAX_32 = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
/** Entries of one archive. */
const MAX_ENTRIES = 20_000_000;

/** Not a ZIP archive, or one that is cut or changed beyond reading. */
export class UnreadableZip extends Error {}

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

/** A ZIP archive on a disk, of any size: its directory is in memory, its entries are streamed. */
export class ZipFileReader implements ExportSource {
  private readonly entries = new Map<string, Entry>();

  private constructor(
    private readonly file: FileHandle,
    private readonly size: number,
  ) {}

  /** @throws {UnreadableZip} */
  static async open(path: string): Promise<ZipFileReader> {
    const file = await open(path, 'r');
    try {
      const reader = new ZipFileReader(file, (await file.stat()).size);
      await reader.readDirectory();
      return reader;
    } catch (error) {
      await file.close();
      if (error instanceof RangeError) throw new UnreadableZip('the directory is cut');
      throw error;
    }
  }

  async *paths(): AsyncGenerator<string> {
    for (const path of this.entries.keys()) if (!path.endsWith('/')) yield await Promise.resolve(path);
  }

  async open(path: string): Promise<Readable | null> {
    const entry = this.entries.get(path);
    if (entry === undefined) return null;
    const local = await this.bytes(entry.offset, LOCAL_SIZE);
    if (local.readUInt32LE(0) !== LOCAL) return null;
    const start = entry.offset + LOCAL_SIZE + local.readUInt16LE(26) + local.readUInt16LE(28);
    if (start + entry.packed > this.size) return null;
    const packed = readRange(this.file, start, entry.packed);
    if (entry.method === STORED) return packed;
    return entry.method === DEFLATED ? pipeline(packed, createInflateRaw(), () => undefined) : null;
  }

  close(): Promise<void> {
    return this.file.close();
  }

  private async bytes(start: number, length: number): Promise<Buffer> {
    if (start < 0 || length < 0 || start + length > this.size) throw new UnreadableZip('out of the file');
    const buffer = Buffer.alloc(length);
    await this.file.read(buffer, 0, length, start);
    return buffer;
  }

  private async readDirectory(): Promise<void> {
    const { count, offset, length } = await this.end();
    if (count > MAX_ENTRIES || length > 512 * 1024 * 1024) throw new UnreadableZip('too many entries');
    const directory = await this.bytes(offset, length);
    let at = 0;
    for (let number = 0; number < count; number += 1) {
      if (directory.readUInt32LE(at) !== ENTRY) throw new UnreadableZip('the directory is changed');
      const nameLength = directory.readUInt16LE(at + 28);
      const extraLength = directory.readUInt16LE(at + 30);
      const nameEnd = at + ENTRY_SIZE + nameLength;
      const path = directory.toString('utf8', at + ENTRY_SIZE, nameEnd);
      // Of two entries of one name readers show one or the other.
      if (this.entries.has(path)) throw new UnreadableZip('two entries of one name');
      const extra = directory.subarray(nameEnd, nameEnd + extraLength);
      this.entries.set(path, {
        method: directory.readUInt16LE(at + 10),
        ...largeSizes(extra, {
          unpacked: directory.readUInt32LE(at + 24),
          packed: directory.readUInt32LE(at + 20),
          offset: directory.readUInt32LE(at + 42),
        }),
      });
      at = nameEnd + extraLength + directory.readUInt16LE(at + 32);
    }
  }

  private async end(): Promise<{ count: number; offset: number; length: number }> {
    const tailSize = Math.min(this.size, END_SIZE + MAX_COMMENT);
    const tailStart = this.size - tailSize;
    const tail = await this.bytes(tailStart, tailSize);
    for (let at = tail.length - END_SIZE; at >= 0; at -= 1) {
      if (tail.readUInt32LE(at) !== END) continue;
      const found = {
        count: tail.readUInt16LE(at + 10),
        length: tail.readUInt32LE(at + 12),
        offset: tail.readUInt32LE(at + 16),
      };
      return (await this.end64(tailStart + at)) ?? found;
    }
    throw new UnreadableZip('no directory');
  }

  private async end64(endAt: number): Promise<{ count: number; offset: number; length: number } | null> {
    if (endAt < LOCATOR64_SIZE) return null;
    const locator = await this.bytes(endAt - LOCATOR64_SIZE, LOCATOR64_SIZE);
    if (locator.readUInt32LE(0) !== LOCATOR64) return null;
    const end = await this.bytes(Number(locator.readBigUInt64LE(8)), END64_SIZE);
    if (end.readUInt32LE(0) !== END64) throw new UnreadableZip('the directory is changed');
    return {
      count: Number(end.readBigUInt64LE(32)),
      length: Number(end.readBigUInt64LE(40)),
      offset: Number(end.readBigUInt64LE(48)),
    };
  }
}

/** Sizes that do not fit stand in the entry's extra field (§4.5.3), in this order, as far as they are needed. */
function largeSizes(
  extra: Buffer,
  { unpacked, packed, offset }: { unpacked: number; packed: number; offset: number },
): { packed: number; offset: number } {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    const large = (value: number): number => {
      if (value !== MAX_32) return value;
      next += 8;
      return Number(extra.readBigUInt64LE(next - 8));
    };
    large(unpacked);
    return { packed: large(packed), offset: large(offset) };
  }
  return { packed, offset };
}

function readRange(file: FileHandle, start: number, length: number): Readable {
  if (length === 0) return Readable.from([]);
  return file.createReadStream({ start, end: start + length - 1, autoClose: false });
}
