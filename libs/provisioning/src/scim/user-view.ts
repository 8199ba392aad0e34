import { createHash } from 'node:crypto';
import { openAccount } from '@maroquin/identity';
import { fold, type OrganisationKeys } from '@maroquin/platform/keys';
import { type Complex, isComplex } from './protocol/attribute.js';
import { schemasOf } from './protocol/read-resource.js';
import { userType } from './protocol/schemas.js';

/** A person as the database has it. */
export interface UserRow {
  readonly id: string;
  readonly name_sealed: Buffer;
  readonly email_sealed: Buffer;
  readonly created_at: Date;
  readonly disabled_at: Date | null;
  readonly admin: boolean;
  /** null: nobody provisioned this person yet. */
  readonly resource_sealed: Buffer | null;
  readonly updated_at: Date | null;
}

export const sealUser = (keys: OrganisationKeys, id: string, resource: Complex): Buffer =>
  keys.seal({ table: 'scim_user', column: 'resource', row: id }, JSON.stringify(resource));

/** What the client wrote last, or what is known of a person whom it did not write. Without `active`. */
export function openUser(keys: OrganisationKeys, row: UserRow): Complex {
  if (row.resource_sealed === null) {
    const email = openAccount(keys, row.id, 'email', row.email_sealed);
    return {
      userName: email,
      displayName: openAccount(keys, row.id, 'name', row.name_sealed),
      emails: [{ value: email, type: 'work', primary: true }],
    };
  }
  return JSON.parse(
    keys.openText({ table: 'scim_user', column: 'resource', row: row.id }, row.resource_sealed),
  ) as Complex;
}

/** As it is answered, but for `groups`. */
export function toUser(keys: OrganisationKeys, row: UserRow, base: string): Complex {
  const resource = openUser(keys, row);
  const changed = Math.max(
    ...[row.created_at, row.updated_at, row.disabled_at].map((at) => at?.getTime() ?? 0),
  );
  return {
    ...resource,
    schemas: schemasOf(userType, resource),
    id: row.id,
    active: row.disabled_at === null,
    meta: {
      resourceType: 'User',
      created: row.created_at.toISOString(),
      lastModified: new Date(changed).toISOString(),
      location: `${base}/Users/${row.id}`,
      version: versionOf(row),
    },
  };
}

/** Sealing takes a new nonce each time: what was written again is another state. */
const versionOf = ({ resource_sealed, name_sealed, email_sealed, disabled_at }: UserRow): string =>
  weakTag(resource_sealed ?? Buffer.concat([name_sealed, email_sealed]), disabled_at?.toISOString() ?? '');

export function weakTag(...parts: readonly (Uint8Array | string)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\u0000');
  return `W/"${hash.digest('base64url').slice(0, 22)}"`;
}

const textAt = (resource: Complex, name: string): string => {
  const value = Object.hasOwn(resource, name) ? resource[name] : undefined;
  return typeof value === 'string' ? value.trim() : '';
};

const MAX_NAME = 200;

/** The one name that others see, on one line. */
export function shownNameOf(resource: Complex): string {
  const parts = isComplex(resource['name']) ? resource['name'] : {};
  const candidates = [
    textAt(resource, 'displayName'),
    textAt(parts, 'formatted'),
    `${textAt(parts, 'givenName')} ${textAt(parts, 'familyName')}`.trim(),
    textAt(resource, 'userName'),
  ];
  const oneLine = candidates.map((name) =>
    name
      .replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu, ' ')
      .trim()
      .slice(0, MAX_NAME)
      .trim(),
  );
  return oneLine.find((name) => name !== '') ?? '?';
}

export const userNameHash = (keys: OrganisationKeys, userName: string): Buffer =>
  keys.hash('scim userName', fold(userName.trim()));
export const externalIdHash = (keys: OrganisationKeys, kind: 'User' | 'Group', externalId: string): Buffer =>
  keys.hash('scim externalId', kind, externalId);
