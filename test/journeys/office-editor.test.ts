import {
  fileVersionsSchema,
  officeSessionSchema,
  type OfficeSession,
  officeStateSchema,
  resourcePageSchema,
} from '@maroquin/contracts';
import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { violations } from '../support/web/axe.js';
import { tabTo, typeTo } from '../support/web/keyboard.js';
import { OfficeEditor } from '../support/office/office-editor.js';
import { firstAdministrator, invite, type Person, signIn, PASSWORD, tokenOf } from '../support/people.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';
import { ticksOf, type WopiCall } from '../support/office/wopi-client.js';

let editor: OfficeEditor;
let claire: Person;
let thomas: Person;
let spaceId: string;
const stage = setStage(
  async (server) => {
    claire = await firstAdministrator(server);
    thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
    spaceId = await claire.http.create('/spaces', { name: 'Budget' });
    await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
  },
  async () => {
    editor = await OfficeEditor.open();
    return {
      LOG_LEVEL: 'debug',
      WOPI_DISCOVERY_URL: editor.discoveryUrl,
      MAX_MARKING: 'DIFFUSION_RESTREINTE',
    };
  },
);
afterAll(() => editor.close());

const frameOf = (page: Page): FrameLocator => page.frameLocator('iframe.mq-office');
const lineOf = (page: Page, state: string): Promise<void> => page.locator(`[data-save="${state}"]`).waitFor();

const file = (filename: string, text = 'un'): Promise<string> =>
  upload(claire.http, Buffer.from(text), { filename, parentId: spaceId });
const open = (person: Pick<Person, 'http'>, id: string): Promise<OfficeSession> =>
  person.http.json(officeSessionSchema, 'POST', `/files/${id}/editor`);
const ask = (
  method: 'GET' | 'POST',
  id: string,
  { accessToken, accessTokenTtl }: OfficeSession,
  call?: WopiCall,
): Promise<Response> =>
  editor.ask(
    method,
    { src: `${stage.server.url}/wopi/files/${id}`, token: accessToken, until: accessTokenTtl },
    call,
  );
const statusOf = async (...args: Parameters<typeof ask>): Promise<number> => (await ask(...args)).status;
const lock = (override: string): WopiCall => ({
  headers: { 'X-WOPI-Override': override, 'X-WOPI-Lock': 'essai' },
});
const put = (text: string, headers: Readonly<Record<string, string>> = {}): WopiCall => ({
  path: '/contents',
  headers: { 'X-WOPI-Override': 'PUT', 'X-WOPI-Lock': 'essai', ...headers },
  body: Buffer.from(text),
});

/** The editor with the text of the file in it. */
async function openEditor(page: Page, id: string): Promise<FrameLocator> {
  await page.goto(`/fichier/${id}/editeur`);
  const frame = frameOf(page);
  await frame.getByText('ouvert 200').waitFor();
  return frame;
}

