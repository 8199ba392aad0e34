const FIRST_MS = 50;
const LONGEST_MS = 3_000;

/**
 * How long to wait before the next try, ms: twice as long each time, and never the same for two nodes.
 * @param attempt from 1 on
 * @param random 0 ≤ x < 1
 */
export const retryDelay = (attempt: number, random: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16)) * (0.5 + random / 2);
