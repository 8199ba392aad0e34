import { createdSchema, participantsSchema } from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type BodyOf, newKey, queryKeys, request } from '../../../api/index.js';

/** Changes what the list of conversations shows. */
function useConversationMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.conversations }),
        client.invalidateQueries({ queryKey: ['participants'] }),
      ]),
  });
}

export const useOpenConversation = () =>
  useConversationMutation((body: BodyOf<'POST', '/conversations'>) =>
    request('POST', '/conversations', { body, schema: createdSchema, idempotencyKey: newKey() }),
  );

export const useParticipants = (id: string, isDirect: boolean) =>
  useQuery({
    queryKey: ['participants', id],
    queryFn: ({ signal }) =>
      request('GET', `/conversations/${id}/participants`, { schema: participantsSchema, signal }),
    enabled: isDirect,
  });

export const useAddParticipants = (id: string) =>
  useConversationMutation((personIds: readonly string[]) =>
    request('POST', `/conversations/${id}/participants`, { body: { personIds } }),
  );

export const useRenameConversation = (id: string) =>
  useConversationMutation((name: string | null) =>
    request('PUT', `/conversations/${id}/name`, { body: { name } }),
  );

export const useLeaveConversation = (id: string) =>
  useConversationMutation(() => request('DELETE', `/conversations/${id}/participants/me`));
