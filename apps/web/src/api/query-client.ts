import { QueryClient } from '@tanstack/react-query';
import { isOutage } from './error.js';
import { serviceState } from './service-state.js';

/** One cache for the whole client. Outages are retried by themselves; refusals are shown at once. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      networkMode: 'always',
      retry: (count, error) => isOutage(error) && count < 20,
      retryDelay: (count) => Math.min(1000 * 2 ** count, 15_000),
      throwOnError: false,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

serviceState.onBack(() => void queryClient.invalidateQueries());
