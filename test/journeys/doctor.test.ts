import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LDAP_BASE, LDAP_READER, Mailbox, startSlapd, type TestDirectory } from '@maroquin/testing';
import { Client } from 'ldapts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RealProvider } from '../conformance/oidc/real-provider.js';
import { Maroquin } from '../support/maroquin.js';

let maroquin: Maroquin;
let directory: TestDirectory;
let provider: RealProvider;
const servers: Server[] = [];
beforeAll(async () => {
  maroquin = await Maroquin.prepare({});
  directory = await startSlapd();
  const client = new Client({ url: `ldap://127.0.0.1:${String(directory.port)}` });
  await client.bind(directory.root.dn, directory.root.password);
  await client.add(`uid=amina,ou=agents,${LDAP_BASE}`, {
    objectClass: 'inetOrgPerson',
    ...{ uid: 'amina', cn: 'Amina', sn: 'B', mail: 'amina@lac.example.fr', userPassword: 'x' },
  });
  await client.unbind();
  provider = await RealProvider.start({
    ...{
      clientId: 'maroquin',
      clientSecret: 'secret',
      publicUrl: 'http://localhost:3000',
      providerId: 'oidc',
    },
    agents: [],
  });
});
afterAll(async () => {
  for (const server of servers) server.close();
  await provider.close();
  await directory.stop();
  await maroquin.dispose();
});

interface Seen {
  readonly code: number | null;
  readonly text: string;
}
async function doctor(
  what: 'ldap' | 'oidc' | 'mail',
  env: Record<string, string>,
  ...args: string[]
): Promise<Seen> {
  const { code, stdout, stderr } = await maroquin.command(['doctor', what, ...args], env);
  return { code, text: `${stdout}${stderr}` };
}

describe('maroquin doctor ldap', () => {
  const ldap = (other: Record<string, string> = {}): Promise<Seen> =>
    doctor('ldap', {
      LDAP_URL: `ldaps://localhost:${String(directory.tlsPort)}`,
      LDAP_CA_FILE: directory.caFile,
      LDAP_BIND_DN: LDAP_READER.dn,
      LDAP_BIND_PASSWORD: LDAP_READER.password,
      LDAP_BASE_DN: LDAP_BASE,
      LDAP_ORGANISATIONS: '@lac.example.fr=Préfecture du Lac',
      ...other,
    });

  it('says that the directory serves', async () => {
    const { code, text } = await ldap();
    expect(text).toContain('Personnes visibles : 1.');
    expect([code, text]).toEqual([0, expect.stringContaining('On peut se connecter par là.')]);
  });

  it.each([
    [
      'another name than the certificate’s',
      () => ({ LDAP_URL: `ldaps://127.0.0.1:${String(directory.tlsPort)}` }),
      'LDAP_CA_FILE',
    ],
    ['a wrong password', () => ({ LDAP_BIND_PASSWORD: 'autre' }), 'LDAP_BIND_DN et LDAP_BIND_PASSWORD'],
    ['nobody there', () => ({ LDAP_URL: 'ldaps://localhost:9' }), 'Vérifiez LDAP_URL'],
    ['another base', () => ({ LDAP_BASE_DN: 'dc=ailleurs,dc=fr' }), 'Vérifiez LDAP_BASE_DN'],
    [
      'a filter that fits nobody',
      () => ({ LDAP_USER_FILTER: '(employeeNumber={login})' }),
      'Vérifiez LDAP_USER_FILTER',
    ],
    ['an attribute that nobody has', () => ({ LDAP_ATTR_ID: 'objectGUID' }), 'LDAP_ATTR_ID'],
    [
      'no rule for their organisation',
      () => ({ LDAP_ORGANISATIONS: '@autre.example.fr=A' }),
      'LDAP_ORGANISATIONS',
    ],
    [
      'groups where there are none',
      () => ({ LDAP_GROUP_BASE_DN: `ou=groupes,${LDAP_BASE}` }),
      'LDAP_GROUP_FILTER',
    ],
  ])('names what to change for %s', async (_what, other, remedy) => {
    const { code, text } = await ldap(other());
    expect([code, text]).toEqual([1, expect.stringContaining(remedy)]);
    expect(text).not.toContain(LDAP_READER.password);
  });

  it('says so when there is no directory', async () => {
    const { code, text } = await doctor('ldap', {});
    expect([code, text]).toEqual([1, expect.stringContaining('Aucun annuaire n’est configuré')]);
  });
});

