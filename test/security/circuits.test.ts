import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  circuitPartsSchema,
  circuitContentSchema,
  circuitsSchema,
  documentSchema,
  type CircuitView,
  notificationsSchema,
  type StartCircuit,
} from '@maroquin/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { CollabClient } from '../support/collab-client.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { HttpClient } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person, tokenOf } from '../support/people.js';
import { until } from '../support/until.js';

/** A circuit of review in the hands of people who act out of turn, at once, or without a right. */
let server: Maroquin;
let claire: Person;
let thomas: Person;
let nadia: Person;
let mallory: Person;
let spaceId: string;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  claire = await firstAdministrator(server);
  const join = (name: string, email: string) => invite(server, claire, { name, email });
  thomas = await join('Thomas Lefèvre', 'thomas@prefecture.example');
  nadia = await join('Nadia Benali', 'nadia@prefecture.example');
  mallory = await join('Mallory Dubois', 'mallory@prefecture.example');
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${thomas.id}`, { role: 'commenter' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${nadia.id}`, { role: 'reader' });
}, 120_000);
afterAll(() => server.dispose());

/** A plain note with a text, and how more is written in it. */
async function note(): Promise<{ id: string; write: (text: string) => Promise<void> }> {
  const id = await claire.http.create('/documents', { title: 'Arrêté', parentId: spaceId, kind: 'text' });
  const write = async (text: string): Promise<void> => {
    const client = new CollabClient(claire.http, id);
    await until(() => client.synced, 'the document is open');
    await client.edit((doc) => doc.getText('text').insert(0, text));
    client.close();
  };
  await write('Article 1er');
  return { id, write };
}
/** The version that whoever opens the document is shown. */
const shown = async (id: string): Promise<number> =>
  (await claire.http.get(documentSchema, `/documents/${id}`)).seq;
const start = async (id: string, steps: StartCircuit['steps']): Promise<string> =>
  claire.http.create(`/documents/${id}/circuits`, { steps, seq: await shown(id), word: 'Pour jeudi' });
const act = (
  { http }: Pick<Person, 'http'>,
  path: string,
  body: object = { act: 'approve' },
): Promise<void> => http.act('POST', `${path}/acts`, body);
const circuitOf = async ({ http }: Person, id: string): Promise<CircuitView> => {
  const [newest] = (await http.get(circuitsSchema, `/documents/${id}/circuits`)).items;
  if (newest === undefined) throw new Error('there is no circuit');
  return newest;
};
const waitingFor = async ({ http }: Person, id: string): Promise<string[]> =>
  (await http.get(circuitPartsSchema, '/circuits')).items
    .filter(({ document }) => document.id === id)
    .map(({ kind }) => kind);
const code = (wanted: string) => ({ problem: { code: wanted } });

it('a circuit with somebody who may not read the document is refused, says where, and asks nobody', async () => {
  const { id } = await note();
  const steps: StartCircuit['steps'] = [
    { kind: 'reading', people: [thomas.id] },
    { kind: 'signature', people: [claire.id, mallory.id] },
  ];
  await expect(start(id, steps)).rejects.toMatchObject({
    problem: { code: 'circuit.cannot-read', fields: [{ path: 'steps.1.people.1' }] },
  });
  expect(await waitingFor(thomas, id)).toEqual([]);
  const eleven = Array.from({ length: 11 }, () => ({ kind: 'visa' as const, people: [thomas.id] }));
  await expect(start(id, eleven)).rejects.toMatchObject({ status: 400 });
});

it('what was written after the version that was shown is refused, not submitted unseen', async () => {
  const { id, write } = await note();
  const path = `/documents/${id}/circuits`;
  const steps = [{ kind: 'visa', people: [thomas.id] }];
  const seq = await shown(id);
  await write('Article 0, que personne n’a vu. ');
  await expect(claire.http.create(path, { steps, seq })).rejects.toMatchObject(code('circuit.moved'));
  await expect(claire.http.create(path, { steps, seq: 1_000 })).rejects.toMatchObject(code('circuit.moved'));
  await expect(claire.http.create(path, { steps })).rejects.toMatchObject({ status: 400 });
  expect(await waitingFor(thomas, id)).toEqual([]);
  await claire.http.create(path, { steps, seq: await shown(id) });
  expect(await waitingFor(thomas, id)).toEqual(['visa']);
});

