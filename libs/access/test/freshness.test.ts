import type { Role } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { newId } from '@maroquin/platform/config';
import { Events } from '@maroquin/platform/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessEntities, AccessService } from '@maroquin/access';
import { AccessWorld, type Node, startNode, until } from './access-world.js';

let world: AccessWorld;
let owner: Actor;
/** A second server process: its own connections and caches, no hint from the first. */
let elsewhere: Node;
let secondDatabase: Database;
beforeAll(async () => {
  world = await AccessWorld.open();
  owner = await world.person();
  secondDatabase = await Database.open({
    app: world.platform.connections.app,
    entities: accessEntities,
    poolSize: 4,
    onError: () => undefined,
  });
  elsewhere = startNode(world.platform, world.clock, secondDatabase);
});
afterAll(async () => {
  elsewhere.access.close();
  await secondDatabase.close();
  await world.close();
});

/** Milliseconds until the condition holds. */
const measure = async (condition: () => boolean): Promise<number> => {
  const start = performance.now();
  await until(condition);
  return performance.now() - start;
};

async function watched(person: Actor, resource: string) {
  const told: (Role | null)[] = [];
  const watch = await elsewhere.access.live.watch(person, resource, (role) => told.push(role));
  return { told, watch, current: () => watch.current() };
}

describe('a change of rights on one node', () => {
  it('acts on the open sockets of another', async () => {
    const person = await world.person();
    const document = await world.put(owner, await world.space(owner), 'document');
    const { told, watch, current } = await watched(person, document);
    expect(current()).toBeNull();
    await world.grant(owner, document, person, 'editor');
    // 250 ms is the promise; the machine of the tests is shared.
    expect(await measure(() => current() === 'editor')).toBeLessThan(1_000);
    await world.node.grants.remove(owner, document, person.personId);
    await until(() => current() === null);
    expect(told).toEqual(['editor', null]);
    watch.close();
  });

  it('acts on what another had kept', async () => {
    const person = await world.person();
    const document = await world.put(owner, await world.space(owner), 'document');
    await world.grant(owner, document, person, 'editor');
    expect(await elsewhere.access.roleOf(person, document)).toBe('editor');
    await world.grant(owner, document, person, 'reader');
    await until(async () => (await elsewhere.access.roleOf(person, document)) === 'reader');
  });

  it('lets in at once who was just allowed, also where it was just refused', async () => {
    const document = await world.put(owner, await world.space(owner), 'document');
    for (let times = 0; times < 5; times += 1) {
      const person = await world.person();
      await expect(elsewhere.access.require(person, 'document.read', document)).rejects.toMatchObject({
        code: 'request.not-found',
      });
      await world.grant(owner, document, person, 'editor');
      await expect(elsewhere.access.require(person, 'document.edit', document)).resolves.toBeDefined();
    }
  });

  it('acts when a member joins and leaves a team', async () => {
    const admin = await world.administrator('Claire Fontaine');
    const person = await world.person();
    const document = await world.put(owner, await world.space(owner), 'document');
    const { id: team } = await world.node.teams.create(admin, 'Bureau du cabinet');
    await world.grant(owner, document, team, 'commenter');
    const { told, watch, current } = await watched(person, document);
    await world.node.teams.addMember(admin, team, person.personId);
    await until(() => current() === 'commenter');
    await world.node.teams.removeMember(admin, team, person.personId);
    await until(() => current() === null);
    expect(told).toEqual(['commenter', null]);
    watch.close();
  });

  it('acts when a folder far above moves, goes to the trash and comes back', async () => {
    const person = await world.person();
    const [from, to] = [await world.space(owner), await world.space(owner)];
    await world.grant(owner, from, person, 'editor');
    await world.grant(owner, to, person, 'reader');
    const folder = await world.put(owner, from, 'folder');
    const document = await world.put(owner, await world.put(owner, folder, 'folder'), 'document');
    const { told, watch, current } = await watched(person, document);
    expect(current()).toBe('editor');
    await world.node.mover.move(owner, { id: folder, parentId: to, expectedVersion: 1 });
    await until(() => current() === 'reader');
    await world.node.trash.trash(owner, folder);
    await until(() => current() === null);
    await world.node.trash.restore(owner, folder);
    await until(() => current() === 'reader');
    expect(told).toEqual(['reader', null, 'reader']);
    watch.close();
  });

  it('reaches many watched pairs at once', async () => {
    const space = await world.space(owner);
    const people = await Promise.all(Array.from({ length: 20 }, () => world.person()));
    const documents = await Promise.all(
      Array.from({ length: 20 }, () => world.put(owner, space, 'document')),
    );
    const watches = await Promise.all(
      people.flatMap((person) =>
        documents.map((document) => elsewhere.access.live.watch(person, document, () => undefined)),
      ),
    );
    await world.grant(owner, space, world.orgId, 'editor');
    await until(() => watches.every((watch) => watch.current() === 'editor'));
    for (const watch of watches) watch.close();
  });

  it('is read again entirely when changes were missed', async () => {
    const person = await world.person();
    const document = await world.put(owner, await world.space(owner), 'document');
    const { watch, current } = await watched(person, document);
    await world.grant(owner, document, person, 'reader');
    await until(() => current() === 'reader');
    await world.platform.database.inOrgs({ orgs: [world.orgId] }, async (tx) => {
      await tx.query(`delete from access_grant where resource_id = $1 and subject_id = $2`, [
        document,
        person.personId,
      ]);
      await tx.query(`select note_access_change($1, $2, null, now())`, [world.orgId, world.orgId]);
    });
    const { Client } = await import('pg');
    const { toPgConfig } = await import('@maroquin/platform/database');
    const superuser = new Client(toPgConfig(world.platform.connections.superuser));
    await superuser.connect();
    await superuser.query('update instance set access_seq = access_seq + 5');
    await superuser.query('delete from access_change where seq < (select max(seq) from access_change)');
    await superuser.query('update access_change set seq = (select access_seq from instance)');
    await superuser.end();
    await until(() => current() === null);
    watch.close();
  });
});

