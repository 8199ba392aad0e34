import { personCardSchema } from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys, request } from '../../../api/index.js';

/** What somebody says of themselves. */
export const usePersonCard = (id: string) =>
  useQuery({
    queryKey: ['person-card', id],
    queryFn: ({ signal }) => request('GET', `/people/${id}/card`, { schema: personCardSchema, signal }),
    staleTime: 60_000,
  });

/** A JPEG in base64; null: none any more. */
export function useSetPhoto() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (jpeg: string | null): Promise<void> =>
      jpeg === null ? request('DELETE', '/me/photo') : request('PUT', '/me/photo', { body: { jpeg } }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.me }),
  });
}
