import { DomainError } from '@maroquin/platform/errors';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import { CEREMONY_MS, type RelyingParty } from './ceremonies.js';
import { openRecord, type PasskeyRecord, userHandleOf } from './passkey-record.js';
import { type PasskeyCredential, verifyPasskey } from './verify-passkey.js';
import { webauthn } from './webauthn.js';

/** What a browser is asked to sign. Names no passkey, so that it tells nothing about anybody. */
export const signInOptions = async ({ id }: RelyingParty) =>
  (await webauthn()).generateAuthenticationOptions({
    rpID: id,
    timeout: CEREMONY_MS,
    userVerification: 'required',
  });

interface PasskeyMaker {
  readonly id: string;
  readonly name: string;
  /** Shown by the browser beside the passkey. */
  readonly login: string;
  readonly service: string;
  /** Passkeys that it has. */
  readonly exclude?: { id: string }[];
}

/**
 * What a browser needs to make a passkey. Discoverable, so that its person need not write an address, and with user
 * verification, so that it is two proofs at once.
 */
export const enrolmentOptions = async ({ id: rpID }: RelyingParty, person: PasskeyMaker) =>
  (await webauthn()).generateRegistrationOptions({
    rpName: person.service,
    rpID,
    userID: userHandleOf(person.id),
    userName: person.login,
    userDisplayName: person.name,
    timeout: CEREMONY_MS,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: person.exclude ?? [],
  });

/** A passkey as it is stored, and whose it is. */
interface StoredPasskey {
  readonly id: string;
  readonly ownerId: string;
  readonly sealed: Buffer;
}

/** A passkey that signed, before its count of signatures is compared. */
export interface SignedPasskey {
  readonly record: PasskeyRecord;
  readonly counter: number;
}

/** Why not, as a code. */
export type PasskeyTrouble = 'planted' | 'user-handle' | 'signature';

/** Whether this credential is that stored passkey, of that owner, and signed this challenge just now. */
export async function judgePasskey(
  credential: PasskeyCredential,
  keys: OrganisationKeys,
  stored: StoredPasskey | null,
  { challenge, relyingParty }: { readonly challenge: string; readonly relyingParty: RelyingParty },
): Promise<SignedPasskey | PasskeyTrouble> {
  const record = stored === null ? null : recordOf(keys, stored);
  if (stored === null || record?.credentialId !== credential.id) return 'planted';
  const handle = Buffer.from(credential.response.userHandle ?? '', 'base64url');
  if (!handle.equals(userHandleOf(stored.ownerId))) return 'user-handle';
  const counter = await verifyPasskey(credential, record, challenge, relyingParty);
  return counter === null ? 'signature' : { record, counter };
}

/** null for a record that was put there from outside. */
function recordOf(keys: OrganisationKeys, { id, ownerId, sealed }: StoredPasskey): PasskeyRecord | null {
  try {
    return openRecord(keys, ownerId, id, sealed);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'sealed.damaged') return null;
    throw error;
  }
}

/**
 * How its person was identified (RFC 8176 §2): a key that is proof of itself, in hardware or in software, and its person
 * verified by the device.
 */
export const passkeyMethods = ({ synced }: PasskeyRecord): string[] => [
  synced ? 'swk' : 'hwk',
  'user',
  'mfa',
];
