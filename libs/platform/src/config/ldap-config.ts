import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { type Environment, readSmallFile, said } from './environment.js';
import { type OrganisationRule, parseOrganisations } from './sign-in-rules.js';
import { isLoopback, oneOf, textSchema } from './variables.js';

/** The directory (LDAPv3, RFC 4511) in which people of this instance have their passwords and groups. */
export interface LdapConfig {
  /** In the database; never changes. */
  readonly id: 'ldap';
  /** As people read it. */
  readonly name: string;
  /** With the stable identifier of an entry it is the key of an account: the domain of the base, so that hosts may change. */
  readonly issuer: string;
  readonly host: string;
  readonly port: number;
  /** In clear on this machine alone. */
  readonly tls: 'ldaps' | 'starttls' | 'none';
  /** Certificate authority, PEM; null: those of the system. */
  readonly ca: string | null;
  readonly bindDn: string;
  readonly bindPassword: string;
  readonly baseDn: string;
  /** `{login}` stands for what the person typed. */
  readonly userFilter: string;
  /** null: groups are left alone. */
  readonly groupBaseDn: string | null;
  readonly groupFilter: string;
  readonly attributes: LdapAttributes;
  readonly organisations: readonly OrganisationRule[];
  /** Percent of the people, and of the members of teams, that one synchronisation may take away. */
  readonly maxRemovals: number;
  /** Whom somebody asks who may not enter. */
  readonly contact: string | null;
}

export interface LdapAttributes {
  /** entryUUID (RFC 4530), objectGUID, nsUniqueId, ipaUniqueID… */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly login: string;
  readonly siret: string | null;
}

const NAMES = [
  ...['URL', 'STARTTLS', 'CA_FILE', 'BIND_DN', 'BIND_PASSWORD', 'BASE_DN', 'USER_FILTER'],
  ...['GROUP_BASE_DN', 'GROUP_FILTER', 'ATTR_ID', 'ATTR_NAME', 'ATTR_EMAIL', 'ATTR_LOGIN', 'ATTR_SIRET'],
  ...['ORGANISATIONS', 'MAX_REMOVALS', 'NAME', 'CONTACT'],
];
/** For .env.example. */
export const ldapVariables: readonly string[] = NAMES.map((name) => `LDAP_${name}`);

const LOGIN = '{login}';
const USER_FILTER =
  '(&(|(objectClass=person)(objectClass=posixAccount))(|(uid={login})(sAMAccountName={login})(mail={login})))';
const GROUP_FILTER =
  '(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=group)(objectClass=posixGroup))';

const addressSchema = z.string().refine(
  (text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, pathname, search, hash, username } = new URL(text);
    const isAlone = ['', '/'].includes(pathname) && search === '' && hash === '' && username === '';
    return ['ldap:', 'ldaps:'].includes(protocol) && hostname !== '' && isAlone;
  },
  said('donnez ldaps://machine:636 ou ldap://machine:389', 'give ldaps://host:636 or ldap://host:389'),
);
const dnSchema = z
  .string()
  .refine(
    (text) => /^[A-Za-z][\w.-]*=./.test(text) && text.length <= 1_000 && !/\p{Cc}/u.test(text),
    said('donnez un nom distinctif, par exemple dc=exemple,dc=fr', 'give a name such as dc=example,dc=org'),
  );
/** Its parentheses match and it holds no control character; the directory itself knows the rest. */
const filterSchema = z.string().refine(
  (text) => {
    let open = 0;
    for (const [at, sign] of [...text].entries()) {
      open += sign === '(' ? 1 : sign === ')' ? -1 : 0;
      if (open < 0 || (open === 0 && at < text.length - 1)) return false;
    }
    return open === 0 && text.startsWith('(') && text.length <= 2_000 && !/\p{Cc}/u.test(text);
  },
  said('donnez un filtre LDAP entre parenthèses', 'give an LDAP filter in parentheses'),
);
const userFilterSchema = filterSchema.refine(
  (text) => text.includes(`=${LOGIN})`),
  said(
    'le filtre doit comparer quelque chose à {login}, par exemple (uid={login})',
    'the filter must compare something with {login}, for example (uid={login})',
  ),
);
const attributeSchema = z
  .string()
  .refine(
    (text) => /^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(text),
    said('donnez un nom d’attribut', 'give the name of an attribute'),
  );
