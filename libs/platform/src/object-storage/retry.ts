import { setTimeout as delay } from 'node:timers/promises';
import { retryDelay } from '../config/index.js';
import { toStorageError } from './s3-errors.js';

const TRIES = 4;
const AGAIN = { firstMs: 200, longestMs: 1_600 };

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
      await delay(retryDelay(attempt, AGAIN));
    }
  }
}
