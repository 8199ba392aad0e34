import { unzipSync } from 'fflate';
import { placeSchema, resourcePageSchema } from '@maroquin/contracts';
import { describe, expect, it } from 'vitest';
import { CollabClient } from '../support/collab-client.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { firstAdministrator, invite, type Person, tokenOf } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';
import { tabTo } from '../support/web/keyboard.js';

let claire: Person;
let thomas: Person;
let spaceId: string;
let secret: string;
const stage = setStage(
  async (server) => {
    claire = await firstAdministrator(server);
    thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
    spaceId = await claire.http.create('/spaces', { name: 'Conseil' });
    await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'reader' });
    secret = await tokenOf(server, claire.email, 'documents,files');
  },
  () => Promise.resolve({ MAX_MARKING: 'DIFFUSION_RESTREINTE' }),
);

interface Asked {
  readonly by?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
const at = (...names: string[]): string => `/dav/Conseil/${names.map(encodeURIComponent).join('/')}`;
const dav = (method: string, path: string, { by, headers, body }: Asked = {}): Promise<Response> =>
  fetch(`${stage.server.url}${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`agent:${by ?? secret}`).toString('base64')}`,
      ...headers,
    },
    body: body ?? null,
  });
const statusOf = async (...asked: Parameters<typeof dav>): Promise<number> => (await dav(...asked)).status;
const moved = (from: string, destination: string, method = 'MOVE'): Promise<Response> =>
  dav(method, from, { headers: { destination } });
const document = (title: string, kind: 'prose' | 'text' = 'prose', parentId = spaceId): Promise<string> =>
  claire.http.create('/documents', { title, parentId, kind });

interface Listed {
  readonly name: string;
  readonly size: string | undefined;
  readonly etag: string | undefined;
}
async function listed(path: string, by = secret): Promise<Listed[]> {
  const answer = await dav('PROPFIND', path, { by, headers: { depth: '1' } });
  const responses = (await answer.text()).split('<D:response>').slice(2);
  return responses.map((one) => ({
    name: decodeURIComponent(/<D:href>([^<]*)</u.exec(one)?.[1]?.split('/').filter(Boolean).at(-1) ?? ''),
    size: /<D:getcontentlength>(\d+)</u.exec(one)?.[1],
    etag: /<D:getetag>([^<]*)</u.exec(one)?.[1]?.replaceAll('&quot;', '"'),
  }));
}
const namesIn = async (path: string, by?: string): Promise<string[]> =>
  (await listed(path, by)).map(({ name }) => name).sort();
const titlesIn = async (id: string): Promise<string[]> =>
  (await claire.http.get(resourcePageSchema, `/resources/${id}/children`)).items.map(({ name }) => name);

