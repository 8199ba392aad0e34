import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageResultSchema } from '@maroquin/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { select, writeParagraphs } from '../support/commented-document.js';
import {
  type Departing,
  departing,
  exportArguments,
  exported,
  filesIn,
  linesIn,
} from '../support/departure.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { Maroquin } from '../support/maroquin.js';
import { agree, firstAdministrator, invite, type Person } from '../support/people.js';
import { png } from '../support/office/png.js';
import { upload } from '../support/uploads.js';

/** A whole organisation as files: what is in them, who may have them made, and what is noticed when they are changed. */
const place = mkdtempSync(join(tmpdir(), 'export-'));
const folder = join(place, 'tout');
const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256));
let server: Maroquin;
let claire: Person;
let thomas: Person;
let who: Departing;
let documentId: string;
let report: Record<string, unknown>;

const line = (file: string, key: string, value: unknown): Record<string, unknown> | undefined =>
  linesIn(join(folder, file)).find((one) => one[key] === value);

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  claire = await firstAdministrator(server);
  thomas = await invite(server, claire, { name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' });
  who = await departing(server, claire);
  const { http } = claire;
  const spaceId = await http.create('/spaces', { name: 'Cabinet' });
  const folderId = await http.create('/folders', { name: 'CON', parentId: spaceId });
  await http.create('/folders', { name: 'Vide', parentId: spaceId });
  const options = { filename: 'avis.bin', parentId: folderId, nameTaken: 'replace' } as const;
  await upload(http, Buffer.from('premier'), options);
  await upload(http, bytes, options);
  await upload(http, Buffer.from('a'), { filename: 'Avis.BIN', parentId: folderId, nameTaken: 'number' });
  for (const filename of ['aux.txt', `${'é'.repeat(120)}.txt`])
    await upload(http, Buffer.from(filename), { filename, parentId: folderId });
  documentId = await http.create('/documents', { title: 'Note', parentId: folderId });
  const written = await writeParagraphs(http, documentId, ['Avis du comité']);
  await http.create(`/documents/${documentId}/comments`, {
    ...select(written.doc, 0, 'comité'),
    text: 'À revoir',
  });
  written.close();
  await http.sendFile(imageResultSchema, `/documents/${documentId}/images`, {
    ...{ name: 'p.png', type: 'image/png', bytes: png(8, 8, [9, 9, 9], 'p') },
  });
  const channelId = await http.create('/channels', { name: 'Suivi', parentId: folderId });
  const sent = await upload(http, Buffer.from('joint'), { filename: 'joint.txt', parentId: channelId });
  const say = (text: string, files: string[] = []): Promise<unknown> =>
    http.act('POST', `/channels/${channelId}/messages`, { clientId: randomUUID(), text, files });
  await say('Bonjour <script>alert(1)</script>', [sent]);
  await http.act('PUT', `/resources/${folderId}/grants/${thomas.id}`, { role: 'editor' });
  const secret = await http.create('/folders', { name: 'Confidentiel', parentId: spaceId });
  await http.act('PUT', `/resources/${secret}/restriction`, { restricted: true });
  report = await exported(server, who, folder);
}, 240_000);
afterAll(async () => {
  await server?.dispose();
  rmSync(place, { recursive: true });
});

const verified = (path: string, ...more: string[]) =>
  server.command(['verify', 'export', path, '--json', ...more]);
const faultsOf = async (path: string, ...more: string[]): Promise<string[]> => {
  const { stdout } = await verified(path, ...more);
  const { faults } = JSON.parse(stdout) as { faults: { kind: string; path?: string }[] };
  return faults.map(({ kind, path: at }) => (at === undefined ? kind : `${kind} ${at}`));
};

