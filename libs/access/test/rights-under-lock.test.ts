import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, toPgConfig } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { AccessWorld, type Node, startNode, until } from './access-world.js';

/** Two nodes on one database: what the second one knows is a moment old. */
let world: AccessWorld;
let other: Node;
let hand: Client;
let owner: Actor;
let manager: Actor;
let space: string;
let folder: string;
let document: string;

beforeAll(async () => {
  world = await AccessWorld.open();
  other = startNode(world.platform, world.clock);
  hand = new Client(toPgConfig(world.platform.connections.superuser));
  await hand.connect();
});
afterAll(async () => {
  await hand.end();
  other.access.close();
  await world.close();
});
beforeEach(async () => {
  owner = await world.person('Awa Diallo');
  manager = await world.person('Luc Petit');
  space = await world.space(owner);
  folder = await world.put(owner, space, 'folder');
  document = await world.put(owner, folder, 'document');
  await world.grant(owner, space, manager, 'manager');
});

const waiting = async (): Promise<number> => {
  const { rows } = await hand.query<{ n: number }>(
    "select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
  );
  return rows[0]?.n ?? 0;
};

const ORGANISATION = 7_262_002;
const SPACE = 7_262_003;

/** The first act gets the lock first, the second waits behind it: both were allowed when they were asked for. */
async function inTurn(
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
  key: readonly [number, string] = [SPACE, space],
): Promise<unknown[]> {
  await hand.query('select pg_advisory_lock($1, hashtext($2))', [...key]);
  try {
    const one = outcomeOf(first());
    await until(async () => (await waiting()) === 1);
    const two = outcomeOf(second());
    await until(async () => (await waiting()) === 2);
    await hand.query('select pg_advisory_unlock($1, hashtext($2))', [...key]);
    return await Promise.all([one, two]);
  } finally {
    await hand.query('select pg_advisory_unlock_all()');
  }
}

/** At once, so that nothing fails unheard while the other is waited for. */
const outcomeOf = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : error),
  );

const organisation = (): [number, string] => [ORGANISATION, world.orgId];
const removal = (): Promise<unknown> => world.node.grants.remove(owner, space, manager.personId);
const versionOf = async (id: string): Promise<number> =>
  (await world.node.tree.get(owner, id)).resource.version;

describe('an act that waits behind the withdrawal of its right', () => {
  const acts: readonly (readonly [string, () => Promise<() => Promise<unknown>>])[] = [
    [
      'to give oneself the right again',
      async () => () =>
        other.grants.set(manager, {
          ...{ resourceId: space, subjectId: manager.personId, role: 'manager', expiresAt: null },
        }),
    ],
    [
      'to give somebody a right',
      async () => {
        const friend = await world.person();
        return () =>
          other.grants.set(manager, {
            ...{ resourceId: document, subjectId: friend.personId, role: 'editor', expiresAt: null },
          });
      },
    ],
    ['to take the owner’s right', async () => () => other.grants.remove(manager, space, owner.personId)],
    [
      'to make a link',
      async () => () => other.links.create(manager, document, { name: 'Lien', role: 'editor' }),
    ],
    [
      'to change a link',
      async () => {
        const { id } = await world.node.links.create(owner, document, { name: 'Lien', role: 'reader' });
        return () => other.links.change(manager, document, id, { role: 'editor', expectedVersion: 1 });
      },
    ],
    [
      'to rename',
      async () => {
        const version = await versionOf(document);
        return () => other.tree.rename(manager, document, 'Autre', version);
      },
    ],
    [
      'to move',
      async () => {
        const move = { id: document, parentId: space, expectedVersion: await versionOf(document) };
        return () => other.mover.move(manager, move);
      },
    ],
    ['to trash', async () => () => other.trash.trash(manager, document)],
    ['to restrict', async () => () => other.restricting.restrict(manager, folder)],
    [
      'to restore',
      async () => {
        await world.node.trash.trash(owner, document);
        return () => other.trash.restore(manager, document);
      },
    ],
    [
      'to put a folder there',
      async () => () =>
        other.access.locks.holdPlace(manager, world.orgId, folder, (tx) =>
          other.tree.create(tx, manager, {
            ...{ id: document.replace(/^.{8}/, '00000000'), kind: 'folder', parentId: folder, name: 'Neuf' },
          }),
        ),
    ],
    [
      'to begin a review of the space',
      async () => () =>
        other.reviews.opening.open(manager, {
          ...{ name: 'Revue', spaceId: space, rule: 'keep', reviewerIds: [owner.personId] },
          endsAt: new Date(world.clock.now().getTime() + 86_400_000).toISOString(),
        }),
    ],
  ];

  it.each(acts)('%s fails', async (_, prepare) => {
    const act = await prepare();
    // The second node has asked before: it believes what it knows until the change reaches it.
    await other.access.require(manager, 'resource.read', space);
    expect(await inTurn(removal, act)).toEqual(['done', 'request.not-found']);
    expect(await world.role(manager, space)).toBeNull();
  });

  it('fails as well when what ended is the session', async () => {
    const end = (): Promise<unknown> =>
      world.node.access.locks.changeOrganisation(null, world.orgId, async (tx) => {
        tx.actAsSystem('command');
        await tx.query('update session set revoked_at = now() where id = $1', [manager.sessionId]);
      });
    const results = await inTurn(end, () => other.trash.trash(manager, document), organisation());
    expect(results).toEqual(['done', 'request.not-found']);
  });

  it('fails as well when what ended is the seat of an administrator', async () => {
    const administrator = await world.administrator('Claire Fontaine');
    const end = (): Promise<unknown> =>
      world.node.access.locks.changeOrganisation(null, world.orgId, async (tx) => {
        tx.actAsSystem('command');
        await tx.query("update seat set kind = 'member' where account_id = $1", [administrator.personId]);
      });
    const results = await inTurn(end, () => other.teams.create(administrator, 'Cabinet'), organisation());
    expect(results).toEqual(['done', 'request.not-found']);
  });
});

