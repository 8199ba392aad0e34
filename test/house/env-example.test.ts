import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  anchorStorageVariables,
  formerStorageVariables,
  ldapVariables,
  loadConfig,
  signInVariables,
  storageVariables,
} from '@maroquin/platform/config';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const CONFIG = join(ROOT, 'libs/platform/src/config');

/** Needs a file that exists, or other variables beside it: named, but not tried alone. */
const NOT_ALONE = new Set([
  'DATABASE_CA_FILE',
  'SMTP_CA_FILE',
  'SOVEREIGNTY_DECLARATIONS',
  'AUDIT_ANCHOR_MAIL',
  'AUDIT_TSA_URL',
  'AUDIT_TSA_CERT_FILE',
  'AUDIT_SYSLOG_CA_FILE',
  'VALKEY_URL',
  'KEY_FORMER',
  'KEY_FORMER_FILE',
  ...formerStorageVariables,
  ...anchorStorageVariables,
  ...ldapVariables,
  ...signInVariables,
]);
/** Of one key provider: of use only with it, and together. */
const ofKeyProvider = (name: string): boolean => /^(?:TRANSIT|PKCS11)_/.test(name);

function documented(): [string, string][] {
  const text = readFileSync(join(ROOT, '.env.example'), 'utf8');
  return [...text.matchAll(/^#([A-Z0-9_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]);
}

function readByTheConfig(): string[] {
  const sources = readdirSync(CONFIG).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const text = sources.map((name) => readFileSync(join(CONFIG, name), 'utf8')).join('\n');
  const read = [...text.matchAll(/\.get\(\s*'([A-Z0-9_]+)'/g)].map(([, name = '']) => name);
  return [...new Set([...read, ...storageVariables, ...ldapVariables, ...signInVariables])];
}

describe('.env.example', () => {
  it('names every variable that the configuration reads, and no other', () => {
    expect(
      documented()
        .map(([name]) => name)
        .sort(),
    ).toEqual(readByTheConfig().sort());
  });

  it.each(documented().filter(([name]) => !NOT_ALONE.has(name) && !ofKeyProvider(name)))(
    'shows a value of %s that starts',
    (name, value) => {
      expect(() => loadConfig({ [name]: value })).not.toThrow();
    },
  );

  it.each(['OIDC', 'PROCONNECT', 'PROCONNECT_RIE'])('shows values of %s_… that start together', (prefix) => {
    const shown = documented().filter(
      ([name]) => signInVariables.includes(name) && name.replace(/_(?!RIE)[A-Z].*$/, '') === prefix,
    );
    const env = Object.fromEntries(shown.filter(([name]) => name !== 'OIDC_PROVIDERS'));
    expect(Object.keys(env).length).toBeGreaterThan(10);
    expect(loadConfig(env).signIn).toHaveLength(1);
  });

  it('shows values of TRANSIT_… and PKCS11_… that start together', () => {
    const shown = Object.fromEntries(documented().filter(([name]) => ofKeyProvider(name)));
    const config = loadConfig({ ...shown, KEY_PROVIDER: 'transit', KEY_FORMER: 'pkcs11' });
    expect([config.keyProvider.kind, config.formerKeyProvider?.kind]).toEqual(['transit', 'pkcs11']);
  });

  it('shows values of AUDIT_S3_… that start together', () => {
    const shown = documented().filter(([name]) => anchorStorageVariables.includes(name));
    expect(loadConfig(Object.fromEntries(shown)).auditAnchors.bucket).toMatchObject({ preset: 'ceph' });
  });

  it('shows values of LDAP_… that start together', () => {
    const shown = documented().filter(([name]) => ldapVariables.includes(name) && name !== 'LDAP_CA_FILE');
    expect(loadConfig(Object.fromEntries(shown)).ldap).toMatchObject({ tls: 'ldaps', maxRemovals: 20 });
  });
});
