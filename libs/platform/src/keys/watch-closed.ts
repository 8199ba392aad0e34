import type { Keys } from './keys.js';

/** While a node keeps any keys, whether they were closed is asked this often, also when nobody works there. */
const CHECK_EVERY_MS = 2_000;

/**
 * Does not count on a node's hearing that keys were closed: asks every few seconds, so also after a time when it could not.
 * A trouble is handed to `onError` once, until it is over. @returns how to stop
 */
export function watchClosed(keys: Pick<Keys, 'dropClosed'>, onError: (error: unknown) => void): () => void {
  let failing = false;
  let stopped = false;
  const timer = setInterval(() => {
    keys.dropClosed().then(
      () => {
        failing = false;
      },
      (error: unknown) => {
        if (!failing && !stopped) onError(error);
        failing = true;
      },
    );
  }, CHECK_EVERY_MS).unref();
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}
