import { tokensOf } from '@maroquin/search';

/** Terms that are guessed: the most common ones, which statistics tell most of. */
const GUESSED = 500;
/** Terms that the second attacker knows to begin with: those of a text that they recognised. */
const KNOWN = 15;
/** Guesses that are held for certain by each round of the attack. */
const CERTAIN_AT_ONCE = 50;

/** How many terms somebody guesses who reads the database and knows how often words are used. */
export interface GuessReport {
  readonly terms: number;
  /** Percent of them, by how often each is used alone. */
  readonly byFrequency: number;
  /** By which terms stand together and one behind the other too, of which these many are known. */
  readonly byNeighbours: number;
  readonly known: number;
}

/**
 * An attack on the index as it lies in the database: keyed hashes of stems, with their positions. Half of the texts are
 * the organisation's; the other half are public, on the same subjects, which is the best that an attacker can hope for.
 * The second attack is the refined score attack (Damie, Hahn, Peter: "A Highly Accurate Query-Recovery Attack against
 * Searchable Encryption using Non-Indexed Documents", USENIX Security 2021), given neighbours besides texts.
 */
export function guessTerms(texts: readonly string[]): GuessReport {
  const hidden = statisticsOf(texts.filter((_, at) => at % 2 === 0));
  const open = statisticsOf(texts.filter((_, at) => at % 2 === 1));
  const share = (guesses: ReadonlyMap<number, number>): number => {
    const right = [...guesses].filter(([term, word]) => hidden.terms[term] === open.terms[word]);
    return Math.round((1_000 * right.length) / GUESSED) / 10;
  };
  const byRank = new Map(hidden.terms.map((_, at) => [at, at]));
  const known = new Map<number, number>();
  for (let at = 0; known.size < KNOWN && at < GUESSED; at += 7) {
    const word = open.terms.indexOf(hidden.terms[at] ?? '');
    if (word >= 0) known.set(at, word);
  }
  return {
    ...{ terms: GUESSED, known: KNOWN, byFrequency: share(byRank) },
    byNeighbours: share(refine(hidden, open, known)),
  };
}

interface Statistics {
  /** The most common first. */
  readonly terms: readonly string[];
  /** For each pair of them: the part of texts that have both, and how often one stands right behind the other. */
  readonly together: Float64Array;
  readonly behind: Float64Array;
}

function statisticsOf(texts: readonly string[]): Statistics {
  const ids = new Map<string, number>();
  const read = texts.map((text) => numbersOf(text, ids));
  const counts = new Uint32Array(ids.size);
  for (const numbers of read) for (const id of new Set(numbers)) counts[id] = (counts[id] ?? 0) + 1;
  const terms = [...ids]
    .sort(([one, a], [other, b]) => (counts[b] ?? 0) - (counts[a] ?? 0) || (one < other ? -1 : 1))
    .slice(0, GUESSED);
  const placeOf = new Map(terms.map(([, id], at) => [id, at]));
  const [together, behind] = [new Float64Array(GUESSED ** 2), new Float64Array(GUESSED ** 2)];
  let words = 0;
  for (const numbers of read) {
    words += numbers.length;
    const found = [...new Set(numbers)].flatMap((id) => placeOf.get(id) ?? []);
    for (const one of found) for (const other of found) add(together, one, other, 1 / texts.length);
    for (const [at, id] of numbers.entries()) {
      const [one, next] = [placeOf.get(id), placeOf.get(numbers[at + 1] ?? -1)];
      if (one !== undefined && next !== undefined) add(behind, one, next, 1);
    }
  }
  // Rare neighbours count as well as common ones.
  for (const [at, count] of behind.entries()) behind[at] = Math.sqrt(count / words) * 10;
  return { terms: terms.map(([stem]) => stem), together, behind };
}

/** The stems of a text, each by its number. */
function numbersOf(text: string, ids: Map<string, number>): Uint32Array {
  const numbers: number[] = [];
  for (const { stem, isWhole } of tokensOf(text)) {
    if (isWhole) continue;
    const id = ids.get(stem) ?? ids.size;
    ids.set(stem, id);
    numbers.push(id);
  }
  return Uint32Array.from(numbers);
}

const add = (matrix: Float64Array, row: number, column: number, amount: number): void => {
  matrix[row * GUESSED + column] = (matrix[row * GUESSED + column] ?? 0) + amount;
};

/** Guesses each term by where it stands to those that are known, and holds the surest guesses for known. */
function refine(
  hidden: Statistics,
  open: Statistics,
  known: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const certain = new Map(known);
  let guesses = new Map(known);
  while (certain.size < GUESSED) {
    const pairs = [...certain];
    const mine = hidden.terms.map((_, term) =>
      placed(
        hidden,
        term,
        pairs.map(([one]) => one),
      ),
    );
    const theirs = open.terms.map((_, word) =>
      placed(
        open,
        word,
        pairs.map(([, one]) => one),
      ),
    );
    const taken = new Set(certain.values());
    const round: { term: number; word: number; sureness: number }[] = [];
    for (const term of hidden.terms.keys())
      if (!certain.has(term)) round.push({ term, ...nearest(mine[term] ?? [], theirs, taken) });
    round.sort((one, other) => other.sureness - one.sureness);
    guesses = new Map([...certain, ...round.map(({ term, word }) => [term, word] as const)]);
    for (const { term, word } of round.slice(0, CERTAIN_AT_ONCE)) certain.set(term, word);
  }
  return guesses;
}

const placed = ({ together, behind }: Statistics, term: number, known: readonly number[]): number[] =>
  known.flatMap((one) => [
    together[term * GUESSED + one] ?? 0,
    behind[term * GUESSED + one] ?? 0,
    behind[one * GUESSED + term] ?? 0,
  ]);

function nearest(
  of: readonly number[],
  all: readonly (readonly number[])[],
  taken: ReadonlySet<number>,
): { word: number; sureness: number } {
  let [word, least, second] = [-1, Infinity, Infinity];
  for (const [at, other] of all.entries()) {
    if (taken.has(at)) continue;
    let distance = 0;
    for (let index = 0; index < of.length && distance < second; index += 1)
      distance += ((of[index] ?? 0) - (other[index] ?? 0)) ** 2;
    if (distance < least) [word, least, second] = [at, distance, least];
    else if (distance < second) second = distance;
  }
  return { word, sureness: Math.log((second + 1e-12) / (least + 1e-12)) };
}
