import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  custodyLinkSchema,
  keyActAnswerSchema,
  keyCertificateSchema,
  keyCustodySchema,
  keyDestructionReportSchema,
} from '@maroquin/contracts';
import { TransitDouble } from '@maroquin/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { asSuperuser } from '../support/embedded-sql.js';
import { HttpClient, Refused } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, madeBefore, type Person, redeem, tokenOf } from '../support/people.js';
import { until } from '../support/until.js';
import { upload } from '../support/uploads.js';

/** A schedule looks every minute: the first destruction waits for it, the others begin its job themselves. */
const DUE_MS = 150_000;
const EACH = 8;
let transit: TransitDouble;
let server: Maroquin;
let folder: string;
const env = () => ({
  ...{ LOG_LEVEL: 'error', KEY_PROVIDER: 'transit', KEY_DESTRUCTION_HOURS: '24' },
  ...{ TRANSIT_URL: transit.origin, TRANSIT_TOKEN: transit.token },
});

/** An organisation with two who keep its keys, and what somebody wrote in it. */
interface Site {
  readonly orgId: string;
  readonly token: string;
  readonly custodians: readonly Person[];
  readonly tickets: readonly string[];
  readonly canaries: Canaries;
}
interface Canaries {
  readonly word: string;
  readonly documents: readonly string[];
  readonly files: readonly string[];
  readonly channel: string;
}
let ours: Site;
let neighbours: Site;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'maroquin-destruction-'));
  transit = await TransitDouble.start();
  server = await Maroquin.start({ env: env() });
  ours = await siteOf(await firstAdministrator(server), 'canari-de-la-prefecture');
  const made = await server.commandJson([
    ...['organisation', 'create', '--name', 'Mairie voisine'],
    ...['--admin-email', 'paul.voisin@mairie.example', '--admin-name', 'Paul Voisin'],
  ]);
  const http = await redeem(server, z.object({ link: z.string() }).parse(made).link);
  neighbours = await siteOf(
    { ...(await http.me()).person, email: 'paul.voisin@mairie.example', http },
    'canari-de-la-mairie',
  );
}, 120_000);
afterAll(async () => {
  await server.dispose();
  await transit.close();
  rmSync(folder, { recursive: true, force: true });
});

async function siteOf(admin: Person, word: string): Promise<Site> {
  const custodians: Person[] = [];
  for (const name of ['Garance Clé', 'Basile Coffre']) {
    const email = `${name.slice(0, 4).toLowerCase().trim()}@${word}.example`;
    const person = await invite(server, admin, { name, email });
    await madeBefore(server, 'account', person.id);
    await admin.http.act('PUT', `/duties/key-custodian/holders/${person.id}`);
    custodians.push(person);
  }
  const tickets: string[] = [];
  for (const { http } of custodians)
    tickets.push(new URL((await http.json(custodyLinkSchema, 'POST', '/keys/link')).link).hash.slice(1));
  const orgId = (await admin.http.me()).organisation.id;
  const token = await tokenOf(server, admin.email);
  return { orgId, token, custodians, tickets, canaries: await canariesOf(admin.http, word) };
}

async function canariesOf(http: HttpClient, word: string): Promise<Canaries> {
  const parentId = await http.create('/spaces', { name: `${word} espace` });
  const channel = await http.create('/channels', { name: `${word} salon`, parentId });
  const documents: string[] = [];
  const files: string[] = [];
  for (let n = 0; n < EACH; n += 1) {
    documents.push(
      await http.create('/documents', { title: `${word} ${String(n)}`, kind: 'text', parentId }),
    );
    const content = Buffer.from(`${word} fichier ${String(n)}`);
    files.push(await upload(http, content, { filename: `${word}-${String(n)}.txt`, parentId }));
    await http.act('POST', `/channels/${channel}/messages`, {
      ...{ text: `${word} message ${String(n)}`, clientId: crypto.randomUUID() },
    });
  }
  return { word, documents, files, channel };
}

/** How many of its canaries somebody reads, by whatever route shows them. */
async function readable(url: string, { token, canaries }: Site): Promise<number> {
  const http = new HttpClient(url, { token });
  const { word, documents, files, channel } = canaries;
  const paths = [
    ...documents.map((id) => `/documents/${id}`),
    ...documents.map((id) => `/resources/${id}`),
    ...files.map((id) => `/files/${id}/content`),
    `/channels/${channel}/messages?limit=100`,
    '/spaces?limit=100',
  ];
  let read = 0;
  for (const path of paths) {
    const text = await http.bytes(path).then(
      (bytes) => bytes.toString('utf8'),
      () => '',
    );
    read += text.split(word).length - 1;
  }
  return read;
}

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof Refused ? (error.problem?.code ?? '') : String(error)),
  );
const nobody = () => new HttpClient(server.url, null);
const stateOf = ({ tickets }: Site) =>
  nobody().json(keyCustodySchema, 'POST', '/keys/custody', { ticket: tickets[0] });

/** One asks, the other agrees. */
async function agreeOn({ custodians: [asker, other] }: Site): Promise<void> {
  await asker?.http.json(keyActAnswerSchema, 'POST', '/keys/requests', { act: 'keys-destroy' });
  const waiting = (await other?.http.get(keyCustodySchema, '/keys'))?.requests[0];
  await other?.http.act('POST', `/keys/requests/${waiting?.id ?? ''}/approve`);
}

