import { constants, crc32, deflateRawSync } from 'node:zlib';

const MIB = 1024 ** 2;
const STORED = 0;
const DEFLATED = 8;

/** An entry of an archive, as it is written; what its header says may be a lie. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
  readonly method?: number;
  readonly crc?: number;
  /** Unpacked, as the header says. */
  readonly says?: number;
}

/** An archive by hand: libraries refuse to write what these tests need. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const local = headerOf(entry, name, 30);
    directory.push(recordOf(entry, name, offset));
    parts.push(local, name, entry.bytes);
    offset += local.length + name.length + entry.bytes.length;
  }
  return Buffer.concat([...parts, ...directory, endOf(directory, offset)]);
}

/** Every entry of the directory points at one and the same content. */
export function overlapping(entry: ZipEntry, names: readonly string[]): Buffer {
  const name = Buffer.from(entry.name);
  const content = Buffer.concat([headerOf(entry, name, 30), name, entry.bytes]);
  const directory = names.map((one) => recordOf(entry, Buffer.from(one), 0));
  return Buffer.concat([content, ...directory, endOf(directory, content.length)]);
}

function headerOf({ bytes, method = STORED, crc, says }: ZipEntry, name: Buffer, size: number): Buffer {
  const header = Buffer.alloc(size);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(0x0800, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(crc ?? crc32(bytes), 14);
  header.writeUInt32LE(bytes.length, 18);
  header.writeUInt32LE(says ?? bytes.length, 22);
  header.writeUInt16LE(name.length, 26);
  return header;
}

function recordOf(entry: ZipEntry, name: Buffer, offset: number): Buffer {
  const header = headerOf(entry, name, 46);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(20, 4);
  header.copy(record, 6, 4, 28);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, name]);
}

function endOf(directory: readonly Buffer[], offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(0xffff, directory.length), 8);
  end.writeUInt16LE(Math.min(0xffff, directory.length), 10);
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return end;
}

/** What one packed text becomes: its beginning, very much of one letter, its end. */
interface Packed {
  readonly bytes: Buffer;
  readonly crc: number;
  readonly says: number;
}

const BLOCK = Buffer.alloc(MIB, 'a');
const flushed = { finishFlush: constants.Z_SYNC_FLUSH };
const packedBlock = deflateRawSync(BLOCK, flushed);

/** Packs without ever holding it: each block of a MiB is the same. */
export function packed(before: string, mebibytes: number, after: string): Packed {
  const [head, tail] = [Buffer.from(before), Buffer.from(after)];
  let crc = crc32(head);
  for (let n = 0; n < mebibytes; n += 1) crc = crc32(BLOCK, crc);
  crc = crc32(tail, crc);
  const blocks = Array.from({ length: mebibytes }, () => packedBlock);
  const bytes = Buffer.concat([deflateRawSync(head, flushed), ...blocks, deflateRawSync(tail)]);
  return { bytes, crc, says: head.length + mebibytes * MIB + tail.length };
}

export const packedEntry = (name: string, content: Packed): ZipEntry => ({
  ...{ name, method: DEFLATED },
  ...content,
});

/** A text that is written out and then packed. */
export function deflated(name: string, text: string | Buffer): ZipEntry {
  const bytes = Buffer.from(text);
  return {
    ...{ name, method: DEFLATED, bytes: deflateRawSync(bytes) },
    ...{ crc: crc32(bytes), says: bytes.length },
  };
}