const percentSchema = z
  .string()
  .refine((text) => /^(?:[1-9]\d?|100)$/.test(text), said('donnez un nombre de 1 à 100', 'give 1 to 100'))
  .transform(Number);

/** @returns null without LDAP_URL. @throws {ConfigError} naming the variable */
export function loadLdap(from: Environment): LdapConfig | null {
  refuseUnknown(from);
  const given = ldapVariables.find((name) => from.has(name));
  if (given === undefined) return null;
  const optional = loadOptional(from);
  const needed = <T extends z.ZodType<string>>(name: string, schema: T): string => {
    const value = from.get(name, schema.optional());
    if (value !== undefined) return value;
    throw new ConfigError(
      name,
      'est nécessaire avec les autres variables LDAP_',
      'is needed with LDAP_ variables',
    );
  };
  const baseDn = needed('LDAP_BASE_DN', dnSchema);
  return {
    ...optional,
    ...place(from, new URL(needed('LDAP_URL', addressSchema))),
    id: 'ldap',
    issuer: issuerOf(baseDn),
    // Without a name and a password the directory would take us for anybody (RFC 4513 §5.1.1).
    bindDn: needed('LDAP_BIND_DN', dnSchema),
    bindPassword: needed('LDAP_BIND_PASSWORD', textSchema.max(1_000)),
    baseDn,
  };
}

/** A mistyped name would be a rule that people believe in. */
function refuseUnknown(from: Environment): void {
  for (const name of from.names()) {
    if (!name.startsWith('LDAP_') || ldapVariables.includes(name) || name === 'LDAP_BIND_PASSWORD_FILE')
      continue;
    throw new ConfigError(
      name,
      'cette variable n’existe pas ; corrigez son nom d’après .env.example',
      'there is no such variable; correct its name after .env.example',
    );
  }
}

function place(from: Environment, url: URL): Pick<LdapConfig, 'host' | 'port' | 'tls'> {
  const isTls = url.protocol === 'ldaps:';
  const startTls = from.get('LDAP_STARTTLS', oneOf(['on', 'off']).default('on'));
  if (!isTls && startTls === 'off' && !isLoopback(url.hostname))
    throw new ConfigError(
      'LDAP_STARTTLS',
      'les mots de passe ne voyagent en clair que sur cette machine ; gardez StartTLS, ou donnez une adresse ldaps://',
      'passwords travel in clear on this machine only; keep StartTLS, or give an ldaps:// address',
    );
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (isTls ? 636 : 389) : Number(url.port),
    tls: isTls ? 'ldaps' : startTls === 'on' ? 'starttls' : 'none',
  };
}

function loadOptional(from: Environment) {
  const caFile = from.get('LDAP_CA_FILE', textSchema.optional());
  const organisations = from.get('LDAP_ORGANISATIONS', textSchema.default(''));
  return {
    ca: caFile === undefined ? null : readSmallFile('LDAP_CA_FILE', caFile),
    userFilter: from.get('LDAP_USER_FILTER', userFilterSchema.default(USER_FILTER)),
    groupBaseDn: from.get('LDAP_GROUP_BASE_DN', dnSchema.optional()) ?? null,
    groupFilter: from.get('LDAP_GROUP_FILTER', filterSchema.default(GROUP_FILTER)),
    attributes: {
      id: from.get('LDAP_ATTR_ID', attributeSchema.default('entryUUID')),
      name: from.get('LDAP_ATTR_NAME', attributeSchema.default('cn')),
      email: from.get('LDAP_ATTR_EMAIL', attributeSchema.default('mail')),
      login: from.get('LDAP_ATTR_LOGIN', attributeSchema.default('uid')),
      siret: from.get('LDAP_ATTR_SIRET', attributeSchema.optional()) ?? null,
    },
    organisations: parseOrganisations('LDAP_ORGANISATIONS', organisations),
    maxRemovals: from.get('LDAP_MAX_REMOVALS', percentSchema.default(20)),
    name: from.get('LDAP_NAME', textSchema.max(60).optional()) ?? 'L’annuaire',
    contact: from.get('LDAP_CONTACT', textSchema.max(200).optional()) ?? null,
  };
}

/** `ldap:dc=exemple,dc=fr`, in small letters: the same for every branch of one directory. */
function issuerOf(baseDn: string): string {
  const name = baseDn.toLowerCase().replaceAll(/\s*([,=])\s*/g, '$1');
  return `ldap:${/(?:^|,)(dc=.*)$/.exec(name)?.[1] ?? name}`;
}
