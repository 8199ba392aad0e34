import {
  type AskBreakGlass,
  breakGlassesSchema,
  breakGlassHereSchema,
  createdSchema,
} from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { newKey, request, useList } from '../../../api/index.js';

const LIST = ['break-glass'] as const;
/** Whoever is here learns within this time that somebody began to read, or ended. */
const LOOK_AGAIN_MS = 20_000;

export const useBreakGlasses = () =>
  useList({ key: LIST, path: '/break-glass', schema: breakGlassesSchema, staleTime: 0 });

export const useBreakGlassHere = (resourceId: string) =>
  useQuery({
    queryKey: [...LIST, resourceId],
    queryFn: ({ signal }) =>
      request('GET', `/resources/${resourceId}/break-glass`, { schema: breakGlassHereSchema, signal }),
    refetchInterval: LOOK_AGAIN_MS,
    staleTime: 0,
    retry: false,
  });

function useBreakGlassMutation<Input>(mutationFn: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: LIST }) });
}

export const useAskBreakGlass = () =>
  useBreakGlassMutation((body: AskBreakGlass) =>
    request('POST', '/break-glass', { body, schema: createdSchema, idempotencyKey: newKey() }),
  );

export const useActOnBreakGlass = () =>
  useBreakGlassMutation(({ id, act }: { id: string; act: 'approve' | 'refuse' | 'end' }): Promise<void> =>
    request('POST', `/break-glass/${id}/${act}`),
  );
