import { DomainError } from '@maroquin/platform/errors';
import { IMPORT_LIMITS } from './package/limits.js';
import { withoutPlaceholders } from './package/placeholders.js';
import { PANDOC_FORMATS, type PandocFormat } from './run-pandoc.js';

/** Files that are text, by their ending. */
const FORMATS = new Map<string, PandocFormat | 'text'>([
  ['md', PANDOC_FORMATS.md],
  ['markdown', PANDOC_FORMATS.md],
  ['html', PANDOC_FORMATS.html],
  ['htm', PANDOC_FORMATS.html],
  ['rtf', PANDOC_FORMATS.rtf],
  ['txt', 'text'],
]);

/** How a file that is text is read, by its name; null: it is none of those. */
export const textFormatOf = (filename: string): PandocFormat | 'text' | null =>
  FORMATS.get(/\.([a-z]+)$/i.exec(filename)?.[1]?.toLowerCase() ?? '') ?? null;

/** The text of a file, as Unicode. @throws {DomainError} import.too-large, import.unsupported */
export function textOfFile(bytes: Uint8Array): string {
  if (bytes.length > IMPORT_LIMITS.xmlPartBytes) throw new DomainError('import.too-large');
  const text = withoutPlaceholders(decoded(bytes)).replaceAll(/\r\n?/g, '\n');
  // Text has none; whatever has was only named as if it were.
  if (text.includes('\0')) throw new DomainError('import.unsupported');
  return text;
}

/** Windows-1252 from 0x80 to 0x9F: the decoder of Node 20 takes it for ISO 8859-1, which has no euro and no dashes. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const fromWindows = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/[\u0080-\u009f]/g, (character) => WINDOWS[character.charCodeAt(0) - 0x80] ?? '');

/** By its byte order mark, else UTF-8 where it is, else as Windows wrote French before. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fromWindows(bytes);
  }
}

/** A file of plain text: a line is a paragraph. */
export function paragraphsOf(text: string): object {
  const lines = text.replace(/\n+$/, '').split('\n');
  return {
    blocks: lines.map((line) => ({
      t: 'Para',
      // eslint-disable-next-line no-control-regex -- what no document may hold is exactly what leaves
      c: line === '' ? [] : [{ t: 'Str', c: line.replaceAll(/[\u0000-\u0008\u000b-\u001f]/g, '') }],
    })),
  };
}

const DATA = /^data:image\/(png|jpeg|gif|webp);base64,([A-Za-z0-9+/=\s]+)$/;

/** The bytes of a picture that stands in the page itself; null: it is somewhere else, and is never fetched. */
export function pictureIn(source: string): { readonly name: string; readonly bytes: Buffer } | null {
  const [, type, data] = DATA.exec(source) ?? [];
  if (type === undefined || data === undefined) return null;
  return { name: `media/x.${type}`, bytes: Buffer.from(data, 'base64') };
}
