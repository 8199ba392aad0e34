import { signInProvidersSchema } from '@maroquin/contracts';
import { useQuery } from '@tanstack/react-query';
import { request } from './client.js';
import { queryKeys } from './keys.js';

/** By which people may sign in, besides links and passwords: of the instance, so it does not change while one looks. */
export const useProviders = () =>
  useQuery({
    queryKey: queryKeys.providers,
    queryFn: ({ signal }) => request('GET', '/sign-in/providers', { schema: signInProvidersSchema, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