describe('an export of a whole organisation', () => {
  it('holds spaces, folders, documents and files with all their versions, byte for byte', () => {
    const files = filesIn(folder);
    expect(files).toContain('espaces/Cabinet/_CON/Note.odt');
    const json = JSON.parse(readFileSync(join(folder, 'espaces/Cabinet/_CON/Note.json'), 'utf8')) as {
      comments: object;
    };
    expect(JSON.stringify(json)).toContain('Avis du');
    expect(JSON.stringify(json.comments)).toContain('À revoir');
    expect(readFileSync(join(folder, 'espaces/Cabinet/_CON/avis.bin'))).toEqual(bytes);
    expect(readFileSync(join(folder, 'espaces/Cabinet/_CON/avis.bin (versions)/v1 avis.bin'), 'utf8')).toBe(
      'premier',
    );
    expect(existsSync(join(folder, 'espaces/Cabinet/Vide'))).toBe(true);
    expect(existsSync(join(folder, 'espaces/Cabinet/Confidentiel'))).toBe(true);
  });

  it('gives names that every system unpacks, each once', () => {
    const names = readdirSync(join(folder, 'espaces/Cabinet/_CON'));
    expect(names).toContain('_aux.txt');
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  });

  it('holds conversations as lines and as a page on which nothing runs', () => {
    const [message] = linesIn(join(folder, 'conversations/Suivi/messages.jsonl'));
    expect(message).toMatchObject({ replyTo: null, message: { text: 'Bonjour <script>alert(1)</script>' } });
    const page = readFileSync(join(folder, 'conversations/Suivi/conversation.html'), 'utf8');
    expect(page).toContain('Bonjour &lt;script&gt;');
    expect(page).not.toContain('<script');
    expect(readFileSync(join(folder, 'conversations/Suivi/fichiers/joint.txt'), 'utf8')).toBe('joint');
  });

  it('says who there is, who may what, and where each thing stands', () => {
    expect(line('personnes.jsonl', 'id', thomas.id)).toMatchObject({
      ...{ name: 'Thomas Lefèvre', email: 'thomas@prefecture.example' },
    });
    const granted = { subjectId: thomas.id, role: 'editor', grantedBy: claire.id };
    expect(linesIn(join(folder, 'droits.jsonl'))).toContainEqual(expect.objectContaining(granted));
    expect(line('charges.jsonl', 'subjectId', who.custodian.id)).toMatchObject({ duty: 'key-custodian' });
    expect(line('ressources.jsonl', 'id', documentId)).toMatchObject({
      ...{ kind: 'document', name: 'Note', files: { odt: 'espaces/Cabinet/_CON/Note.odt' } },
    });
    expect(line('ressources.jsonl', 'name', 'Confidentiel')).toMatchObject({ restricted: true });
  });

  it('carries the signed audit, in which it stands that it was asked for, and by whom agreed to', async () => {
    const path = join(folder, 'audit/audit.jsonl');
    expect((await server.command(['audit', 'verify', '--export', path])).code).toBe(0);
    const told = linesIn(path).filter(({ action }) => /^approval/.test(String(action)));
    expect(told.slice(0, 2)).toMatchObject([
      { action: 'approval.asked', actorId: who.custodian.id },
      { action: 'approval.given', actorId: who.auditor.id },
    ]);
    const acts = await asSuperuser(server.dataDir, async (client) => {
      const { rows } = await client.query<{ details: object }>(
        `select details from audit where action = 'organisation.exported'`,
      );
      return rows.map(({ details }) => details);
    });
    expect(acts).toMatchObject([{ approvedBy: who.auditor.id, entries: report['entries'] }]);
  });

  it('holds no secret: no password, token, or session', () => {
    for (const file of filesIn(folder).filter((path) => /\.jsonl?$/.test(path)))
      expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(
        /password_|passwordSealed|argon2|token_hash/,
      );
  });
});

