import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Client, IdentityWorld } from './identity-world.js';
import { AGENTS, type DirectoryDesk, GROUPS, openDirectoryWorld, PASSWORD } from './directory-world.js';

// A refusal that asked the directory takes 800 ms by itself; none of the many here need be waited for.
vi.mock('node:timers/promises', async (load) => {
  const timers = await load<typeof import('node:timers/promises')>();
  const setTimeout: typeof timers.setTimeout = (ms, value, options) =>
    timers.setTimeout(ms === 800 ? 1 : ms, value, options);
  return { ...timers, setTimeout };
});

let desk: DirectoryDesk;
let world: IdentityWorld;
let orgId: string;
let admin: Client;
beforeAll(async () => {
  ({ desk, world } = await openDirectoryWorld());
  ({ orgId, admin } = await world.organisation());
});
afterAll(async () => {
  await world.close();
  await desk.close();
});

/** Every delay is forgotten before, and the administrator's session lives on. */
const forget = async (): Promise<void> => {
  world.clock.forward(65 * 60_000);
  await admin.ask('GET', '/me');
};
const signIn = async (login: string, password = PASSWORD) => {
  await forget();
  return world.byPassword(login, password);
};
const audited = (action: string) =>
  world.platform.asOwner<{ details: Record<string, unknown> }>(
    `select details from audit where action = '${action}' order by at desc, id desc`,
  );