describe('maroquin doctor oidc', () => {
  const oidc = (other: Record<string, string> = {}): Promise<Seen> =>
    doctor('oidc', {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'maroquin',
      OIDC_CLIENT_SECRET: 'secret-of-a-client',
      OIDC_ID_TOKEN_ALG: 'ES256',
      OIDC_SCOPE: 'openid email',
      ...other,
    });

  it('says that a real provider serves', async () => {
    const { code, text } = await oidc();
    expect([code, text]).toEqual([0, expect.stringContaining('On peut se connecter par là.')]);
  });

  it.each([
    [
      'the issuer with a slash too many',
      () => ({ OIDC_ISSUER: `${provider.issuer}/` }),
      'Écrivez OIDC_ISSUER exactement',
    ],
    ['nobody there', () => ({ OIDC_ISSUER: 'http://127.0.0.1:9' }), '127.0.0.1 ne répond pas'],
    [
      'no document',
      () => ({ OIDC_ISSUER: `${provider.issuer}/ailleurs` }),
      'Vérifiez l’adresse de l’émetteur',
    ],
    ['a scope that it does not know', () => ({ OIDC_SCOPE: 'openid chorale' }), 'n’annonce pas : chorale'],
    ['levels that it does not know', () => ({ OIDC_ACR_VALUES: 'or' }), 'Corrigez OIDC_ACR_VALUES'],
  ])('names what to change for %s', async (_what, other, remedy) => {
    const { code, text } = await oidc(other());
    expect([code, text]).toEqual([1, expect.stringContaining(remedy)]);
    expect(text).not.toContain('secret-of-a-client');
  });

  it('tells of another time, of keys elsewhere, and of a key that is missing', async () => {
    const server = createServer((request, response) => {
      const { port } = server.address() as AddressInfo;
      const issuer = `http://127.0.0.1:${String(port)}`;
      response.setHeader('date', new Date(Date.now() - 600_000).toUTCString());
      response.setHeader('content-type', 'application/json');
      const isKeys = request.url === '/keys';
      response.end(
        JSON.stringify(
          isKeys
            ? { keys: [{ kty: 'RSA' }] }
            : {
                issuer,
                authorization_endpoint: `${issuer}/a`,
                token_endpoint: 'https://jetons.example.fr/t',
                jwks_uri: `${issuer}/keys`,
              },
        ),
      );
    });
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const { code, text } = await oidc({ OIDC_ISSUER: `http://127.0.0.1:${String(port)}` });
    expect(code).toBe(1);
    expect(text).toMatch(/Les horloges diffèrent de -60\d s/);
    for (const words of ['ajoutez-la à OIDC_HOSTS', 'Aucune clé pour ES256']) expect(text).toContain(words);
  });
});

describe('maroquin doctor mail', () => {
  it('hands a message to a relay that works, and says why another takes none', async () => {
    const box = await Mailbox.start();
    try {
      const sent = await doctor('mail', { SMTP_URL: box.url }, '--to', 'amina@lac.example.fr');
      expect(sent).toMatchObject({ code: 0, text: expect.stringContaining('a pris le message d’essai') });
      expect(box.mails).toMatchObject([{ to: 'amina@lac.example.fr', subject: 'Essai de Maroquin' }]);
    } finally {
      await box.close();
    }
    const away = await doctor('mail', { SMTP_URL: box.url });
    expect(away).toMatchObject({ code: 1, text: expect.stringContaining('ne répond pas') });
    const none = await doctor('mail', {});
    expect(none).toMatchObject({ code: 1, text: expect.stringContaining('Donnez SMTP_URL') });
  });
});
