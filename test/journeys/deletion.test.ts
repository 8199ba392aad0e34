import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { idSchema, imageResultSchema, resourcePageSchema } from '@maroquin/contracts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { z } from 'zod';
import { violations } from '../support/web/axe.js';
import { select, writeParagraphs } from '../support/commented-document.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { tabTo } from '../support/web/keyboard.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { png } from '../support/office/png.js';
import { setStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';

let claire: Person;
let thomas: Person;
let spaceId: string;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'editor' });
});

/** What says that something was, by its id alone, stays: acts in the audit, and changes of rights. */
const KEPT = new Set(['audit', 'audit_default', 'access_change', 'idempotency', 'usage_entry']);

/** Rows of every table that hold one of these ids, by table and column. */
const rowsWith = (ids: readonly string[]): Promise<string[]> =>
  asSuperuser(stage.server.dataDir, async (client) => {
    const { rows: columns } = await client.query<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.columns
       where table_schema = 'public' and data_type = 'uuid'`,
    );
    const found: string[] = [];
    for (const { table, column } of columns) {
      if (KEPT.has(table)) continue;
      const { rows } = await client.query(`select 1 from "${table}" where "${column}" = any($1::uuid[])`, [
        ids,
      ]);
      if (rows.length > 0) found.push(`${table}.${column}`);
    }
    return found;
  });
const valuesOf = (sql: string, params: readonly unknown[]): Promise<string[]> =>
  asSuperuser(stage.server.dataDir, async (client) => {
    const { rows } = await client.query<{ id: string }>(sql, [...params]);
    return rows.map(({ id }) => id);
  });
const objects = (): number =>
  readdirSync(join(stage.server.dataDir, 'objects'), { recursive: true }).filter((path) =>
    String(path).includes('b~'),
  ).length;
const recount = () => stage.server.commandJson(['storage', 'recount']);
const binOf = async ({ http }: Person): Promise<string[]> =>
  (await http.get(resourcePageSchema, '/trash')).items.map(({ name }) => name);

/** A folder with a file of two versions, a commented document with a picture, and a discussion with a file and a thread. */
async function fullFolder(name: string): Promise<{ folderId: string; ids: string[] }> {
  const { http } = claire;
  const folderId = await http.create('/folders', { name, parentId: spaceId });
  const file = { filename: 'avis.txt', parentId: folderId, nameTaken: 'replace' } as const;
  const fileId = await upload(http, Buffer.from(`premier ${name}`), file);
  await upload(http, Buffer.from(`second ${name}`), file);
  const documentId = await http.create('/documents', { title: 'Note', parentId: folderId });
  const written = await writeParagraphs(http, documentId, ['Avis du comité']);
  const comment = { ...select(written.doc, 0, 'comité'), text: 'À revoir' };
  const commentId = await http.create(`/documents/${documentId}/comments`, comment);
  written.close();
  const picture = png(8, 8, [9, 9, 9], name);
  await http.sendFile(imageResultSchema, `/documents/${documentId}/images`, {
    ...{ name: 'p.png', type: 'image/png', bytes: picture },
  });
  const channelId = await http.create('/channels', { name: 'Suivi', parentId: folderId });
  const sent = await upload(http, Buffer.from(`joint ${name}`), { filename: 'j.txt', parentId: channelId });
  const say = (path: string, more: object = {}): Promise<unknown> =>
    http.act('POST', path, { clientId: randomUUID(), text: 'Bonjour @tous', ...more });
  await say(`/channels/${channelId}/messages`, { files: [sent] });
  await http.act('PUT', `/channels/${channelId}/draft`, { text: 'à suivre' });
  await http.act('PUT', `/resources/${documentId}/grants/${thomas.id}`, { role: 'manager' });
  return { folderId, ids: [folderId, fileId, documentId, commentId, channelId, sent] };
}

describe('what is deleted for good', () => {
  it('is gone from every table and from the store, and all counts agree', async () => {
    const before = objects();
    const { folderId, ids } = await fullFolder('Dossier entier');
    const blobs = await valuesOf(
      `select blob_id as id from file_version where file_id = any($1::uuid[])
       union select blob_id from document_image where document_id = any($1::uuid[])`,
      [ids],
    );
    const feeds = await valuesOf(
      `select changes_id as id from channel where id = any($1::uuid[])
       union select changes_id from comment_thread where document_id = any($1::uuid[])`,
      [ids],
    );
    const keys = await valuesOf('select key_id as id from feed where id = any($1::uuid[])', [ids]);
    expect(blobs).toHaveLength(4);
    await claire.http.act('POST', `/resources/${folderId}/trash`);
    const { page } = await stage.open(claire);
    await page.goto('/corbeille');
    await page.getByText('pendant 90 jours', { exact: false }).waitFor();
    expect(await violations(page)).toEqual([]);
    await tabTo(page, 'Supprimer définitivement Dossier entier');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('alertdialog', { name: 'Supprimer définitivement' });
    await dialog.waitFor();
    expect(await violations(page)).toEqual([]);
    await tabTo(page, 'Supprimer définitivement');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('« Dossier entier » est supprimé définitivement.').first().waitFor();
    await page.getByText('La corbeille est vide').waitFor();
    await until(() => objects() === before, 'the objects are deleted', 60_000);
    expect(await rowsWith([...ids, ...blobs, ...feeds, ...keys])).toEqual([]);
    expect(await recount()).toMatchObject({ agrees: true });
  }, 120_000);

  it('is a picture that its document has never shown; one that was taken out of the text stays in its history', async () => {
    const documentId = await claire.http.create('/documents', { title: 'Affiche', parentId: spaceId });
    const bring = async (shade: number): Promise<string> => {
      const picture = { name: 'p.png', type: 'image/png', bytes: png(8, 8, [shade, 9, 9]) };
      const path = `/documents/${documentId}/images`;
      return (await claire.http.sendFile(imageResultSchema, path, picture)).id;
    };
    const [never, once] = [await bring(1), await bring(2)];
    const written = await writeParagraphs(claire.http, documentId, ['Affiche']);
    await written.edit((doc) => {
      const shown = new Y.XmlElement('image');
      shown.setAttribute('src', `attachment:${once}`);
      const paragraph = doc.getXmlFragment('prose').get(0);
      if (paragraph instanceof Y.XmlElement) paragraph.push([shown]);
    });
    await written.edit((doc) => {
      const paragraph = doc.getXmlFragment('prose').get(0);
      if (paragraph instanceof Y.XmlElement) paragraph.delete(1, 1);
    });
    written.close();
    await asSuperuser(stage.server.dataDir, (sql) =>
      sql.query(`update document_image set created_at = now() - interval '31 days' where document_id = $1`, [
        documentId,
      ]),
    );
    await asSuperuser(stage.server.dataDir, (sql) =>
      sql.query(`select graphile_worker.add_job('document-pictures.collect', '{}'::json)`),
    );
    const images = `/documents/${documentId}/images`;
    const isThere = (id: string): Promise<boolean> =>
      claire.http.bytes(`${images}/${id}`).then(
        () => true,
        () => false,
      );
    await until(async () => !(await isThere(never)), 'the picture is let go of');
    expect(await isThere(once)).toBe(true);
    expect(await recount()).toMatchObject({ agrees: true });
  });

  it('is what its manager says; who may only edit puts it in the bin and no further', async () => {
    const folderId = await thomas.http.create('/folders', { name: 'Brouillons', parentId: spaceId });
    await thomas.http.act('POST', `/resources/${folderId}/trash`);
    await expect(thomas.http.act('DELETE', `/resources/${folderId}`)).rejects.toThrow('request.not-found');
    const living = await claire.http.create('/folders', { name: 'Vivant', parentId: spaceId });
    await expect(claire.http.act('DELETE', `/resources/${living}`)).rejects.toThrow('request.not-found');
    const { page } = await stage.open(claire);
    await page.goto('/corbeille');
    await page.getByRole('button', { name: 'Vider la corbeille' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Vider la corbeille' });
    await dialog.getByRole('button', { name: 'Vider la corbeille' }).click();
    await page.getByText('La corbeille est vide').waitFor();
    expect(await binOf(thomas)).toEqual([]);
  });

  it('leaves what is restricted to others in their bin, without a word of it', async () => {
    const folderId = await claire.http.create('/folders', { name: 'Commun', parentId: spaceId });
    const secret = await thomas.http.create('/folders', { name: 'À part', parentId: folderId });
    await upload(thomas.http, Buffer.from('secret'), { filename: 's.txt', parentId: secret });
    // Only who manages it restricts it, and it keeps its last manager.
    await claire.http.act('PUT', `/resources/${secret}/grants/${thomas.id}`, { role: 'manager' });
    await thomas.http.act('PUT', `/resources/${secret}/restriction`, { restricted: true });
    await thomas.http.act('DELETE', `/resources/${secret}/grants/${claire.id}`).catch(() => undefined);
    expect(await binOf(claire)).toEqual([]);
    await claire.http.act('POST', `/resources/${folderId}/trash`);
    await claire.http.act('DELETE', `/resources/${folderId}`);
    expect(await binOf(claire)).toEqual([]);
    expect(await binOf(thomas)).toEqual(['À part']);
    await thomas.http.act('POST', `/resources/${secret}/restore`);
    const { items } = await thomas.http.get(resourcePageSchema, `/resources/${secret}/children`);
    expect(items.map(({ name }) => name)).toEqual(['s.txt']);
    expect(await recount()).toMatchObject({ agrees: true });
  });

  it('goes by itself when its days are over, a space with all that is in it as well', async () => {
    const { folderId, ids } = await fullFolder('Trop vieux');
    const place = await claire.http.create('/spaces', { name: 'Ancien service' });
    await claire.http.act('PUT', `/resources/${place}/grants/${thomas.id}`, { role: 'editor' });
    const inside = await thomas.http.create('/folders', { name: 'Dedans', parentId: place });
    const fileId = await upload(thomas.http, Buffer.from('vieux'), { filename: 'v.txt', parentId: inside });
    const young = await claire.http.create('/folders', { name: 'Récent', parentId: spaceId });
    for (const id of [folderId, place, young]) await claire.http.act('POST', `/resources/${id}/trash`);
    await asSuperuser(stage.server.dataDir, async (client) => {
      await client.query(
        `update resource set trashed_at = now() - interval '91 days' where id = any($1::uuid[])`,
        [[folderId, place]],
      );
      await client.query(`select graphile_worker.add_job('bin.purge')`);
    });
    const gone = [...ids, place, inside, fileId];
    await until(async () => (await rowsWith(gone)).length === 0, 'what was too old is gone', 60_000);
    expect(await binOf(claire)).toEqual(['Récent']);
    expect(await recount()).toMatchObject({ agrees: true });
    await claire.http.act('DELETE', `/resources/${young}`);
  }, 120_000);

  it('is read no more: every object that stays is there and opens', async () => {
    await upload(claire.http, Buffer.from('reste'), { filename: 'reste.txt', parentId: spaceId });
    const found = z
      .object({ blobs: z.number(), damaged: z.array(z.object({ id: idSchema, code: z.string() })) })
      .parse(await stage.server.commandJson(['storage', 'verify']));
    expect(found.damaged).toEqual([]);
    expect(found.blobs).toBeGreaterThan(0);
  });
});
