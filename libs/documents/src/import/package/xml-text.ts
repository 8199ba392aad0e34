import { DomainError } from '@maroquin/platform/errors';
import { IMPORT_LIMITS } from './limits.js';
import { withoutPlaceholders } from './placeholders.js';
import { parseXml, XmlError, type XmlElement } from './xml.js';
import type { ZipArchive } from './zip-archive.js';

/** Decodes by the byte order mark, as XML 1.0 appendix F: UTF-8 and UTF-16 are all that OPC allows. */
function decoded(bytes: Buffer): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

/** @throws DomainError import.too-large, import.unsafe, import.corrupt */
export function readXmlPart(archive: ZipArchive, name: string): XmlElement {
  if (archive.sizeOf(name) > IMPORT_LIMITS.xmlPartBytes) throw new DomainError('import.too-large');
  const bytes = archive.read(name);
  try {
    return parseXml(withoutPlaceholders(decoded(bytes)));
  } catch (cause) {
    const unsafe = cause instanceof XmlError && cause.reason === 'doctype';
    throw new DomainError(unsafe ? 'import.unsafe' : 'import.corrupt', { cause });
  }
}
