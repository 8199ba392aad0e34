import { type InvalidateOptions, type InvalidateQueryFilters, QueryClient } from '@tanstack/react-query';
import { asksToWait, isOutage } from './error.js';
import { serviceState } from './service-state.js';

const OUTAGE_TRIES = 20;
const PATIENT_TRIES = 5;
const LONGEST_WAIT_MS = 15_000;

/**
 * TanStack Query lets the first load of a query go on when it is invalidated meanwhile, and takes its answer for fresh,
 * though it may be from before the change: here that query is asked for once more.
 *
 * Whoever changed something waits for what is fresh, but not while the service does not answer: an act that failed says so
 * at once, and not when the service is back.
 */
export class HeedfulQueryClient extends QueryClient {
  override async invalidateQueries(
    filters: InvalidateQueryFilters = {},
    options: InvalidateOptions = {},
  ): Promise<void> {
    const fresh = this.invalidateAndLoad(filters, options);
    if (serviceState.get().kind === 'up') await fresh;
  }

  private async invalidateAndLoad(
    filters: InvalidateQueryFilters,
    options: InvalidateOptions,
  ): Promise<void> {
    const loading = this.getQueryCache()
      .findAll({ ...filters, fetchStatus: 'fetching' })
      .filter(({ state }) => state.data === undefined);
    const firstLoads = loading.map(async ({ promise }) => promise);
    await super.invalidateQueries(filters, options);
    await Promise.allSettled(firstLoads);
    const { refetchType } = filters;
    const loaded = loading.filter(({ state }) => state.status === 'success');
    const again = loaded.map(({ queryKey }) =>
      super.invalidateQueries({ queryKey, exact: true, ...(refetchType && { refetchType }) }, options),
    );
    await Promise.all(again);
  }
}

/** One cache for the whole client. Outages, and answers to ask later, are retried by themselves; refusals are shown at once. */
export const queryClient = new HeedfulQueryClient({
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
