/** Names that Windows keeps for devices, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/iu;
/** What no file system of ours, or Windows, takes in a name; and what turns the direction of writing or is not seen. */
// eslint-disable-next-line no-control-regex -- they are what it replaces
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
/** Bytes of one name: Linux, macOS and Windows take 255; room is left for " (99)". */
const MAX_BYTES = 240;

/** A name of one file or folder that every common system can unpack. Pure. */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(FORBIDDEN, '_')
    .replace(/[. ]+$/u, '')
    .replace(/^ +/u, '');
  const seen = plain === '' ? '_' : plain;
  return shortened(RESERVED.test(seen) ? `_${seen}` : seen);
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const extension = /\.[^.]{1,16}$/u.exec(name)?.[0] ?? '';
  let stem = [...name.slice(0, name.length - extension.length)];
  while (Buffer.byteLength(stem.join('') + extension) > MAX_BYTES) stem = stem.slice(0, -1);
  return stem.join('') + extension;
}

/** Names of one folder of an archive: safe, and each there once, whatever a system thinks of capitals. */
export class FolderNames {
  private readonly taken = new Set<string>();

  add(name: string): string {
    const safe = safeName(name);
    const dot = safe.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [safe.slice(0, dot), safe.slice(dot)] : [safe, ''];
    let unique = safe;
    for (let number = 2; this.taken.has(folded(unique)); number += 1)
      unique = `${stem} (${String(number)})${extension}`;
    this.taken.add(folded(unique));
    return unique;
  }
}

const folded = (name: string): string => name.toLowerCase().toUpperCase();
