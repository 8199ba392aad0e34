import { AsyncLocalStorage } from 'node:async_hooks';

/** Runs what is asked for many people at once as nobody's work: it would count for whoever came first. */
export const outside = AsyncLocalStorage.snapshot();
