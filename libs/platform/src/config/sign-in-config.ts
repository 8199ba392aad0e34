import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { type Environment, isSecret, said } from './environment.js';
import {
  parseAccess,
  parseOrganisations,
  type AccessCondition,
  type OrganisationRule,
} from './sign-in-rules.js';
import { isLoopback, oneOf, textSchema } from './variables.js';

/** One OpenID provider by which people of this instance may sign in. */
export interface OidcProviderConfig {
  /** In addresses and in the database: proconnect, proconnect-rie, oidc, oidc-NAME. Never change it later. */
  readonly id: string;
  readonly kind: 'proconnect' | 'oidc';
  /** As people read it. */
  readonly name: string;
  /** Compared character by character, so with or without the last slash as the provider writes it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clientAuth: 'post' | 'basic';
  readonly scope: string;
  readonly idTokenAlg: 'ES256' | 'RS256';
  /** jwt: refused unless signed; auto: signed or plain JSON, whichever content type comes. */
  readonly userinfo: 'auto' | 'jwt';
  readonly pkce: boolean;
  /** Asked for as essential and checked again; empty: not asked for. */
  readonly acrValues: readonly string[];
  /** Hosts of the provider besides its issuer's. */
  readonly hosts: readonly string[];
  readonly organisations: readonly OrganisationRule[];
  readonly access: readonly AccessCondition[];
  /** Whom somebody asks who may not enter. */
  readonly contact: string | null;
}

const PROCONNECT = {
  PROCONNECT: {
    id: 'proconnect',
    production: 'https://auth.agentconnect.gouv.fr/api/v2',
    integration: 'https://fca.integ01.dev-agentconnect.fr/api/v2',
  },
  PROCONNECT_RIE: {
    id: 'proconnect-rie',
    production: 'https://auth.agentconnect.rie.gouv.fr/api/v2',
    integration: 'https://fca.integ02.agentconnect.rie.gouv.fr/api/v2',
  },
} as const;
const OF_PRESET = {
  scope: 'openid given_name usual_name email uid siret idp_id organization_label roles',
  idTokenAlg: 'ES256',
  userinfo: 'jwt',
  acrValues: ['eidas1-mfa', 'eidas2', 'eidas3'],
} as const;
const OF_ANY = {
  scope: 'openid email profile',
  idTokenAlg: 'RS256',
  userinfo: 'auto',
  acrValues: [],
} as const;

const OF_EACH = [
  ...['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET', 'CLIENT_AUTH', 'NAME', 'SCOPE', 'ID_TOKEN_ALG', 'USERINFO'],
  ...['PKCE', 'ACR_VALUES', 'HOSTS', 'ORGANISATIONS', 'ACCESS', 'CONTACT'],
];
const OF_PROCONNECT = [...OF_EACH, 'ENVIRONMENT'];
const MAX_PROVIDERS = 10;

/** The variables with fixed names; `OIDC_<NAME>_…` follow `OIDC_…`. For .env.example. */
export const signInVariables: readonly string[] = [
  'OIDC_PROVIDERS',
  ...OF_EACH.map((name) => `OIDC_${name}`),
  ...Object.keys(PROCONNECT).flatMap((prefix) => OF_PROCONNECT.map((name) => `${prefix}_${name}`)),
];

const issuerSchema = z.string().refine(
  (text) => {
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
    return isSafe && url.search === '' && url.hash === '' && url.username === '' && text.length <= 500;
  },
  said(
    'donnez l’adresse https de l’émetteur, telle que le fournisseur l’écrit',
    'give the issuer’s https address, as the provider writes it',
  ),
);
const visibleSchema = (fr: string, en: string) =>
  z.string().refine((text) => /^[\x21-\x7e]{1,500}$/.test(text), said(fr, en));
const scopeSchema = z
  .string()
  .refine(
    (text) => /^[\x21\x23-\x5b\x5d-\x7e ]{1,500}$/.test(text) && text.split(/ +/).includes('openid'),
    said(
      'donnez une liste séparée par des espaces, avec openid',
      'give a list separated by spaces, with openid',
    ),
  );
export const wordsSchema = z
  .string()
  .refine(
    (text) => /^[\w.:/ -]{1,1000}$/.test(text) && text.split(/ +/).length <= 20,
    said('donnez au plus 20 mots séparés par des espaces', 'give at most 20 words separated by spaces'),
  )
  .transform((text) => text.split(/ +/));
const hostsSchema = z
  .string()
  .refine(
    (text) => text.split(/ +/).every((host) => /^[a-z0-9][a-z0-9.-]{0,252}(?::\d{1,5})?$/i.test(host)),
    said('donnez des noms de machine séparés par des espaces', 'give host names separated by spaces'),
  )
  .transform((text) => text.split(/ +/));
const providersSchema = z
  .string()
  .refine(
    (text) => text.split(/ *, */).every((name) => /^[A-Z0-9]{1,20}$/.test(name)),
    said(
      'donnez des noms en capitales séparés par des virgules',
      'give names in capitals, separated by commas',
    ),
  )
  .transform((text) => [...new Set(text.split(/ *, */))]);

