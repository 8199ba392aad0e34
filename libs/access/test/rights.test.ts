import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessWorld, PAGE, startNode } from './access-world.js';

let world: AccessWorld;
let owner: Actor;
beforeAll(async () => {
  world = await AccessWorld.open();
  owner = await world.person('Awa Diallo');
});
afterAll(() => world.close());

const refusal = { code: 'request.not-found' };

describe('rights on the tree', () => {
  it('start with the creator of a space, and nobody else', async () => {
    const space = await world.space(owner);
    expect(await world.role(owner, space)).toBe('manager');
    expect(await world.role(await world.person(), space)).toBeNull();
  });

  it('are inherited all the way down', async () => {
    const reader = await world.person();
    const space = await world.space(owner);
    const folder = await world.put(owner, space, 'folder');
    const document = await world.put(owner, await world.put(owner, folder, 'folder'), 'document');
    await world.grant(owner, space, reader, 'reader');
    expect(await world.role(reader, document)).toBe('reader');
    await expect(world.node.access.require(reader, 'document.read', document)).resolves.toMatchObject({
      id: document,
      role: 'reader',
    });
    await expect(world.node.access.require(reader, 'document.edit', document)).rejects.toMatchObject(refusal);
  });

  it('grow where somebody gets more, and only there', async () => {
    const person = await world.person();
    const space = await world.space(owner);
    const folder = await world.put(owner, space, 'folder');
    const inside = await world.put(owner, folder, 'document');
    const beside = await world.put(owner, space, 'document');
    await world.grant(owner, space, person, 'reader');
    await world.grant(owner, folder, person, 'editor');
    expect(await world.role(person, inside)).toBe('editor');
    expect(await world.role(person, beside)).toBe('reader');
    expect(await world.role(person, space)).toBe('reader');
  });

  it('reach scopes that were set before the grant above them', async () => {
    const [one, other] = [await world.person(), await world.person()];
    const space = await world.space(owner);
    const outer = await world.put(owner, space, 'folder');
    const inner = await world.put(owner, outer, 'folder');
    const document = await world.put(owner, inner, 'document');
    await world.grant(owner, inner, one, 'reader');
    await world.grant(owner, outer, other, 'commenter');
    expect(await world.role(one, document)).toBe('reader');
    expect(await world.role(other, document)).toBe('commenter');
    expect(await world.role(one, outer)).toBeNull();
    await world.node.grants.remove(owner, outer, other.personId);
    expect(await world.role(other, document)).toBeNull();
    expect(await world.role(one, document)).toBe('reader');
  });

  it('of what is created later are those of its place', async () => {
    const person = await world.person();
    const space = await world.space(owner);
    const folder = await world.put(owner, space, 'folder');
    await world.grant(owner, folder, person, 'commenter');
    expect(await world.role(person, await world.put(owner, folder, 'document'))).toBe('commenter');
  });

  it('change with the grant, and end with it', async () => {
    const person = await world.person();
    const space = await world.space(owner);
    const document = await world.put(owner, space, 'document');
    await world.grant(owner, document, person, 'reader');
    await world.grant(owner, document, person, 'editor');
    expect(await world.role(person, document)).toBe('editor');
    await world.node.grants.remove(owner, document, person.personId);
    expect(await world.role(person, document)).toBeNull();
    expect(await world.role(owner, document)).toBe('manager');
  });

  it('are answered the same for what is absent and what may not be seen', async () => {
    const stranger = await world.person();
    const document = await world.put(owner, await world.space(owner), 'document');
    const answers = await Promise.all(
      [document, '01890000-0000-7000-8000-000000000000'].map((id) =>
        world.node.access.require(stranger, 'document.read', id).catch((error: unknown) => String(error)),
      ),
    );
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).toContain('request.not-found');
  });

  it('of everyone belong to each member of the organisation', async () => {
    const document = await world.put(owner, await world.space(owner), 'document');
    await world.grant(owner, document, world.orgId, 'reader');
    expect(await world.role(await world.person(), document)).toBe('reader');
  });

  it('end at their moment', async () => {
    const person = await world.person();
    const document = await world.put(owner, await world.space(owner), 'document');
    await world.grant(owner, document, person, 'editor', new Date(world.clock.now().getTime() + 60_000));
    expect(await world.role(person, document)).toBe('editor');
    world.clock.forward(61_000);
    expect(await world.role(person, document)).toBeNull();
  });

  it('cannot be given until a moment that is past', async () => {
    const person = await world.person();
    const document = await world.put(owner, await world.space(owner), 'document');
    await expect(world.grant(owner, document, person, 'reader', new Date(0))).rejects.toMatchObject({
      code: 'request.unprocessable',
      fields: [{ path: 'expiresAt' }],
    });
  });

  it('are given and taken by managers only', async () => {
    const [editor, other] = [await world.person(), await world.person()];
    const space = await world.space(owner);
    await world.grant(owner, space, editor, 'editor');
    await expect(world.grant(editor, space, other, 'reader')).rejects.toMatchObject(refusal);
    await expect(world.node.grants.remove(editor, space, owner.personId)).rejects.toMatchObject(refusal);
  });

  it('are not given to whoever is in no directory', async () => {
    const document = await world.put(owner, await world.space(owner), 'document');
    await expect(
      world.grant(owner, document, '01890000-0000-7000-8000-000000000000', 'reader'),
    ).rejects.toMatchObject({ code: 'access.unknown-subject' });
  });

  it('on many things are answered at once as on each', async () => {
    const mine = await world.space(owner);
    const seen = await world.put(owner, mine, 'channel');
    const ids = [
      seen,
      await world.put(owner, mine, 'document'),
      await world.space(await world.person()),
      newId(),
    ];
    const { access } = startNode(world.platform, world.clock);
    const each = await Promise.all(ids.map((id) => access.may(owner, 'message.post', id)));
    expect(each).toEqual([true, false, false, false]);
    expect([...(await access.which(owner, 'message.post', ids))]).toEqual([seen]);
    expect([...(await access.which({ ...owner, tokenScopes: ['files'] }, 'message.post', ids))]).toEqual([]);
    access.close();
  });

  it('of a token never go beyond its scopes', async () => {
    const document = await world.put(owner, await world.space(owner), 'document');
    const token: Actor = { ...owner, sessionId: null, tokenId: document, tokenScopes: ['messages'] };
    await expect(world.node.access.require(token, 'document.read', document)).rejects.toMatchObject(refusal);
    expect(() => {
      world.node.access.requireOrganisation(token, 'space.create');
    }).toThrow(expect.objectContaining(refusal));
  });
});

