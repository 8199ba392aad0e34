/** Shorter words have too many neighbours, and longer ones are data. */
export const SPELT = { from: 4, to: 30 } as const;
/** Each is sealed in as many bytes. */
export const SPELT_BYTES = 40;
/** From this many letters on, two errors are looked for. */
const TWO_ERRORS_FROM = 7;

/** Whether a folded word is one that people mistype: it has letters, and neither too few signs nor too many. */
export const isSpelt = (word: string): boolean =>
  word.length >= SPELT.from &&
  word.length <= SPELT.to &&
  Buffer.byteLength(word) <= SPELT_BYTES &&
  /\p{L}/u.test(word);

/** Letters that are compared: whoever reads the database sees of no word how long it is. */
const COMPARED = 11;
/** Keys that each word has: itself, and itself without one of its letters. */
export const KEYS_OF_A_WORD = COMPARED + 1;

/** How a word begins, and what that is without each one of its letters. */
export const shortened = (word: string): ReadonlySet<string> => withoutOne(word.slice(0, COMPARED));

const withoutOne = (word: string): ReadonlySet<string> =>
  new Set([word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))]);

/** What somebody typed, and what it is without one or two of its letters: it meets `shortened` of what was meant. */
export function shortenedTyped(typed: string): ReadonlySet<string> {
  const once = shortened(typed);
  return typed.length < TWO_ERRORS_FROM ? once : new Set([...once].flatMap((word) => [...withoutOne(word)]));
}

export const mostErrors = (typed: string): number => (typed.length < TWO_ERRORS_FROM ? 1 : 2);

/**
 * Letters that were left out, added, changed, or taken in the wrong order: optimal string alignment distance (Boytsov,
 * "Indexing methods for approximate dictionary searching", 2011, §2.1). Quadratic in words of at most 30 letters.
 */
export function errorsBetween(one: string, other: string): number {
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const changed = (last[at - 1] ?? 0) + (one[row - 1] === other[at - 1] ? 0 : 1);
      let least = Math.min(changed, (last[at] ?? 0) + 1, (now[at - 1] ?? 0) + 1);
      if (one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1])
        least = Math.min(least, (before[at - 2] ?? 0) + 1);
      now.push(least);
    }
    [before, last] = [last, now];
  }
  return last[other.length] ?? 0;
}
