import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'sign-in-config-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const PRO = { PROCONNECT_CLIENT_ID: 'abc', PROCONNECT_CLIENT_SECRET: 's3cret' };

describe('providers', () => {
  it('are none unless the environment names one', () => {
    expect(loadConfig({}).signIn).toEqual([]);
  });

  it('ProConnect needs no more than an identifier and a secret', () => {
    expect(loadConfig(PRO).signIn).toMatchObject([
      {
        id: 'proconnect',
        kind: 'proconnect',
        issuer: 'https://auth.agentconnect.gouv.fr/api/v2',
        idTokenAlg: 'ES256',
        userinfo: 'jwt',
        pkce: true,
        acrValues: ['eidas1-mfa', 'eidas2', 'eidas3'],
      },
    ]);
  });

  it('of both networks stand beside each other', () => {
    const both = loadConfig({
      ...PRO,
      PROCONNECT_ENVIRONMENT: 'integration',
      PROCONNECT_RIE_CLIENT_ID: 'def',
      PROCONNECT_RIE_CLIENT_SECRET: 'other',
    }).signIn;
    expect(both.map(({ id, issuer }) => [id, issuer])).toEqual([
      ['proconnect', 'https://fca.integ01.dev-agentconnect.fr/api/v2'],
      ['proconnect-rie', 'https://auth.agentconnect.rie.gouv.fr/api/v2'],
    ]);
  });

  it('of any make are named once, then described', () => {
    const path = join(folder, 'secret');
    writeFileSync(path, 's3cret\n');
    const [one] = loadConfig({
      OIDC_PROVIDERS: 'AGENTS',
      OIDC_AGENTS_ISSUER: 'https://idp.exemple.fr/realms/agents',
      OIDC_AGENTS_CLIENT_ID: 'maroquin',
      OIDC_AGENTS_CLIENT_SECRET_FILE: path,
      OIDC_AGENTS_PKCE: 'off',
      OIDC_AGENTS_ORGANISATIONS:
        '13002526500013=Préfecture du Var; @Var.exemple.fr=Préfecture du Var; *=Accueil',
      OIDC_AGENTS_ACCESS: 'roles=agent_public|agent_public_etat; siret=130025265*',
    }).signIn;
    expect(one).toMatchObject({ id: 'oidc-agents', clientSecret: 's3cret', pkce: false, acrValues: [] });
    expect(one?.organisations).toEqual([
      { by: 'siret', value: '13002526500013', organisation: 'Préfecture du Var' },
      { by: 'domain', value: 'var.exemple.fr', organisation: 'Préfecture du Var' },
      { by: 'any', value: '*', organisation: 'Accueil' },
    ]);
    expect(one?.access).toEqual([
      { field: 'roles', anyOf: ['agent_public', 'agent_public_etat'] },
      { field: 'siret', anyOf: ['130025265*'] },
    ]);
  });

  it.each([
    [{ PROCONNECT_CLIENT_ID: 'abc' }, 'PROCONNECT_CLIENT_SECRET'],
    [{ OIDC_CLIENT_ID: 'abc', OIDC_CLIENT_SECRET: 'x' }, 'OIDC_ISSUER'],
    [{ OIDC_AGENTS_ISSUER: 'https://idp.exemple.fr' }, 'OIDC_AGENTS_ISSUER'],
    [{ OIDC_PROVIDERS: 'AGENTS' }, 'OIDC_AGENTS_ISSUER'],
    [{ ...PRO, PROCONNECT_ORGANISATIONS: '*=A; *=B' }, 'PROCONNECT_ORGANISATIONS'],
  ])('that lack something stop the start: %o', (env, variable) => {
    expect(() => loadConfig(env)).toThrow(ConfigError);
    expect(() => loadConfig(env)).toThrow(new RegExp(`^${variable}\u00a0: `));
  });
});
