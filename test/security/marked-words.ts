import { randomBytes } from 'node:crypto';

const letters = 'bcdfghjklmnpqrstvwxz';
const rare = (length: number): string =>
  [...randomBytes(length)].map((byte) => letters[byte % letters.length]).join('');

/**
 * Words that occur nowhere else. All share two stems, one of plain letters and one with accents, so that a whole disk
 * is searched for a few patterns instead of thousands, in whatever encoding and case.
 */
export class MarkedWords {
  readonly plainStem = rare(10);
  readonly accentedStem = `${rare(4)}éà${rare(3)}ç`;
  count = 0;

  next(): string {
    this.count += 1;
    return `${this.plainStem}${String(this.count)}${this.accentedStem}`;
  }

  /** For places that hold ASCII only (addresses). */
  nextAscii(): string {
    this.count += 1;
    return `${this.plainStem}${String(this.count)}`;
  }
}

export interface Pattern {
  readonly encoding: string;
  readonly bytes: Buffer;
}

/** Base64 of a text that starts at any of the three places in a group: the letters that do not depend on its neighbours. */
function base64Cores(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const from = [0, 2, 3][offset] ?? 0;
    const whole = Math.floor(((offset + bytes.length) * 8) / 6);
    return Buffer.from(text.slice(from, whole), 'latin1');
  });
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

function encodingsOf(text: string, name: string): Pattern[] {
  const utf8 = Buffer.from(text, 'utf8');
  return [
    { encoding: `${name} UTF-8`, bytes: utf8 },
    { encoding: `${name} UTF-16LE`, bytes: Buffer.from(text, 'utf16le') },
    { encoding: `${name} UTF-16BE`, bytes: utf16be(text) },
    // The text form of bytea, in COPY files and in dumps.
    { encoding: `${name} hexadecimal`, bytes: Buffer.from(utf8.toString('hex'), 'latin1') },
    { encoding: `${name} percent`, bytes: Buffer.from(encodeURIComponent(text), 'latin1') },
    ...base64Cores(utf8).map((bytes, at) => ({ encoding: `${name} base64+${String(at)}`, bytes })),
    ...base64Cores(Buffer.from(text, 'utf16le')).map((bytes, at) => ({
      encoding: `${name} base64+${String(at)} of UTF-16LE`,
      bytes,
    })),
  ];
}

/** Every way in which a stem could lie there: letter cases × Unicode forms × encodings. */
export function patternsOf({ plainStem, accentedStem }: MarkedWords): Pattern[] {
  const forms = new Map<string, string>();
  for (const stem of [plainStem, accentedStem])
    for (const cased of [stem, stem.toUpperCase(), `${stem.charAt(0).toUpperCase()}${stem.slice(1)}`])
      for (const form of ['NFC', 'NFD'] as const) forms.set(cased.normalize(form), `${cased} ${form}`);
  // Without accents too: what a search index or a file name's safe form would hold.
  const folded = accentedStem.normalize('NFD').replaceAll(/\p{M}/gu, '');
  forms.set(folded, `${folded} folded`);
  return [...forms].flatMap(([text, name]) => encodingsOf(text, name));
}
