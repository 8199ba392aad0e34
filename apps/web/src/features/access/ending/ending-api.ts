import { type AskOrganisationEnd, organisationEndSchema } from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys, request } from '../../../api/index.js';

const KEY = ['organisation-end'] as const;

export const useOrganisationEnd = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => request('GET', '/organisation/end', { schema: organisationEndSchema, signal }),
    staleTime: 0,
  });

function useEndingMutation<Input>(mutationFn: (input: Input) => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    // The banner of every page says the same.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: KEY }),
        client.invalidateQueries({ queryKey: queryKeys.me }),
      ]),
  });
}

export const useAskEnd = () =>
  useEndingMutation((body: AskOrganisationEnd): Promise<void> =>
    request('POST', '/organisation/end/requests', { body }),
  );

export type EndingAct = 'approve' | 'refuse' | 'withdraw';
export const useActOnEnd = () =>
  useEndingMutation((act: EndingAct): Promise<void> => request('POST', `/organisation/end/${act}`));
