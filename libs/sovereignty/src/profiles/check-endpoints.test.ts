import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@maroquin/platform/config';
import type { Resolve } from '@maroquin/platform/egress';
import { afterAll, describe, expect, it } from 'vitest';
import { openRegistry, readSignedRegistry } from '../registry/registry.js';
import { checkEndpoints, hostsOutside, requireProfile } from './check-endpoints.js';
import type { DeclaredPlace } from './declarations.js';

const folder = mkdtempSync(join(tmpdir(), 'profiles-'));
afterAll(() => rmSync(folder, { recursive: true }));

const registry = openRegistry(readSignedRegistry(), 0);
const clock = { now: () => new Date('2026-12-01T06:00:00Z') };
const HERE: DeclaredPlace = { provider: 'self-hosted', country: 'FR' };
/** Public unless the test says otherwise. */
const resolving =
  (names: Record<string, { addresses: string[]; aliases?: string[] } | 'silent'> = {}): Resolve =>
  async (host) => {
    const found = names[host] ?? { addresses: ['93.184.216.34'] };
    if (found === 'silent') throw new Error('EAI_AGAIN');
    return { aliases: [], ...found };
  };

interface Case {
  readonly env?: NodeJS.ProcessEnv;
  readonly here?: DeclaredPlace | null;
  readonly endpoints?: readonly (DeclaredPlace & { host: string })[];
  readonly names?: Parameters<typeof resolving>[0];
}
let files = 0;
async function check(profile: string, { env = {}, here = HERE, endpoints = [], names }: Case = {}) {
  const path = join(folder, `${String((files += 1))}.json`);
  const text = {
    by: 'Hélène Kervran, RSSI',
    date: '2026-11-02',
    ...(here === null ? {} : { here }),
    endpoints,
  };
  writeFileSync(path, JSON.stringify(text));
  const config = loadConfig({ ...env, SOVEREIGNTY_PROFILE: profile, SOVEREIGNTY_DECLARATIONS: path });
  return checkEndpoints({ config, registry, resolve: resolving(names), clock });
}
const rulesOf = async (profile: string, given: Case): Promise<string[]> => {
  const { endpoints } = await check(profile, given);
  return [...new Set(endpoints.flatMap(({ violations }) => violations.map(({ rule }) => rule)))];
};

