import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './index.js';

const GIVEN = {
  LDAP_URL: 'ldaps://annuaire.exemple.fr',
  LDAP_BIND_DN: 'cn=lecteur,dc=exemple,dc=fr',
  LDAP_BIND_PASSWORD: 's3cret',
  LDAP_BASE_DN: 'OU=Agents, DC=Exemple,DC=fr',
};
const refused = (env: NodeJS.ProcessEnv): string => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.variable;
    throw error;
  }
  return 'nothing';
};

describe('the directory', () => {
  it('is none unless the environment names one', () => {
    expect(loadConfig({}).ldap).toBeNull();
  });

  it('needs an address, a base and an account of its own', () => {
    expect(loadConfig(GIVEN).ldap).toMatchObject({
      host: 'annuaire.exemple.fr',
      port: 636,
      tls: 'ldaps',
      issuer: 'ldap:dc=exemple,dc=fr',
      attributes: { id: 'entryUUID', email: 'mail' },
      groupBaseDn: null,
      maxRemovals: 20,
    });
    for (const name of Object.keys(GIVEN)) expect(refused({ ...GIVEN, [name]: '' })).toBe(name);
  });

  it('is asked in clear on this machine alone', () => {
    const plain = { ...GIVEN, LDAP_URL: 'ldap://annuaire.exemple.fr' };
    expect(loadConfig(plain).ldap).toMatchObject({ port: 389, tls: 'starttls' });
    expect(refused({ ...plain, LDAP_STARTTLS: 'off' })).toBe('LDAP_STARTTLS');
    const here = { ...plain, LDAP_URL: 'ldap://127.0.0.1:1389', LDAP_STARTTLS: 'off' };
    expect(loadConfig(here).ldap).toMatchObject({ port: 1389, tls: 'none' });
  });

  it.each([
    ['LDAP_URL', 'https://annuaire.exemple.fr'],
    ['LDAP_URL', 'ldaps://qui:secret@annuaire.exemple.fr'],
    ['LDAP_BASE_DN', 'exemple'],
    ['LDAP_USER_FILTER', '(uid=tous)'],
    ['LDAP_USER_FILTER', '(uid={login}))(objectClass=*'],
    ['LDAP_GROUP_FILTER', 'objectClass=group'],
    ['LDAP_ATTR_ID', 'entryUUID)'],
    ['LDAP_MAX_REMOVALS', '0'],
    ['LDAP_CA_FILE', '/nulle/part'],
    ['LDAP_URI', 'ldaps://annuaire.exemple.fr'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(refused({ ...GIVEN, [name]: value })).toBe(name);
  });
});
