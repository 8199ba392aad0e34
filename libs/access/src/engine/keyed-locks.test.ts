import { describe, expect, it } from 'vitest';
import { KeyedLocks } from './keyed-locks.js';

const alone = (key: string) => ({ key, alone: true });
const shared = (key: string) => ({ key, alone: false });

/** Work that goes on until it is let go, and notes when it began. */
function bench(locks: KeyedLocks) {
  const began: string[] = [];
  const letGo = new Map<string, () => void>();
  const start = (name: string, keys: Parameters<KeyedLocks['run']>[0], who = name): Promise<void> =>
    locks.run(keys, who, () => {
      began.push(name);
      return new Promise<void>((resolve) => letGo.set(name, resolve));
    });
  const end = async (name: string): Promise<void> => {
    letGo.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { began, start, end, settle: () => new Promise((resolve) => setImmediate(resolve)) };
}

describe('locks of one process', () => {
  it('are held by many who share them, and by one alone', async () => {
    const { began, start, end, settle } = bench(new KeyedLocks());
    const all = [
      start('a', [shared('k')]),
      start('b', [shared('k')]),
      start('c', [alone('k')]),
      start('d', [shared('k')]),
    ];
    await settle();
    expect(began).toEqual(['a', 'b']);
    await end('a');
    expect(began).toEqual(['a', 'b']);
    await end('b');
    expect(began).toEqual(['a', 'b', 'c']);
    await end('c');
    expect(began).toEqual(['a', 'b', 'c', 'd']);
    await end('d');
    await Promise.all(all);
  });

  it('are given in turn by person, however many one of them asks for', async () => {
    const { began, start, end, settle } = bench(new KeyedLocks());
    const all = ['1', '2', '3', '4'].map((n) => start(n, [alone('k')], 'greedy'));
    all.push(start('other', [alone('k')], 'modest'));
    await settle();
    for (const name of ['1', '2', 'other', '3', '4']) await end(name);
    await Promise.all(all);
    expect(began).toEqual(['1', '2', 'other', '3', '4']);
  });

  it('of other keys wait for nobody', async () => {
    const { began, start, end, settle } = bench(new KeyedLocks());
    const all = [start('a', [alone('k')]), start('b', [alone('l'), shared('org')])];
    await settle();
    expect(began).toEqual(['a', 'b']);
    await end('a');
    await end('b');
    await Promise.all(all);
  });

  it('are free again after work that failed', async () => {
    const locks = new KeyedLocks();
    const failed = locks.run([alone('k')], 'x', () => Promise.reject(new Error('mine')));
    await expect(failed).rejects.toThrow('mine');
    expect(await locks.run([alone('k')], 'y', () => Promise.resolve('in'))).toBe('in');
  });

  it('refuse whoever comes when too many wait already', async () => {
    const locks = new KeyedLocks();
    let letGo = (): void => undefined;
    const held = locks.run([alone('k')], 'x', () => new Promise<void>((resolve) => (letGo = resolve)));
    const waiting = Array.from({ length: 500 }, () => locks.run([alone('k')], 'x', () => Promise.resolve()));
    await expect(locks.run([alone('k')], 'y', () => Promise.resolve())).rejects.toMatchObject({
      code: 'server.unavailable',
    });
    letGo();
    await Promise.all([held, ...waiting]);
  });
});
