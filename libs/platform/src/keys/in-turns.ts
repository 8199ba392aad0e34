/** Sealed values opened in one turn of the event loop: some 5 ms. */
const OPENED_A_TURN = 500;
/** Values put in order at once, and comparisons of merging in one turn: a French comparison takes 1.5 µs. */
const SORTED_A_TURN = 250;
const COMPARED_A_TURN = 2_000;

const waiting: (() => void)[] = [];
let isServing = false;

/**
 * The next turn of the event loop that nobody else has taken: of all the long lists that a node is opening, one goes
 * on at a time, so that a request beside them waits for one portion of one list.
 */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (isServing) return;
    isServing = true;
    setImmediate(serve);
  });
}

function serve(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(serve);
  else isServing = false;
}

/** `open` for each, in order. A long list lets others go before every portion of 500. */
export async function openInTurns<T, R>(items: readonly T[], open: (item: T) => R): Promise<R[]> {
  const opened: R[] = [];
  for (const [index, item] of items.entries()) {
    if (items.length > OPENED_A_TURN && index % OPENED_A_TURN === 0) await nextTurn();
    opened.push(open(item));
  }
  return opened;
}

/** Comparisons since the last turn. */
interface Pace {
  compared: number;
}

/** A sorted copy, made by a merge sort whose steps are spread over turns. */
export async function sortInTurns<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const pace: Pace = { compared: 0 };
  let runs: T[][] = [];
  for (let from = 0; from < items.length; from += SORTED_A_TURN) {
    if (items.length > SORTED_A_TURN) await nextTurn();
    runs.push(items.slice(from, from + SORTED_A_TURN).sort(compare));
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let at = 0; at < runs.length; at += 2)
      longer.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare, pace));
    runs = longer;
  }
  return runs[0] ?? [];
}

/** Both together, sorted, when each of them is. */
export const mergeInTurns = <T>(
  one: readonly T[],
  other: readonly T[],
  compare: (a: T, b: T) => number,
): Promise<T[]> => merge(one, other, compare, { compared: 0 });

async function merge<T>(
  one: readonly T[],
  other: readonly T[],
  compare: (a: T, b: T) => number,
  pace: Pace,
): Promise<T[]> {
  const merged: T[] = [];
  let [left, right] = [0, 0];
  while (left < one.length && right < other.length) {
    pace.compared += 1;
    if (pace.compared % COMPARED_A_TURN === 0) await nextTurn();
    const [a, b] = [one[left] as T, other[right] as T];
    if (compare(b, a) < 0) {
      merged.push(b);
      right += 1;
    } else {
      merged.push(a);
      left += 1;
    }
  }
  return merged.concat(one.slice(left), other.slice(right));
}
