import { ceremonySchema, nextStepSchema } from '@maroquin/contracts';
import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { request } from '../api/index.js';

/** The next step after a right password; null: signed in. */
export const signInByPassword = async (body: { email: string; password: string }): Promise<'code' | null> =>
  (await request('POST', '/auth/password', { body, schema: nextStepSchema.nullable() }))?.next ?? null;

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
