import type { OrganisationKeys } from '@maroquin/platform/keys';
import { z } from 'zod';

/** What a signature is checked against (WebAuthn L3 §4, credential record). */
const recordSchema = z.object({
  credentialId: z.string(),
  /** COSE_Key, base64url. */
  publicKey: z.string(),
  transports: z.array(z.string()),
  /** It may be kept on several devices. */
  synced: z.boolean(),
});
export type PasskeyRecord = z.infer<typeof recordSchema>;

const place = (column: 'record' | 'name', accountId: string, id: string) => ({
  table: 'passkey',
  column,
  row: `${accountId} ${id}`,
});

/** Sealed for this account: one that was put there, or moved from another account, does not open. */
export const sealRecord = (
  keys: OrganisationKeys,
  accountId: string,
  id: string,
  record: PasskeyRecord,
): Buffer => keys.seal(place('record', accountId, id), JSON.stringify(record));

/** @throws {DomainError} sealed.damaged */
export const openRecord = (
  keys: OrganisationKeys,
  accountId: string,
  id: string,
  sealed: Buffer,
): PasskeyRecord => recordSchema.parse(JSON.parse(keys.openText(place('record', accountId, id), sealed)));

export const sealPasskeyName = (
  keys: OrganisationKeys,
  accountId: string,
  id: string,
  name: string,
): Buffer => keys.seal(place('name', accountId, id), name);

/** @throws {DomainError} sealed.damaged */
export const openPasskeyName = (
  keys: OrganisationKeys,
  accountId: string,
  id: string,
  sealed: Buffer,
): string => keys.openText(place('name', accountId, id), sealed);

/** The user handle (WebAuthn L3 §14.6.1): the account's id, which says nothing of the person. */
export const userHandleOf = (accountId: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(accountId.replaceAll('-', ''), 'hex'));
