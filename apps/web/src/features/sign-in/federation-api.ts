import { identityMergesSchema, signInProvidersSchema, signOutSchema } from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { API, queryKeys, request } from '../../api/index.js';

/** By which people may sign in, besides links and passwords: of the instance, so it does not change while one looks. */
export const useProviders = () =>
  useQuery({
    queryKey: queryKeys.providers,
    queryFn: ({ signal }) => request('GET', '/sign-in/providers', { schema: signInProvidersSchema, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A navigation, not a request: the browser itself goes to the provider and comes back. */
export const startAddress = (provider: string, next: string): string =>
  `${API}/sign-in/oidc/${encodeURIComponent(provider)}?suite=${encodeURIComponent(next)}`;

/** Ends the session. @returns where to sign out at the provider too, if it began there */
export const signOutEverywhere = async (): Promise<string | null> =>
  (await request('POST', '/sign-in/sign-out', { schema: signOutSchema })).location;

export const useIdentityMerges = () =>
  useQuery({
    queryKey: queryKeys.identityMerges,
    queryFn: ({ signal }) => request('GET', '/identity-merges', { schema: identityMergesSchema, signal }),
  });

export function useDecideMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: 'approve' | 'refuse' }) =>
      request('POST', `/identity-merges/${id}/${decision}`),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.identityMerges }),
  });
}
