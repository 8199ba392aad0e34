import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DirectorySync } from '@maroquin/provisioning';
import type { Client, IdentityWorld } from './identity-world.js';
import { promptly, timeUntil, until } from '../support/until.js';
import { type DirectoryDesk, GROUPS, openDirectoryWorld, PASSWORD } from './directory-world.js';

let desk: DirectoryDesk;
let world: IdentityWorld;
let orgId: string;
let admin: Client;
beforeAll(async () => {
  ({ desk, world } = await openDirectoryWorld());
  ({ orgId, admin } = await world.organisation());
  // so many stay that one who goes is few
  for (const name of ['u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7', 'u8']) await enter(await desk.person(name));
});
afterAll(async () => {
  await world.close();
  await desk.close();
});
beforeEach(() => world.clock.forward(2 * 60 * 60_000));

interface Inside {
  readonly client: Client;
  readonly id: string;
  readonly dn: string;
}
/** Signs in whoever has this entry. */
async function enter(dn: string): Promise<Inside> {
  const [, uid = ''] = /^uid=([^,]+)/.exec(dn) ?? [];
  world.clock.forward(60_000);
  const { client, answer } = await world.byPassword(uid, PASSWORD);
  if (answer.status !== 204) throw new Error(`${uid} got ${String(answer.status)}`);
  return { client, dn, id: (await client.ask('GET', '/me')).body.person.id };
}
const sync = () => world.app.get(DirectorySync).run([orgId]);
async function teams(): Promise<ReadonlyMap<string, { id: string; memberIds: readonly string[] }>> {
  const all = new Map<string, { id: string; memberIds: readonly string[] }>();
  for (const { id, name } of (await admin.ask('GET', '/teams?limit=200')).body.items) {
    const { items } = (await admin.ask('GET', `/teams/${id}/members`)).body;
    all.set(name, { id, memberIds: items.map((member) => member.id).reverse() });
  }
  return all;
}
const isIn = async ({ client }: Inside): Promise<boolean> => (await client.ask('GET', '/me')).status === 200;
const audited = (action: string) =>
  world.platform.asOwner<{ target_id: string | null; details: Record<string, unknown> }>(
    `select target_id, details from audit where action = '${action}' order by at desc, id desc`,
  );

describe('groups', () => {
  it('become teams, groups within them teams within those, whatever the letters of a name', async () => {
    const a = await enter(await desk.person('awa'));
    const inner = await desk.group('Cabinet', [a.dn]);
    await desk.group('Direction', [inner.toUpperCase().replace('CN=', 'cn = ')]);
    await sync();
    const all = await teams();
    expect(all.get('Cabinet')?.memberIds).toEqual([a.id]);
    expect(all.get('Direction')?.memberIds).toEqual([all.get('Cabinet')?.id]);
  });

  it('of nobody who is here become no team', async () => {
    await desk.group('Inconnus', [await desk.person('jamais-venue')]);
    await sync();
    expect((await teams()).has('Inconnus')).toBe(false);
  });

  it('by logins (posixGroup) count as well', async () => {
    const b = await enter(await desk.person('bilal'));
    await desk.add(`cn=unix,${GROUPS}`, {
      objectClass: 'posixGroup',
      ...{ cn: 'unix', gidNumber: '4242', memberUid: ['BILAL', 'personne'] },
    });
    await sync();
    expect((await teams()).get('unix')?.memberIds).toEqual([b.id]);
  });

  it('that hold each other in a ring give everybody of the ring to each', async () => {
    const [c, d] = [await enter(await desk.person('chloe')), await enter(await desk.person('dan'))];
    const one = await desk.group('Anneau A', [c.dn, `cn=Anneau B,${GROUPS}`]);
    await desk.group('Anneau B', [d.dn, one]);
    await sync();
    const all = await teams();
    for (const name of ['Anneau A', 'Anneau B'])
      expect(new Set(all.get(name)?.memberIds)).toEqual(new Set([c.id, d.id]));
    await enter(d.dn);
    expect(new Set((await teams()).get('Anneau A')?.memberIds)).toEqual(new Set([c.id, d.id]));
  });

  it('leave a team of the same name alone', async () => {
    const { id } = (await admin.ask('POST', '/teams', { name: 'Communication' })).body;
    const e = await enter(await desk.person('elsa'));
    await desk.group('Communication', [e.dn]);
    await sync();
    const all = await teams();
    expect(all.get('Communication')).toMatchObject({ id, memberIds: [] });
    expect(all.get('Communication (annuaire)')?.memberIds).toEqual([e.id]);
  });

  it('take rights away with the next synchronisation from whoever left', async () => {
    const f = await enter(await desk.person('fanny'));
    const group = await desk.group('Finances', [f.dn]);
    await sync();
    const teamId = (await teams()).get('Finances')?.id;
    const space = (await admin.ask('POST', '/spaces', { name: 'Budget' })).body.id;
    const granted = await admin.ask('PUT', `/resources/${space}/grants/${teamId ?? ''}`, { role: 'reader' });
    expect(granted.status).toBeLessThan(300);
    const status = async (): Promise<number> => (await f.client.ask('GET', `/resources/${space}`)).status;
    let isMember = true;
    await promptly(250, 'the right is gone', async () => {
      if (!isMember) {
        await desk.change(group, 'add', 'member', [f.dn]);
        await sync();
      }
      await until(async () => (await status()) === 200, 'the right is there');
      await desk.change(group, 'delete', 'member', [f.dn]);
      await sync();
      isMember = false;
      return timeUntil(async () => (await status()) === 404, 'the right is gone');
    });
  });

  it('of twenty thousand members are read whole', async () => {
    const g = await enter(await desk.person('gael'));
    const others = Array.from(
      { length: 20_000 },
      (_, n) => `uid=fantome${String(n)},ou=agents,dc=exemple,dc=fr`,
    );
    await desk.group('Tout le monde', [...others, g.dn]);
    await sync();
    expect((await teams()).get('Tout le monde')?.memberIds).toEqual([g.id]);
  });
});

