import { type PersonClaims, readClaims } from '@maroquin/identity';
import type { LdapAttributes } from '@maroquin/platform/config';
import type { Entry } from 'ldapts';

/** Somebody, as the directory says. */
export interface DirectoryPerson {
  readonly dn: string;
  /** Never changes, nor is it given to anybody else: the subject of the account. */
  readonly id: string;
  readonly logins: readonly string[];
  /** Its account there is closed for good, or its time is over. */
  readonly locked: boolean;
  readonly claims: PersonClaims;
}

export interface DirectoryGroup {
  readonly dn: string;
  readonly id: string;
  readonly name: string;
  /** Names of entries. */
  readonly members: readonly string[];
  /** Logins (posixGroup). */
  readonly memberLogins: readonly string[];
}

const LOCK_ATTRIBUTES = [
  ...['pwdAccountLockedTime', 'nsAccountLock', 'loginDisabled', 'userAccountControl', 'accountExpires'],
  ...['shadowExpire'],
];
const MEMBER_ATTRIBUTES = ['member', 'uniqueMember', 'memberUid'];
const GIVEN_NAMES = ['givenName', 'sn', 'displayName'];

export const personAttributes = ({ id, name, email, login, siret }: LdapAttributes): string[] => [
  ...new Set([
    id,
    name,
    email,
    login,
    ...(siret === null ? [] : [siret]),
    ...GIVEN_NAMES,
    ...LOCK_ATTRIBUTES,
  ]),
];
export const groupAttributes = ({ id }: LdapAttributes): string[] => [id, 'cn', ...MEMBER_ATTRIBUTES];

/** Of an attribute, whatever letters the server writes its name in. */
function valuesOf(entry: Entry, name: string): (string | Buffer)[] {
  const key = Object.keys(entry).find((one) => one.toLowerCase() === name.toLowerCase());
  const value = key === undefined ? [] : entry[key];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
const textsOf = (entry: Entry, name: string): string[] =>
  valuesOf(entry, name).filter((value): value is string => typeof value === 'string' && value !== '');

/** Printable as it is, binary (objectGUID) in hexadecimal digits; null: none, or several. */
function idOf(entry: Entry, name: string): string | null {
  const [value, ...more] = valuesOf(entry, name);
  if (value === undefined || value.length === 0 || value.length > 255 || more.length > 0) return null;
  return Buffer.isBuffer(value) ? value.toString('hex') : value.toLowerCase();
}

/** null: an entry without a stable identifier, or without a name to bind with, is nobody. */
export function toPerson(entry: Entry, attributes: LdapAttributes, now: Date): DirectoryPerson | null {
  const id = idOf(entry, attributes.id);
  if (id === null || entry.dn === '') return null;
  const [email] = textsOf(entry, attributes.email);
  const [name] = textsOf(entry, attributes.name);
  const [shown] = textsOf(entry, 'displayName');
  const [given] = textsOf(entry, 'givenName');
  const [family] = textsOf(entry, 'sn');
  const [siret] = attributes.siret === null ? [] : textsOf(entry, attributes.siret);
  const claims = readClaims(
    id,
    {},
    {
      email,
      // The directory is the organisation's own, and gives the addresses.
      email_verified: true,
      name: shown ?? name,
      siret,
      ...(shown === undefined ? { given_name: given, family_name: family } : {}),
    },
  );
  const logins = textsOf(entry, attributes.login).slice(0, 10);
  return { dn: entry.dn, id, logins, locked: isLocked(entry, now), claims };
}

/** null: not whole. A directory that gives members by ranges would look as if the others had left. */
export function toGroup(entry: Entry, attributes: LdapAttributes): DirectoryGroup | null {
  const id = idOf(entry, attributes.id);
  const [name] = textsOf(entry, 'cn');
  const isPartial = Object.keys(entry).some((key) => /;range=/i.test(key));
  if (id === null || name === undefined || isPartial) return null;
  const members = [...textsOf(entry, 'member'), ...textsOf(entry, 'uniqueMember')];
  return { dn: entry.dn, id, name, members, memberLogins: textsOf(entry, 'memberUid') };
}

const DAY_MS = 24 * 60 * 60_000;
/** From 1601 to 1970, in milliseconds. */
const WINDOWS_EPOCH_MS = 11_644_473_600_000;
const ACCOUNT_DISABLED = 2;

/**
 * What directories say of a closed account: OpenLDAP (permanent lock of draft-behera-ldap-password-policy §5.3.3), 389
 * DS, Active Directory, RFC 2307 shadow. A lock for some minutes after wrong passwords closes nothing: anybody can
 * bring that about.
 */
function isLocked(entry: Entry, now: Date): boolean {
  const has = (name: string, value: string): boolean =>
    textsOf(entry, name).some((text) => text.toUpperCase() === value);
  const number = (name: string): number => Number(textsOf(entry, name)[0] ?? Number.NaN);
  const expiresMs = number('accountExpires') / 10_000 - WINDOWS_EPOCH_MS;
  const shadow = number('shadowExpire');
  return (
    textsOf(entry, 'pwdAccountLockedTime').includes('000001010000Z') ||
    has('nsAccountLock', 'TRUE') ||
    has('loginDisabled', 'TRUE') ||
    (number('userAccountControl') & ACCOUNT_DISABLED) !== 0 ||
    // zero and the largest number both mean "never"
    (number('accountExpires') > 0 && expiresMs <= now.getTime()) ||
    (shadow >= 0 && shadow * DAY_MS <= now.getTime())
  );
}
