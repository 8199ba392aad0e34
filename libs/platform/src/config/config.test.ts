import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const refusal = (env: NodeJS.ProcessEnv): string => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('loadConfig', () => {
  it('starts with nothing set: embedded, on this machine only', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 3000,
      bind: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      trustProxy: false,
      database: { kind: 'embedded' },
      objectStorage: { preset: 'disk' },
      adminBind: null,
      logLevel: 'info',
    });
    expect([...config.roles]).toEqual(['http', 'realtime', 'worker', 'admin']);
  });

  it('listens on every address once a public address is given', () => {
    expect(loadConfig({ PUBLIC_URL: 'https://suite.exemple.fr/' })).toMatchObject({
      bind: '0.0.0.0',
      publicUrl: 'https://suite.exemple.fr',
    });
    expect(loadConfig({ PUBLIC_URL: 'https://suite.exemple.fr', BIND: '10.0.0.4' }).bind).toBe('10.0.0.4');
  });

  it('knows the address of administration on this machine, and elsewhere only when it is given', () => {
    expect(loadConfig({}).adminUrl).toBeNull();
    expect(loadConfig({ ADMIN_BIND: '127.0.0.1:3001' }).adminUrl).toBe('http://localhost:3001');
    expect(loadConfig({ ADMIN_BIND: '0.0.0.0:9464' }).adminUrl).toBeNull();
    const env = { ADMIN_BIND: '0.0.0.0:9464', ADMIN_URL: 'https://administration.exemple.fr' };
    expect(loadConfig(env).adminUrl).toBe('https://administration.exemple.fr');
  });

  it('refuses administration at the public address', () => {
    const url = 'https://suite.exemple.fr';
    expect(refusal({ PUBLIC_URL: url, ADMIN_URL: url })).toMatch(
      /^ADMIN_URL.*must differ from the public address/s,
    );
  });

  it.each([
    ['the public origin', 'https://suite.exemple.fr/hosting/discovery'],
    ['another port of the public host', 'https://suite.exemple.fr:9980/hosting/discovery'],
    ['the host of administration', 'https://administration.exemple.fr:9980/hosting/discovery'],
  ])('refuses an office editor at %s', (_where, url) => {
    const ours = {
      PUBLIC_URL: 'https://suite.exemple.fr',
      ADMIN_BIND: '0.0.0.0:9464',
      ADMIN_URL: 'https://administration.exemple.fr',
    };
    expect(refusal({ ...ours, WOPI_DISCOVERY_URL: url })).toMatch(/^WOPI_DISCOVERY_URL.*another host name/s);
    const apart = 'https://bureautique.exemple.fr/hosting/discovery';
    expect(loadConfig({ ...ours, WOPI_DISCOVERY_URL: apart }).wopiDiscoveryUrl).toBe(apart);
  });

  it('takes an office editor at another port of this machine, and not at its own', () => {
    const url = 'http://localhost:9980/hosting/discovery';
    expect(loadConfig({ WOPI_DISCOVERY_URL: url }).wopiDiscoveryUrl).toBe(url);
    expect(refusal({ WOPI_DISCOVERY_URL: 'http://localhost:3000/x' })).toMatch(/another host name/);
  });

  it('takes an empty variable as absent', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({
      port: 3000,
      database: { kind: 'embedded' },
    });
  });

  it.each([
    'http://suite.exemple.fr',
    'http://192.168.1.4:3000',
    'http://localhost.exemple.fr',
    'http://127.0.0.1.exemple.fr',
  ])('refuses %s, with the remedy', (address) => {
    expect(refusal({ PUBLIC_URL: address })).toMatch(
      /^PUBLIC_URL\u00a0: http n’est permis que sur cette machine.*proxy TLS.*PUBLIC_URL: http is allowed/,
    );
  });

  it.each([
    'http://localhost:3000',
    'http://maroquin.localhost:8080',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
  ])('allows %s', (address) => {
    expect(loadConfig({ PUBLIC_URL: address }).publicUrl).toBe(address);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', 'abc'],
    ['BIND', 'a b'],
    ['PUBLIC_URL', 'suite.exemple.fr'],
    ['PUBLIC_URL', 'https://suite.exemple.fr/maroquin'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['DATABASE_URL', 'mysql://a/b'],
    ['DATABASE_CA_FILE', '/does/not/exist'],
    ['OBJECT_STORAGE', 'amazon'],
    ['BUS', 'redis'],
    ['BUS', 'postgres'],
    ['VALKEY_URL', 'redis://valkey:6379'],
    ['ROLES', 'http,cook'],
    ['ADMIN_BIND', '9464'],
    ['KEY_PROVIDER', 'vault'],
    ['SOVEREIGNTY_PROFILE', 'europe'],
    ['SOVEREIGNTY_DECLARATIONS', '/does/not/exist'],
    ['LOG_LEVEL', 'loud'],
    ['SMTP_URL', 'relais.exemple.fr:25'],
    ['SMTP_URL', 'http://relais.exemple.fr'],
    ['SMTP_CA_FILE', '/does/not/exist'],
    ['MAIL_FROM', 'Maroquin'],
    ['OIDC_ISSUER', 'http://idp.exemple.fr'],
    ['OIDC_USERINFO', 'xml'],
    ['OIDC_SCOPE', 'email'],
    ['OIDC_PROVIDERS', 'a b'],
    ['PROCONNECT_ACCESS', 'humeur=bonne'],
    ['PROCONNECT_ORGANISATIONS', '1234=Préfecture'],
    ['PROCONNECT_ID_TOKEN_ALG', 'HS256'],
    ['PROCONNECT_RIE_PKCE', 'peut-être'],
    ['OIDC_CLIENT_IDD', 'maroquin'],
  ])('names %s in one line when it is %s, and does not repeat the value', (name, value) => {
    const line = refusal({ [name]: value });
    expect(line.startsWith(`${name}\u00a0: `)).toBe(true);
    expect(line).toContain(` / ${name}: `);
    expect(line).not.toContain('\n');
    expect(refusal({ [name]: `${value}/z9q` })).not.toContain('z9q');
  });

  it('reads a secret from a file', () => {
    const path = join(folder, 'url');
    writeFileSync(path, 'postgres://maroquin_app:s3cret@db/maroquin\n');
    expect(loadConfig({ DATABASE_URL_FILE: path }).database).toEqual({
      kind: 'external',
      appUrl: 'postgres://maroquin_app:s3cret@db/maroquin',
      ownerUrl: 'postgres://maroquin_app:s3cret@db/maroquin',
      setRole: true,
      ca: null,
    });
  });

  it('refuses a secret given twice, or in a file that cannot be read', () => {
    expect(refusal({ DATABASE_URL: 'postgres://a/b', DATABASE_URL_FILE: '/x' })).toContain(
      'DATABASE_URL: is given twice',
    );
    expect(refusal({ S3_SECRET_KEY_FILE: join(folder, 'absent') })).toContain(
      'S3_SECRET_KEY_FILE: this file cannot be read',
    );
  });

  it('keeps two database addresses apart', () => {
    expect(
      loadConfig({ DATABASE_URL: 'postgres://app@db/m', DATABASE_OWNER_URL: 'postgres://owner@db/m' })
        .database,
    ).toMatchObject({
      appUrl: 'postgres://app@db/m',
      ownerUrl: 'postgres://owner@db/m',
      setRole: false,
    });
  });

  it('asks an S3 store for all it needs', () => {
    const s3 = {
      OBJECT_STORAGE: 'ceph',
      S3_ENDPOINT: 'http://127.0.0.1:7480',
      S3_BUCKET: 'maroquin',
      S3_ACCESS_KEY: 'a',
      S3_SECRET_KEY: 'b',
    };
    expect(loadConfig(s3).objectStorage).toEqual({
      preset: 'ceph',
      endpoint: 'http://127.0.0.1:7480',
      region: null,
      bucket: 'maroquin',
      accessKey: 'a',
      secretKey: 'b',
    });
    expect(refusal({ ...s3, S3_ENDPOINT: undefined })).toContain('S3_ENDPOINT');
    expect(refusal({ ...s3, S3_SECRET_KEY: undefined })).toContain('S3_SECRET_KEY');
    expect(refusal({ ...s3, S3_BUCKET: 'A_B' })).toContain('S3_BUCKET');
    expect(refusal({ ...s3, OBJECT_STORAGE: 'ovhcloud', S3_ENDPOINT: 'http://s3.exemple.fr' })).toContain(
      'https',
    );
  });

  it('takes a bus for several nodes, which share one database', () => {
    const several = { DATABASE_URL: 'postgres://app@db/m' };
    expect(loadConfig({ ...several, BUS: 'postgres' }).bus).toEqual({ kind: 'postgres' });
    const path = join(folder, 'valkey');
    writeFileSync(path, 'rediss://:s3cret@valkey:6380\n');
    expect(loadConfig({ ...several, BUS: 'valkey', VALKEY_URL_FILE: path }).bus).toEqual({
      kind: 'valkey',
      url: 'rediss://:s3cret@valkey:6380',
    });
    expect(loadConfig({}).bus).toEqual({ kind: 'local' });
  });

  it('says what a bus lacks', () => {
    const several = { DATABASE_URL: 'postgres://app@db/m' };
    expect(refusal({ BUS: 'postgres' })).toContain(
      'BUS: several nodes share one database: give DATABASE_URL',
    );
    expect(refusal({ ...several, BUS: 'valkey' })).toContain('VALKEY_URL: is needed with BUS=valkey');
    expect(refusal({ ...several, BUS: 'valkey', VALKEY_URL: 'http://valkey' })).toContain('redis://');
    expect(refusal({ ...several, BUS: 'postgres', VALKEY_URL: 'redis://valkey:6379' })).toContain(
      'VALKEY_URL: is of use only with BUS=valkey',
    );
  });

  it('trusts proxies by number or by address', () => {
    expect(loadConfig({ TRUST_PROXY: '1' }).trustProxy).toBe(1);
    expect(loadConfig({ TRUST_PROXY: 'loopback, 10.0.0.0/8' }).trustProxy).toEqual([
      'loopback',
      '10.0.0.0/8',
    ]);
  });
});