describe('signing in by the directory', () => {
  it('takes the login or the address, and the password that the directory knows', async () => {
    await desk.person('camille', { cn: 'Camille Roy' });
    const { client, answer } = await signIn('camille');
    expect(answer.status).toBe(204);
    const me = await client.ask('GET', '/me');
    expect(me.body.person).toMatchObject({ name: 'Camille Roy', email: 'camille@var.example.fr' });
    expect((await signIn('camille@var.example.fr')).answer.status).toBe(204);
    expect((await client.ask('GET', '/me/security')).body.sessions).toMatchObject([
      { method: 'ldap' },
      { method: 'ldap' },
    ]);
  });

  it('opens the same account after the entry was renamed and its address changed', async () => {
    const dn = await desk.person('lea', { cn: 'Léa Martin' });
    const first = (await (await signIn('lea')).client.ask('GET', '/me')).body.person.id;
    await desk.change(dn, 'replace', 'mail', ['lea.durand@var.example.fr']);
    await desk.change(dn, 'add', 'uid', ['ldurand']);
    expect((await (await signIn('ldurand')).client.ask('GET', '/me')).body.person.id).toBe(first);
  });

  it('answers a wrong password as it answers somebody unknown', async () => {
    await desk.person('noah');
    const wrong = (await signIn('noah', 'autre-chose')).answer;
    const unknown = (await signIn('personne-de-connu')).answer;
    expect(wrong.status).toBe(401);
    expect({ ...wrong.body, instance: null, incident: null }).toEqual({
      ...unknown.body,
      instance: null,
      incident: null,
    });
  });

  it('takes what is typed as a value, never as a part of the filter', async () => {
    await desk.person('unique');
    const logins = [
      '*',
      'uniq*',
      'unique)(objectClass=*',
      '*)(uid=*))(|(uid=*',
      'unique)(&',
      '\\2a',
      'u\\6eique',
    ];
    for (const login of logins) expect([login, (await signIn(login)).answer.status]).toEqual([login, 401]);
    expect((await signIn('unique')).answer.status).toBe(204);
  });

  it('recognises names with every sign that names escape', async () => {
    const cn = 'Dupont, Jean + "Zoé" <#1>; \\ = é ';
    const escaped = 'Dupont\\, Jean \\+ \\"Zoé\\" \\<#1\\>\\; \\\\ \\= é\\20';
    const dn = `cn=${escaped},${AGENTS}`;
    await desk.add(dn, {
      objectClass: 'inetOrgPerson',
      ...{ cn, sn: 'Dupont', uid: 'jdupont', mail: 'jean.dupont@var.example.fr', userPassword: PASSWORD },
    });
    await desk.group('Voirie', [dn]);
    expect((await signIn('jdupont')).answer.status).toBe(204);
    const { items } = (await admin.ask('GET', '/teams')).body;
    expect(items.map(({ name }) => name)).toContain('Voirie');
  });

  it('lets nobody in by a login that two entries share', async () => {
    await desk.person('double1', { mail: 'partage@var.example.fr' });
    await desk.person('double2', { mail: 'partage@var.example.fr' });
    expect((await signIn('partage@var.example.fr')).answer.status).toBe(401);
  });

  it('sends no empty password, which the directory would take for nobody’s', async () => {
    await desk.person('vide');
    expect((await signIn('vide', '')).answer.status).toBe(400);
  });

  it('makes who guesses wait, known or not', async () => {
    for (const login of ['camille', 'inconnue']) {
      await forget();
      const statuses: number[] = [];
      await world.clock.standStill(async () => {
        for (let turn = 0; turn < 6; turn += 1)
          statuses.push((await world.byPassword(login, 'pas celui-ci')).answer.status);
      });
      expect(statuses).toEqual([401, 401, 401, 401, 429, 429]);
    }
  });

  it('explains it to whoever belongs to no organisation here', async () => {
    await desk.person('ailleurs', { mail: 'ailleurs@autre.example.fr' });
    const { client, answer } = await signIn('ailleurs');
    expect(answer.body).toMatchObject({ next: 'page' });
    expect(answer.body.path).toMatch(/^\/connexion\/refus\?motif=organisation&fournisseur=ldap#/);
    expect((await client.ask('GET', '/me')).status).toBe(401);
  });

  it('opens an account that was there before only once an administrator agreed', async () => {
    const local = await world.person(orgId, 'Inès Petit');
    await desk.person('ines', { mail: local.email });
    expect((await signIn('ines')).answer.body.path).toMatch(/motif=rapprochement/);
    const [merge] = (await admin.ask('GET', '/identity-merges')).body.items;
    expect((await admin.ask('POST', `/identity-merges/${merge?.id ?? ''}/approve`)).status).toBe(204);
    const { client } = await signIn('ines');
    expect((await client.ask('GET', '/me')).body.person.id).toBe(local.id);
  });

  it('no longer takes a local password of whom the directory knows, but that of administrators', async () => {
    const local = await world.person(orgId, 'Sacha Blanc');
    await local.client.ask('PUT', '/me/password', { password: 'quatre mots sans lien' });
    await desk.person('sacha', { mail: local.email });
    await signIn('sacha');
    const [merge] = (await admin.ask('GET', '/identity-merges')).body.items;
    await admin.ask('POST', `/identity-merges/${merge?.id ?? ''}/approve`);
    expect((await signIn(local.email, 'quatre mots sans lien')).answer.status).toBe(401);
    expect((await signIn(local.email)).answer.status).toBe(204);
    await world.platform.asService(`update seat set kind = 'admin' where account_id = '${local.id}'`);
    expect((await signIn(local.email, 'quatre mots sans lien')).answer.status).toBe(204);
  });

  it('keeps no second password of whom the directory knows', async () => {
    await desk.person('louis');
    const { client } = await signIn('louis');
    const set = await client.ask('PUT', '/me/password', { password: 'quatre mots sans lien' });
    expect([set.status, set.body.code]).toEqual([409, 'password.of-directory']);
  });

  it('never lets in whose account an administrator closed', async () => {
    await desk.person('farid');
    const { client } = await signIn('farid');
    const { id } = (await client.ask('GET', '/me')).body.person;
    expect((await admin.ask('POST', `/people/${id}/disable`)).status).toBe(204);
    const again = await signIn('farid');
    expect(again.answer.body.path).toMatch(/motif=compte/);
    expect(again.client.cookie).toBeNull();
    expect((await audited('sign-in.refused'))[0]?.details).toMatchObject({ reason: 'account.closed' });
  });

  it('asks for the second proof of whoever has one', async () => {
    await desk.person('otp');
    const { client } = await signIn('otp');
    await client.ask('POST', '/me/totp');
    const { id } = (await client.ask('GET', '/me')).body.person;
    await world.platform.asOwner(`update totp set confirmed_at = now() where account_id = '${id}'`);
    const half = await signIn('otp');
    expect(half.answer.body).toEqual({ next: 'code' });
    expect(half.client.cookie).toBeNull();
    expect((await half.client.ask('POST', '/sign-in/second-factor', { code: '000000' })).status).toBe(401);
  });

  it('puts people into the teams of their groups as they come in, and out of those they left', async () => {
    const dn = await desk.person('maya');
    const group = await desk.group('Habitat', [dn]);
    const { client } = await signIn('maya');
    const { id } = (await client.ask('GET', '/me')).body.person;
    const membersOf = async (name: string): Promise<readonly string[]> => {
      const { items } = (await admin.ask('GET', '/teams')).body;
      const team = items.find((one) => one.name === name);
      if (team === undefined) return [];
      return (await admin.ask('GET', `/teams/${team.id}/members`)).body.items.map((member) => member.id);
    };
    expect(await membersOf('Habitat')).toEqual([id]);
    await desk.change(group, 'delete', 'member', [dn]);
    await signIn('maya');
    expect(await membersOf('Habitat')).toEqual([]);
    expect(group).toContain(GROUPS);
  });
});

describe('while the directory is away', () => {
  it('local administrators enter, and others are told what to do', async () => {
    await admin.ask('PUT', '/me/password', { password: 'six nuages sous le pont' });
    await desk.person('attente');
    await desk.server.kill();
    const local = await signIn('nadia@var.example.fr', 'six nuages sous le pont');
    expect(local.answer.status).toBe(204);
    for (const login of ['attente', 'personne-de-connu', 'nadia@var.example.fr']) {
      const { answer } = await signIn(login);
      expect([answer.status, answer.body.code]).toEqual([503, 'sign-in.directory-down']);
    }
    await desk.server.start();
    await desk.reconnect();
    expect((await signIn('attente')).answer.status).toBe(204);
  });

  it('one that hangs keeps nobody waiting for more than ten seconds', async () => {
    await desk.person('lente');
    desk.server.signal('SIGSTOP');
    const begun = performance.now();
    const { answer } = await signIn('lente');
    const took = performance.now() - begun;
    desk.server.signal('SIGCONT');
    expect(answer.body.code).toBe('sign-in.directory-down');
    expect(took).toBeLessThan(10_000);
    expect((await signIn('lente')).answer.status).toBe(204);
  });
});
