const LOOK_EVERY_MS = 20;

/**
 * Looks until `condition` holds and returns what it gave; a thrown error counts as "not yet".
 * @throws {Error} naming `what`, with the last error as its cause, after `limitMs`
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  what: string,
  limitMs = 30_000,
): Promise<Exclude<T, false | null | undefined>> {
  const limit = Date.now() + limitMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (value !== false && value !== null && value !== undefined)
        return value as Exclude<T, false | null | undefined>;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > limit)
      throw new Error(`not after ${String(limitMs / 1000)} s: ${what}`, { cause: last });
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
}

/** A pause inside a loop of a simulated person; never a way to wait for something. */
export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
