import { createdTokenSchema, type newTokenSchema, tokensSchema, type TokenView } from '@maroquin/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { queryKeys, request, useList } from '../../../api/index.js';

export const useTokens = () =>
  useList<TokenView, z.infer<typeof tokensSchema>>({
    key: queryKeys.tokens,
    path: '/me/tokens',
    schema: tokensSchema,
  });

function useAct<In, Out>(mutationFn: (input: In) => Promise<Out>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.tokens }),
  });
}

export const useCreateToken = () =>
  useAct((body: z.input<typeof newTokenSchema>) =>
    request('POST', '/me/tokens', { body, schema: createdTokenSchema }),
  );
export const useRevokeToken = () => useAct((id: string) => request('DELETE', `/me/tokens/${id}`));
