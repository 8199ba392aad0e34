import { createdLinkSchema, placeSchema, resourcePageSchema } from '@maroquin/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpClient } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, type Person } from '../support/people.js';

/** Somebody without an account, in by a link that lets it edit a folder. */
let server: Maroquin;
let owner: Person;
let folder: string;
let inside: string;
let visitor: HttpClient;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
  const space = await owner.http.create('/spaces', { name: 'Cabinet' });
  folder = await owner.http.create('/folders', { name: 'Ouvert', parentId: space });
  inside = await owner.http.create('/folders', { name: 'Dedans', parentId: folder });
  const wanted = { name: 'Pour la mairie', role: 'editor' };
  const { link } = await owner.http.json(createdLinkSchema, 'POST', `/resources/${folder}/links`, wanted);
  const answer = await new HttpClient(server.url, null).call('POST', '/api/v1/visits', {
    body: { token: new URL(link).hash.slice(1) },
  });
  visitor = new HttpClient(server.url, {
    cookie: /^[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '',
  });
}, 120_000);
afterAll(() => server.dispose());

const refused = { status: 404 };

describe('a visitor by a link that lets it edit', () => {
  it('adds something to what the link opens', async () => {
    const id = await visitor.create('/documents', { title: 'Réponse', parentId: folder });
    expect((await visitor.get(placeSchema, `/resources/${id}`)).resource.role).toBe('editor');
  });

  it('renames, moves and trashes nothing, not even what it made itself', async () => {
    const own = await visitor.create('/documents', { title: 'À elle', parentId: folder });
    for (const id of [inside, own]) {
      const { resource } = await visitor.get(placeSchema, `/resources/${id}`);
      const headers = { 'if-match': `"${String(resource.version)}"` };
      const patch = (body: object): Promise<Response> =>
        visitor.call('PATCH', `/api/v1/resources/${id}`, { body, headers });
      await expect(patch({ name: 'Autre' })).rejects.toMatchObject(refused);
      await expect(patch({ parentId: folder })).rejects.toMatchObject(refused);
      await expect(visitor.act('POST', `/resources/${id}/trash`)).rejects.toMatchObject(refused);
    }
  });

  it('restores nothing, and sees no trash', async () => {
    const thrown = await owner.http.create('/folders', { name: 'Jeté', parentId: folder });
    await owner.http.act('POST', `/resources/${thrown}/trash`);
    await expect(visitor.act('POST', `/resources/${thrown}/restore`)).rejects.toMatchObject(refused);
    expect((await visitor.get(resourcePageSchema, '/trash')).items).toEqual([]);
  });

  it('learns neither the names nor the ids of the people who work there', async () => {
    const { resource } = await visitor.get(placeSchema, `/resources/${inside}`);
    expect([resource.createdBy, resource.updatedBy]).toEqual([null, null]);
    const page = await (await visitor.call('GET', `/api/v1/resources/${folder}/children`)).text();
    expect(page).not.toContain(owner.id);
    expect(page).not.toContain(owner.name);
  });
});
