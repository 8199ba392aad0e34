/** Of the titles with words, in their order: 1, 1.1, 1.1.1. */
interface HeadingNumbers {
  readonly numbers: readonly string[];
  /** The highest level that is there: its titles are counted 1, 2, 3, whatever its name. Where there is none: 1. */
  readonly top: number;
}

const LEVELS = 6;

/** @param levels 1 to 6. Pure. A level that is left out counts 0, as style sheets and Word count it. */
export function headingNumbers(levels: readonly number[]): HeadingNumbers {
  const top = levels.length === 0 ? 1 : Math.min(...levels);
  const counts: number[] = new Array<number>(LEVELS).fill(0);
  const numbers = levels.map((level) => {
    counts[level - 1] = (counts[level - 1] ?? 0) + 1;
    counts.fill(0, level);
    return counts.slice(top - 1, level).join('.');
  });
  return { numbers, top };
}
