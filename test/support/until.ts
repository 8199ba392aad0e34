const LOOK_EVERY_MS = 20;
/** A look counts for no more than this: while the whole machine stood still, nothing could come true. */
const LONGEST_LOOK_MS = 3_000;

/**
 * Looks until `condition` holds and returns what it gave; a thrown error counts as "not yet".
 * @throws {Error} naming `what`, with the last error as its cause, after `limitMs`
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  what: string,
  limitMs = 30_000,
): Promise<Exclude<T, false | null | undefined>> {
  let left = limitMs;
  let last: unknown;
  for (;;) {
    const began = performance.now();
    try {
      const value = await condition();
      if (value !== false && value !== null && value !== undefined)
        return value as Exclude<T, false | null | undefined>;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (left <= 0) throw new Error(`not after ${String(limitMs / 1000)} s: ${what}`, { cause: last });
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
    left -= Math.min(performance.now() - began, LONGEST_LOOK_MS);
  }
}

const TRIES = 3;

/**
 * For a promise of time: one of three tries keeps it. A busy machine may stand still for longer than any promise; what
 * is slow by itself is slow each time.
 * @param attempt does it once, and gives how long it took, ms
 */
export async function promptly(limitMs: number, what: string, attempt: () => Promise<number>): Promise<void> {
  const took: number[] = [];
  while (took.length < TRIES) {
    const ms = await attempt();
    if (ms < limitMs) return;
    took.push(Math.round(ms));
  }
  throw new Error(`not within ${String(limitMs)} ms, but ${took.join(', ')} ms: ${what}`);
}

/** How long until it holds, ms, without the time that the last look itself took. */
export async function timeUntil(condition: () => boolean | Promise<boolean>, what: string): Promise<number> {
  const from = performance.now();
  let asked = from;
  await until(() => {
    asked = performance.now();
    return condition();
  }, what);
  return asked - from;
}

/** A pause inside a loop of a simulated person; never a way to wait for something. */
export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