describe('a session that ends', () => {
  const begin = async (person: Actor): Promise<string> => {
    const id = newId();
    await world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) =>
      tx.query(
        `insert into session (id, org_id, account_id, token_hash, method, created_at, last_seen_at, expires_at)
         values ($1, $2, $3, $4, 'password', now(), now(), now() + interval '1 hour')`,
        [id, world.orgId, person.personId, Buffer.from(id)],
      ),
    );
    return id;
  };
  const end = (sessionIds: string[]): Promise<void> =>
    world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) =>
      world.node.access.recordSessionsEnded(tx, sessionIds),
    );

  it('is told on another node, to whoever follows, without any hint', async () => {
    const person = await world.person();
    const [one, other] = [await begin(person), await begin(person)];
    const told: string[] = [];
    const stop = elsewhere.events.on('session.ended', ({ sessionIds }) => void told.push(...sessionIds));
    const following = await elsewhere.access.live.followSessions();
    await end([one, newId()]);
    expect(await measure(() => told.length > 0)).toBeLessThan(1_000);
    await end([other]);
    await until(() => told.length > 1);
    expect(told).toEqual([one, other]);
    following.close();
    stop();
  });
});

describe('expiry', () => {
  it('is told to open sockets at its moment', async () => {
    const person = await world.person();
    const document = await world.put(owner, await world.space(owner), 'document');
    await world.grant(owner, document, person, 'editor', new Date(world.clock.now().getTime() + 60_000));
    const { told, watch, current } = await watched(person, document);
    expect(current()).toBe('editor');
    world.clock.forward(61_000);
    expect(current()).toBeNull();
    await until(() => told.length > 0);
    expect(told).toEqual([null]);
    watch.close();
  });
});

describe('a node that cannot ask PostgreSQL', () => {
  it('refuses everything after five seconds, and knows again afterwards', async () => {
    const person = await world.person();
    const document = await world.put(owner, await world.space(owner), 'document');
    await world.grant(owner, document, person, 'editor');
    let cut = false;
    const line = new Proxy(secondDatabase, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown =>
          cut ? Promise.reject(new Error('the line is cut')) : Reflect.apply(member, target, args);
      },
    });
    let ahead = 0;
    const access = new AccessService({
      database: line,
      keys: world.platform.keys,
      clock: world.clock,
      events: new Events({ error: () => undefined }),
      onError: () => undefined,
      monotonic: () => performance.now() + ahead,
    });
    const watch = await access.live.watch(person, document, () => undefined);
    expect(watch.current()).toBe('editor');
    cut = true;
    ahead += 4_000;
    expect(watch.current()).toBe('editor');
    ahead += 2_000;
    expect(() => watch.current()).toThrow(expect.objectContaining({ code: 'server.unavailable' }));
    await expect(access.require(person, 'document.edit', document)).rejects.toThrow();
    cut = false;
    await until(() =>
      access.require(person, 'document.edit', document).then(
        () => true,
        () => false,
      ),
    );
    expect(watch.current()).toBe('editor');
    watch.close();
    access.close();
  });
});

describe('a node at rest', () => {
  it('stops looking once nothing is watched and nobody came for a minute', async () => {
    const person = await world.person();
    let ahead = 0;
    let looks = 0;
    const counting = new Proxy(secondDatabase, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown => {
          if (name === 'call') looks += 1;
          return Reflect.apply(member, target, args);
        };
      },
    });
    const access = new AccessService({
      database: counting,
      keys: world.platform.keys,
      clock: world.clock,
      events: new Events({ error: () => undefined }),
      onError: () => undefined,
      monotonic: () => performance.now() + ahead,
    });
    await access.roleOf(person, await world.space(owner));
    await until(() => looks >= 3);
    ahead += 61_000;
    let before = -1;
    await until(async () => {
      const quiet = looks === before;
      before = looks;
      await new Promise((resolve) => setTimeout(resolve, 300));
      return quiet && looks === before;
    });
    access.close();
  });
});
