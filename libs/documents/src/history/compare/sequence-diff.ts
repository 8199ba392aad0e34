import { diffArrays } from 'diff';

/** A step from one sequence to another: how many items of each it covers, and whether these are equal. */
export interface Step {
  readonly equal: boolean;
  readonly before: number;
  readonly after: number;
}

/** Beyond this many differences the rest counts as replaced: the work grows with their square. */
const MAX_DIFFERENCES = 1_000;

/** The shortest way from one sequence to another. Equal beginnings and ends are set aside first. */
export function diffSequences(before: readonly string[], after: readonly string[]): Step[] {
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < least - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const middle = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)] as const;
  const steps = [equal(head), ...between(...middle), equal(tail)];
  return steps.filter((step) => step.before + step.after > 0);
}

const equal = (count: number): Step => ({ equal: true, before: count, after: count });

function between(before: readonly string[], after: readonly string[]): Step[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: MAX_DIFFERENCES });
  if (changes === undefined) return [{ equal: false, before: before.length, after: after.length }];
  const steps: Step[] = [];
  for (const { count, added, removed } of changes) {
    const step =
      added || removed
        ? { equal: false, before: removed ? count : 0, after: added ? count : 0 }
        : equal(count);
    const last = steps.at(-1);
    if (last === undefined || last.equal || step.equal) steps.push(step);
    else
      steps.splice(-1, 1, {
        equal: false,
        before: last.before + step.before,
        after: last.after + step.after,
      });
  }
  return steps;
}