/** Every provider that the environment names. @throws {ConfigError} naming the variable */
export function loadSignIn(from: Environment): OidcProviderConfig[] {
  const names = from.get('OIDC_PROVIDERS', providersSchema.optional()) ?? [];
  refuseUnknown(from, names);
  const given = (prefix: string, list: readonly string[]): boolean =>
    list.some((name) => from.has(`${prefix}_${name}`));
  const providers = Object.entries(PROCONNECT)
    .filter(([prefix]) => given(prefix, OF_PROCONNECT))
    .map(([prefix, preset]) => {
      const environment = from.get(
        `${prefix}_ENVIRONMENT`,
        oneOf(['production', 'integration']).default('production'),
      );
      return loadOne(from, prefix, { id: preset.id, issuer: preset[environment], kind: 'proconnect' });
    });
  if (given('OIDC', OF_EACH)) providers.push(loadOne(from, 'OIDC', { id: 'oidc', kind: 'oidc' }));
  for (const name of names)
    providers.push(loadOne(from, `OIDC_${name}`, { id: `oidc-${name.toLowerCase()}`, kind: 'oidc' }));
  if (providers.length > MAX_PROVIDERS)
    throw new ConfigError('OIDC_PROVIDERS', 'au plus dix fournisseurs', 'at most ten providers');
  return providers;
}

/** A mistyped name would be a rule that people believe in. */
function refuseUnknown(from: Environment, names: readonly string[]): void {
  const known = new Set([
    ...signInVariables,
    ...names.flatMap((name) => OF_EACH.map((one) => `OIDC_${name}_${one}`)),
  ]);
  for (const name of from.names()) {
    if (!/^(?:OIDC|PROCONNECT)_/.test(name)) continue;
    if (known.has(name) || (name.endsWith('_FILE') && isSecret(name.slice(0, -'_FILE'.length)))) continue;
    throw new ConfigError(
      name,
      'cette variable n’existe pas ; corrigez son nom d’après .env.example, ou nommez le fournisseur dans OIDC_PROVIDERS',
      'there is no such variable; correct its name after .env.example, or name the provider in OIDC_PROVIDERS',
    );
  }
}

interface Preset {
  readonly id: string;
  readonly kind: OidcProviderConfig['kind'];
  readonly issuer?: string;
}

function loadOne(from: Environment, prefix: string, { id, kind, issuer: known }: Preset): OidcProviderConfig {
  // what is wrong is named before what is missing
  const optional = loadOptional(from, prefix, kind === 'proconnect');
  const needed = <T extends z.ZodType<string>>(name: string, schema: T): string => {
    const value = from.get(`${prefix}_${name}`, schema.optional());
    if (value !== undefined) return value;
    throw new ConfigError(
      `${prefix}_${name}`,
      `est nécessaire avec les autres variables ${prefix}_`,
      `is needed with the other ${prefix}_ variables`,
    );
  };
  const issuer =
    known === undefined
      ? needed('ISSUER', issuerSchema)
      : from.get(`${prefix}_ISSUER`, issuerSchema.default(known));
  return {
    ...optional,
    id,
    kind,
    issuer,
    name: optional.name ?? new URL(issuer).hostname,
    clientId: needed(
      'CLIENT_ID',
      visibleSchema('donnez l’identifiant du client', 'give the client’s identifier'),
    ),
    clientSecret: needed(
      'CLIENT_SECRET',
      visibleSchema('donnez le secret du client', 'give the client’s secret'),
    ),
  };
}

function loadOptional(from: Environment, prefix: string, isProConnect: boolean) {
  const preset = isProConnect ? OF_PRESET : OF_ANY;
  const name = (one: string): string => `${prefix}_${one}`;
  const either = <const T extends readonly [string, ...string[]]>(one: string, list: T, value: T[number]) =>
    from.get(name(one), oneOf(list).optional()) ?? value;
  return {
    name: from.get(name('NAME'), textSchema.max(60).optional()) ?? (isProConnect ? nameOf(prefix) : null),
    clientAuth: either('CLIENT_AUTH', ['post', 'basic'], 'post'),
    scope: from.get(name('SCOPE'), scopeSchema.default(preset.scope)),
    idTokenAlg: either('ID_TOKEN_ALG', ['ES256', 'RS256'], preset.idTokenAlg),
    userinfo: either('USERINFO', ['auto', 'jwt'], preset.userinfo),
    pkce: either('PKCE', ['on', 'off'], 'on') === 'on',
    acrValues: from.get(name('ACR_VALUES'), wordsSchema.optional()) ?? preset.acrValues,
    hosts: from.get(name('HOSTS'), hostsSchema.optional()) ?? [],
    organisations: parseOrganisations(
      name('ORGANISATIONS'),
      from.get(name('ORGANISATIONS'), textSchema.default('')),
    ),
    access: parseAccess(name('ACCESS'), from.get(name('ACCESS'), textSchema.default(''))),
    contact: from.get(name('CONTACT'), textSchema.max(200).optional()) ?? null,
  };
}

const nameOf = (prefix: string): string => (prefix === 'PROCONNECT_RIE' ? 'ProConnect (RIE)' : 'ProConnect');
