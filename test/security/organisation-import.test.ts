import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createdSchema, imageResultSchema, peopleSchema } from '@maroquin/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CollabClient } from '../support/collab-client.js';
import { select, writeParagraphs } from '../support/commented-document.js';
import { type Departing, departing, exported, filesIn } from '../support/departure.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { contentsOf } from '../support/export-contents.js';
import { Maroquin } from '../support/maroquin.js';
import { png } from '../support/office/png.js';
import { auditorOf, firstAdministrator, invite, madeBefore, type Person, redeem } from '../support/people.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';

/** An organisation leaves one instance, comes into another one, and leaves that one the same. */
const place = mkdtempSync(join(tmpdir(), 'import-'));
const first = join(place, 'parti');
const second = join(place, 'reparti');
let there: Maroquin;
let here: Maroquin;
let claire: Person;
let thomas: Person;
let paul: Person;
let report: { resources: number; links: { email: string; link: string }[]; left: Record<string, string[]> };

const importing = (from: string, ...more: string[]): string[] => [
  ...['import', 'organisation', from, '--by', paul.email, ...more],
];
const resourcesHere = (): Promise<number> =>
  asSuperuser(here.dataDir, async (client) => {
    const { rows } = await client.query<{ n: string }>(
      'select count(*) as n from resource where personal_of is null',
    );
    return Number(rows[0]?.n);
  });

/** Documents, files, rights and conversations of several people. */
async function fill(): Promise<void> {
  const { http } = claire;
  const spaceId = await http.create('/spaces', { name: 'Cabinet' });
  const folderId = await http.create('/folders', { name: 'Notes', parentId: spaceId });
  await http.create('/folders', { name: 'Vide', parentId: spaceId });
  const into = { filename: 'avis.bin', parentId: folderId, nameTaken: 'replace' } as const;
  await upload(http, Buffer.from('premier'), into);
  await upload(http, Buffer.alloc(70_000, 7), into);
  const documentId = await http.create('/documents', { title: 'Note', parentId: folderId });
  const written = await writeParagraphs(http, documentId, ['Avis du comité', 'Suite']);
  await http.create(`/documents/${documentId}/comments`, {
    ...select(written.doc, 0, 'comité'),
    text: 'À revoir',
  });
  written.close();
  await http.sendFile(imageResultSchema, `/documents/${documentId}/images`, {
    ...{ name: 'p.png', type: 'image/png', bytes: png(8, 8, [9, 9, 9], 'p') },
  });
  await http.act('PUT', `/documents/${documentId}/numbered-titles`, { on: true });
  const textId = await http.create('/documents', { title: 'Pense-bête', parentId: folderId, kind: 'text' });
  const plain = new CollabClient(http, textId);
  await until(() => plain.synced, 'the note is open');
  await plain.edit((doc) => doc.getText('text').insert(0, 'un\ndeux'));
  plain.close();
  const channelId = await http.create('/channels', { name: 'Suivi', parentId: folderId });
  const teamId = await http.create('/teams', { name: 'Courrier' });
  await http.act('PUT', `/teams/${teamId}/members/${thomas.id}`);
  const roleId = await http.create('/roles', {
    name: 'Lecture et dépôt',
    base: 'reader',
    acts: ['resource.trash'],
  });
  await http.act('PUT', `/resources/${folderId}/grants/${teamId}`, { role: 'editor' });
  await http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: roleId });
  const secret = await http.create('/folders', { name: 'Confidentiel', parentId: spaceId });
  await http.act('PUT', `/resources/${secret}/restriction`, { restricted: true });
  await http.create('/documents', { title: 'Réservé', parentId: secret });
  await say(http, channelId, 'Bonjour');
  const sent = await upload(http, Buffer.from('joint'), { filename: 'joint.txt', parentId: channelId });
  await say(http, channelId, 'Voici', { files: [sent] });
  await say(thomas.http, channelId, 'Merci', { quote: 2 });
  const threadId = (await http.json(createdSchema, 'POST', `/channels/${channelId}/messages/1/thread`)).id;
  await say(thomas.http, threadId, 'Au revoir');
  const direct = await http.create('/conversations', { personIds: [thomas.id] });
  await say(http, direct, 'Entre nous');
  await thomas.http.create('/documents', { title: 'Brouillon' });
}

const say = (http: Person['http'], id: string, text: string, more: object = {}): Promise<unknown> =>
  http.act('POST', `/channels/${id}/messages`, { clientId: randomUUID(), text, ...more });

