import { type ResourcePage, type ResourceView, resourcePageSchema } from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './client.js';
import { queryKeys } from './keys.js';
import { useMe } from './session.js';

/** Shown beside the page: who has more finds them by their name. */
const SHOWN = 100;
const NONE: readonly ResourceView[] = [];

/** What I come back to often, the last that I added first. */
export function useFavourites(): readonly ResourceView[] {
  const isVisitor = useMe().visit !== undefined;
  const { data } = useQuery({
    queryKey: queryKeys.favourites,
    queryFn: ({ signal }) =>
      request('GET', '/favourites', { schema: resourcePageSchema, query: { limit: SHOWN }, signal }),
    enabled: !isVisitor,
  });
  return data?.items ?? NONE;
}

/** Shown at once, and as the server has it in the end. */
export const useSetFavourite = () => {
  const client = useQueryClient();
  return useMutation({
    scope: { id: 'favourites' },
    mutationFn: ({ resource, on }: { resource: ResourceView; on: boolean }) =>
      request('PUT', `/resources/${resource.id}/favourite`, { body: { on } }),
    onMutate: async ({ resource, on }) => {
      await client.cancelQueries({ queryKey: queryKeys.favourites });
      client.setQueryData<ResourcePage>(queryKeys.favourites, (page) => {
        const others = (page?.items ?? []).filter(({ id }) => id !== resource.id);
        return { items: on ? [resource, ...others] : others, next: page?.next ?? null };
      });
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.favourites }),
  });
};
