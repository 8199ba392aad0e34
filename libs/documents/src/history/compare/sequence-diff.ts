/** A step from one sequence to another: how many items of each it covers, and whether these are equal. */
export interface Step {
  readonly equal: boolean;
  readonly before: number;
  readonly after: number;
}

/** Beyond this many differences the rest counts as replaced: the work grows with their square. */
const MAX_DIFFERENCES = 1_000;

/**
 * The shortest way from one sequence to another (E. W. Myers, "An O(ND) Difference Algorithm", 1986).
 * Equal beginnings and ends are set aside first.
 */
export function diffSequences(before: readonly string[], after: readonly string[]): Step[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const steps = new Steps();
  steps.equal(head);
  middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail), steps);
  steps.equal(tail);
  return steps.list;
}

class Steps {
  readonly list: Step[] = [];

  equal(count: number): void {
    if (count === 0) return;
    const last = this.list.at(-1);
    if (last?.equal)
      this.list[this.list.length - 1] = {
        equal: true,
        before: last.before + count,
        after: last.after + count,
      };
    else this.list.push({ equal: true, before: count, after: count });
  }

  replaced(before: number, after: number): void {
    if (before + after === 0) return;
    const last = this.list.at(-1);
    if (last !== undefined && !last.equal)
      this.list[this.list.length - 1] = {
        equal: false,
        before: last.before + before,
        after: last.after + after,
      };
    else this.list.push({ equal: false, before, after });
  }
}

function middle(a: readonly string[], b: readonly string[], steps: Steps): void {
  const path = a.length === 0 || b.length === 0 ? null : shortestPath(a, b);
  if (path === null) {
    steps.replaced(a.length, b.length);
    return;
  }
  let [x, y] = [0, 0];
  for (const [toX, toY] of path) {
    const equal = Math.min(toX - x, toY - y);
    // A step of the path is one insertion or deletion, then equal items.
    steps.replaced(toX - x - equal, toY - y - equal);
    steps.equal(equal);
    [x, y] = [toX, toY];
  }
}

/** Ends of the furthest paths, from the beginning; null when there are too many differences. */
function shortestPath(a: readonly string[], b: readonly string[]): [number, number][] | null {
  const furthest = new Map<number, number>([[1, 0]]);
  const rounds: Map<number, number>[] = [];
  const limit = Math.min(a.length + b.length, MAX_DIFFERENCES);
  for (let d = 0; d <= limit; d += 1) {
    const round = new Map<number, number>();
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (furthest.get(k - 1) ?? -1) < (furthest.get(k + 1) ?? -1));
      let x = down ? (furthest.get(k + 1) ?? 0) : (furthest.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      furthest.set(k, x);
      round.set(k, x);
      if (x >= a.length && x - k >= b.length) return trace(rounds, d, k, a.length, b.length);
    }
    rounds.push(round);
  }
  return null;
}

function trace(
  rounds: readonly Map<number, number>[],
  differences: number,
  diagonal: number,
  endX: number,
  endY: number,
): [number, number][] {
  const path: [number, number][] = [[endX, endY]];
  let k = diagonal;
  for (let d = differences; d > 0; d -= 1) {
    const before = rounds[d - 1];
    const down = k === -d || (k !== d && (before?.get(k - 1) ?? -1) < (before?.get(k + 1) ?? -1));
    k += down ? 1 : -1;
    const x = before?.get(k) ?? 0;
    path.push([x, x - k]);
  }
  return path.reverse();
}
