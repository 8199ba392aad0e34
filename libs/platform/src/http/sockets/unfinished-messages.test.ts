import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UnfinishedMessages } from './unfinished-messages.js';

const KIB = 1024;
const LIMITS = {
  ...{ perPerson: 300 * KIB, perNode: 500 * KIB, spared: 16 * KIB },
  ...{ silenceMs: 1_000, wholeMs: 3_000, bytesPerSecond: 10 * KIB, checkEveryMs: 100 },
};

function messages() {
  const cut: string[] = [];
  const all = new UnfinishedMessages(LIMITS, () => Date.now());
  return { cut, open: (person: string | null, name: string) => all.open(person, () => cut.push(name)) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('messages that have not ended', () => {
  it('have room together for one person, and the socket that asks for more is cut', () => {
    const { cut, open } = messages();
    const [one, two] = [open('paul', 'one'), open('paul', 'two')];
    one.set(200 * KIB);
    two.set(200 * KIB);
    open('claire', 'three').set(50 * KIB);
    expect(cut).toEqual(['two']);
  });

  it('hold next to nothing at the sockets of nobody known, until it is known whose they are', () => {
    const { cut, open } = messages();
    open(null, 'unknown').set(17 * KIB);
    const known = open(null, 'known');
    known.belongsTo('paul');
    known.set(17 * KIB);
    expect(cut).toEqual(['unknown']);
  });

  it('end after a time without any byte', async () => {
    const { cut, open } = messages();
    open('paul', 'silent').set(5 * KIB);
    await vi.advanceTimersByTimeAsync(900);
    expect(cut).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(cut).toEqual(['silent']);
  });

  it('do not end while the server itself does not read', async () => {
    const { cut } = messages();
    let isRead = false;
    const all = new UnfinishedMessages(LIMITS, () => Date.now());
    const message = all.open(
      'paul',
      () => cut.push('paused'),
      () => isRead,
    );
    message.set(5 * KIB);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(cut).toEqual([]);
    isRead = true;
    await vi.advanceTimersByTimeAsync(1_200);
    expect(cut).toEqual(['paused']);
  });

  it('end when they come too slowly, and go on as long as they come fast enough', async () => {
    const { cut, open } = messages();
    const [slow, fast] = [open('paul', 'slow'), open('paul', 'fast')];
    for (let tenths = 1; tenths <= 60; tenths += 1) {
      slow.set(tenths);
      fast.set(4 * tenths * KIB);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(cut).toEqual(['slow']);
  });

  it('are counted from their own beginning, however long their socket has been in use', async () => {
    const { cut, open } = messages();
    const busy = open('paul', 'busy');
    for (let tenths = 1; tenths <= 60; tenths += 1) {
      busy.whole();
      busy.set(6);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(cut).toEqual([]);
  });
});