/** As if the delay were over. */
const passDelay = ({ orgId }: Site): Promise<void> =>
  asSuperuser(server.dataDir, async (client) => {
    await client.query('update key_destruction set due_at = now() where org_id = $1', [orgId]);
  });

/** As if the schedule's minute were over: the server's own runner does the same job. */
const lookNow = (): Promise<void> =>
  asSuperuser(server.dataDir, async (client) => {
    await client.query("select graphile_worker.add_job('keys.destroy-due')");
  });

it(
  'a key that two agreed to destroy is destroyed after the delay, and nothing that it sealed is read any more, by nobody and from no backup',
  { timeout: 300_000 },
  async () => {
    expect(await readable(server.url, ours)).toBeGreaterThanOrEqual(3 * EACH);
    const backup = join(folder, 'backup');
    await server.commandJson(['backup', 'create', backup]);
    await agreeOn(ours);
    const planned = (await stateOf(ours)).destruction;
    expect(planned).toMatchObject({ state: 'planned', askedBy: { name: 'Garance Clé' } });
    expect(Date.parse(planned?.dueAt ?? '')).toBeGreaterThan(Date.now() + 23 * 3_600_000);

    // Taken back, everything is as it was; the second time nobody does.
    await ours.custodians[0]?.http.act('POST', '/keys/destruction/withdraw');
    expect((await stateOf(ours)).destruction).toBeNull();
    await agreeOn(ours);
    expect(await readable(server.url, ours)).toBeGreaterThanOrEqual(3 * EACH);
    await passDelay(ours);
    await until(async () => (await stateOf(ours)).destruction?.state === 'done', 'it is destroyed', DUE_MS);

    expect(transit.names).not.toContain(`maroquin-${ours.orgId}`);
    expect(await readable(server.url, ours)).toBe(0);
    const program = new HttpClient(server.url, { token: ours.token });
    expect(await codeOf(program.me())).toBe('key.destroyed');
    const opened = { ticket: ours.tickets[0], act: 'keys-open' };
    expect(await codeOf(nobody().act('POST', '/keys/custody/requests', opened))).toBe(
      'key.destruction-begun',
    );
    await asSuperuser(server.dataDir, async (client) => {
      const { rows } = await client.query<{ left: string }>(
        `select (select count(*) from organisation_key where org_id = $1 and wrapped <> '')
           + (select count(*) from data_key where org_id = $1 and wrapped <> '') as left`,
        [ours.orgId],
      );
      expect(rows[0]?.left).toBe('0');
    });
    // The neighbours feel nothing.
    expect(await readable(server.url, neighbours)).toBeGreaterThanOrEqual(3 * EACH);

    const restored = await Maroquin.prepare({ env: env() });
    try {
      await restored.commandJson(['restore', backup]);
      await restored.start();
      expect(await readable(restored.url, ours)).toBe(0);
      expect(await codeOf(new HttpClient(restored.url, { token: ours.token }).me())).toBe('key.missing');
      expect(await readable(restored.url, neighbours)).toBeGreaterThanOrEqual(3 * EACH);
    } finally {
      await restored.dispose();
    }
  },
);

it('the certificate says who, when and which key, is verified without an instance, and shows every change', async () => {
  const certificate = await nobody().json(keyCertificateSchema, 'POST', '/keys/custody/certificate', {
    ticket: ours.tickets[1],
  });
  const report = keyDestructionReportSchema.parse(JSON.parse(certificate.report));
  expect(report).toMatchObject({
    organisation: { id: ours.orgId, name: 'Préfecture du Lac' },
    asked: { name: 'Garance Clé' },
    approved: { name: 'Basile Coffre' },
    key: { provider: 'transit', name: `maroquin-${ours.orgId}`, extractable: false },
    answer: 'deleted',
    check: { tried: 1, opened: 0 },
  });
  const file = join(folder, 'attestation.json');
  writeFileSync(file, JSON.stringify(certificate));
  const good = await server.command(['verify', file, '--key', certificate.publicKey]);
  expect(good.code).toBe(0);
  expect(good.stdout).toContain('Garance Clé');
  writeFileSync(file, readFileSync(file, 'utf8').replace('Basile Coffre', 'Paul Voisin'));
  expect((await server.command(['verify', file])).code).toBe(1);
});

it(
  'where the token may not delete the key its operator is told what to do, and the certificate comes once nothing opens',
  { timeout: 400_000 },
  async () => {
    const name = `maroquin-${neighbours.orgId}`;
    transit.undeletable.add(name);
    await agreeOn(neighbours);
    await passDelay(neighbours);
    await lookNow();
    const waits = async () => (await stateOf(neighbours)).destruction;
    await until(async () => (await waits())?.state === 'waiting', 'it waits for the operator', DUE_MS);
    expect(await waits()).toMatchObject({ obstacle: 'refused', keyName: name });
    // Closed meanwhile, and no certificate of what has not happened.
    expect(await readable(server.url, neighbours)).toBe(0);
    const asked = { ticket: neighbours.tickets[0] };
    expect(await codeOf(nobody().act('POST', '/keys/custody/certificate', asked))).toBe('request.not-found');
    transit.delete(name);
    await lookNow();
    await until(async () => (await waits())?.state === 'done', 'it is certified', DUE_MS);
    const certificate = await nobody().json(keyCertificateSchema, 'POST', '/keys/custody/certificate', asked);
    expect(keyDestructionReportSchema.parse(JSON.parse(certificate.report)).answer).toBe('gone');
  },
);
