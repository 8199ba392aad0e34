import {
  handOverResultSchema,
  identityMergesSchema,
  invitationResultSchema,
  meSchema,
  peopleSchema,
  signInLinkSchema,
  type Locale,
  type Me,
} from '@maroquin/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type BodyOf, queryKeys, request, useList } from '../../api/index.js';
import { useLocaleSwitch } from '../../i18n/index.js';

export function useUpdateMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<'PATCH', '/me'>) => {
      // Without one the server refuses, and what it has is read again.
      const ifMatch = client.getQueryData<Me>(queryKeys.me)?.version ?? 0;
      return request('PATCH', '/me', { body, schema: meSchema, ifMatch });
    },
    // Changed elsewhere meanwhile: look again, so that the next try starts from there.
    onError: () => client.invalidateQueries({ queryKey: queryKeys.me }),
    onSuccess: (me) => client.setQueryData(queryKeys.me, me),
  });
}

/** Changes the language here at once, and for this person everywhere. */
export function useSaveLocale() {
  const { setLocale } = useLocaleSwitch();
  const { mutate } = useUpdateMe();
  return (locale: Locale) => {
    setLocale(locale);
    mutate({ locale });
  };
}

/** Open or closed accounts whose name or address has these words. */
export const usePeople = (state: 'open' | 'closed', search: string) =>
  useList({ key: queryKeys.people, path: '/people', schema: peopleSchema, query: { state }, search });

export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<'POST', '/invitations'>) =>
      request('POST', '/invitations', { body, schema: invitationResultSchema }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.people }),
  });
}
export function useNewSignInLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (personId: string) =>
      request('POST', `/people/${personId}/sign-in-link`, { schema: signInLinkSchema }),
    // The people, and what waits for somebody's agreement.
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Closes somebody's account, or opens it again. */
export function useAccountEnd() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, act }: { id: string; act: 'disable' | 'enable' }): Promise<void> =>
      request('POST', `/people/${id}/${act}`),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.people }),
  });
}
/** What a closed account alone managed, to somebody who is there. */
export function useHandOver() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, toId }: { id: string; toId: string }) =>
      request('POST', `/people/${id}/hand-over`, { body: { toId }, schema: handOverResultSchema }),
    // Spaces, lists and what is open may hold more than before.
    onSuccess: () => client.invalidateQueries(),
  });
}

export const useIdentityMerges = () =>
  useList({ key: queryKeys.identityMerges, path: '/identity-merges', schema: identityMergesSchema });

export function useDecideMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: 'approve' | 'refuse' }) =>
      request('POST', `/identity-merges/${id}/${decision}`),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.identityMerges }),
  });
}
