import { type ByteReader, MalformedError } from '../wire/index.js';
import { Content, SharedType } from './document-kind.js';

/** Reads a value of lib0's `writeAny` that the walker has passed: of the kinds it lets through, and of bounded depth. */
export function readAny(reader: ByteReader): unknown {
  const tag = reader.byte();
  switch (tag) {
    case 127:
      return undefined;
    case 126:
      return null;
    case 125:
      return reader.varInt();
    case 124:
      return reader.float32();
    case 123:
      return reader.float64();
    case 121:
      return false;
    case 120:
      return true;
    case 119:
      return reader.string(Infinity);
    case 118: {
      const entries: [string, unknown][] = [];
      for (let left = reader.varUint(); left > 0; left -= 1)
        entries.push([reader.string(Infinity), readAny(reader)]);
      return Object.fromEntries(entries);
    }
    case 117: {
      const items: unknown[] = [];
      for (let left = reader.varUint(); left > 0; left -= 1) items.push(readAny(reader));
      return items;
    }
    default:
      throw new MalformedError('value-kind');
  }
}

/** Skips the content of an item that the walker has passed, and returns how many clocks it takes. */
export function skipContent(reader: ByteReader, content: number): number {
  switch (content) {
    case Content.gc:
    case Content.deleted:
      return reader.varUint();
    case Content.string:
      return reader.skipString();
    case Content.any: {
      const count = reader.varUint();
      for (let left = count; left > 0; left -= 1) readAny(reader);
      return count;
    }
    case Content.type:
      if (reader.varUint() === SharedType.xmlElement) reader.skip(reader.varUint());
      return 1;
    case Content.format:
      reader.skip(reader.varUint());
      reader.skip(reader.varUint());
      return 1;
    default:
      reader.skip(reader.varUint());
      return 1;
  }
}

export const HAS_ORIGIN = 0x80;
export const HAS_RIGHT_ORIGIN = 0x40;
export const HAS_PARENT_SUB = 0x20;
export const CONTENT_BITS = 0x1f;

/** Skips a struct of an update that the walker has passed, and returns how many clocks it takes. */
export function skipStruct(reader: ByteReader): number {
  const info = reader.byte();
  const content = info & CONTENT_BITS;
  if (content === Content.gc) return reader.varUint();
  if ((info & HAS_ORIGIN) !== 0) skipId(reader);
  if ((info & HAS_RIGHT_ORIGIN) !== 0) skipId(reader);
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    if (reader.varUint() === 1) reader.skip(reader.varUint());
    else skipId(reader);
    if ((info & HAS_PARENT_SUB) !== 0) reader.skip(reader.varUint());
  }
  return skipContent(reader, content);
}

export function skipId(reader: ByteReader): void {
  reader.varUint();
  reader.varUint();
}
