import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Config, loadConfig } from '@maroquin/platform/config';
import { endpointsOf } from '@maroquin/platform/egress';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'endpoints-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What .env.example shows, for every variable at once. */
function everythingConfigured(): Config {
  const text = readFileSync(join(ROOT, '.env.example'), 'utf8');
  const env: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/^#([A-Z0-9_]+)=(.*)$/gm)) {
    if (value.startsWith('/run/secrets/')) {
      const path = join(folder, name);
      writeFileSync(path, '{}');
      env[name] = path;
    } else env[name] = value;
  }
  return loadConfig({
    ...env,
    ...{ OIDC_PROVIDERS: '', OBJECT_STORAGE: 'ceph', BUS: 'valkey', LDAP_STARTTLS: 'on' },
    ...{ KEY_PROVIDER: 'transit', KEY_FORMER: 'pkcs11', KEY_FORMER_FILE: '' },
  });
}

/** Addresses under which this server is reached, where browsers alone go, names of people, and what is no address though it looks like one. */
const NO_ENDPOINT = [
  /^(publicUrl|adminUrl|videoCallUrl|bind|dataDir|trustProxy|pandoc|tesseract|tesseractLanguages|mail\.from|auditAnchors\.mail|adminBind\.host)$/,
  /\.(contact|issuer|name|value|organisation|ca|path|secretKey|accessKey|clientSecret|baseDn|bindDn)$/,
  /\.(organisations|access|acrValues|groupFilter|userFilter|groupBaseDn|scope)\b/,
  /^(adminAcrValues|sovereigntyDeclarations)\b/,
];

/** A host name, an address, or a URL with one. */
const ADDRESS =
  /^(?:[a-z]+:\/\/)?(?:[^@/]*@)?((?:[a-z0-9-]+\.)+[a-z]{2,}|\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]+\])(?::\d+)?(?:\/.*)?$/i;

function addressesIn(value: unknown, path: string): { path: string; host: string }[] {
  if (NO_ENDPOINT.some((one) => one.test(path)) && !path.endsWith('.issuer')) return [];
  if (typeof value === 'string') {
    const host = ADDRESS.exec(value)?.[1];
    return host === undefined ? [] : [{ path, host: host.toLowerCase() }];
  }
  if (typeof value !== 'object' || value === null || value instanceof Set) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    addressesIn(
      one,
      path === '' || /^\d+$/.test(key) ? `${path}${/^\d+$/.test(key) ? '' : key}` : `${path}.${key}`,
    ),
  );
}

describe('the list of endpoints', () => {
  it('names every address that the configuration can hold: a new one that is not registered fails here', () => {
    const config = everythingConfigured();
    const listed = new Set(endpointsOf(config).map(({ host }) => host));
    const found = addressesIn(config, '');
    expect(found.length).toBeGreaterThan(8);
    expect(found.filter(({ host }) => !listed.has(host))).toEqual([]);
  });

  it('would miss an address in a field that nobody registered', () => {
    const config = { ...everythingConfigured(), wopi: { discovery: 'https://office.exemple.net/hosting' } };
    const listed = new Set(endpointsOf(config).map(({ host }) => host));
    expect(addressesIn(config, '').filter(({ host }) => !listed.has(host))).toEqual([
      { path: 'wopi.discovery', host: 'office.exemple.net' },
    ]);
  });

  it('names for a plain start only what is on this machine', () => {
    expect(endpointsOf(loadConfig({})).map(({ use, host }) => [use, host])).toEqual([
      ['database', null],
      ['object-storage', null],
      ['keys', null],
    ]);
  });
});
