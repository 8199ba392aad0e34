import { request as httpRequest } from 'node:http';
import {
  copiedResourceSchema,
  fileVersionsSchema,
  placeSchema,
  resourcePageSchema,
} from '@maroquin/contracts';
import { describe, expect, it } from 'vitest';
import { violations } from '../support/web/axe.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { tabTo } from '../support/web/keyboard.js';
import { firstAdministrator, invite, type Person, tokenOf } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';

let claire: Person;
let thomas: Person;
let lea: Person;
let spaceId: string;
let password: string;
const stage = setStage(
  async (server) => {
    claire = await firstAdministrator(server);
    thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
    lea = await invite(server, claire, { name: 'Léa Moreau', email: 'lea@prefecture.example' });
    spaceId = await claire.http.create('/spaces', { name: 'Écoles & cantines' });
    await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'reader' });
    password = await tokenOf(server, claire.email, 'files');
  },
  () => Promise.resolve({ MAX_MARKING: 'DIFFUSION_RESTREINTE' }),
);

const SPACE = `/dav/${encodeURIComponent('Écoles & cantines')}`;
const basic = (secret: string): string => `Basic ${Buffer.from(`agent:${secret}`).toString('base64')}`;

interface Asked {
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}
const dav = (method: string, path: string, { secret, headers, body }: Asked = {}): Promise<Response> =>
  fetch(`${stage.server.url}${path}`, {
    method,
    headers: { authorization: basic(secret ?? password), ...headers },
    body: body === undefined ? null : typeof body === 'string' ? body : new Uint8Array(body),
  });
const statusOf = async (...asked: Parameters<typeof dav>): Promise<number> => (await dav(...asked)).status;
const put = (path: string, body: string, headers = {}): Promise<Response> =>
  dav('PUT', path, { body, headers });
const listed = async (path: string, secret = password): Promise<string[]> => {
  const answer = await dav('PROPFIND', path, { secret, headers: { depth: '1' } });
  const hrefs = [...(await answer.text()).matchAll(/<D:href>([^<]*)<\/D:href>/gu)];
  return hrefs
    .slice(1)
    .map(([, href = '']) => decodeURIComponent(href.split('/').filter(Boolean).at(-1) ?? ''));
};
const namesIn = async (id: string): Promise<string[]> =>
  (await claire.http.get(resourcePageSchema, `/resources/${id}/children`)).items
    .map(({ name }) => name)
    .sort();
/** Of an answer to a file that says nothing of its length and goes on after these bytes. */
const statusBeforeEnd = (path: string, bytes: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(stage.server.url);
    const headers = { authorization: basic(password), 'transfer-encoding': 'chunked' };
    const sent = httpRequest({ hostname, port, method: 'PUT', path, headers });
    sent.on('error', reject);
    sent.on('response', ({ statusCode }) => {
      resolve(statusCode);
      sent.destroy();
    });
    sent.write(Buffer.alloc(bytes, 'x'));
  });
const DEPTH_0 = { headers: { depth: '0' } };
const LOCK_BODY =
  '<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype><D:owner>Poste</D:owner></D:lockinfo>';

