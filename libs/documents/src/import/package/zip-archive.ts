import { crc32, inflateRawSync } from 'node:zlib';
import { DomainError } from '@maroquin/platform/errors';
import { IMPORT_LIMITS } from './limits.js';

/** APPNOTE.TXT 6.3.10, §4.3: signatures and fixed sizes of the records. */
const END_SIGNATURE = 0x06054b50;
const END_SIZE = 22;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_SIZE = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_SIZE = 30;
const MAX_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 0x1;
const DESCRIPTOR_FLAG = 0x8;
/** Sizes of a data descriptor (§4.3.9): with a signature or not, of 32 bits or 64. */
const DESCRIPTORS: readonly number[] = [0, 12, 16, 20, 24];
const UTF8_FLAG = 0x800;
/** Compound File Binary: what Word writes when a password is set, and the format before .docx. */
const OLE2 = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

interface Entry {
  name: string;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  offset: number;
}

/** A ZIP whose directory was checked before anything was unpacked. Names are compared without case, as OPC does. */
export class ZipArchive {
  private readonly entries = new Map<string, Entry>();

  private constructor(private readonly bytes: Buffer) {}

  /** @throws DomainError import.unsupported, import.encrypted, import.corrupt, import.bomb */
  static open(bytes: Uint8Array): ZipArchive {
    const archive = new ZipArchive(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    archive.refuseOtherFormats();
    const directory = archive.readDirectory();
    archive.refuseBombs();
    archive.refuseHidden(directory);
    return archive;
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  names(): string[] {
    return [...this.entries.values()].map((entry) => entry.name);
  }

  /** Unpacked size as declared; reading checks it. */
  sizeOf(name: string): number {
    return this.entries.get(name.toLowerCase())?.unpacked ?? 0;
  }

  /** The name as the archive spells it. */
  spelling(name: string): string {
    return this.entries.get(name.toLowerCase())?.name ?? name;
  }

  /** @throws DomainError import.corrupt when the entry is missing, damaged or not of its declared size. */
  read(name: string): Buffer {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) throw new DomainError('import.corrupt');
    const packed = this.packedBytes(entry);
    const data = entry.method === STORED ? packed : inflated(packed, entry.unpacked);
    if (data.length !== entry.unpacked || crc32(data) !== entry.crc) throw new DomainError('import.corrupt');
    return data;
  }

  private refuseOtherFormats(): void {
    const { bytes } = this;
    if (bytes.length < END_SIZE) throw new DomainError('import.corrupt');
    if (bytes.subarray(0, OLE2.length).equals(OLE2)) {
      throw new DomainError(bytes.includes(ENCRYPTED_PACKAGE) ? 'import.encrypted' : 'import.unsupported');
    }
    // Truncated archives start right; anything else never was a .docx.
    if (bytes.readUInt16LE(0) !== (LOCAL_SIGNATURE & 0xffff)) throw new DomainError('import.unsupported');
  }

  private endOfDirectory(): number {
    const { bytes } = this;
    const last = bytes.length - END_SIZE;
    for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at -= 1) {
      if (bytes.readUInt32LE(at) === END_SIGNATURE) return at;
    }
    throw new DomainError('import.corrupt');
  }

  /** Answers where it begins. */
  private readDirectory(): number {
    const { bytes } = this;
    const end = this.endOfDirectory();
    const count = bytes.readUInt16LE(end + 10);
    // ZIP64 marks these with their largest value: no .docx that we take is that large.
    if (count > IMPORT_LIMITS.entries) throw new DomainError('import.bomb');
    let at = bytes.readUInt32LE(end + 16);
    for (let index = 0; index < count; index += 1) {
      if (at + ENTRY_SIZE > end || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE)
        throw new DomainError('import.corrupt');
      const nameLength = bytes.readUInt16LE(at + 28);
      const next = at + ENTRY_SIZE + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
      if (next > end) throw new DomainError('import.corrupt');
      this.add(at, nameLength);
      at = next;
    }
    if (this.entries.size === 0 || at !== end) throw new DomainError('import.corrupt');
    return bytes.readUInt32LE(end + 16);
  }

