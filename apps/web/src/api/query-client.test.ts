import { QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { ApiError } from './error.js';
import { HeedfulQueryClient, queryClient } from './query-client.js';
import { serviceState } from './service-state.js';

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

describe('a change that is heard of while a list loads for the first time', () => {
  it('makes it be asked for again, because its answer may be from before', async () => {
    const client = new HeedfulQueryClient();
    const answers = ['before', 'after'];
    let answer: (value: string) => void = () => undefined;
    const asked: string[] = [];
    const observer = new QueryObserver(client, {
      queryKey: ['people'],
      queryFn: () => {
        const value = answers[asked.length] ?? 'too often';
        asked.push(value);
        return value === 'before' ? new Promise<string>((resolve) => (answer = resolve)) : value;
      },
    });
    const stop = observer.subscribe(() => undefined);
    const invalidated = client.invalidateQueries({ queryKey: ['people'] });
    answer('before');
    await invalidated;
    expect(observer.getCurrentResult().data).toBe('after');
    expect(asked).toEqual(answers);
    stop();
  });

  it('does not ask for it when nobody looks at it any more', async () => {
    const client = new HeedfulQueryClient();
    let asked = 0;
    const first = client.prefetchQuery({
      queryKey: ['people'],
      queryFn: () => Promise.resolve((asked += 1)),
    });
    await Promise.all([client.invalidateQueries({ queryKey: ['people'] }), first]);
    expect(asked).toBe(1);
    expect(client.getQueryState(['people'])?.isInvalidated).toBe(true);
  });
});

it('an act that failed in an outage does not wait for lists until the service is back', async () => {
  const client = new HeedfulQueryClient();
  const never = new QueryObserver(client, {
    queryKey: ['people'],
    queryFn: () => new Promise(() => undefined),
  });
  const stop = never.subscribe(() => undefined);
  serviceState.report('down', 60);
  try {
    await client.invalidateQueries({ queryKey: ['people'] });
    expect(never.getCurrentResult().fetchStatus).toBe('fetching');
  } finally {
    serviceState.report('up');
    stop();
  }
});
