import type { Clock } from '@maroquin/coediting';

/** The engine's clock in the product: monotonic, so that a step of the wall clock changes nothing. */
export const nodeClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  soon: (work) => void setImmediate(work),
};
