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
    expect(() => ZipArchive.open(bytes).read('a.xml')).toThrow(code('import.corrupt'));
  });
});
