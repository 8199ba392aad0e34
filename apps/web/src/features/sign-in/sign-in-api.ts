import { ceremonySchema, nextStepSchema } from '@maroquin/contracts';
import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import type { z } from 'zod';
import { request } from '../../api/index.js';

/** What follows a right password; null: signed in. */
export const signInByPassword = (body: {
  email: string;
  password: string;
}): Promise<z.infer<typeof nextStepSchema> | null> =>
  request('POST', '/auth/password', { body, schema: nextStepSchema.nullable() });

export const signInByCode = (code: string): Promise<void> =>
  request('POST', '/auth/second-factor', { body: { code } });

/**
 * `inField`: waits until the person picks a passkey among what the browser proposes in the address field.
 * @throws ApiError; or the browser's own error, when the person cancels
 */
export async function signInByPasskey({ inField = false } = {}): Promise<void> {
  const { options } = await request('POST', '/auth/passkey-options', { schema: ceremonySchema });
  const credential = await startAuthentication({
    optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON,
    useBrowserAutofill: inField,
  });
  await request('POST', '/auth/passkey', { body: { credential } });
}