it('a document goes through as many circuits as it needs: those that are over bar nothing', async () => {
  const { id } = await note();
  const steps: StartCircuit['steps'] = [{ kind: 'visa', people: [thomas.id] }];
  const first = await start(id, steps);
  await claire.http.act('POST', `/documents/${id}/circuits/${first}/cancel`);
  await asSuperuser(server.dataDir, async (client) => {
    await client.query(
      `insert into circuit (id, org_id, document_id, seq, is_open, started_by, started_at, state)
       select gen_random_uuid(), org_id, document_id, seq, false, started_by, started_at, state
       from circuit, generate_series(1, 100) where id = $1`,
      [first],
    );
  });
  await start(id, steps);
  expect(await waitingFor(thomas, id)).toEqual(['visa']);
});

it('what waits for somebody is listed by its day, whatever lies in the bin before it', async () => {
  const rose = await invite(server, claire, { name: 'Rose Besson', email: 'rose@prefecture.example' });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${rose.id}`, { role: 'reader' });
  const asked = async (due?: string): Promise<string> => {
    const { id } = await note();
    await start(id, [{ kind: 'visa', people: [rose.id], ...(due !== undefined && { due }) }]);
    return id;
  };
  const [gone, without, late, soon] = [
    await asked('2100-01-01'),
    await asked(),
    await asked('2100-03-01'),
    await asked('2100-02-01'),
  ];
  await claire.http.act('POST', `/resources/${gone}/trash`);
  const found: string[] = [];
  for (let cursor = ''; ;) {
    const page = await rose.http.get(circuitPartsSchema, `/circuits?limit=1${cursor}`);
    found.push(...page.items.map(({ document }) => document.id));
    if (page.next === null) break;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
  expect(found).toEqual([soon, late, without]);
});

it('nobody acts out of turn, in the place of another, by a token, or without a right', async () => {
  const { id } = await note();
  const path = `/documents/${id}/circuits/${await start(id, [
    { kind: 'visa', people: [thomas.id] },
    { kind: 'signature', people: [nadia.id] },
  ])}`;
  expect([await waitingFor(thomas, id), await waitingFor(nadia, id)]).toEqual([['visa'], []]);
  await expect(act(nadia, path)).rejects.toMatchObject(code('circuit.not-yours'));
  await expect(act(claire, path)).rejects.toMatchObject(code('circuit.not-yours'));
  await expect(act(mallory, path)).rejects.toMatchObject({ status: 404 });
  const token = await tokenOf(server, thomas.email);
  const program = { http: new HttpClient(server.url, { token }) };
  await expect(act(program, path)).rejects.toMatchObject({ status: 404 });
  const ofClaire = new HttpClient(server.url, { token: await tokenOf(server, claire.email) });
  await expect(ofClaire.act('POST', `${path}/cancel`)).rejects.toMatchObject({ status: 404 });
  const other = { steps: [{ kind: 'visa', people: [thomas.id] }], seq: await shown(id) };
  await expect(ofClaire.create(`/documents/${id}/circuits`, other)).rejects.toMatchObject({ status: 404 });
  await expect(act(thomas, path, { act: 'return', reason: ' ' })).rejects.toMatchObject({ status: 400 });
  await expect(nadia.http.act('POST', `${path}/cancel`)).rejects.toMatchObject({ status: 404 });
  await expect(start(id, [{ kind: 'visa', people: [thomas.id] }])).rejects.toMatchObject(
    code('circuit.open'),
  );
  await act(thomas, path);
  await expect(act(thomas, path)).rejects.toMatchObject(code('circuit.not-yours'));
  expect([await waitingFor(thomas, id), await waitingFor(nadia, id)]).toEqual([[], ['signature']]);
  await act(nadia, path, { act: 'return', reason: 'Il manque le visa du préfet.' });
  const { status, steps } = await circuitOf(claire, id);
  expect([status, steps[1]?.people[0]?.act?.reason]).toEqual(['returned', 'Il manque le visa du préfet.']);
  const told = await claire.http.get(notificationsSchema, '/notifications');
  expect(told.items.some(({ kind, resource }) => kind === 'circuit-returned' && resource?.id === id)).toBe(
    true,
  );
});

it('two people of one step who act at once are both recorded, and each acts once', async () => {
  const { id } = await note();
  const people = [claire.id, thomas.id, nadia.id];
  const path = `/documents/${id}/circuits/${await start(id, [{ kind: 'signature', people }])}`;
  const all = [claire, thomas, nadia, claire, thomas, nadia];
  const done = await Promise.allSettled(all.map((person) => act(person, path)));
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  const { status, steps } = await circuitOf(claire, id);
  expect(status).toBe('approved');
  expect(steps[0]?.people.every((one) => one.act?.kind === 'approve')).toBe(true);
});

it('of an act and a cancellation at once exactly one counts', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const { id } = await note();
    const path = `/documents/${id}/circuits/${await start(id, [{ kind: 'visa', people: [thomas.id] }])}`;
    const [acted, cancelled] = await Promise.allSettled([
      act(thomas, path),
      claire.http.act('POST', `${path}/cancel`),
    ]);
    expect([acted.status, cancelled.status].sort()).toEqual(['fulfilled', 'rejected']);
    const { status, steps } = await circuitOf(claire, id);
    expect(status).toBe(acted.status === 'fulfilled' ? 'done' : 'cancelled');
    expect(steps[0]?.people[0]?.act === null).toBe(acted.status === 'rejected');
  }
});

it('who loses the right to read has no part any more, and the circuit waits for it', async () => {
  const { id } = await note();
  const grant = `/resources/${id}/grants/${mallory.id}`;
  await claire.http.act('PUT', grant, { role: 'reader' });
  const path = `/documents/${id}/circuits/${await start(id, [
    { kind: 'visa', people: [mallory.id] },
    { kind: 'signature', people: [thomas.id] },
  ])}`;
  expect(await waitingFor(mallory, id)).toEqual(['visa']);
  await claire.http.act('DELETE', grant);
  await expect(act(mallory, path)).rejects.toMatchObject({ status: 404 });
  expect(await waitingFor(mallory, id)).toEqual([]);
  const waiting = await circuitOf(claire, id);
  expect([waiting.status, waiting.step, waiting.steps[0]?.people[0]?.reads]).toEqual(['open', 0, false]);
  await expect(act(thomas, path)).rejects.toMatchObject(code('circuit.not-yours'));
  await claire.http.act('PUT', grant, { role: 'reader' });
  await act(mallory, path);
  expect(await waitingFor(thomas, id)).toEqual(['signature']);
});

it('nobody gets the signature of the organisation alone', async () => {
  const { id } = await note();
  const path = `/documents/${id}/circuits/${await start(id, [
    { kind: 'visa', people: [thomas.id] },
    { kind: 'signature', people: [claire.id] },
  ])}`;
  await act(thomas, path);
  await act(claire, path);
  expect((await circuitOf(claire, id)).status).toBe('done');
  for (const format of ['signed', 'pdf', 'odt'])
    await expect(claire.http.call('GET', `/api/v1${path}/signed?format=${format}`)).rejects.toMatchObject({
      status: 404,
    });
});

it('who reads by a team of a team is asked, and a closed account is awaited as somebody who lost access', async () => {
  const { id } = await note();
  const awa = await invite(server, claire, { name: 'Awa Diallo', email: 'awa@prefecture.example' });
  const inner = await claire.http.create('/teams', { name: 'Bureau' });
  const outer = await claire.http.create('/teams', { name: 'Direction' });
  await claire.http.act('PUT', `/teams/${inner}/members/${awa.id}`);
  await claire.http.act('PUT', `/teams/${outer}/members/${inner}`);
  await claire.http.act('PUT', `/resources/${id}/grants/${outer}`, { role: 'reader' });
  await start(id, [{ kind: 'visa', people: [awa.id] }]);
  const reads = async () => (await circuitOf(claire, id)).steps[0]?.people[0]?.reads;
  expect([await waitingFor(awa, id), await reads()]).toEqual([['visa'], true]);
  await claire.http.act('POST', `/people/${awa.id}/disable`);
  expect(await reads()).toBe(false);
});

const verdictSchema = z.object({ whole: z.boolean(), why: z.string().optional() });

it('what is signed is the version that was submitted, and no forged file passes for it', async () => {
  const { id, write } = await note();
  const circuit = await start(id, [{ kind: 'signature', people: [thomas.id] }]);
  const path = `/documents/${id}/circuits/${circuit}`;
  await write('Article 0, glissé après coup. ');
  expect((await circuitOf(claire, id)).changed).toBe(true);
  await expect(thomas.http.call('GET', `/api/v1${path}/signed`)).rejects.toMatchObject({ status: 404 });
  await act(thomas, path);
  // The history shows an old version to those who edit; a circuit shows it to nobody else than its people.
  for (const part of ['content', 'signed'])
    await expect(nadia.http.call('GET', `/api/v1${path}/${part}`)).rejects.toMatchObject({ status: 404 });
  expect((await circuitOf(nadia, id)).mayRead).toBe(false);
  const { content } = await thomas.http.get(circuitContentSchema, `${path}/content`);
  expect(content).toBe('Article 1er');
  const text = await (await thomas.http.call('GET', `/api/v1${path}/signed`)).text();
  const { keys } = z
    .object({ keys: z.array(z.object({ publicKey: z.string() })) })
    .parse(await server.commandJson(['document', 'key']));
  const [{ publicKey } = { publicKey: '' }] = keys;
  const verify = async (written: string): Promise<z.infer<typeof verdictSchema>> => {
    const file = join(server.dataDir, 'signed.json');
    await writeFile(file, written);
    const { code: left, stdout } = await server.command(['verify', file, '--key', publicKey, '--json']);
    const verdict = verdictSchema.parse(JSON.parse(stdout));
    expect(left).toBe(verdict.whole ? 0 : 1);
    return verdict;
  };
  expect(await verify(text)).toMatchObject({ whole: true });
  expect(await verify(text.replace('Article 1er', 'Article 2'))).toMatchObject({ why: 'other-text' });
  expect(await verify(text.replaceAll(thomas.name, mallory.name))).toMatchObject({ why: 'other-statement' });
});

it('a circuit whose row somebody changed in the database does not open, and lets nobody act', async () => {
  const { id } = await note();
  const circuit = await start(id, [{ kind: 'signature', people: [thomas.id] }]);
  const path = `/documents/${id}/circuits/${circuit}`;
  await asSuperuser(server.dataDir, async (client) => {
    await client.query('update circuit_part set account_id = $2 where circuit_id = $1', [circuit, nadia.id]);
  });
  // She is shown it, and may not sign.
  await expect(act(nadia, path)).rejects.toMatchObject(code('circuit.not-yours'));
  await asSuperuser(server.dataDir, async (client) => {
    await client.query('update circuit set seq = seq + 1 where id = $1', [circuit]);
  });
  await expect(act(thomas, path)).rejects.toMatchObject({ status: 500 });
});

it('who is asked is reminded on the day until which, and nobody else is', async () => {
  const { id } = await note();
  const circuit = await start(id, [
    { kind: 'visa', people: [thomas.id, claire.id], due: '2099-01-15' },
    { kind: 'signature', people: [nadia.id] },
  ]);
  await act(claire, `/documents/${id}/circuits/${circuit}`);
  const at = await asSuperuser(server.dataDir, async (client) => {
    const key = `circuit.remind ${circuit} 0`;
    const { rows } = await client.query<{ run_at: Date }>(
      'select run_at from graphile_worker._private_jobs where key = $1',
      [key],
    );
    await client.query('update graphile_worker._private_jobs set run_at = now() where key = $1', [key]);
    return rows.map((row) => row.run_at.toISOString());
  });
  expect(at).toEqual(['2099-01-15T06:00:00.000Z']);
  const reminded = async ({ http }: Person): Promise<boolean> =>
    (await http.get(notificationsSchema, '/notifications')).items.some(
      ({ kind, resource }) => kind === 'circuit-due' && resource?.id === id,
    );
  await until(() => reminded(thomas), 'he is reminded');
  expect(await reminded(claire)).toBe(false);
  expect(await reminded(nadia)).toBe(false);
});