describe('the office editor, in the page', () => {
  it('makes a spreadsheet by the keyboard, and calls it saved once that is committed', async () => {
    const { page, errors } = await stage.open(claire);
    await page.goto(`/e/${spaceId}/fichiers`);
    await page.getByRole('button', { name: 'Nouveau', exact: true }).waitFor();
    await tabTo(page, 'Nouveau');
    await page.keyboard.press('Enter');
    await typeTo(page, 'Classeur (', page.getByRole('menuitem', { name: 'Classeur (.ods)' }));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Nom du fichier' }).fill('Dépenses');
    await page.keyboard.press('Enter');
    const frame = frameOf(page);
    await frame.getByText('ouvert 200').waitFor();
    await lineOf(page, 'saved');
    await frame.getByRole('textbox', { name: 'Contenu' }).fill('12 000 €');
    await page.getByText('Modifications en cours dans l’éditeur').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Retour au fichier' }).click();
    const question = page.getByRole('alertdialog', { name: 'Quitter l’éditeur' });
    await question.getByRole('button', { name: 'Annuler' }).click();
    await question.waitFor({ state: 'detached' });
    await frame.getByRole('button', { name: 'Écrire le fichier' }).click();
    await lineOf(page, 'saved');
    const { items } = await claire.http.get(resourcePageSchema, `/resources/${spaceId}/children`);
    const made = items.find(({ name }) => name === 'Dépenses.ods');
    const id = made?.id ?? '';
    expect((await claire.http.bytes(`/files/${id}/content`)).toString()).toBe('12 000 €');
    const versions = await claire.http.get(fileVersionsSchema, `/files/${id}/versions`);
    expect(versions.items.map(({ number }) => number)).toEqual([2, 1]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Retour au fichier' }).click();
    await page.getByRole('link', { name: 'Modifier' }).waitFor();
    expect(errors).toEqual([]);
  });

  it('is not called saved where the host refused to write, whatever the editor says', async () => {
    const id = await file('verrou.ods');
    const password = await tokenOf(stage.server, claire.email, 'files');
    const authorization = `Basic ${Buffer.from(`agent:${password}`).toString('base64')}`;
    const dav = (method: string, headers: Record<string, string> = {}, body?: string): Promise<Response> =>
      fetch(`${stage.server.url}/dav/Budget/verrou.ods`, {
        method,
        headers: { authorization, ...headers },
        ...(body !== undefined && { body }),
      });
    const { page } = await stage.open(claire);
    const frame = await openEditor(page, id);
    const locked = await dav(
      'LOCK',
      {},
      '<lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype></lockinfo>',
    );
    expect(locked.status).toBe(200);
    await frame.getByRole('textbox', { name: 'Contenu' }).fill('deux');
    await frame.getByRole('button', { name: 'Écrire le fichier' }).click();
    await frame.getByText('écrit 409').waitFor();
    await page.getByText('le fichier est verrouillé par un autre programme').waitFor();
    await lineOf(page, 'notSaved');
    expect((await claire.http.bytes(`/files/${id}/content`)).toString()).toBe('un');
    expect((await dav('UNLOCK', { 'lock-token': locked.headers.get('lock-token') ?? '' })).status).toBe(204);
    await frame.getByRole('button', { name: 'Écrire le fichier' }).click();
    await frame.getByText('écrit 200').waitFor();
    await lineOf(page, 'saved');
    expect((await claire.http.bytes(`/files/${id}/content`)).toString()).toBe('deux');
  });

  it('ends with a sentence when the right to write, then the right to read, is taken away', async () => {
    const id = await file('retrait.ods');
    await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
    const { page } = await stage.open(thomas);
    await openEditor(page, id);
    const session = await open(thomas, id);
    expect(await statusOf('POST', id, session, lock('LOCK'))).toBe(200);
    await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'reader' });
    await page.getByRole('heading', { name: 'vous ne pouvez plus modifier ce fichier' }).waitFor();
    expect(await statusOf('POST', id, session, put('trop tard'))).toBe(404);
    expect(await statusOf('GET', id, session)).toBe(200);
    await openEditor(page, id);
    await lineOf(page, 'readOnly');
    await claire.http.act('DELETE', `/resources/${spaceId}/grants/${thomas.id}`);
    await page.getByRole('heading', { name: 'vous n’avez plus accès à ce fichier' }).waitFor();
    for (const path of ['', '/contents']) expect(await statusOf('GET', id, session, { path })).toBe(404);
  });
});

