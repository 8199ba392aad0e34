/** What is looked for, and how strictly. */
export interface FindQuery {
  readonly words: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  /** False: "école" is found by "ecole" and the other way round. */
  readonly matchAccents: boolean;
}

/** UTF-16 units of the text; `to` is behind the last one. */
export interface FoundRange {
  readonly from: number;
  readonly to: number;
}

/** A text as it is compared, and where each unit of it comes from. */
interface Folded {
  readonly units: string;
  /** Where the character of a unit begins, -1 within one; null: each unit is a character of the text. */
  readonly starts: Int32Array | null;
  /** Where the character ends whose last unit this is, -1 elsewhere. */
  readonly ends: Int32Array | null;
}

/** A letter with the accents written after it. */
const CHARACTERS = /\P{M}\p{M}*|\p{M}+/gu;
const LETTER_BEFORE = /[\p{L}\p{N}\p{M}_]$/u;
const LETTER_AFTER = /^[\p{L}\p{N}\p{M}_]/u;

/** What the keyboard writes for what typography puts in its place; the soft hyphen is not seen. */
const TYPED: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '\u2011': '-',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
  '\u00ad': '',
};
const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', Œ: 'OE', æ: 'ae', Æ: 'AE' };

/** Finds the words of one query in texts. What a text is folded to may be kept: see `fold`. */
export class Finder {
  private readonly needle: string;
  private readonly known = new Map<string, string>();

  constructor(readonly query: FindQuery) {
    this.needle = this.fold(query.words).units;
  }

  /** From the first to the last; none lies over another. */
  find(text: string, folded: Folded = this.fold(text)): FoundRange[] {
    const { needle } = this;
    const found: FoundRange[] = [];
    if (needle === '') return found;
    let at = folded.units.indexOf(needle);
    while (at !== -1) {
      const from = folded.starts === null ? at : (folded.starts[at] ?? -1);
      const last = at + needle.length - 1;
      const to = folded.ends === null ? last + 1 : (folded.ends[last] ?? -1);
      // A half of "œ", or a letter without its accent, is not what was looked for.
      const isWhole = from !== -1 && to !== -1 && (!this.query.wholeWord || standsAlone(text, from, to));
      if (isWhole) found.push({ from, to });
      at = folded.units.indexOf(needle, isWhole ? at + needle.length : at + 1);
    }
    return found;
  }

  fold(text: string): Folded {
    const characters = text.match(CHARACTERS) ?? [];
    const parts = characters.map((character) => this.foldOne(character));
    const units = parts.join('');
    if (characters.every((one, index) => one.length === 1 && parts[index]?.length === 1))
      return { units, starts: null, ends: null };
    const starts = new Int32Array(units.length).fill(-1);
    const ends = new Int32Array(units.length).fill(-1);
    let unit = 0;
    let at = 0;
    for (const [index, { length }] of characters.entries()) {
      const size = parts[index]?.length ?? 0;
      if (size > 0) {
        starts[unit] = at;
        ends[unit + size - 1] = at + length;
      }
      unit += size;
      at += length;
    }
    return { units, starts, ends };
  }

  private foldOne(character: string): string {
    const known = this.known.get(character);
    if (known !== undefined) return known;
    const { matchAccents, matchCase } = this.query;
    let folded = TYPED[character] ?? character.normalize('NFD');
    if (!matchAccents) folded = LIGATURES[folded] ?? folded.replace(/\p{M}/gu, '');
    if (!matchCase) folded = folded.toLowerCase();
    this.known.set(character, folded);
    return folded;
  }
}

const standsAlone = (text: string, from: number, to: number): boolean =>
  !LETTER_BEFORE.test(text.slice(Math.max(0, from - 2), from)) && !LETTER_AFTER.test(text.slice(to, to + 2));
