import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messagesSchema, searchResultsSchema } from '@maroquin/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CollabClient } from '../support/collab-client.js';
import { HttpClient } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, type Person, tokenOf } from '../support/people.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';

/** What a person would miss if it came back different. */
interface Content {
  readonly texts: readonly string[];
  readonly messages: readonly unknown[];
  readonly files: readonly string[];
}

const folder = mkdtempSync(join(tmpdir(), 'maroquin-backup-'));
const backup = join(folder, 'backup');
let source: Maroquin;
let admin: Person;
let read: (http: HttpClient) => Promise<Content>;

beforeAll(async () => {
  source = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  admin = await firstAdministrator(source);
  const spaceId = await admin.http.create('/spaces', { name: 'Archives' });
  const documents: string[] = [];
  for (const kind of ['prose', 'text'] as const) documents.push(await note(kind, spaceId));
  const channel = await admin.http.create('/channels', { name: 'Suivi', parentId: spaceId });
  for (const text of ['Un', 'Deux', 'Trois'])
    await admin.http.act('POST', `/channels/${channel}/messages`, { clientId: randomUUID(), text });
  const files: string[] = [];
  for (const size of [0, 1, 700_000, 2_500_000])
    files.push(
      await upload(admin.http, randomBytes(size), { filename: `${String(size)}.bin`, parentId: spaceId }),
    );
  read = async (http) => ({
    texts: await Promise.all(documents.map((id) => http.text(id))),
    messages: (await http.get(messagesSchema, `/channels/${channel}/messages?after=0`)).items,
    files: await Promise.all(
      files.map(async (id) =>
        createHash('sha256')
          .update(await http.bytes(`/files/${id}/content`))
          .digest('hex'),
      ),
    ),
  });
});
afterAll(async () => {
  await source.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function note(kind: 'prose' | 'text', parentId: string): Promise<string> {
  const id = await admin.http.create('/documents', { title: `Note ${kind}`, parentId, kind });
  const client = new CollabClient(admin.http, id);
  await until(() => client.synced, 'the note');
  for (let line = 1; line <= 30; line += 1)
    await client.edit((doc) => write(doc, kind, `Ligne ${String(line)} de ${kind}\n`));
  client.close();
  return id;
}

function write(doc: Y.Doc, kind: 'prose' | 'text', line: string): void {
  if (kind === 'text') return doc.getText('text').insert(0, line);
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(line)]);
  doc.getXmlFragment('prose').push([element]);
}

/** Files below a folder in which these 32 bytes stand, raw, in base64 or in hexadecimal as PostgreSQL writes them. */
function filesWith(root: string, base64: string): string[] {
  const raw = Buffer.from(base64, 'base64');
  const forms = [raw, Buffer.from(base64), Buffer.from(raw.toString('hex'))];
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(10);
  return files
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return forms.some((form) => bytes.includes(form));
    });
}

it('a backup of a running instance is intact, and restores into an empty place with the same content', async () => {
  const before = await read(admin.http);
  // People go on meanwhile: the copy has what is not in the search index yet as well.
  let isMade = false;
  const others = (async () => {
    for (let number = 1; !isMade; number += 1)
      await admin.http.create('/spaces', { name: `Espace ${String(number)}` });
  })();
  await source.commandJson(['backup', 'create', backup]).finally(() => (isMade = true));
  await others;
  expect(await source.commandJson(['backup', 'verify', backup])).toMatchObject({ intact: true });

  const keyFile = join(source.dataDir, 'keys/instance.key');
  expect(filesWith(backup, readFileSync(keyFile, 'utf8').trim())).toEqual([]);
  const restored = await Maroquin.prepare({ env: { LOG_LEVEL: 'error', KEY_FILE: keyFile } });
  try {
    await restored.commandJson(['restore', backup]);
    await restored.start();
    const http = new HttpClient(restored.url, { token: await tokenOf(restored, admin.email) });
    expect(await read(http)).toEqual(before);
    expect(restored.links).toEqual([]);
    // One goes on there: what counts rows, or is told of each, counts on.
    await http.create('/documents', { title: 'Après la restauration' });
    await until(
      async () =>
        (await http.json(searchResultsSchema, 'POST', '/search', { q: 'restauration' })).items.length === 1,
      'what is written afterwards is found',
    );
    // The place is no longer empty: what is there now must not be written over.
    await restored.stop();
    // The audit came along, and goes on.
    expect(await restored.commandJson(['audit', 'verify'])).toMatchObject({ whole: true });
    const again = await restored.command(['restore', backup]);
    expect(again.code).toBe(1);
    expect(again.stderr.trimEnd().split('\n')).toHaveLength(1);
  } finally {
    await restored.dispose();
  }
  expect(before.texts.every((text) => text.includes('Ligne 30'))).toBe(true);
  expect(before.messages).toHaveLength(3);
});

it('a damaged backup is told from an intact one, and not restored', async () => {
  const damaged = join(folder, 'damaged');
  await source.commandJson(['backup', 'create', damaged]);
  const object = readdirSync(join(damaged, 'objects'), { recursive: true, withFileTypes: true }).find(
    (entry) => entry.isFile(),
  );
  appendFileSync(join(object?.parentPath ?? '', object?.name ?? ''), 'x');
  const verified = await source.command(['backup', 'verify', damaged, '--json']);
  expect(verified.code).toBe(1);
  expect(JSON.parse(verified.stdout)).toMatchObject({ intact: false });
  const keyFile = join(source.dataDir, 'keys/instance.key');
  const place = await Maroquin.prepare({ env: { LOG_LEVEL: 'error', KEY_FILE: keyFile } });
  try {
    expect((await place.command(['restore', damaged])).code).toBe(1);
  } finally {
    await place.dispose();
  }
});

it('a backup is not restored with another key', async () => {
  const other = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  const sealed = join(folder, 'sealed');
  await source.commandJson(['backup', 'create', sealed]);
  const place = await Maroquin.prepare({
    env: { LOG_LEVEL: 'error', KEY_FILE: join(other.dataDir, 'keys/instance.key') },
  });
  try {
    const restored = await place.command(['restore', sealed]);
    expect(restored.code).toBe(1);
    expect(restored.stderr).toMatch(/clé|key/i);
  } finally {
    await place.dispose();
    await other.dispose();
  }
});
