import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, IdentityWorld } from './identity-world.js';

let world: IdentityWorld;
let orgId: string;
let admin: Client;
const names = ['Élodie', 'Zoé', 'awa', 'Bilal', 'Étienne', 'Chloé', 'Elisa', 'Hugo'].map(
  (name) => `${name} Sanchez`,
);
const ids = new Map<string, string>();
beforeAll(async () => {
  world = await IdentityWorld.open();
  ({ orgId, admin } = await world.organisation());
  for (const name of names) ids.set(name, (await world.person(orgId, name)).id);
});
afterAll(() => world.close());

interface Row {
  readonly id: string;
  readonly name: string;
}
/** Every row of a list, asked for `limit` at a time. */
async function walk(path: string, limit: number, body?: object): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const answer =
      body === undefined
        ? await admin.ask('GET', `${path}?limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`)
        : await admin.ask('POST', path, { ...body, limit, ...(cursor !== null && { cursor }) });
    const page = answer.body as unknown as { items: Row[]; next: string | null };
    expect(page.items.length).toBeLessThanOrEqual(limit);
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}
const namesOf = (rows: readonly Row[]): string[] => rows.map(({ name }) => name);

describe('the list of people', () => {
  it('gives everybody once, in the order of a French reader, however many a page holds', async () => {
    const sorted = [...names, 'Nadia Belkacem'].sort(new Intl.Collator('fr').compare);
    expect(namesOf(await walk('/people', 3))).toEqual(sorted);
    expect(namesOf(await walk('/people', 200))).toEqual(sorted);
  });

  it('finds by the beginnings of words, on whatever page they would stand, and says how many there are', async () => {
    const found = await admin.ask('POST', '/people/search', { q: 'sanch el', limit: 1 });
    expect(found.body).toMatchObject({ items: [{ name: 'Elisa Sanchez' }], total: 2 });
    expect(namesOf(await walk('/people/search', 1, { q: 'sanch el' }))).toEqual([
      'Elisa Sanchez',
      'Élodie Sanchez',
    ]);
  });

  it('shows a new name and a closed account at once', async () => {
    const { client, id } = await world.person(orgId, 'Avant Durand');
    expect((await client.ask('PATCH', '/me', { name: 'Après Durand' }, { 'if-match': '"1"' })).status).toBe(
      200,
    );
    expect(namesOf(await walk('/people/search', 5, { q: 'durand' }))).toEqual(['Après Durand']);
    await admin.ask('POST', `/people/${id}/disable`);
    const inState = (state: string) => walk('/people/search', 5, { q: 'durand', state });
    expect([namesOf(await inState('open')), namesOf(await inState('closed'))]).toEqual([
      [],
      ['Après Durand'],
    ]);
  });

  it('refuses the cursor of another list or of another search', async () => {
    const { next } = (await admin.ask('GET', '/people?limit=1')).body as unknown as { next: string };
    for (const answer of [
      await admin.ask('POST', '/people/search', { q: 'awa', cursor: next }),
      await admin.ask('GET', `/teams?cursor=${next}`),
    ])
      expect([answer.status, answer.body.code]).toEqual([409, 'request.cursor-unknown']);
  });
});

describe('the list of teams', () => {
  it('counts members, who have pages of their own, the last one first', async () => {
    const team = (await admin.ask('POST', '/teams', { name: 'Équipe du soir' })).body.id;
    await admin.ask('POST', '/teams', { name: 'Courrier' });
    const members = names.slice(0, 5);
    for (const name of members) {
      world.clock.forward(1_000);
      await admin.ask('PUT', `/teams/${team}/members/${ids.get(name)}`);
    }
    expect(namesOf(await walk('/teams', 1))).toEqual(['Courrier', 'Équipe du soir']);
    expect((await admin.ask('POST', '/teams/search', { q: 'soir' })).body.items).toMatchObject([
      { id: team, members: 5 },
    ]);
    expect(namesOf(await walk(`/teams/${team}/members`, 2))).toEqual(members.toReversed());
  });
});

describe('the list of links of the organisation', () => {
  it('is paged, the newest first, and searched by name', async () => {
    const space = (await admin.ask('POST', '/spaces', { name: 'Partage' })).body.id;
    const folder = (await admin.ask('POST', '/folders', { name: 'Dossier', parentId: space })).body.id;
    for (const name of ['Presse', 'Préfet', 'Mairie'])
      await admin.ask('POST', `/resources/${folder}/links`, { name, role: 'reader' });
    expect(namesOf(await walk('/links', 1))).toEqual(['Mairie', 'Préfet', 'Presse']);
    expect(namesOf(await walk(`/resources/${folder}/links`, 2))).toEqual(['Mairie', 'Préfet', 'Presse']);
    expect(namesOf(await walk('/links/search', 1, { q: 'pre' }))).toEqual(['Préfet', 'Presse']);
  });
});