describe('documents in the mounted tree', () => {
  it('are files to be read, whose size and tag are those of what is read', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Lire', parentId: spaceId });
    await document('Délibération', 'prose', folderId);
    const noteId = await document('Pense-bête', 'text', folderId);
    const writer = new CollabClient(claire.http, noteId);
    await writer.edit((doc) => doc.getText('text').insert(0, 'La cantine ouvre à midi.'));
    const entries = await listed(at('Lire'));
    expect(entries.map(({ name }) => name).sort()).toEqual(['Délibération.odt', 'Pense-bête.md']);
    for (const { name, size, etag } of entries) {
      const read = await dav('GET', at('Lire', name));
      const bytes = Buffer.from(await read.arrayBuffer());
      expect([name, read.status, read.headers.get('etag')]).toEqual([name, 200, etag]);
      expect([String(bytes.length), read.headers.get('content-length')]).toEqual([size, size]);
      if (name.endsWith('.odt'))
        expect(Buffer.from(unzipSync(bytes)['mimetype'] ?? []).toString()).toContain('opendocument.text');
      else expect(bytes.toString()).toContain('La cantine ouvre à midi.');
      expect(await statusOf('GET', at('Lire', name), { headers: { 'if-none-match': etag ?? '' } })).toBe(304);
    }
    const part = await dav('GET', at('Lire', 'Délibération.odt'), { headers: { range: 'bytes=0-1' } });
    expect([part.status, await part.text()]).toEqual([206, 'PK']);
    const again = await listed(at('Lire'));
    expect(again).toEqual(entries);
    await writer.edit((doc) => doc.getText('text').insert(0, 'Avis : '));
    const tagOf = (list: readonly Listed[]) => list.find(({ name }) => name === 'Pense-bête.md')?.etag;
    expect(tagOf(await listed(at('Lire')))).not.toBe(tagOf(entries));
    expect(await (await dav('GET', at('Lire', 'Pense-bête.md'))).text()).toContain('Avis : La cantine');
    writer.close();
  });

  it('are not written from there, which is said in words', async () => {
    const id = await document('Arrêté');
    const path = at('Arrêté.odt');
    const refused = await dav('PUT', path, { body: 'autre chose' });
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringMatching(/document de Maroquin.*Rien n’a été enregistré.*sous un autre nom/u),
    ]);
    // rclone deletes what it could not write.
    expect(await statusOf('DELETE', path)).toBe(403);
    await dav('PUT', at('brouillon.odt'), { body: 'brouillon' });
    expect((await moved(at('brouillon.odt'), path)).status).toBe(403);
    expect((await moved(at('brouillon.odt'), path, 'COPY')).status).toBe(403);
    const body =
      '<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockinfo>';
    expect(await statusOf('LOCK', path, { body })).toBe(403);
    expect((await claire.http.get(placeSchema, `/resources/${id}`)).resource.trashedAt).toBeNull();
    expect(await namesIn('/dav/Conseil/')).toEqual(expect.arrayContaining(['Arrêté.odt', 'brouillon.odt']));
  });

  it('are renamed, moved, copied and binned as files are, by who may', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Suites', parentId: spaceId });
    const id = await document('Convention');
    const reader = await tokenOf(stage.server, thomas.email, 'documents,files');
    await until(
      async () => (await namesIn('/dav/Conseil/', reader)).includes('Convention.odt'),
      'he reads it',
    );
    expect(await statusOf('GET', at('Convention.odt'), { by: reader })).toBe(200);
    expect(await statusOf('DELETE', at('Convention.odt'), { by: reader })).toBe(403);
    const ended = await moved(at('Convention.odt'), at('Convention.docx'));
    expect([ended.status, await ended.text()]).toEqual([
      403,
      expect.stringContaining('garde la fin de son nom'),
    ]);
    expect((await moved(at('Convention.odt'), at('Suites', 'Accord.odt'))).status).toBe(201);
    const place = await claire.http.get(placeSchema, `/resources/${id}`);
    expect([place.resource.name, place.resource.parentId]).toEqual(['Accord', folderId]);
    expect((await moved(at('Suites', 'Accord.odt'), at('Suites', 'Avenant.odt'), 'COPY')).status).toBe(201);
    expect((await titlesIn(folderId)).sort()).toEqual(['Accord', 'Avenant']);
    expect(await statusOf('DELETE', at('Suites', 'Accord.odt'))).toBe(204);
    expect(await namesIn(at('Suites'))).toEqual(['Avenant.odt']);
    await claire.http.act('POST', `/resources/${id}/restore`);
    expect(await namesIn(at('Suites'))).toEqual(['Accord.odt', 'Avenant.odt']);
  });

  it('are told apart from what has their name, and take names that Windows takes', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Noms', parentId: spaceId });
    await upload(claire.http, Buffer.from('fichier'), { filename: 'Budget.odt', parentId: folderId });
    const second = await document('Budget', 'prose', folderId);
    const third = await document('Budget : suite ?', 'prose', folderId);
    const note = await document('Budget', 'text', folderId);
    const named = (name: string, id: string): string => `${name} ~${id.slice(-6)}.odt`;
    expect(await namesIn(at('Noms'))).toEqual(
      ['Budget.odt', named('Budget', second), named('Budget _ suite _', third), 'Budget.md'].sort(),
    );
    expect(await (await dav('GET', at('Noms', 'Budget.odt'))).text()).toBe('fichier');
    for (const name of [named('Budget', second), named('Budget _ suite _', third)])
      expect(await statusOf('GET', at('Noms', name)), name).toBe(200);
    expect(note).not.toBe(second);
  });

  it('are read by nobody who may not, nor by a password for files alone, and each reading is in the audit', async () => {
    const id = await document('Réservé aux élus');
    const path = at('Réservé aux élus.odt');
    const files = await tokenOf(stage.server, claire.email, 'files');
    expect(await namesIn('/dav/Conseil/', files)).not.toContain('Réservé aux élus.odt');
    expect(await statusOf('GET', path, { by: files })).toBe(404);
    const reader = await tokenOf(stage.server, thomas.email, 'documents,files');
    expect(await statusOf('GET', path, { by: reader })).toBe(200);
    await claire.http.act('PUT', `/resources/${id}/restriction`, { restricted: true });
    await until(async () => (await statusOf('GET', path, { by: reader })) === 404, 'he reads it no more');
    expect(await statusOf('GET', path)).toBe(200);
    const { rows } = await asSuperuser(stage.server.dataDir, (sql) =>
      sql.query(`select actor_id from audit where action = 'document.exported' and target_id = $1`, [id]),
    );
    expect(rows.length).toBeGreaterThanOrEqual(2);
    const place = await claire.http.get(placeSchema, `/resources/${id}`);
    const headers = { 'if-match': `"${String(place.resource.version)}"` };
    await claire.http.call('PUT', `/api/v1/resources/${id}/marking`, {
      body: { marking: 'restricted' },
      headers,
    });
    await until(async () => (await statusOf('GET', path)) === 404, 'it stays in the service');
  });

  it('are there with the password that the page of applications makes', async () => {
    await document('Ordre du jour');
    const { page } = await stage.open(claire);
    await page.goto('/applications');
    await tabTo(page, 'Créer un mot de passe d’application');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Nom' }).fill('Poste');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const made = await page.getByRole('textbox', { name: 'Secret du jeton' }).inputValue();
    expect(await namesIn('/dav/Conseil/', made)).toContain('Ordre du jour.odt');
  });
});
