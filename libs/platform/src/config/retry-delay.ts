/**
 * How long to wait before the next try, ms: twice as long each time up to a bound, and never the same for two nodes, so
 * that many who wait do not come back together.
 * @param attempt from 1 on
 * @param random 0 ≤ x < 1
 */
export const retryDelay = (
  attempt: number,
  { firstMs, longestMs }: { readonly firstMs: number; readonly longestMs: number },
  random = Math.random(),
): number => Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 16)) * (0.5 + random / 2);
