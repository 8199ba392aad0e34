import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessWorld } from './access-world.js';

let world: AccessWorld;
let owner: Actor;
let director: Actor;
let shared: string;
let own: string;

async function setUp(folders: number): Promise<void> {
  world = await AccessWorld.open();
  owner = await world.person('Awa Diallo');
  director = await world.person('Luc Meyer');
  shared = await world.space(owner, 'Cabinet');
  own = await world.space(owner, 'Notes');
  await world.grant(owner, shared, director, 'reader');
  await giveManyFolders(folders);
}

/** Folders with a right of the director's on each, as the product keeps them; nobody opens their names here. */
async function giveManyFolders(folders: number): Promise<void> {
  const params = [world.orgId, shared, director.personId, folders];
  await world.platform.asService(
    `with made as (
       insert into permission_scope (org_id, id, parent_scope_id)
       select $1, gen_random_uuid(), $2 from generate_series(1, $4) returning id
     ), placed as (
       insert into resource (id, org_id, parent_id, kind, scope_id, name_sealed, name_hash, created_at, updated_at)
       select id, $1, $2, 'folder', id, '', decode(replace(id::text, '-', ''), 'hex'), now(), now() from made returning id
     ), given as (
       insert into access_grant (org_id, resource_id, subject_id, role, granted_at)
       select $1, id, $3, 'reader', now() from placed returning resource_id
     ) insert into scope_grant (org_id, scope_id, subject_id, from_resource_id, role)
       select $1, resource_id, $3, resource_id, 'reader' from given`,
    params,
  );
}

const namesOf = async (limit: number, cursor?: string): Promise<{ names: string[]; next: string | null }> => {
  const page = await world.node.lists.recent(director, { limit, kind: null, cursor });
  return { names: page.items.map(({ name }) => name), next: page.next };
};

/** Both more than what is looked into scope by scope; the first is known by heart, the second is not. */
describe.each([1_200, 2_600])('recent things of somebody with rights on %i places', (folders) => {
  beforeAll(() => setUp(folders));
  afterAll(() => world.close());

  it('are in order, page after page, and nothing else is among them', async () => {
    for (const name of ['un', 'deux', 'trois', 'quatre']) {
      await world.put(owner, shared, name === 'deux' ? 'file' : 'document', name);
      await world.put(owner, own, 'document', `${name} à moi`);
    }
    const first = await namesOf(3);
    expect(first.names).toEqual(['quatre', 'trois', 'deux']);
    const second = await namesOf(3, first.next ?? undefined);
    expect(second).toEqual({ names: ['un'], next: null });
  });

  it('are of one kind when one is asked for', async () => {
    const { items } = await world.node.lists.recent(director, { limit: 10, kind: 'file' });
    expect(items.map(({ name }) => name)).toEqual(['deux']);
  });

  it('pass over a discussion beside a document, which is shown with it', async () => {
    const document = await world.put(owner, shared, 'document', 'cinq');
    await world.put(owner, document, 'channel', 'Discussion');
    await world.put(owner, shared, 'channel', 'salon');
    expect((await namesOf(2)).names).toEqual(['salon', 'cinq']);
  });

  it('reach back beyond the last month when there is not enough in it', async () => {
    const old = await world.put(owner, shared, 'document', 'ancien');
    await world.platform.asOwner(`update resource set updated_at = now() - interval '1 year' where id = $1`, [
      old,
    ]);
    expect((await namesOf(50)).names.at(-1)).toBe('ancien');
  });

  it('are gone with the right', async () => {
    await world.node.grants.remove(owner, shared, director.personId);
    expect((await namesOf(10)).names).toEqual([]);
  });
});