describe('people', () => {
  it('who have gone from the directory are out, on every open session', async () => {
    let tries = 0;
    await promptly(250, 'the sessions are told to end', async () => {
      const one = await enter(await desk.person(`helene-${String((tries += 1))}`));
      const before = world.ended.length;
      await desk.remove(one.dn);
      await sync();
      expect(await isIn(one)).toBe(false);
      const took = await timeUntil(() => world.ended.length > before, 'the sessions are told to end');
      expect((await audited('directory.person-closed'))[0]).toMatchObject({
        target_id: one.id,
        details: { why: 'gone' },
      });
      return took;
    });
  });

  it.each([
    ['pwdAccountLockedTime', '000001010000Z'],
    ['shadowExpire', '1'],
  ])('whom the directory locked by %s are out, and in again when it unlocked them', async (type, value) => {
    const one = await enter(await desk.person(`verrou-${type.toLowerCase()}`));
    await desk.change(one.dn, 'add', type, [value]);
    await sync();
    expect(await isIn(one)).toBe(false);
    await desk.change(one.dn, 'delete', type, [value]);
    await sync();
    expect(await isIn(await enter(one.dn))).toBe(true);
  });

  it('come in at once after the directory unlocked them, before the next synchronisation', async () => {
    const one = await enter(await desk.person('iris'));
    await desk.change(one.dn, 'add', 'shadowExpire', ['1']);
    await sync();
    await desk.change(one.dn, 'delete', 'shadowExpire', ['1']);
    expect(await isIn(await enter(one.dn))).toBe(true);
  });

  it('whom an administrator closed stay closed whatever the directory says', async () => {
    const one = await enter(await desk.person('jade'));
    await admin.ask('POST', `/people/${one.id}/disable`);
    await sync();
    const { answer } = await world.byPassword('jade', PASSWORD);
    expect(answer.body.path).toMatch(/motif=compte/);
  });

  it('who alone administer stay, and that is written down', async () => {
    const one = await enter(await desk.person('kim'));
    await world.platform.asService(`update seat set kind = 'member' where kind = 'admin'`);
    await world.platform.asService(`update seat set kind = 'admin' where account_id = '${one.id}'`);
    await desk.remove(one.dn);
    await sync();
    expect(await isIn(one)).toBe(true);
    expect((await audited('directory.last-administrator-kept'))[0]?.target_id).toBe(one.id);
  });
});

describe('an answer that would take away too much', () => {
  it('is refused whole, written down, and nobody is out', async () => {
    const one = await enter(`uid=u1,ou=agents,dc=exemple,dc=fr`);
    await desk.server.showPeople(false);
    await sync();
    await desk.server.showPeople(true);
    expect(await isIn(one)).toBe(true);
    const [refused] = await audited('directory.sync-refused');
    expect(refused?.details['people']).toBeGreaterThan(8);
  });

  it('that never came changes nothing', async () => {
    const one = await enter(`uid=u2,ou=agents,dc=exemple,dc=fr`);
    await desk.server.kill();
    await sync();
    expect(await isIn(one)).toBe(true);
    await desk.server.start();
    await desk.reconnect();
  });
});
