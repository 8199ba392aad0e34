import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { IMPORT_LIMITS } from './limits.js';
import { ZipArchive } from './zip-archive.js';

const text = (value: string): Uint8Array => strToU8(value);
const zip = (files: Record<string, Uint8Array>): Buffer => Buffer.from(zipSync(files));
const opening = (bytes: Uint8Array) => () => ZipArchive.open(bytes);
const code = (value: string): unknown => expect.objectContaining({ code: value });

/** Where the central directory's entry of the first file starts. */
function directoryOf(bytes: Buffer): number {
  return bytes.indexOf(Buffer.of(0x50, 0x4b, 1, 2));
}

describe('a ZIP', () => {
  it('gives its entries by name, without regard to case', () => {
    const archive = ZipArchive.open(zip({ 'Word/Document.xml': text('<a/>') }));
    expect(archive.has('word/document.xml')).toBe(true);
    expect(archive.spelling('word/document.xml')).toBe('Word/Document.xml');
    expect(archive.read('word/document.xml').toString()).toBe('<a/>');
  });

  it('is refused as another format when it is not one', () => {
    expect(opening(Buffer.from('%PDF-1.7 and more than twenty bytes'))).toThrow(code('import.unsupported'));
  });

  it('is refused as damaged when it is cut', () => {
    const bytes = zip({ 'a.xml': text('x'.repeat(1000)) });
    expect(opening(bytes.subarray(0, 60))).toThrow(code('import.corrupt'));
    expect(opening(Buffer.alloc(0))).toThrow(code('import.corrupt'));
  });

  it('is refused as protected when Word or the archive encrypted it', () => {
    const word = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(64),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(opening(word)).toThrow(code('import.encrypted'));
    const archive = zip({ 'a.xml': text('x') });
    archive.writeUInt16LE(1, directoryOf(archive) + 8);
    expect(opening(archive)).toThrow(code('import.encrypted'));
  });

  it('is refused as the old format when it is a .doc', () => {
    expect(opening(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(64)]))).toThrow(
      code('import.unsupported'),
    );
  });

  it.each(['../a.xml', 'a/../../b.xml', '/a.xml', 'C:a.xml', 'a\\b.xml'])(
    'is refused for the name %s',
    (name) => {
      expect(opening(zip({ [name]: text('x') }))).toThrow(code('import.corrupt'));
    },
  );

  it('is refused when two entries have one name', () => {
    expect(opening(zip({ 'a.xml': text('x'), 'A.XML': text('y') }))).toThrow(code('import.corrupt'));
  });

  it('is refused when it unpacks out of proportion', () => {
    expect(opening(zip({ 'a.xml': new Uint8Array(5 * 1024 * 1024) }))).toThrow(code('import.bomb'));
  });

  it('is refused when it has too many entries', () => {
    const files = Object.fromEntries(
      Array.from({ length: IMPORT_LIMITS.entries + 1 }, (_, index) => [`${String(index)}.xml`, text('x')]),
    );
    expect(opening(zip(files))).toThrow(code('import.bomb'));
  });

  it('is refused when entries share their packed bytes', () => {
    const bytes = zip({
      'a.xml': Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7919) % 251)),
    });
    bytes.writeUInt32LE(bytes.length + 1, directoryOf(bytes) + 20);
    expect(opening(bytes)).toThrow(code('import.bomb'));
  });
});

describe('a ZIP that shows each program another document', () => {
  const shown = zip({ 'word/document.xml': text('signed') });
  const entries = (bytes: Buffer): Buffer => bytes.subarray(0, directoryOf(bytes));
  const directory = (bytes: Buffer): Buffer => bytes.subarray(directoryOf(bytes), bytes.length - 22);
  /** The end of the directory, which then begins where it says. */
  const ending = (bytes: Buffer, at: number): Buffer => {
    const end = Buffer.from(bytes.subarray(bytes.length - 22));
    end.writeUInt32LE(at, 16);
    return end;
  };

  it('is refused for a second directory before the one that is read', () => {
    const both = Buffer.concat([entries(shown), directory(shown), directory(shown)]);
    const at = both.length - directory(shown).length;
    expect(opening(Buffer.concat([both, ending(shown, at)]))).toThrow(code('import.corrupt'));
  });

  it('is refused for a second directory behind it', () => {
    const both = Buffer.concat([entries(shown), directory(shown), directory(shown)]);
    expect(opening(Buffer.concat([both, ending(shown, entries(shown).length)]))).toThrow(
      code('import.corrupt'),
    );
  });

  it('is refused for an entry that only the directory of others names', () => {
    const hidden = entries(zip({ 'word/other.xml': text('forged') }));
    const all = Buffer.concat([entries(shown), hidden, directory(shown)]);
    const at = entries(shown).length + hidden.length;
    expect(opening(Buffer.concat([all, ending(shown, at)]))).toThrow(code('import.corrupt'));
  });

  it('is refused for an entry that has another name in its own place', () => {
    const bytes = Buffer.from(shown);
    bytes.write('word/documents.xm', 30, 'latin1');
    expect(opening(bytes)).toThrow(code('import.corrupt'));
  });

  it('is read where its writer did not know the sizes beforehand', () => {
    const bytes = Buffer.from(shown);
    const descriptor = Buffer.alloc(16, 1);
    bytes.writeUInt16LE(8, 6);
    bytes.writeUInt16LE(8, directoryOf(bytes) + 8);
    const all = Buffer.concat([entries(bytes), descriptor, directory(bytes)]);
    const archive = ZipArchive.open(Buffer.concat([all, ending(bytes, entries(bytes).length + 16)]));
    expect(archive.read('word/document.xml').toString()).toBe('signed');
  });
});

describe('reading an entry', () => {
  it('refuses one that unpacks to more than it declares', () => {
    const bytes = zip({ 'a.xml': text('x'.repeat(5000)) });
    bytes.writeUInt32LE(10, directoryOf(bytes) + 24);
    expect(() => ZipArchive.open(bytes).read('a.xml')).toThrow(code('import.corrupt'));
  });

  it('refuses one whose checksum is wrong', () => {
    const bytes = zip({ 'a.xml': text('abc') });
    bytes.writeUInt32LE(1, directoryOf(bytes) + 16);
    expect(() => ZipArchive.open(bytes).read('a.xml')).toThrow(code('import.corrupt'));
  });

  it('refuses one that is missing or lies outside the file', () => {
    const bytes = zip({ 'a.xml': text('abc') });
    expect(() => ZipArchive.open(bytes).read('b.xml')).toThrow(code('import.corrupt'));
    bytes.writeUInt32LE(0xfffffff0, directoryOf(bytes) + 42);
    expect(opening(bytes)).toThrow(code('import.corrupt'));
  });
});