describe('an act that asks for no right under its lock', () => {
  it('is rolled back', async () => {
    const forgetful = world.node.access.locks.changePlaces(owner, world.orgId, [document], (tx) =>
      tx.query('update resource set trashed_at = now() where id = $1', [document]),
    );
    await expect(forgetful).rejects.toThrow('asked for no right');
    expect((await world.node.tree.get(owner, document)).resource.trashedAt).toBeNull();
  });
});

describe('the lock of the tree', () => {
  it('of one space does not wait for another space', async () => {
    const elsewhere = await world.space(owner);
    const key = [SPACE, space];
    await hand.query('select pg_advisory_lock($1, hashtext($2))', key);
    try {
      const held = world.node.trash.trash(owner, document);
      await until(async () => (await waiting()) === 1);
      const free = await world.put(owner, elsewhere, 'folder');
      await world.node.trash.trash(owner, free);
      await hand.query('select pg_advisory_unlock($1, hashtext($2))', key);
      await held;
    } finally {
      await hand.query('select pg_advisory_unlock_all()');
    }
  });

  it('is waited for by one connection of a node, however many acts want it', async () => {
    const key = [SPACE, space];
    await hand.query('select pg_advisory_lock($1, hashtext($2))', key);
    try {
      const people = await Promise.all(Array.from({ length: 20 }, () => world.person()));
      const acts = people.map((person) => world.grant(owner, folder, person, 'reader'));
      await until(async () => (await waiting()) === 1);
      // The pool is free for whoever wants something else.
      await world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) => tx.query('select 1'));
      expect(await waiting()).toBe(1);
      await hand.query('select pg_advisory_unlock($1, hashtext($2))', key);
      await Promise.all(acts);
    } finally {
      await hand.query('select pg_advisory_unlock_all()');
    }
  });

  it('is taken again when what was asked for has moved to another space meanwhile', async () => {
    const elsewhere = await world.space(owner);
    await world.grant(owner, elsewhere, manager, 'manager');
    const move = { id: folder, parentId: elsewhere, expectedVersion: await versionOf(folder) };
    const reader = await world.person();
    const results = await inTurn(
      () => world.node.mover.move(owner, move),
      () =>
        other.grants.set(owner, {
          ...{ resourceId: document, subjectId: reader.personId, role: 'reader', expiresAt: null },
        }),
    );
    expect(results).toEqual(['done', 'done']);
    expect(await world.role(reader, document)).toBe('reader');
  });
});
