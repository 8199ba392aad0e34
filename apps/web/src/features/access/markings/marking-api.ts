import { markingStateSchema, type ResourceView } from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type BodyOf, queryKeys, refreshTree, request } from '../../../api/index.js';

/** How it is marked, and what another marking would change. */
export const useMarking = (resourceId: string) =>
  useQuery({
    queryKey: [...queryKeys.access(resourceId), 'marking'],
    queryFn: ({ signal }) =>
      request('GET', `/resources/${resourceId}/marking`, { schema: markingStateSchema, signal }),
    staleTime: 0,
    gcTime: 0,
  });

export function useSetMarking({ id, version }: Pick<ResourceView, 'id' | 'version'>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<'PUT', `/resources/${string}/marking`>) =>
      request('PUT', `/resources/${id}/marking`, { body, ifMatch: version }),
    onSuccess: () => {
      refreshTree(client);
      return client.invalidateQueries({ queryKey: queryKeys.access(id) });
    },
  });
}
