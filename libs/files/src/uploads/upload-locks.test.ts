import { describe, expect, it } from 'vitest';
import { UploadLocks } from './upload-locks.js';

const WAIT_MS = 50;
const forever = new AbortController().signal;

describe('the lock of an upload', () => {
  it('is given to one at a time, and the one before is asked to let go', async () => {
    const locks = new UploadLocks(WAIT_MS * 100);
    const asked: string[] = [];
    const first = locks.newLock('a');
    await first.lock(forever, () => void asked.push('first'));
    const second = locks.newLock('a');
    let entered = false;
    const waiting = second.lock(forever, () => void asked.push('second')).then(() => (entered = true));
    await Promise.resolve();
    expect([asked, entered]).toEqual([['first'], false]);
    await first.unlock();
    await waiting;
    const third = locks.newLock('a').lock(forever, () => undefined);
    expect(asked).toEqual(['first', 'second']);
    await second.unlock();
    await third;
  });

  it('is given to those who wait in the order in which they came', async () => {
    const locks = new UploadLocks(WAIT_MS * 100);
    const all = [0, 1, 2, 3].map(() => locks.newLock('a'));
    const order: number[] = [];
    const done = all.map(async (lock, index) => {
      await lock.lock(forever, () => undefined);
      order.push(index);
      await lock.unlock();
    });
    await Promise.all(done);
    expect(order).toEqual([0, 1, 2, 3]);
  });

  it('is not given to whoever gave up behind somebody else', async () => {
    const locks = new UploadLocks(WAIT_MS * 100);
    const [first, second] = [locks.newLock('a'), locks.newLock('a')];
    await first.lock(forever, () => undefined);
    const next = second.lock(forever, () => undefined);
    const gone = new AbortController();
    const third = locks.newLock('a').lock(gone.signal, () => undefined);
    await first.unlock();
    await next;
    gone.abort();
    await expect(third).rejects.toMatchObject({ code: 'upload.busy' });
    await second.unlock();
    await locks.newLock('a').lock(forever, () => undefined);
  });

  it('is waited for by few: the oldest is refused for one more', async () => {
    const locks = new UploadLocks(WAIT_MS * 100);
    const first = locks.newLock('a');
    await first.lock(forever, () => undefined);
    const waiting = Array.from({ length: 9 }, () => locks.newLock('a').lock(forever, () => undefined));
    await expect(waiting[0]).rejects.toMatchObject({ code: 'upload.busy' });
    await first.unlock();
    await waiting[1];
  });

  it('is refused after a while, and when the request is gone', async () => {
    const locks = new UploadLocks(WAIT_MS);
    await locks.newLock('a').lock(forever, () => undefined);
    await expect(locks.newLock('a').lock(forever, () => undefined)).rejects.toMatchObject({
      code: 'upload.busy',
    });
    await expect(locks.newLock('a').lock(AbortSignal.abort(), () => undefined)).rejects.toMatchObject({
      code: 'upload.busy',
    });
  });

  it('of one upload does not hold up another', async () => {
    const locks = new UploadLocks(WAIT_MS);
    await locks.newLock('a').lock(forever, () => undefined);
    await locks.newLock('b').lock(forever, () => undefined);
  });
});
