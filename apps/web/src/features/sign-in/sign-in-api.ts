import { ceremonySchema, meSchema, nextStepSchema } from '@maroquin/contracts';
import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { type BodyOf, queryKeys, request } from '../../api/index.js';

/** What follows a right password; null: signed in. */
export const signInByPassword = (body: {
  email: string;
  password: string;
}): Promise<z.infer<typeof nextStepSchema> | null> =>
  request('POST', '/sign-in/password', { body, schema: nextStepSchema.nullable() });

export const signInByCode = (code: string): Promise<void> =>
  request('POST', '/sign-in/second-factor', { body: { code } });

/**
 * `inField`: waits until the person picks a passkey among what the browser proposes in the address field.
 * @throws ApiError; or the browser's own error, when the person cancels
 */
export async function signInByPasskey({ inField = false } = {}): Promise<void> {
  const { options } = await request('POST', '/sign-in/passkey-options', { schema: ceremonySchema });
  const credential = await startAuthentication({
    optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON,
    useBrowserAutofill: inField,
  });
  await request('POST', '/sign-in/passkey', { body: { credential } });
}

/** The token comes from the address's fragment, which no server has seen. null: signed in; else the code is asked for. */
export const signInByLink = (token: string): Promise<z.infer<typeof nextStepSchema> | null> =>
  request('POST', '/sign-in/link', { body: { token }, schema: nextStepSchema.nullable() });
export const requestLink = (email: string): Promise<void> =>
  request('POST', '/sign-in/link-requests', { body: { email } });
export const setPassword = (body: BodyOf<'PUT', '/me/password'>): Promise<void> =>
  request('PUT', '/me/password', { body });

export function useFirstRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<'PUT', '/me/first-run'>) =>
      request('PUT', '/me/first-run', { body, schema: meSchema }),
    onSuccess: (me) => client.setQueryData(queryKeys.me, me),
  });
}