describe('the mounted tree', () => {
  it('opens with a password made by keyboard on the page of applications, which says how', async () => {
    const { page } = await stage.open(claire);
    await page.goto('/applications');
    await page.getByRole('heading', { name: 'Ouvrir vos fichiers depuis le poste' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Adresse du lecteur' }).inputValue()).toBe(
      `${stage.server.url}/dav/`,
    );
    expect(await violations(page)).toEqual([]);
    await tabTo(page, 'Créer un mot de passe d’application');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Nom' }).fill('Poste du bureau');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const secret = await page.getByRole('textbox', { name: 'Secret du jeton' }).inputValue();
    expect(await listed('/dav/', secret)).toContain('Écoles & cantines');
    await page.getByRole('button', { name: /^Révoquer.*Poste du bureau$/u }).click();
    await until(
      async () => (await statusOf('PROPFIND', '/dav/', { secret })) === 401,
      'it opens nothing more',
    );
  });

  it('is one with the web: versions, tags, the bin and names', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Un', parentId: spaceId });
    const path = `${SPACE}/Un/note.txt`;
    const first = await put(path, 'premier');
    expect(first.status).toBe(201);
    const etag = first.headers.get('etag') ?? '';
    expect((await put(path, 'second', { 'if-match': etag })).status).toBe(204);
    expect((await put(path, 'trop tard', { 'if-match': etag })).status).toBe(412);
    expect((await put(path, 'non', { 'if-none-match': '*' })).status).toBe(412);
    const read = await dav('GET', path, { headers: { range: 'bytes=1-3' } });
    expect([read.status, await read.text()]).toEqual([206, 'eco']);
    const { items } = await claire.http.get(resourcePageSchema, `/resources/${folderId}/children`);
    const id = items[0]?.id ?? '';
    const web = await claire.http.call('GET', `/api/v1/files/${id}/content`);
    expect(web.headers.get('etag')).toBe(read.headers.get('etag'));
    const versions = await claire.http.get(fileVersionsSchema, `/files/${id}/versions`);
    expect(versions.items.map(({ number }) => number)).toEqual([2, 1]);
    expect(await statusOf('MKCOL', `${SPACE}/Deux`)).toBe(201);
    const destination = `${stage.server.url}${SPACE}/Deux/${encodeURIComponent('avis.txt')}`;
    expect(await statusOf('MOVE', path, { headers: { destination } })).toBe(201);
    const place = await claire.http.get(placeSchema, `/resources/${id}`);
    expect([place.resource.name, place.breadcrumb.at(-1)?.name]).toEqual(['avis.txt', 'Deux']);
    // As programs save: beside it, then over it.
    await put(`${SPACE}/Deux/~avis.tmp`, 'troisième');
    const over = { headers: { destination } };
    const stays = { headers: { destination, overwrite: 'F' } };
    expect(await statusOf('MOVE', `${SPACE}/Deux/~avis.tmp`, stays)).toBe(412);
    expect(await statusOf('MOVE', `${SPACE}/Deux/~avis.tmp`, over)).toBe(204);
    expect(await listed(`${SPACE}/Deux`)).toEqual(['avis.txt']);
    expect((await claire.http.bytes(`/files/${id}/content`)).toString()).toBe('troisième');
    const saved = await claire.http.get(fileVersionsSchema, `/files/${id}/versions`);
    expect(saved.items.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(await statusOf('DELETE', `${SPACE}/Deux`)).toBe(204);
    expect(await listed(SPACE)).toEqual(['Un']);
    await claire.http.act('POST', `/resources/${place.breadcrumb.at(-1)?.id ?? ''}/restore`);
    expect(await listed(`${SPACE}/Deux`)).toEqual(['avis.txt']);
  });

  it('a folder is moved into another space by who manages it, as in the web, and not by who edits it', async () => {
    const name = 'Chantiers voisins';
    const other = await claire.http.create('/spaces', { name });
    await claire.http.act('PUT', `/resources/${other}/grants/${lea.id}`, { role: 'editor' });
    const theirs = await tokenOf(stage.server, lea.email, 'files');
    const way = `/dav/${encodeURIComponent(name)}`;
    expect(await statusOf('MKCOL', `${way}/Lot%209`)).toBe(201);
    expect((await put(`${way}/Lot%209/note.txt`, 'note')).status).toBe(201);
    const third = await claire.http.create('/spaces', { name: 'Chantiers clos' });
    await claire.http.act('PUT', `/resources/${third}/grants/${lea.id}`, { role: 'editor' });
    const headers = { destination: '/dav/Chantiers%20clos/Lot%209' };
    expect(await statusOf('MOVE', `${way}/Lot%209`, { headers, secret: theirs })).toBe(403);
    expect(await statusOf('MOVE', `${way}/Lot%209`, { headers })).toBe(201);
    expect(await listed('/dav/Chantiers%20clos/Lot%209')).toEqual(['note.txt']);
    expect(await namesIn(other)).toEqual([]);
  });

  it('copies a folder with what is in it, marked as it is, without storing it again', async () => {
    const modelId = await claire.http.create('/folders', { name: 'Modèle', parentId: spaceId });
    const marked = { body: { marking: 'sensitive' }, headers: { 'if-match': '"1"' } };
    await claire.http.call('PUT', `/api/v1/resources/${modelId}/marking`, marked);
    await put(`${SPACE}/${encodeURIComponent('Modèle')}/lettre.txt`, 'modèle');
    const destination = `${SPACE}/Copie`;
    expect(
      await statusOf('COPY', `${SPACE}/${encodeURIComponent('Modèle')}`, { headers: { destination } }),
    ).toBe(201);
    const copied = await dav('GET', `${SPACE}/Copie/lettre.txt`);
    expect(await copied.text()).toBe('modèle');
    const { items } = await claire.http.get(resourcePageSchema, `/resources/${spaceId}/children`);
    expect(items.find(({ name }) => name === 'Copie')?.marking).toBe('sensitive');
    expect(await stage.server.commandJson(['storage', 'recount'])).toMatchObject({ agrees: true });
  });

  it('copies nothing to where more people would read it than before', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Dossier', parentId: spaceId });
    const closedId = await claire.http.create('/folders', { name: 'Fermé', parentId: folderId });
    await claire.http.act('PUT', `/resources/${closedId}/restriction`, { restricted: true });
    await put(`${SPACE}/Dossier/ouvert.txt`, 'ouvert');
    expect(await listed(`${SPACE}/Dossier`)).toEqual(['Fermé', 'ouvert.txt']);
    const destination = `${SPACE}/Double`;
    expect(await statusOf('COPY', `${SPACE}/Dossier`, { headers: { destination } })).toBe(201);
    expect(await listed(destination)).toEqual(['ouvert.txt']);
    const asked = ['POST', `/resources/${folderId}/copies`, { parentId: spaceId, name: 'Triple' }] as const;
    expect(await claire.http.json(copiedResourceSchema, ...asked)).toMatchObject({ leftOut: 1 });
  });

  it('leaves nothing of a folder that cannot be copied whole', async () => {
    const chain = async (name: string, length: number): Promise<string[]> => {
      const ids = [spaceId];
      for (let depth = 0; depth < length; depth += 1)
        ids.push(await claire.http.create('/folders', { name, parentId: ids.at(-1) ?? '' }));
      return ids.slice(1);
    };
    const [from = ''] = await chain('Profond', 12);
    const to = (await chain('Puits', 12)).at(-1) ?? '';
    const copied = claire.http.json(copiedResourceSchema, 'POST', `/resources/${from}/copies`, {
      parentId: to,
    });
    await expect(copied).rejects.toMatchObject({ status: 409 });
    expect(await namesIn(to)).toEqual([]);
  });

  it('does not show what is of restricted circulation', async () => {
    const id = await claire.http.create('/folders', { name: 'Réservé', parentId: spaceId });
    expect(await listed(SPACE)).toContain('Réservé');
    const marked = [{ marking: 'restricted' }, { 'if-match': '"1"' }] as const;
    await claire.http.act('PUT', `/resources/${id}/marking`, ...marked);
    expect(await listed(SPACE)).not.toContain('Réservé');
    expect(await statusOf('PROPFIND', `${SPACE}/${encodeURIComponent('Réservé')}`)).toBe(404);
  });

  it('keeps a lock for whoever took it until it is given back, and shows it', async () => {
    const path = `${SPACE}/plan.txt`;
    await claire.http.act('PUT', `/resources/${spaceId}/grants/${lea.id}`, { role: 'editor' });
    const other = await tokenOf(stage.server, lea.email, 'files');
    await put(path, 'plan');
    const locked = await dav('LOCK', path, { body: LOCK_BODY, headers: { timeout: 'Second-60' } });
    const token = locked.headers.get('lock-token') ?? '';
    expect([locked.status, token]).toEqual([200, expect.stringContaining('<urn:uuid:')]);
    expect(await statusOf('PUT', path, { secret: other, body: 'autre' })).toBe(423);
    expect(await statusOf('PUT', path, { secret: other, body: 'autre', headers: { if: `(${token})` } })).toBe(
      423,
    );
    expect(await statusOf('DELETE', path, { secret: other })).toBe(423);
    expect(await statusOf('UNLOCK', path, { secret: other, headers: { 'lock-token': token } })).toBe(403);
    expect(await statusOf('PUT', path, { body: 'mien', headers: { if: `(${token})` } })).toBe(204);
    expect(await statusOf('UNLOCK', path, { headers: { 'lock-token': token } })).toBe(204);
    expect(await statusOf('PUT', path, { secret: other, body: 'autre' })).toBe(204);
  });

  it('is to a reader what the web is, and to others not there', async () => {
    await put(`${SPACE}/lu.txt`, 'lu');
    const reader = await tokenOf(stage.server, thomas.email, 'files');
    expect(await listed(SPACE, reader)).toContain('lu.txt');
    expect(await statusOf('PUT', `${SPACE}/lu.txt`, { secret: reader, body: 'x' })).toBe(403);
    expect(await statusOf('PUT', `${SPACE}/neuf.txt`, { secret: reader, body: 'x' })).toBe(403);
    expect(await statusOf('DELETE', `${SPACE}/lu.txt`, { secret: reader })).toBe(403);
    expect(await statusOf('MKCOL', `${SPACE}/Neuf`, { secret: reader })).toBe(403);
    const documents = await tokenOf(stage.server, claire.email, 'documents');
    expect(await statusOf('GET', `${SPACE}/lu.txt`, { secret: documents })).toBe(404);
    expect(await statusOf('DELETE', SPACE)).toBe(403);
    await claire.http.act('DELETE', `/resources/${spaceId}/grants/${thomas.id}`);
    await until(
      async () => (await statusOf('GET', `${SPACE}/lu.txt`, { secret: reader })) === 404,
      'it is gone',
    );
  });

  it('changes no file by moving onto it what its person may not take away, and renews no lock of whoever may not write', async () => {
    await claire.http.act('PUT', `/resources/${spaceId}/grants/${lea.id}`, { role: 'reader' });
    const other = await tokenOf(stage.server, lea.email, 'files');
    await put(`${SPACE}/source.txt`, 'source');
    const ownId = await lea.http.create('/spaces', { name: 'Atelier' });
    const target = '/dav/Atelier/cible.txt';
    expect(await statusOf('PUT', target, { secret: other, body: 'cible' })).toBe(201);
    const asked = { secret: other, headers: { destination: target } };
    await until(async () => (await listed(SPACE, other)).includes('source.txt'), 'she reads it');
    expect(await statusOf('MOVE', `${SPACE}/source.txt`, asked)).toBe(403);
    expect(await (await dav('GET', target, { secret: other })).text()).toBe('cible');
    await lea.http.act('PUT', `/resources/${ownId}/grants/${claire.id}`, { role: 'editor' });
    await until(async () => (await listed('/dav/')).includes('Atelier'), 'it is shared');
    const locked = await dav('LOCK', target, { body: LOCK_BODY });
    const headers = { if: `(${locked.headers.get('lock-token') ?? ''})` };
    expect(await statusOf('LOCK', target, { headers })).toBe(200);
    await lea.http.act('PUT', `/resources/${ownId}/grants/${claire.id}`, { role: 'reader' });
    await until(async () => (await statusOf('LOCK', target, { headers })) === 403, 'it is not renewed');
  });

  it('keeps for nobody the name that two spaces have', async () => {
    await claire.http.create('/spaces', { name: 'Paie' });
    expect(await listed('/dav/')).toContain('Paie');
    const otherId = await thomas.http.create('/spaces', { name: 'PAIE' });
    await thomas.http.act('PUT', `/resources/${otherId}/grants/${claire.id}`, { role: 'reader' });
    await until(
      async () => (await listed('/dav/')).some((name) => name.startsWith('PAIE ~')),
      'it is shared',
    );
    const names = (await listed('/dav/')).filter((name) => /^paie/iu.test(name));
    expect(names).toEqual([expect.stringMatching(/^paie ~/iu), expect.stringMatching(/^paie ~/iu)]);
    for (const [name, status] of [['Paie', 404] as const, ...names.map((own) => [own, 207] as const)])
      expect(await statusOf('PROPFIND', `/dav/${encodeURIComponent(name)}`, DEPTH_0)).toBe(status);
  });

  it('calls a thing by its name alone where the other one of that name is not seen', async () => {
    const closedId = await claire.http.create('/folders', { name: 'Bilan', parentId: spaceId });
    await claire.http.act('PUT', `/resources/${closedId}/restriction`, { restricted: true });
    const openId = await claire.http.create('/folders', { name: 'Bilan', parentId: spaceId });
    await claire.http.act('PUT', `/resources/${spaceId}/grants/${lea.id}`, { role: 'reader' });
    const other = await tokenOf(stage.server, lea.email, 'files');
    const named = async (secret = password): Promise<string[]> =>
      (await listed(SPACE, secret)).filter((name) => name.startsWith('Bilan')).sort();
    expect(await named()).toEqual(['Bilan', `Bilan ~${openId.slice(-6)}`]);
    await put(`${SPACE}/Bilan/secret.txt`, 'secret');
    expect(await listed(`${SPACE}/Bilan`)).toEqual(['secret.txt']);
    await until(async () => (await named(other)).length > 0, 'she reads it');
    expect(await named(other)).toEqual(['Bilan']);
    expect(await listed(`${SPACE}/Bilan`, other)).toEqual([]);
  });

  it('opens with nothing but a token', async () => {
    const refused = await dav('PROPFIND', '/dav/', { secret: 'x'.repeat(43) });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="Maroquin", charset="UTF-8"',
    ]);
    const cookie = claire.http.headers['cookie'] ?? '';
    expect(cookie).not.toBe('');
    const byCookie = await fetch(`${stage.server.url}/dav/`, { method: 'PROPFIND', headers: { cookie } });
    expect(byCookie.status).toBe(401);
  });

  it('shows names that Windows does not take so that it takes them, and refuses those that nothing may have', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Noms', parentId: spaceId });
    await upload(claire.http, Buffer.from('a'), { filename: 'avis : oui ?.txt', parentId: folderId });
    await upload(claire.http, Buffer.from('b'), { filename: 'CON.txt', parentId: folderId });
    const names = await listed(`${SPACE}/Noms`);
    expect(names).toHaveLength(2);
    for (const name of names) {
      expect(name).toMatch(/^[^<>:"/\\|?*]+ ~[0-9a-f]{6}\.txt$/u);
      expect(await statusOf('GET', `${SPACE}/Noms/${encodeURIComponent(name)}`)).toBe(200);
    }
    for (const name of ['%00', '%2e%2e', 'a%2fb', '%E2%80%AEfdp.exe', 'x'.repeat(300), '%ff'])
      expect(await statusOf('PUT', `${SPACE}/Noms/${name}`, { body: 'x' }), name).toBeGreaterThanOrEqual(400);
    expect(await namesIn(folderId)).toEqual(['CON.txt', 'avis : oui ?.txt']);
  });

  it('refuses XML that is a bomb, broken, or more than any client sends', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><propfind xmlns="DAV:"><prop><x>&b;</x></prop></propfind>`;
    const deep = '<a>'.repeat(500) + '</a>'.repeat(500);
    for (const body of [
      bomb,
      deep,
      '<propfind',
      '',
      '<propfind xmlns="DAV:"/>',
      `<a>${'<b/>'.repeat(5_000)}</a>`,
    ]) {
      const status = await statusOf('PROPPATCH', SPACE, { body });
      expect(status, body.slice(0, 40)).toBe(400);
    }
    expect(await statusOf('PROPFIND', SPACE, { body: ' '.repeat(1_000_000) })).toBe(413);
    expect(await statusOf('PROPFIND', SPACE, { headers: { depth: 'infinity' } })).toBe(403);
  });

  it('says how much room there is, and takes nothing beyond it', async () => {
    const id = await claire.http.create('/spaces', { name: 'Petite place' });
    const path = '/dav/Petite%20place';
    const put = (name: string, bytes: number): Promise<Response> =>
      dav('PUT', `${path}/${name}`, { body: Buffer.alloc(bytes, 'x') });
    await claire.http.act('PUT', `/storage/quotas/${id}`, { quota: 1000 });
    expect((await put('a.bin', 600)).status).toBe(201);
    const asked = async (secret = password): Promise<string> => {
      const body =
        '<D:propfind xmlns:D="DAV:"><D:prop><D:quota-used-bytes/><D:quota-available-bytes/></D:prop></D:propfind>';
      return (await dav('PROPFIND', path, { ...DEPTH_0, secret, body })).text();
    };
    const answer = await asked();
    expect(answer).toContain('<D:quota-used-bytes>600</D:quota-used-bytes>');
    expect(answer).toContain('<D:quota-available-bytes>400</D:quota-available-bytes>');
    const refused = await put('b.bin', 401);
    expect([refused.status, await refused.text()]).toEqual([
      507,
      expect.stringContaining('<D:quota-not-exceeded/>'),
    ]);
    expect((await put('a.bin', 401)).status).toBe(507);
    // Of what is not announced no more is taken than there is room: the answer comes before the last of it.
    expect(await statusBeforeEnd(`${path}/b.bin`, 401)).toBe(507);
    expect(await statusOf('COPY', `${path}/a.bin`, { headers: { destination: `${path}/c.bin` } })).toBe(507);
    expect(await namesIn(id)).toEqual(['a.bin']);
    // Who may bring nothing there is not told what is kept.
    await claire.http.act('PUT', `/resources/${id}/grants/${thomas.id}`, { role: 'reader' });
    const reader = await tokenOf(stage.server, thomas.email, 'files');
    await until(async () => (await listed('/dav/', reader)).includes('Petite place'), 'he reads it');
    expect(await asked(reader)).toContain('Petite%20place');
    expect(await asked(reader)).not.toMatch(/<D:quota-[a-z]+-bytes>\d/u);
  });

  it('leaves nothing of a file that was cut off', async () => {
    const { hostname, port } = new URL(stage.server.url);
    const cut = httpRequest({
      ...{ hostname, port, method: 'PUT', path: `${SPACE}/coupe.bin` },
      headers: { authorization: basic(password), 'content-length': '5000000' },
    });
    cut.on('error', () => undefined);
    await new Promise<void>((resolve) => cut.write(Buffer.alloc(2_000_000), () => resolve()));
    cut.destroy();
    await until(async () => !(await listed(SPACE)).includes('coupe.bin'), 'it is not there');
    expect(await statusOf('GET', `${SPACE}/coupe.bin`)).toBe(404);
    const kept = () =>
      asSuperuser(stage.server.dataDir, (sql) =>
        sql.query('select from blob_draft where kept_until > now()'),
      );
    await until(async () => (await kept()).rowCount === 0, 'the next collection takes its bytes');
    expect((await put(`${SPACE}/coupe.bin`, 'entier')).status).toBe(201);
  });
});
