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

  it('is waited for by one only: the newest', async () => {
    const locks = new UploadLocks(WAIT_MS * 100);
    const first = locks.newLock('a');
    await first.lock(forever, () => undefined);
    const older = locks.newLock('a').lock(forever, () => undefined);
    const newer = locks.newLock('a').lock(forever, () => undefined);
    await expect(older).rejects.toMatchObject({ code: 'upload.busy' });
    await first.unlock();
    await newer;
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
