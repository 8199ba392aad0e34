import type { z } from 'zod';
import {
  type firstRunSchema,
  handOverResultSchema,
  invitationResultSchema,
  meSchema,
  nextStepSchema,
  peopleSchema,
  signInLinkSchema,
  type Locale,
  type Me,
} from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys, request } from '../../api/index.js';
import { useLocaleSwitch } from '../../i18n/index.js';

/** The token comes from the address's fragment, which no server has seen. null: signed in; else the code is asked for. */
export const signInByLink = (token: string): Promise<z.infer<typeof nextStepSchema> | null> =>
  request('POST', '/auth/link', { body: { token }, schema: nextStepSchema.nullable() });
export const requestLink = (email: string): Promise<void> =>
  request('POST', '/auth/link-requests', { body: { email } });
export const setPassword = (body: { current?: string; password: string }): Promise<void> =>
  request('PUT', '/me/password', { body });

export function useUpdateMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name?: string; locale?: Locale; timeZone?: string }) =>
      request<Me>('PATCH', '/me', { body, schema: meSchema }),
    onSuccess: (me) => client.setQueryData(queryKeys.me, me),
  });
}

export function useFirstRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.infer<typeof firstRunSchema>) =>
      request<Me>('PUT', '/me/first-run', { body, schema: meSchema }),
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

export const usePeople = () =>
  useQuery({
    queryKey: queryKeys.people,
    queryFn: ({ signal }) => request('GET', '/people', { schema: peopleSchema, signal }),
  });

export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; name: string; admin: boolean }) =>
      request('POST', '/invitations', { body, schema: invitationResultSchema }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.people }),
  });
}
export function useNewSignInLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (personId: string) =>
      request('POST', `/people/${personId}/sign-in-link`, { schema: signInLinkSchema }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.people }),
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
