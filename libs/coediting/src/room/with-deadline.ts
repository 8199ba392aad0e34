import type { Clock } from './ports.js';

/** Rejects when the journal has not answered in so many ms. */
export function withDeadline<T>(clock: Clock, milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = clock.after(milliseconds, () => reject(new Error('the journal did not answer')));
    void work.then(resolve, reject).finally(cancel);
  });
}
