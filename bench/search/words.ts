const SYLLABLES = [
  'ba',
  'cor',
  'di',
  'fen',
  'gra',
  'lou',
  'mi',
  'nar',
  'pel',
  'que',
  'ros',
  'sti',
  'tan',
  'vu',
  'zel',
];
/** Different words, whose frequencies fall as Zipf found them to. */
const KINDS = 60_000;

/** Made-up words from a seed: the same run every time. */
export class Words {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  /** From 0 up to `limit`, without it. Park and Miller's generator. */
  below(limit: number): number {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return this.state % limit;
  }

  next(): string {
    this.below(2);
    const part = this.state / 2_147_483_647;
    return wordOf(Math.floor(KINDS ** part));
  }
}

function wordOf(rank: number): string {
  let [word, rest] = ['', rank + SYLLABLES.length];
  while (rest > 0) {
    word += SYLLABLES[rest % SYLLABLES.length] ?? '';
    rest = Math.floor(rest / SYLLABLES.length);
  }
  return word;
}

export const makeText = (words: Words, length: number): string =>
  Array.from({ length }, () => words.next()).join(' ');
