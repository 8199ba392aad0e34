import { QueryClient } from '@tanstack/react-query';
import { asksToWait, isOutage } from './error.js';
import { serviceState } from './service-state.js';

const OUTAGE_TRIES = 20;
const PATIENT_TRIES = 5;
const LONGEST_WAIT_MS = 15_000;

/** One cache for the whole client. Outages, and answers to ask later, are retried by themselves; refusals are shown at once. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      networkMode: 'always',
      retry: (count, error) =>
        (isOutage(error) && count < OUTAGE_TRIES) || (asksToWait(error) && count < PATIENT_TRIES),
      retryDelay: (count, error) =>
        Math.min(Math.max(1000 * 2 ** count, waitOf(error) * 1000), LONGEST_WAIT_MS),
      throwOnError: false,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

const waitOf = (error: unknown): number => (asksToWait(error) ? (error.retryAfterSeconds ?? 0) : 0);

serviceState.onBack(() => void queryClient.invalidateQueries());
