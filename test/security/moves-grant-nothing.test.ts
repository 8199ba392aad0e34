import { placeSchema } from '@maroquin/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpClient } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';

/** A space that the owner manages and the editor may write in; the editor also manages a folder of it. */
let server: Maroquin;
let owner: Person;
let editor: Person;
let friend: Person;
let space: string;
let common: string;
let managed: string;
let made = 0;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
  const join = (name: string, email: string): Promise<Person> => invite(server, owner, { name, email });
  editor = await join('Luc Petit', 'luc.petit@prefecture.example');
  friend = await join('Paul Roux', 'paul.roux@prefecture.example');
  space = await owner.http.create('/spaces', { name: 'Cabinet' });
  await give(space, editor.id, 'editor');
  common = await owner.http.create('/folders', { name: 'Commun', parentId: space });
  managed = await owner.http.create('/folders', { name: 'Chez Luc', parentId: space });
  await give(managed, editor.id, 'manager');
}, 120_000);
afterAll(() => server.dispose());

const give = (resourceId: string, subjectId: string, role: string): Promise<void> =>
  owner.http.act('PUT', `/resources/${resourceId}/grants/${subjectId}`, { role });

const folderIn = (parentId: string): Promise<string> => {
  made += 1;
  return owner.http.create('/folders', { name: `Dossier ${String(made)}`, parentId });
};

async function move(http: HttpClient, id: string, parentId: string): Promise<string> {
  const { resource } = await http.get(placeSchema, `/resources/${id}`);
  try {
    const headers = { 'if-match': `"${String(resource.version)}"` };
    await http.call('PATCH', `/api/v1/resources/${id}`, { body: { parentId }, headers });
    return 'moved';
  } catch (error) {
    return (error as { problem?: { code?: string } }).problem?.code ?? String(error);
  }
}

describe('a move', () => {
  it('gives nobody a right that it did not have, the mover itself included', async () => {
    const id = await folderIn(common);
    expect(await move(editor.http, id, managed)).toBe('resource.move-gives');
    const { resource } = await editor.http.get(placeSchema, `/resources/${id}`);
    expect([resource.parentId, resource.role]).toEqual([common, 'editor']);
  });

  it('does not open something to others by way of a folder that is shared with them', async () => {
    const shared = await folderIn(space);
    await give(shared, friend.id, 'reader');
    const id = await folderIn(common);
    expect(await move(editor.http, id, shared)).toBe('resource.move-gives');
    await expect(friend.http.get(placeSchema, `/resources/${id}`)).rejects.toMatchObject({ status: 404 });
  });

  it('gives what its new place gives when a manager of what is moved does it', async () => {
    const shared = await folderIn(space);
    await give(shared, friend.id, 'reader');
    const id = await folderIn(common);
    expect(await move(owner.http, id, shared)).toBe('moved');
    expect((await friend.http.get(placeSchema, `/resources/${id}`)).resource.role).toBe('reader');
  });

  it('is an editor’s where the same people have the same rights', async () => {
    const id = await folderIn(common);
    expect(await move(editor.http, id, await folderIn(space))).toBe('moved');
  });

  it('is an editor’s where people lose a right by it', async () => {
    const shared = await folderIn(space);
    await give(shared, friend.id, 'reader');
    const id = await folderIn(shared);
    expect(await move(editor.http, id, common)).toBe('moved');
    await expect(friend.http.get(placeSchema, `/resources/${id}`)).rejects.toMatchObject({ status: 404 });
  });

  it('is an editor’s where a team gains what its members have as everyone', async () => {
    const place = await owner.http.create('/spaces', { name: 'Pour tous' });
    const { organisation } = await owner.http.me();
    await give(place, organisation.id, 'editor');
    const team = await owner.http.create('/teams', { name: 'Bureau' });
    await owner.http.act('PUT', `/teams/${team}/members/${friend.id}`);
    const inner = await folderIn(place);
    await give(inner, team, 'reader');
    expect(await move(editor.http, await folderIn(place), inner)).toBe('moved');
  });
});
