import { setTimeout as delay } from 'node:timers/promises';
import { toStorageError } from './s3-errors.js';

const TRIES = 4;
const FIRST_DELAY_MS = 150;

/**
 * Runs a call that may be repeated without harm until it succeeds, at most four times in about 2 s, and only for
 * errors that pass by themselves. @throws DomainError
 */
export async function withRetries<T>(call: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call(attempt);
    } catch (error) {
      const known = toStorageError(error);
      if (known.code !== 'storage.unavailable' || attempt === TRIES) throw known;
      // Spread out, so that many waiting requests do not come back together.
      await delay(FIRST_DELAY_MS * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}
