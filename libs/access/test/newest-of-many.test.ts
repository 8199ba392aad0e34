import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessWorld } from './access-world.js';

/** More than what is looked into scope by scope. */
const FOLDERS = 2_600;

let world: AccessWorld;
let owner: Actor;
let director: Actor;
let shared: string;
let own: string;

beforeAll(async () => {
  world = await AccessWorld.open();
  owner = await world.person('Awa Diallo');
  director = await world.person('Luc Meyer');
  shared = await world.space(owner, 'Cabinet');
  own = await world.space(owner, 'Notes');
  await world.grant(owner, shared, director, 'reader');
  await giveManyFolders();
});
afterAll(() => world.close());

/** Folders with a right of the director's on each, as the product keeps them; nobody opens their names here. */
async function giveManyFolders(): Promise<void> {
  const params = [world.orgId, shared, director.personId, FOLDERS];
  await world.platform.asOwner(
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

describe('the newest of who has a right on very much', () => {
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

  it('are gone with the right', async () => {
    await world.node.grants.remove(owner, shared, director.personId);
    expect((await namesOf(10)).names).toEqual([]);
  });
});
