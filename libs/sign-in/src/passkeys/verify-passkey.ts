import type { newPasskeyCredentialSchema, passkeyCredentialSchema } from '@maroquin/contracts';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { z } from 'zod';
import type { RelyingParty } from './ceremonies.js';
import type { PasskeyRecord } from './passkey-record.js';
import { webauthn, webauthnHelpers } from './webauthn.js';

export type NewPasskeyCredential = z.infer<typeof newPasskeyCredentialSchema>;
export type PasskeyCredential = z.infer<typeof passkeyCredentialSchema>;

/** The library's own shapes are looser than what was checked. */
const asRegistration = (credential: NewPasskeyCredential) =>
  credential as unknown as RegistrationResponseJSON;
const asAuthentication = (credential: PasskeyCredential) =>
  credential as unknown as AuthenticationResponseJSON;

/**
 * None is asked for, so at most the key's own signature may come (WebAuthn L3 §5.4.7). A chain of certificates would
 * make the server fetch revocation lists from wherever they say.
 */
async function bringsCertificates({ response }: NewPasskeyCredential): Promise<boolean> {
  const { decodeAttestationObject, isoBase64URL } = await webauthnHelpers();
  const statement = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject));
  const format = statement.get('fmt');
  return format !== 'none' && !(format === 'packed' && statement.get('attStmt').get('x5c') === undefined);
}

interface NewPasskey extends PasskeyRecord {
  readonly counter: number;
}

/** Registration (WebAuthn L3 §7.1). null when anything in it is not as it must be. */
export async function verifyNewPasskey(
  credential: NewPasskeyCredential,
  challenge: string,
  { id, origin }: RelyingParty,
): Promise<NewPasskey | null> {
  try {
    if (await bringsCertificates(credential)) return null;
    const { verifyRegistrationResponse } = await webauthn();
    const { isoBase64URL } = await webauthnHelpers();
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: asRegistration(credential),
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    });
    if (!verified) return null;
    const made = registrationInfo.credential;
    return {
      credentialId: made.id,
      publicKey: isoBase64URL.fromBuffer(made.publicKey),
      transports: made.transports ?? [],
      synced: registrationInfo.credentialDeviceType === 'multiDevice',
      counter: made.counter,
    };
  } catch {
    // the library throws for whatever was sent, malformed or forged
    return null;
  }
}

/**
 * Authentication (WebAuthn L3 §7.2). null when anything in it is not as it must be.
 * @returns the new count of signatures, which the caller compares with the stored one, in one statement
 */
export async function verifyPasskey(
  credential: PasskeyCredential,
  record: PasskeyRecord,
  challenge: string,
  { id, origin }: RelyingParty,
): Promise<number | null> {
  try {
    const { verifyAuthenticationResponse } = await webauthn();
    const { isoBase64URL } = await webauthnHelpers();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: asAuthentication(credential),
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: {
        id: record.credentialId,
        publicKey: isoBase64URL.toBuffer(record.publicKey),
        transports: [...record.transports],
        counter: 0,
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}
