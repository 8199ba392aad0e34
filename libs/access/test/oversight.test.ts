import type { PersonRight, PersonRights } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AccessWorld, PAGE } from './access-world.js';

let world: AccessWorld;
let owner: Actor;
let administrator: Actor;
let reader: Actor;
beforeAll(async () => {
  world = await AccessWorld.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  owner = await world.person('Awa Diallo');
  reader = await world.person('Luc Petit');
  administrator = await world.administrator('Claire Fontaine');
});

type Filter = Partial<Parameters<AccessWorld['node']['personRights']['list']>[2]>;
const seenBy = (person: Actor, filter: Filter = {}, asker = administrator): Promise<PersonRights> =>
  world.node.personRights.list(asker, person.personId, { limit: 50, ...filter });
const find = ({ items }: PersonRights, id: string): PersonRight | undefined =>
  items.find(({ resource }) => resource.id === id);

describe('what a person can see', () => {
  it('is told with the grant, the place it was set on and who gave it', async () => {
    const space = await world.space(owner);
    const note = await world.put(owner, space, 'document');
    await world.grant(owner, space, reader, 'commenter');
    const found = find(await seenBy(reader), note);
    expect(found?.role).toBe('commenter');
    expect(found?.reasons).toMatchObject([
      {
        role: 'commenter',
        subject: { kind: 'person', id: reader.personId },
        from: { id: space, kind: 'space' },
        grantedBy: { name: 'Awa Diallo' },
      },
    ]);
  });

  it('names the teams between the person and the team that holds the right', async () => {
    const space = await world.space(owner);
    const inner = (await world.node.teams.create(administrator, `Pôle ${space}`)).id;
    const outer = (await world.node.teams.create(administrator, `Service ${space}`)).id;
    await world.node.teams.addMember(administrator, inner, reader.personId);
    await world.node.teams.addMember(administrator, outer, inner);
    await world.grant(owner, space, outer, 'editor');
    const found = find(await seenBy(reader), space);
    expect(found?.reasons).toMatchObject([
      { subject: { kind: 'team', id: outer }, through: [{ id: inner, name: `Pôle ${space}` }] },
    ]);
  });

  it('discloses no title to an administrator who has no right, and the title to one who has', async () => {
    const space = await world.space(owner, 'Cabinet secret');
    const note = await world.put(owner, space, 'document', 'Mutation de M. Untel');
    await world.grant(owner, note, reader, 'reader');
    const sealed = await seenBy(reader);
    expect(find(sealed, note)?.resource).toMatchObject({
      kind: 'document',
      name: null,
      path: [{ id: space, kind: 'space', name: null }],
    });
    expect(JSON.stringify(sealed)).not.toMatch(/Untel|secret/);
    await world.grant(owner, note, administrator, 'reader');
    const opened = find(await seenBy(reader), note)?.resource;
    expect(opened?.name).toBe('Mutation de M. Untel');
    expect(opened?.path).toMatchObject([{ name: null }]);
  });

  it('opens no title to a token that is not for content', async () => {
    const space = await world.space(owner, 'Cabinet secret');
    await world.grant(owner, space, administrator, 'reader');
    const token: Actor = { ...administrator, tokenScopes: ['admin'] };
    const seen = await seenBy(owner, {}, token);
    expect(find(seen, space)?.resource.name).toBeNull();
    expect(JSON.stringify(await world.node.resourceRights.of(token, space, PAGE))).not.toMatch(/secret/);
  });

  it('counts the strongest right, and shows every reason with it', async () => {
    const space = await world.space(owner);
    await world.grant(owner, space, world.orgId, 'reader');
    await world.grant(owner, space, reader, 'editor');
    const found = find(await seenBy(reader), space);
    expect(found?.role).toBe('editor');
    expect(found?.reasons.map(({ subject }) => subject.kind)).toEqual(['person', 'everyone']);
  });

  it('leaves out what has expired and what was withdrawn', async () => {
    const [kept, withdrawn, expired] = [
      await world.space(owner),
      await world.space(owner),
      await world.space(owner),
    ];
    await world.grant(owner, kept, reader, 'reader');
    await world.grant(owner, withdrawn, reader, 'reader');
    await world.node.grants.remove(owner, withdrawn, reader.personId);
    await world.grant(owner, expired, reader, 'reader', new Date(world.clock.now().getTime() + 1_000));
    world.clock.forward(2_000);
    const seen = await seenBy(reader);
    expect([find(seen, kept), find(seen, withdrawn), find(seen, expired)].map(Boolean)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is the same as what the engine decides', async () => {
    const space = await world.space(owner);
    const folder = await world.put(owner, space, 'folder');
    await world.put(owner, folder, 'document');
    await world.put(owner, space, 'file');
    await world.grant(owner, folder, reader, 'editor');
    await world.grant(owner, space, world.orgId, 'reader');
    const seen = await seenBy(reader, { limit: 200 });
    const ids = seen.items.map(({ resource }) => resource.id);
    const roles = await world.node.access.rolesOf(reader, ids);
    expect(new Map(seen.items.map(({ resource, role }) => [resource.id, role]))).toEqual(roles);
    expect(ids.length).toBeGreaterThan(4);
  });

  it('is filtered by kind, by right and by way', async () => {
    const space = await world.space(owner);
    const note = await world.put(owner, space, 'document');
    await world.grant(owner, space, world.orgId, 'reader');
    await world.grant(owner, note, reader, 'editor');
    const ids = async (filter: Filter): Promise<string[]> =>
      (await seenBy(reader, filter)).items
        .map(({ resource }) => resource.id)
        .filter((id) => id === space || id === note);
    expect(await ids({ kind: 'document' })).toEqual([note]);
    expect(await ids({ role: 'reader' })).toEqual([space]);
    expect(await ids({ way: 'person' })).toEqual([note]);
    expect(await ids({ way: 'everyone' })).toEqual([note, space]);
  });

  it('comes page by page, each once', async () => {
    const space = await world.space(owner);
    await world.grant(owner, space, reader, 'reader');
    for (let n = 0; n < 5; n += 1) await world.put(owner, space, 'document');
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await seenBy(reader, { limit: 2, cursor });
      ids.push(...page.items.map(({ resource }) => resource.id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe(ids.length);
    const whole = (await seenBy(reader, { limit: 200 })).items.map(({ resource }) => resource.id);
    expect(ids).toEqual(whole);
  });

  it('is for nobody but who looks after rights in that organisation', async () => {
    await expect(seenBy(reader, {}, owner)).rejects.toMatchObject({ code: 'request.not-found' });
    const elsewhere = { ...administrator, adminOf: [] };
    await expect(seenBy(reader, {}, elsewhere)).rejects.toMatchObject({ code: 'request.not-found' });
    const nobody = { ...reader, personId: '019ac000-0000-7000-8000-000000000000' };
    await expect(seenBy(nobody)).rejects.toMatchObject({ code: 'request.not-found' });
  });

  it('is written down: who looked at whom', async () => {
    await seenBy(reader);
    const acts = await world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) =>
      tx.query(`select actor_id from audit where action = 'access.inspected' and target_id = $1`, [
        reader.personId,
      ]),
    );
    expect(acts).toEqual([{ actor_id: administrator.personId }]);
  });
});

describe('who has access to a thing', () => {
  it('is told to an administrator without its title', async () => {
    const space = await world.space(owner, 'Cabinet secret');
    const note = await world.put(owner, space, 'document', 'Mutation');
    await world.grant(owner, note, reader, 'reader');
    const rights = await world.node.resourceRights.of(administrator, note, PAGE);
    expect(rights.resource).toMatchObject({ id: note, name: null });
    expect(rights.items.map(({ subject, from }) => [subject.id, from.id, from.name])).toEqual([
      [owner.personId, space, null],
      [reader.personId, note, null],
    ]);
  });

  it('is not told to a member', async () => {
    const space = await world.space(owner);
    await expect(world.node.resourceRights.of(owner, space, PAGE)).rejects.toMatchObject({
      code: 'request.not-found',
    });
  });
});
