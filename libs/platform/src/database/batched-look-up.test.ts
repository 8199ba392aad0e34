import { describe, expect, it } from 'vitest';

import { BatchedLookUp } from './batched-look-up.js';

/** Each question waits until it is answered by hand. */
function questions(maxKeys?: number) {
  const asked: { keys: readonly string[]; answer: (value: string) => void; fail: (error: Error) => void }[] =
    [];
  const lookUp = new BatchedLookUp<string>(
    (keys) =>
      new Promise((resolve, reject) => {
        const answer = (value: string): void => resolve(new Map(keys.map((key) => [key, `${value} ${key}`])));
        asked.push({ keys, answer, fail: reject });
      }),
    maxKeys,
  );
  return { asked, lookUp };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('looking up many things at once', () => {
  it('asks one question for all that come together, each key once', async () => {
    const { asked, lookUp } = questions();
    const answers = Promise.all(['a', 'b', 'a'].map((key) => lookUp.get(key)));
    await turn();
    asked[0]?.answer('is');
    expect(await answers).toEqual(['is a', 'is b', 'is a']);
    expect(asked.map(({ keys }) => keys)).toEqual([['a', 'b']]);
  });

  it('asks again for whoever comes while a question is under way, because its answer may be older', async () => {
    const { asked, lookUp } = questions();
    const first = lookUp.get('a');
    await turn();
    const second = lookUp.get('a');
    asked[0]?.answer('old');
    expect(await first).toBe('old a');
    await turn();
    asked[1]?.answer('new');
    expect(await second).toBe('new a');
  });

  it('goes on after a question that failed', async () => {
    const { asked, lookUp } = questions();
    const first = lookUp.get('a');
    await turn();
    asked[0]?.fail(new Error('away'));
    await expect(first).rejects.toThrow('away');
    const second = lookUp.get('a');
    await turn();
    asked[1]?.answer('back');
    expect(await second).toBe('back a');
  });

  it('asks for more than 500 keys by several statements', async () => {
    const { asked, lookUp } = questions();
    const answers = Promise.all(Array.from({ length: 501 }, (_, index) => lookUp.get(String(index))));
    await turn();
    asked[0]?.answer('is');
    await turn();
    asked[1]?.answer('is');
    expect((await answers).at(-1)).toBe('is 500');
    expect(asked.map(({ keys }) => keys.length)).toEqual([500, 1]);
  });

  it('asks for fewer at a time where answers are large', async () => {
    const { asked, lookUp } = questions(2);
    const answers = Promise.all(['a', 'b', 'c'].map((key) => lookUp.get(key)));
    await turn();
    asked[0]?.answer('is');
    await turn();
    asked[1]?.answer('is');
    expect(await answers).toEqual(['is a', 'is b', 'is c']);
    expect(asked.map(({ keys }) => keys)).toEqual([['a', 'b'], ['c']]);
  });
});