describe('who may have a whole organisation exported', () => {
  it('is no administrator', async () => {
    const to = join(place, 'refused');
    const ended = await server.command([
      'export',
      'organisation',
      who.orgId,
      '--by',
      claire.email,
      '--to',
      to,
    ]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('ne garde pas les clés');
    expect(existsSync(to)).toBe(false);
  });

  it('is a key custodian, with an auditor: an administrator agrees in vain', async () => {
    const to = join(place, 'waiting');
    expect((await server.command(exportArguments(who, to))).code).toBe(2);
    expect(existsSync(to)).toBe(false);
    await expect(agree(claire.http)).rejects.toThrow('409');
    expect((await server.command(exportArguments(who, to))).code).toBe(2);
    await agree(who.auditor.http);
    expect((await server.command(exportArguments(who, to))).code).toBe(0);
    // One agreement is for one export.
    expect((await server.command(exportArguments(who, `${to}-2`))).code).toBe(2);
    await agree(who.auditor.http);
  }, 60_000);
});

describe('what verifies an export', () => {
  it('finds nothing on one that is whole, with the key that its reader keeps', async () => {
    expect(await faultsOf(folder)).toEqual([]);
    const { publicKey } = JSON.parse(readFileSync(join(folder, 'manifeste.json'), 'utf8')) as {
      publicKey: string;
    };
    expect(await faultsOf(folder, '--key', publicKey)).toEqual([]);
    expect(await faultsOf(folder, '--key', Buffer.from('autre').toString('base64'))).toEqual(['other-key']);
  });

  it('names what is changed, missing and added, a link that leads out too', async () => {
    const note = join(folder, 'espaces/Cabinet/_CON/Note.odt');
    const kept = readFileSync(note);
    const other = join(folder, 'espaces/Cabinet/_CON/_aux.txt');
    const text = readFileSync(other);
    const stranger = join(folder, 'espaces/Cabinet/ajout.txt');
    writeFileSync(
      note,
      Buffer.concat([kept.subarray(0, 10), Buffer.from([~(kept[10] ?? 0) & 0xff]), kept.subarray(11)]),
    );
    rmSync(other);
    symlinkSync('/etc/hostname', other);
    writeFileSync(stranger, 'x');
    expect((await faultsOf(folder)).sort()).toEqual([
      ...['added espaces/Cabinet/ajout.txt', 'changed espaces/Cabinet/_CON/Note.odt'],
      'missing espaces/Cabinet/_CON/_aux.txt',
    ]);
    expect((await verified(folder)).code).toBe(1);
    writeFileSync(note, kept);
    rmSync(other);
    writeFileSync(other, text);
    rmSync(stranger);
  });

  it('refuses a list or a manifest that was written again', async () => {
    const list = join(folder, 'manifeste.jsonl');
    const kept = readFileSync(list, 'utf8');
    const personal = join(folder, 'personnes.jsonl');
    const people = readFileSync(personal);
    const changed = `${people.toString()}\n`;
    writeFileSync(personal, changed);
    const sha256 = createHash('sha256').update(changed).digest('hex');
    writeFileSync(
      list,
      kept.replace(
        /\{"path":"personnes.jsonl".*\}/,
        JSON.stringify({ path: 'personnes.jsonl', size: Buffer.byteLength(changed), sha256 }),
      ),
    );
    expect(await faultsOf(folder)).toEqual(['list manifeste.jsonl']);
    const manifest = join(folder, 'manifeste.json');
    const signed = readFileSync(manifest, 'utf8');
    writeFileSync(
      manifest,
      signed.replace(
        /"list":"[0-9a-f]+"/,
        `"list":"${createHash('sha256').update(readFileSync(list)).digest('hex')}"`,
      ),
    );
    expect(await faultsOf(folder)).toContain('signature');
    writeFileSync(manifest, signed);
    writeFileSync(list, kept);
    writeFileSync(personal, people);
  });
});

it('a ZIP archive holds the same, and what is cut or changed in it is noticed', async () => {
  const zip = join(place, 'tout.zip');
  // The agreement of the test before.
  await server.commandJson(exportArguments(who, zip));
  expect(await faultsOf(zip)).toEqual([]);
  const whole = readFileSync(zip);
  const at = whole.indexOf('premier');
  whole[at] = 0;
  writeFileSync(join(place, 'changed.zip'), whole);
  expect(await faultsOf(join(place, 'changed.zip'))).toEqual([
    'changed espaces/Cabinet/_CON/avis.bin (versions)/v1 avis.bin',
  ]);
  writeFileSync(join(place, 'cut.zip'), whole.subarray(0, whole.length - 100));
  expect(await faultsOf(join(place, 'cut.zip'))).toEqual(['no-export']);
  const there = await server.command(exportArguments(who, zip));
  expect(there.code).not.toBe(0);
}, 60_000);

it('a file whose bytes are gone is named, and the others are there', async () => {
  rmSync(join(server.dataDir, 'objects'), { recursive: true });
  const to = join(place, 'sans-objets');
  const made = await exported(server, who, to).catch(async () => {
    return server.commandJson(exportArguments(who, to)) as Promise<Record<string, unknown>>;
  });
  expect(made['leftOut']).toBeGreaterThanOrEqual(5);
  const said = JSON.parse(readFileSync(join(to, 'non-transporte.json'), 'utf8')) as { items: object[] };
  expect(said.items).toContainEqual(
    expect.objectContaining({ what: 'file', why: 'unreadable', path: 'espaces/Cabinet/_CON/avis.bin' }),
  );
  expect(existsSync(join(to, 'espaces/Cabinet/_CON/Note.odt'))).toBe(true);
  expect(await faultsOf(to)).toEqual([]);
}, 60_000);
