import { meSchema, type Me } from '@maroquin/contracts';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { request } from './client.js';
import { queryKeys } from './keys.js';

export const fetchMe = (signal?: AbortSignal): Promise<Me> =>
  request('GET', '/me', { schema: meSchema, signal });

const meQuery = {
  queryKey: queryKeys.me,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchMe(signal),
  staleTime: 300_000,
};

/** Who is signed in, while one does not know yet (sign-in pages). */
export const useMaybeMe = (enabled = true) => useQuery({ ...meQuery, enabled });
/** Who is signed in; only inside the shell, which waits for it. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data;
export const useCapability = (name: string): boolean => useMe().capabilities.includes(name);
