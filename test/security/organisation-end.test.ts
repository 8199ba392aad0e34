import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  custodyLinkSchema,
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

const DUE_MS = 90_000;
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
  readonly admin: Person;
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
  folder = mkdtempSync(join(tmpdir(), 'maroquin-ending-'));
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
  return { orgId, admin, token, custodians, tickets, canaries: await canariesOf(admin.http, word) };
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

/** One who administers asks, one who keeps the keys agrees. */
async function giveNotice({ admin, custodians }: Site): Promise<void> {
  const organisation = (await admin.http.me()).organisation.name;
  const reason = 'Elle rejoint une autre préfecture.';
  await admin.http.act('POST', '/organisation/end/requests', { organisation, reason });
  await custodians[0]?.http.act('POST', '/organisation/end/approve');
}

/** As if the schedule's minute were over: the server's own runner does the same job. */
const lookNow = (): Promise<void> =>
  asSuperuser(server.dataDir, async (client) => {
    for (const job of ['organisation.end-due', 'keys.destroy-due'])
      await client.query('select graphile_worker.add_job($1)', [job]);
  });

const asked = <T extends object>(sql: string, params: readonly unknown[]): Promise<T[]> =>
  asSuperuser(server.dataDir, async (client) => (await client.query<T>(sql, [...params])).rows);
const countOf = async (sql: string, { orgId }: Site): Promise<number> =>
  Number((await asked<{ n: string }>(sql, [orgId]))[0]?.n ?? 0);
/** Those of the schedule that were asked for and have not ended. */
const jobsAtWork = async (): Promise<number> =>
  (
    await asked(
      `select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier in ('organisation.end-due', 'keys.destroy-due') and j.run_at <= now()`,
      [],
    )
  ).length;
const inTree = (site: Site) => countOf('select count(*) as n from resource where org_id = $1', site);

it('before its day an organisation that was given notice of works as before, whenever the schedule looks', async () => {
  await giveNotice(ours);
  await lookNow();
  await until(async () => (await jobsAtWork()) === 0, 'the jobs ran', DUE_MS);
  expect(await readable(server.url, ours)).toBeGreaterThanOrEqual(3 * EACH);
  expect(
    await countOf(
      'select count(*) as n from organisation_end where org_id = $1 and started_at is null',
      ours,
    ),
  ).toBe(1);
});

it('a week and a day before its day whoever may take the notice back is told, once each, and nobody else', async () => {
  const told = () =>
    asked<{ kind: string; account_id: string }>(
      "select kind, account_id from account_notice where org_id = $1 and kind like 'organisation-ends-%' order by at",
      [ours.orgId],
    );
  const leave = (days: number) =>
    asked(
      `update organisation_end set noticed_at = now() - interval '25 days', due_at = now() + $2 * interval '1 hour'
       where org_id = $1`,
      [ours.orgId, days * 24 - 1],
    );
  const both = [ours.admin, ...ours.custodians].map(({ id }) => id).sort();
  const people = async (kind: string) =>
    (await told()).filter((one) => one.kind === kind).map(({ account_id }) => account_id);
  const noticed = await asked('select noticed_at, due_at from organisation_end where org_id = $1', [
    ours.orgId,
  ]);
  for (const [days, kind] of [
    [7, 'organisation-ends-in-a-week'],
    [1, 'organisation-ends-tomorrow'],
  ] as const) {
    await leave(days);
    await lookNow();
    await until(async () => (await people(kind)).length > 0, 'somebody is told', DUE_MS);
    expect((await people(kind)).sort()).toEqual(both);
  }
  await lookNow();
  await until(async () => (await jobsAtWork()) === 0, 'the jobs ran', DUE_MS);
  expect(await told()).toHaveLength(2 * both.length);
  const [{ noticed_at: at, due_at: due } = {}] = noticed as { noticed_at: Date; due_at: Date }[];
  await asked('update organisation_end set noticed_at = $2, due_at = $3 where org_id = $1', [
    ours.orgId,
    at,
    due,
  ]);
});

it(
  'on its day it closes, its key is destroyed with a certificate, what it held is deleted, and no backup opens',
  { timeout: 300_000 },
  async () => {
    const blobs = await asked<{ id: string }>('select id from blob where org_id = $1', [ours.orgId]);
    expect(blobs.length).toBeGreaterThanOrEqual(EACH);
    const objects = () =>
      readdirSync(server.dataDir, { recursive: true })
        .map(String)
        .filter((path) => blobs.some(({ id }) => path.includes(id)));
    expect(objects().length).toBeGreaterThanOrEqual(EACH);
    const backup = join(folder, 'backup');
    await server.commandJson(['backup', 'create', backup]);
    await asked(
      "update organisation_end set noticed_at = noticed_at - interval '22 days', due_at = due_at - interval '22 days' where org_id = $1",
      [ours.orgId],
    );
    await lookNow();
    await until(async () => (await stateOf(ours)).destruction?.state === 'done', 'it is certified', DUE_MS);
    await until(async () => (await inTree(ours)) === 0, 'what it held is deleted', DUE_MS);
    expect(await readable(server.url, ours)).toBe(0);
    expect(await codeOf(new HttpClient(server.url, { token: ours.token }).me())).toBe('key.destroyed');
    expect(await codeOf(ours.admin.http.me())).toBe('request.unauthenticated');
    for (const table of [
      'blob',
      'document',
      'file',
      'file_version',
      'channel',
      'feed',
      'search_title',
      'search_message',
    ])
      expect(await countOf(`select count(*) as n from ${table} where org_id = $1`, ours), table).toBe(0);
    await until(() => Promise.resolve(objects().length === 0), 'no object of it is left', DUE_MS);
    const ticket = ours.tickets[1];
    const certificate = await nobody().json(keyCertificateSchema, 'POST', '/keys/custody/certificate', {
      ticket,
    });
    const report = keyDestructionReportSchema.parse(JSON.parse(certificate.report));
    expect(report).toMatchObject({
      organisation: { id: ours.orgId, name: 'Préfecture du Lac' },
      approved: { name: 'Garance Clé' },
      check: { tried: 1, opened: 0 },
    });
    expect(report.limits.join(' ')).toContain('ses contenus sont supprimés');
    // Nobody opens it again, and the neighbours feel nothing.
    const opening = nobody().act('POST', '/keys/custody/requests', { ticket, act: 'keys-open' });
    expect(await codeOf(opening)).toBe('key.destruction-begun');
    expect(await readable(server.url, neighbours)).toBeGreaterThanOrEqual(3 * EACH);
    const restored = await Maroquin.prepare({ env: env() });
    try {
      await restored.commandJson(['restore', backup]);
      await restored.start();
      expect(await readable(restored.url, ours)).toBe(0);
      expect(await readable(restored.url, neighbours)).toBeGreaterThanOrEqual(3 * EACH);
    } finally {
      await restored.dispose();
    }
  },
);