  /**
   * Every byte before the directory belongs to one entry, under the same name there and here: a second directory, or an
   * entry that only some readers see, would show each program a document of its own.
   */
  private refuseHidden(directory: number): void {
    const { bytes } = this;
    let expected: Expected = { end: 0, mayDescribe: false };
    for (const { name, flags, packed, offset } of [...this.entries.values()].sort(
      (a, b) => a.offset - b.offset,
    )) {
      if (!isNext(expected, offset) || offset + LOCAL_SIZE > bytes.length)
        throw new DomainError('import.corrupt');
      const nameLength = bytes.readUInt16LE(offset + 26);
      const start = offset + LOCAL_SIZE + nameLength + bytes.readUInt16LE(offset + 28);
      const local = bytes.subarray(offset + LOCAL_SIZE, offset + LOCAL_SIZE + nameLength);
      if (local.toString((flags & UTF8_FLAG) === 0 ? 'latin1' : 'utf8') !== name)
        throw new DomainError('import.corrupt');
      expected = { end: start + packed, mayDescribe: (flags & DESCRIPTOR_FLAG) !== 0 };
    }
    if (!isNext(expected, directory)) throw new DomainError('import.corrupt');
  }

  private add(at: number, nameLength: number): void {
    const { bytes } = this;
    const flags = bytes.readUInt16LE(at + 8);
    if ((flags & ENCRYPTED_FLAG) !== 0) throw new DomainError('import.encrypted');
    const raw = bytes.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength);
    const name = raw.toString((flags & UTF8_FLAG) === 0 ? 'latin1' : 'utf8');
    const entry: Entry = {
      name,
      flags,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    };
    const key = name.toLowerCase();
    if (!isSafeName(name) || this.entries.has(key)) throw new DomainError('import.corrupt');
    if (entry.method !== STORED && entry.method !== DEFLATED) throw new DomainError('import.corrupt');
    this.entries.set(key, entry);
  }

  private refuseBombs(): void {
    let packed = 0;
    let unpacked = 0;
    for (const entry of this.entries.values()) {
      packed += entry.packed;
      unpacked += entry.unpacked;
      if (entry.unpacked > IMPORT_LIMITS.entryBytes) throw new DomainError('import.bomb');
    }
    // Entries that share their packed bytes add up to more than the file holds.
    if (packed > this.bytes.length) throw new DomainError('import.bomb');
    if (unpacked > IMPORT_LIMITS.unpackedBytes) throw new DomainError('import.bomb');
    if (unpacked > IMPORT_LIMITS.ratioFreeBytes && unpacked > packed * IMPORT_LIMITS.ratio) {
      throw new DomainError('import.bomb');
    }
  }

  private packedBytes({ offset, packed }: Entry): Buffer {
    const { bytes } = this;
    if (offset + LOCAL_SIZE > bytes.length || bytes.readUInt32LE(offset) !== LOCAL_SIGNATURE) {
      throw new DomainError('import.corrupt');
    }
    const start = offset + LOCAL_SIZE + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    if (start + packed > bytes.length) throw new DomainError('import.corrupt');
    return bytes.subarray(start, start + packed);
  }
}

/** Where the bytes of an entry end, and whether a descriptor may follow them. */
interface Expected {
  readonly end: number;
  readonly mayDescribe: boolean;
}

const isNext = ({ end, mayDescribe }: Expected, offset: number): boolean =>
  mayDescribe ? DESCRIPTORS.includes(offset - end) : offset === end;

function isSafeName(name: string): boolean {
  if (
    name === '' ||
    name.includes('\\') ||
    name.includes('\0') ||
    name.startsWith('/') ||
    /^[a-z]:/i.test(name)
  )
    return false;
  return !name.split('/').includes('..');
}

function inflated(packed: Buffer, size: number): Buffer {
  try {
    // One byte more than declared is already a lie; zero would mean no limit.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (cause) {
    throw new DomainError('import.corrupt', { cause });
  }
}
