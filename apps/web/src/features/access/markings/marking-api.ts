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

/** To what somebody else asked, or to take back what one asked. */
export function useAnswerMarking(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<'POST', `/resources/${string}/marking/answer`>) =>
      request('POST', `/resources/${id}/marking/answer`, { body }),
    onSuccess: () => {
      refreshTree(client);
      return client.invalidateQueries({ queryKey: queryKeys.access(id) });
    },
  });
}

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