describe('the WOPI host', () => {
  it('shares its locks with the mounted tree, and its versions with the web', async () => {
    const id = await file('partage.ods');
    const session = await open(claire, id);
    const info = (await (await ask('GET', id, session)).json()) as Record<string, string>;
    expect(info).toMatchObject({
      BaseFileName: 'partage.ods',
      UserCanWrite: true,
      SupportsDeleteFile: false,
    });
    expect(await statusOf('POST', id, session, put('sans verrou'))).toBe(409);
    expect(await statusOf('POST', id, session, lock('LOCK'))).toBe(200);
    const password = await tokenOf(stage.server, claire.email, 'files');
    const authorization = `Basic ${Buffer.from(`agent:${password}`).toString('base64')}`;
    const written = await fetch(`${stage.server.url}/dav/Budget/partage.ods`, {
      method: 'PUT',
      headers: { authorization },
      body: 'par WebDAV',
    });
    expect(written.status).toBe(423);
    const seen = { 'X-COOL-WOPI-Timestamp': info['LastModifiedTime'] ?? '' };
    const sentAt = new Date(Date.now() - 60_000);
    const sent = { ...put('deux', seen), timestamp: ticksOf(sentAt) };
    const saved = await ask('POST', id, session, sent);
    expect(saved.status).toBe(200);
    const newest = await ask('GET', id, session);
    const { LastModifiedTime, Version } = (await newest.json()) as Record<string, string>;
    expect(saved.headers.get('x-wopi-itemversion')).toBe(Version);
    expect(await saved.json()).toEqual({ LastModifiedTime });
    const again = await ask('POST', id, session, put('trois', seen));
    expect([again.status, await again.json()]).toEqual([409, { COOLStatusCode: 1010 }]);
    const state = await claire.http.get(officeStateSchema, `/files/${id}/editor`);
    expect(state).toMatchObject({
      ...{ version: 2, savedFrom: sentAt.toISOString() },
      failure: { reason: 'conflict' },
    });
    expect(await statusOf('POST', id, session, lock('UNLOCK'))).toBe(200);
    // The token is renewed while the editor still holds what was refused.
    await claire.http.json(officeSessionSchema, 'POST', `/files/${id}/editor?renews=true`);
    expect((await claire.http.get(officeStateSchema, `/files/${id}/editor`)).failure).not.toBeNull();
    await open(claire, id);
    expect(await claire.http.get(officeStateSchema, `/files/${id}/editor`)).toMatchObject({ failure: null });
  });

  it('renames a file only under the lock that holds it', async () => {
    const id = await file('nom.ods');
    const session = await open(claire, id);
    const rename = (name: string, held: string): Promise<Response> =>
      ask('POST', id, session, {
        headers: { 'X-WOPI-Override': 'RENAME_FILE', 'X-WOPI-Lock': held, 'X-WOPI-RequestedName': name },
      });
    expect(await statusOf('POST', id, session, lock('LOCK'))).toBe(200);
    const refused = await rename('refus', 'un autre');
    expect([refused.status, refused.headers.get('x-wopi-lock')]).toEqual([409, 'essai']);
    expect((await rename('accord', 'essai')).status).toBe(200);
    const info = (await (await ask('GET', id, session)).json()) as Record<string, string>;
    expect(info['BaseFileName']).toBe('accord.ods');
  });

  it('takes a token for one file and one session, and no request that the editor did not sign', async () => {
    const id = await file('jeton.ods');
    const otherId = await file('autre.ods');
    await thomas.http.act('PUT', '/me/password', { password: PASSWORD });
    await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
    const http = await signIn(stage.server, thomas.email, PASSWORD);
    const session = await open({ http }, id);
    expect(await statusOf('POST', id, session, lock('LOCK'))).toBe(200);
    expect(await statusOf('GET', otherId, session)).toBe(404);
    const after = await open(claire, id);
    const another = { headers: { 'X-WOPI-Override': 'LOCK', 'X-WOPI-Lock': 'un autre' } };
    expect(await statusOf('POST', id, after, another)).toBe(409);
    const src = `${stage.server.url}/wopi/files/${id}`;
    const unsigned = await fetch(`${src}?access_token=${session.accessToken}`);
    expect(unsigned.status).toBe(500);
    expect(
      await statusOf('GET', id, { ...session, accessToken: `${session.accessToken.slice(0, -6)}AAAAAA` }),
    ).toBe(401);
    editor.rotate();
    await until(async () => (await statusOf('GET', id, session)) === 200, 'the new key is known');
    await http.act('POST', '/sign-out');
    await until(async () => (await statusOf('GET', id, session)) === 401, 'the token ended with the session');
    expect(await statusOf('POST', id, after, another)).toBe(200);
    const said = stage.server.stdout + stage.server.stderr;
    expect(said).toContain('"/wopi"');
    expect(said).not.toContain(session.accessToken.slice(0, 40));
  });

  it('is given nothing that is of restricted circulation', async () => {
    const id = await file('reserve.ods');
    const session = await open(claire, id);
    const { page } = await stage.open(claire);
    await openEditor(page, id);
    const marked = { body: { marking: 'restricted' }, headers: { 'if-match': '"1"' } };
    await claire.http.call('PUT', `/api/v1/resources/${id}/marking`, marked);
    await expect(open(claire, id)).rejects.toMatchObject({ problem: { code: 'marking.forbids-editor' } });
    for (const path of ['', '/contents']) expect(await statusOf('GET', id, session, { path })).toBe(404);
    expect(await statusOf('POST', id, session, put('x'))).toBe(404);
    await page.getByRole('heading', { name: 'ce fichier est passé en diffusion restreinte' }).waitFor();
    expect(await page.locator('iframe.mq-office').count()).toBe(0);
    // Nor does the editor write over it from a file beside it.
    const beside = await file('ouvert.ods');
    const over = {
      headers: {
        'X-WOPI-Override': 'PUT_RELATIVE',
        'X-WOPI-RelativeTarget': 'reserve.ods',
        'X-WOPI-OverwriteRelativeTarget': 'true',
      },
      body: Buffer.from('par-dessus'),
    };
    expect(await statusOf('POST', beside, await open(claire, beside), over)).toBe(409);
    expect((await claire.http.bytes(`/files/${id}/content`)).toString()).toBe('un');
  });
});