beforeAll(async () => {
  [there, here] = await Promise.all([
    Maroquin.start({ env: { LOG_LEVEL: 'warn' } }),
    Maroquin.start({ env: { LOG_LEVEL: 'warn' } }),
  ]);
  claire = await firstAdministrator(there);
  thomas = await invite(there, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  paul = await firstAdministrator(here, {
    ...{ name: 'Paul Arrivée', email: 'paul@accueil.example', organisation: 'Préfecture du Lac' },
  });
  const leaving = await departing(there, claire);
  await fill();
  await exported(there, leaving, first);
}, 300_000);
afterAll(async () => {
  await there?.dispose();
  await here?.dispose();
  rmSync(place, { recursive: true });
});

describe('an export that comes into another instance', () => {
  it('is refused whole where one byte of it was changed, and nothing is made', async () => {
    const changed = join(place, 'change');
    cpSync(first, changed, { recursive: true });
    const file = filesIn(changed).find((path) => path.endsWith('avis.bin')) ?? '';
    const bytes = readFileSync(join(changed, file));
    bytes[3] = 1;
    writeFileSync(join(changed, file), bytes);
    const ended = await here.command(importing(changed));
    expect(ended.code).not.toBe(0);
    expect(ended.stderr).toContain('Rien n’a été importé');
    expect(await resourcesHere()).toBe(0);
  });

  it('is refused with a key that is not the expected one', async () => {
    const ended = await here.command(importing(first, '--key', Buffer.from('autre').toString('base64')));
    expect(ended.stderr).toContain('Rien n’a été importé');
  });

  it('leaves nothing behind where it breaks off, and is begun again', async () => {
    // The database refuses what comes near the end.
    await asSuperuser(here.dataDir, (client) =>
      client.query('alter table message_file add constraint broken check (false) not valid'),
    );
    expect((await here.command(importing(first))).code).not.toBe(0);
    expect(await resourcesHere()).toBe(0);
    await asSuperuser(here.dataDir, (client) =>
      client.query('alter table message_file drop constraint broken'),
    );
  }, 120_000);

  it('touches nothing of somebody else after that, and clears away what a process that died had brought', async () => {
    const spaceId = await paul.http.create('/spaces', { name: 'Reste' });
    expect((await here.command(importing(first))).stderr).toContain('contient déjà quelque chose');
    expect(await resourcesHere()).toBe(1);
    // As a process leaves it that ends in the middle.
    await asSuperuser(here.dataDir, (client) =>
      client.query('update organisation_import set cleared_at = null'),
    );
    expect((await here.command(importing(first, '--key', 'autre'))).code).not.toBe(0);
    expect(await resourcesHere()).toBe(1);
    report = (await here.commandJson(importing(first))) as typeof report;
    expect(
      (await paul.http.call('GET', `/api/v1/resources/${spaceId}`).catch(() => null))?.status,
    ).toBeUndefined();
  }, 120_000);

  it('brings everything, and each person a way in', async () => {
    expect(report.left).toEqual({});
    const link = report.links.find(({ email }) => email === thomas.email)?.link ?? '';
    const arrived = await redeem(here, link);
    expect((await arrived.me()).person.name).toBe('Thomas Lefèvre');
  }, 120_000);

  it('leaves that instance as it left the first one', async () => {
    const { items } = await paul.http.get(peopleSchema, '/people?limit=100');
    const keeper = items.find(({ email }) => email === 'cles@prefecture.example')?.id ?? '';
    await madeBefore(here, 'account', keeper);
    await paul.http.act('PUT', `/duties/key-custodian/holders/${keeper}`);
    const auditor = await auditorOf(here, paul);
    const { organisation } = await paul.http.me();
    const custodian = { ...paul, id: keeper, email: 'cles@prefecture.example' };
    const leaving: Departing = { orgId: organisation.id, custodian, auditor };
    await exported(here, leaving, second);
    expect(contentsOf(second, [paul.email, auditor.email])).toEqual(contentsOf(first));
  }, 120_000);

  it('is refused where something is already, and changes nothing there', async () => {
    const before = await resourcesHere();
    const ended = await here.command(importing(first));
    expect(ended.stderr).toContain('contient déjà quelque chose');
    expect(await resourcesHere()).toBe(before);
  });

  it('is for an administrator of the organisation that it comes into', async () => {
    const ended = await here.command(['import', 'organisation', first, '--by', thomas.email]);
    expect(ended.code).not.toBe(0);
  });
});