const S3 = { S3_BUCKET: 'maroquin', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b' };
const s3 = (OBJECT_STORAGE: string, S3_ENDPOINT?: string, S3_REGION?: string): NodeJS.ProcessEnv => ({
  ...S3,
  OBJECT_STORAGE,
  ...(S3_ENDPOINT === undefined ? {} : { S3_ENDPOINT }),
  ...(S3_REGION === undefined ? {} : { S3_REGION }),
});
const ceph = (host: string): NodeJS.ProcessEnv => s3('ceph', `https://${host}`);
const own = (host: string, more: Partial<DeclaredPlace> = {}) => ({ host, ...HERE, ...more });

describe('under « dev » nothing is refused', () => {
  it('not even a provider that every other profile refuses', async () => {
    expect(await rulesOf('dev', { here: null, env: ceph('s3.eu-west-3.amazonaws.com') })).toEqual([]);
  });
});

describe('an instance within its profile starts', () => {
  const outscale: DeclaredPlace = { provider: 'outscale', region: 'cloudgouv-eu-west-1' };
  it.each<[string, string, Case]>([
    ['everything on a machine of the administration', 'secnumcloud', {}],
    ['Outscale’s qualified region', 'secnumcloud', { here: outscale, env: s3('outscale') }],
    [
      'the qualified offer of OVHcloud, whose attestation is cited',
      'secnumcloud',
      {
        env: s3('ovhcloud-snc', 'https://s3.snc.exemple.fr'),
        endpoints: [
          {
            host: 's3.snc.exemple.fr',
            provider: 'ovhcloud-snc',
            country: 'FR',
            qualification: { reference: 'ANSSI, attestation 1234', until: '2028-03-14' },
          },
        ],
      },
    ],
    ['OVHcloud’s Public Cloud in France', 'fr', { env: s3('ovhcloud', undefined, 'gra') }],
    ['ProConnect', 'internal-cloud', { env: PROCONNECT() }],
    [
      'a database of one’s own, in a private network and with TLS',
      'internal-cloud',
      {
        env: { DATABASE_URL: 'postgres://m@pg-1.maroquin.interne/m?sslmode=verify-full' },
        endpoints: [own('*.maroquin.interne')],
        names: { 'pg-1.maroquin.interne': { addresses: ['10.4.0.7'] } },
      },
    ],
  ])('%s', async (_what, profile, given) => {
    const report = await check(profile, given);
    expect(report.endpoints.flatMap(({ violations }) => violations)).toEqual([]);
    expect(() => requireProfile(report)).not.toThrow();
  });
});

function PROCONNECT(issuer?: string): NodeJS.ProcessEnv {
  return {
    PROCONNECT_CLIENT_ID: 'a',
    PROCONNECT_CLIENT_SECRET: 'b',
    ...(issuer === undefined ? {} : { PROCONNECT_ISSUER: issuer }),
  };
}
const oidc = (issuer: string): NodeJS.ProcessEnv => ({
  ...{ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
});
const database = (url: string): NodeJS.ProcessEnv => ({ DATABASE_URL: url });
const PG = 'postgres://m@pg.maroquin.interne/m';
const inside = { 'pg.maroquin.interne': { addresses: ['10.4.0.7'] } };
const declaredPg = { endpoints: [own('pg.maroquin.interne')], names: inside };

describe('an endpoint outside the profile is refused, and the rule is named', () => {
  const refused = 'droit-etranger';
  it.each<[string, string, string, Case]>([
    ['AWS in Paris', 'eu', refused, { env: ceph('s3.eu-west-3.amazonaws.com') }],
    ['AWS’s European cloud', 'eu', refused, { env: ceph('s3.eusc-de-east-1.amazonaws.eu') }],
    ['a bucket of AWS as the host', 'fr', refused, { env: ceph('b.s3.eu-west-3.amazonaws.com') }],
    ['AWS with a dot at its end', 'eu', refused, { env: ceph('s3.eu-west-3.amazonaws.com.') }],
    ['AWS in capitals', 'eu', refused, { env: ceph('S3.EU-WEST-3.AmazonAWS.com') }],
    ['CloudFront', 'fr', refused, { env: ceph('d1.cloudfront.net') }],
    ['Google’s storage', 'fr', refused, { env: ceph('storage.googleapis.com') }],
    ['Cloudflare’s storage', 'eu', refused, { env: ceph('x.r2.cloudflarestorage.com') }],
    ['Azure’s storage', 'eu', refused, { env: ceph('x.blob.core.windows.net') }],
    [
      'Azure’s PostgreSQL',
      'eu',
      refused,
      { env: database('postgres://m@x.postgres.database.azure.com/m?sslmode=require') },
    ],
    [
      'Amazon’s PostgreSQL',
      'fr',
      refused,
      { env: database('postgres://m@x.eu-west-3.rds.amazonaws.com/m?sslmode=require') },
    ],
    [
      'a database hidden in the query',
      'fr',
      refused,
      {
        env: database(
          'postgres://m@pg.maroquin.interne/m?host=x.eu-west-3.rds.amazonaws.com&sslmode=require',
        ),
        ...declaredPg,
      },
    ],
    ['Microsoft’s mail', 'eu', refused, { env: { SMTP_URL: 'smtp://smtp.office365.com:587' } }],
    ['Google’s mail', 'eu', refused, { env: { SMTP_URL: 'smtps://smtp.gmail.com:465' } }],
    ['Microsoft’s sign-in', 'fr', refused, { env: oidc('https://login.microsoftonline.com/t/v2.0') }],
    ['Google’s sign-in', 'eu', refused, { env: oidc('https://accounts.google.com') }],
    [
      'a second host of a provider',
      'fr',
      refused,
      {
        env: { ...oidc('https://idp.exemple.fr'), OIDC_HOSTS: 'login.live.com' },
        endpoints: [own('idp.exemple.fr', { addresses: ['93.184.216.0/24'] })],
      },
    ],
    [
      'Valkey at Amazon',
      'eu',
      refused,
      {
        env: {
          ...database(`${PG}?sslmode=require`),
          BUS: 'valkey',
          VALKEY_URL: 'rediss://x.cache.amazonaws.com:6379',
        },
        ...declaredPg,
      },
    ],
    [
      'AWS, declared to be one’s own',
      'fr',
      refused,
      { env: ceph('s3.eu-west-3.amazonaws.com'), endpoints: [own('s3.eu-west-3.amazonaws.com')] },
    ],
    [
      'AWS, declared to be Outscale',
      'secnumcloud',
      refused,
      {
        env: ceph('s3.eu-west-3.amazonaws.com'),
        endpoints: [
          { host: 's3.eu-west-3.amazonaws.com', provider: 'outscale', region: 'cloudgouv-eu-west-1' },
        ],
      },
    ],
    ['the server itself at Azure', 'eu', refused, { here: { provider: 'azure', country: 'FR' } }],
    [
      'a name that is an alias of AWS',
      'fr',
      'alias',
      {
        env: ceph('s3.exemple.fr'),
        endpoints: [own('s3.exemple.fr')],
        names: { 's3.exemple.fr': { addresses: ['10.1.1.1'], aliases: ['x.s3.amazonaws.com'] } },
      },
    ],
    [
      'OVHcloud’s Public Cloud, which is not the qualified offer',
      'secnumcloud',
      'qualification',
      { env: s3('ovhcloud', undefined, 'gra') },
    ],
    [
      'OVHcloud’s Public Cloud, declared to be the qualified offer',
      'secnumcloud',
      'qualification',
      {
        env: s3('ovhcloud', undefined, 'gra'),
        endpoints: [
          {
            host: 's3.gra.io.cloud.ovh.net',
            provider: 'ovhcloud-snc',
            country: 'FR',
            qualification: { reference: 'x123', until: '2028-01-01' },
          },
        ],
      },
    ],
    [
      'the qualified offer without its attestation',
      'secnumcloud',
      'qualification',
      {
        env: s3('ovhcloud-snc', 'https://s3.snc.exemple.fr'),
        endpoints: [{ host: 's3.snc.exemple.fr', provider: 'ovhcloud-snc', country: 'FR' }],
      },
    ],
    [
      'an attestation that has ended',
      'secnumcloud',
      'qualification',
      {
        env: s3('ovhcloud-snc', 'https://s3.snc.exemple.fr'),
        endpoints: [
          {
            host: 's3.snc.exemple.fr',
            provider: 'ovhcloud-snc',
            country: 'FR',
            qualification: { reference: 'x123', until: '2026-11-30' },
          },
        ],
      },
    ],
    [
      'Outscale’s other French region',
      'secnumcloud',
      'qualification',
      { env: s3('outscale', undefined, 'eu-west-2') },
    ],
    [
      'Bleu, as long as nothing confirms its qualification',
      'secnumcloud',
      'qualification',
      {
        env: ceph('s3.bleucloud.fr'),
        endpoints: [{ host: 's3.bleucloud.fr', provider: 'bleu', country: 'FR' }],
      },
    ],
    ['Outscale in the United States', 'eu', 'territoire', { env: ceph('oos.us-east-2.outscale.com') }],
    ['OVHcloud in Germany', 'fr', 'territoire', { env: ceph('s3.de.io.cloud.ovh.net') }],
    ['OVHcloud in the United Kingdom', 'eu', 'territoire', { env: ceph('s3.uk.io.cloud.ovh.net') }],
    ['OVHcloud in a region that nobody knows', 'fr', 'territoire', { env: ceph('s3.xyz.io.cloud.ovh.net') }],
    [
      'a country given for a provider that lists its regions',
      'fr',
      'territoire',
      {
        env: ceph('bases.ovh.net'),
        endpoints: [{ host: 'bases.ovh.net', provider: 'ovhcloud-public-cloud', country: 'FR' }],
      },
    ],
    [
      'a machine of one’s own abroad',
      'fr',
      'juridiction',
      { here: { provider: 'self-hosted', country: 'DE' } },
    ],
    ['a machine of one’s own without a country', 'eu', 'juridiction', { here: { provider: 'self-hosted' } }],
    [
      'a commercial provider in an internal cloud',
      'internal-cloud',
      'nuage-interne',
      { env: s3('outscale') },
    ],
    ['a host of which nobody says whose it is', 'eu', 'registre', { env: ceph('s3.exemple.fr') }],
    [
      'a domain that only looks like a known one',
      'fr',
      'registre',
      { env: ceph('oos.cloudgouv-eu-west-1.outscale.com.exemple.net') },
    ],
    ['a name that ends like a known one', 'fr', 'registre', { env: ceph('notoutscale.com') }],
    ['an address without a name', 'eu', 'registre', { env: ceph('93.184.216.34') }],
    ['a server that does not say where it runs', 'eu', 'registre', { here: null }],
    ['a database in clear', 'fr', 'chiffrement', { env: database(PG), ...declaredPg }],
    [
      'a database whose certificate is not checked',
      'fr',
      'chiffrement',
      { env: database(`${PG}?sslmode=no-verify`), ...declaredPg },
    ],
    [
      'a store in clear',
      'fr',
      'chiffrement',
      {
        env: s3('ceph', 'http://s3.exemple.fr'),
        endpoints: [own('s3.exemple.fr')],
        names: { 's3.exemple.fr': { addresses: ['10.1.1.1'] } },
      },
    ],
    [
      'Valkey in clear',
      'fr',
      'chiffrement',
      {
        env: {
          ...database(`${PG}?sslmode=require`),
          BUS: 'valkey',
          VALKEY_URL: 'redis://pg.maroquin.interne:6379',
        },
        ...declaredPg,
      },
    ],
    [
      'a provider that leads into a private network',
      'fr',
      'adresse',
      { env: s3('outscale'), names: { 'oos.cloudgouv-eu-west-1.outscale.com': { addresses: ['10.0.0.8'] } } },
    ],
    [
      'a provider that leads to this machine',
      'fr',
      'adresse',
      {
        env: s3('outscale'),
        names: { 'oos.cloudgouv-eu-west-1.outscale.com': { addresses: ['127.0.0.1'] } },
      },
    ],
    [
      'a provider that leads to where clouds hand out credentials',
      'fr',
      'adresse',
      {
        env: s3('outscale'),
        names: { 'oos.cloudgouv-eu-west-1.outscale.com': { addresses: ['169.254.169.254'] } },
      },
    ],
    [
      'one of two addresses that is private',
      'fr',
      'adresse',
      {
        env: s3('outscale'),
        names: { 'oos.cloudgouv-eu-west-1.outscale.com': { addresses: ['93.184.216.34', 'fd00::1'] } },
      },
    ],
    [
      'a machine of one’s own at a foreign address',
      'fr',
      'adresse',
      { env: database(`${PG}?sslmode=require`), endpoints: [own('pg.maroquin.interne')] },
    ],
    [
      'a name that leads nowhere',
      'fr',
      'resolution',
      { env: s3('outscale'), names: { 'oos.cloudgouv-eu-west-1.outscale.com': 'silent' } },
    ],
  ])('%s (%s): %s', async (_what, profile, rule, given) => {
    expect(await rulesOf(profile, given)).toContain(rule);
    const report = await check(profile, given);
    expect(() => requireProfile(report)).toThrow(new RegExp(`règle « ${rule} »`));
  });

  it('and gets no new connection later, unless only the name server is silent', async () => {
    const ovh = await check('secnumcloud', { env: s3('ovhcloud', undefined, 'gra') });
    expect(hostsOutside(ovh)).toContain('maroquin.s3.gra.io.cloud.ovh.net');
    const silent = { 'oos.cloudgouv-eu-west-1.outscale.com': 'silent' } as const;
    expect(hostsOutside(await check('fr', { env: s3('outscale'), names: silent }))).toEqual([]);
  });

  it.each(['{', '{"by":"x"}', '{"by":"RSSI","date":"2026-11-02","here":{"provider":"../x"}}'])(
    'a file of declarations that is not one is refused: %s',
    async (text) => {
      const path = join(folder, 'broken.json');
      writeFileSync(path, text);
      const config = loadConfig({ SOVEREIGNTY_PROFILE: 'fr', SOVEREIGNTY_DECLARATIONS: path });
      await expect(checkEndpoints({ config, registry, resolve: resolving(), clock })).rejects.toThrow(
        /^SOVEREIGNTY_DECLARATIONS/,
      );
    },
  );
});