describe('the last manager', () => {
  it('can neither be removed nor lowered', async () => {
    const space = await world.space(owner);
    const last = { code: 'access.last-manager' };
    await expect(world.node.grants.remove(owner, space, owner.personId)).rejects.toMatchObject(last);
    await expect(world.grant(owner, space, owner, 'editor')).rejects.toMatchObject(last);
    await expect(
      world.grant(owner, space, owner, 'manager', new Date(Date.now() + 86_400_000_000)),
    ).rejects.toMatchObject(last);
    expect(await world.role(owner, space)).toBe('manager');
  });

  it('may leave once somebody else manages', async () => {
    const other = await world.person();
    const space = await world.space(owner);
    await world.grant(owner, space, other, 'manager');
    await world.node.grants.remove(owner, space, owner.personId);
    expect(await world.role(owner, space)).toBeNull();
  });

  it('stays when two managers remove each other at the same time', async () => {
    const other = await world.person();
    const space = await world.space(owner);
    await world.grant(owner, space, other, 'manager');
    const results = await Promise.allSettled([
      world.node.grants.remove(owner, space, other.personId),
      world.node.grants.remove(other, space, owner.personId),
    ]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  it('may be a team as long as somebody is in it', async () => {
    const member = await world.person();
    const admin = await world.administrator('Claire Fontaine');
    const space = await world.space(owner);
    const { id: team } = await world.node.teams.create(admin, 'Direction générale');
    await world.grant(owner, space, team, 'manager');
    const alone = { code: 'access.last-manager' };
    await expect(world.node.grants.remove(owner, space, owner.personId)).rejects.toMatchObject(alone);
    await world.node.teams.addMember(admin, team, member.personId);
    await world.node.grants.remove(owner, space, owner.personId);
    await expect(world.node.teams.removeMember(admin, team, member.personId)).rejects.toMatchObject(alone);
  });

  it('of a space of one’s own is oneself, whoever else manages it', async () => {
    const [person, other] = [await world.person(), await world.person()];
    const own = await world.node.spaces.personalSpaceOf(person);
    await world.grant(person, own, other, 'manager');
    await expect(world.node.grants.remove(other, own, person.personId)).rejects.toMatchObject({
      code: 'access.last-manager',
    });
  });
});

describe('who has access and why', () => {
  it('names each right with where it was set, if that may be seen', async () => {
    const [reader, guest] = [await world.person('Inès Martin'), await world.person('Hugo Petit')];
    const space = await world.space(owner, 'Direction');
    const document = await world.put(owner, space, 'document', 'Note');
    await world.grant(owner, space, reader, 'reader');
    await world.grant(owner, document, guest, 'commenter');
    const list = await world.node.accessLists.list(guest, document, PAGE);
    expect(list.myRole).toBe('commenter');
    const summary = list.items.map((entry) => [
      entry.subject.name,
      entry.role,
      entry.from.kind,
      entry.from.name,
    ]);
    expect(summary).toEqual([
      ['Awa Diallo', 'manager', 'space', null],
      ['Inès Martin', 'reader', 'space', null],
      ['Hugo Petit', 'commenter', 'document', 'Note'],
    ]);
    const seen = await world.node.accessLists.list(owner, document, PAGE);
    expect(seen.items[0]?.from.name).toBe('Direction');
    expect(seen.items[2]?.grantedBy?.name).toBe('Awa Diallo');
  });
});
