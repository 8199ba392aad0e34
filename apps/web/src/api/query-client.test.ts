import { describe, expect, it } from 'vitest';
import { ApiError } from './error.js';
import { queryClient } from './query-client.js';

const { retry, retryDelay } = queryClient.getDefaultOptions().queries ?? {};
const isRetried = (count: number, error: Error): unknown =>
  typeof retry === 'function' ? retry(count, error) : retry;
const delayOf = (count: number, error: Error): unknown =>
  typeof retryDelay === 'function' ? retryDelay(count, error) : retryDelay;

describe('a question', () => {
  it('that the server asks to wait with is asked again after that time, not for ever', () => {
    const error = new ApiError(429, 'request.too-many', null, 4);
    expect(isRetried(0, error)).toBe(true);
    expect(delayOf(0, error)).toBe(4_000);
    expect(isRetried(5, error)).toBe(false);
  });

  it('that is refused is not asked again', () => {
    expect(isRetried(0, new ApiError(404, 'request.not-found', null))).toBe(false);
  });
});
