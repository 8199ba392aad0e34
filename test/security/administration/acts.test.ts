import { randomUUID } from 'node:crypto';
import {
  administeredOrganisationsSchema,
  administeredProvidersSchema,
  administeredSessionsSchema,
  administeredTokensSchema,
  createdOrganisationSchema,
  invitationResultSchema,
  peopleSchema,
} from '@maroquin/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENTS, ORGANISATION, SIRET } from '../../conformance/oidc/bench.js';
import { RealProvider } from '../../conformance/oidc/real-provider.js';
import { type Administered, administrator, startAdministered } from '../../support/administration.js';
import { CollabClient } from '../../support/collab-client.js';
import { asSuperuser } from '../../support/embedded-sql.js';
import { type HttpClient, Refused } from '../../support/http-client.js';
import {
  firstAdministrator,
  handOver,
  madeBefore,
  type Person,
  redeem,
  shown,
  tokenOf,
} from '../../support/people.js';
import { freePort } from '../../support/maroquin.js';
import { until } from '../../support/until.js';

/** What is done at the administration listener, and what becomes of it in the suite. */
let provider: RealProvider | null = null;
let stage: Administered;
let claire: Person;
let high: HttpClient;
let highId: string;
let low: HttpClient;
let orgId: string;
beforeAll(async () => {
  const silent = `http://localhost:${String(await freePort())}`;
  const client = { clientId: 'maroquin', clientSecret: 'a-secret-of-these-tests' };
  provider = await RealProvider.start({
    ...{ ...client, publicUrl: 'http://localhost:3000', providerId: 'proconnect' },
    agents: Object.values(AGENTS),
  });
  const answering = {
    PROCONNECT_ISSUER: provider.issuer,
    PROCONNECT_CLIENT_ID: client.clientId,
    PROCONNECT_CLIENT_SECRET: client.clientSecret,
    PROCONNECT_ORGANISATIONS: `${SIRET}=${ORGANISATION}`,
  };
  const env = { ...answering, OIDC_ISSUER: silent, OIDC_CLIENT_ID: 'maroquin', OIDC_CLIENT_SECRET: 'secret' };
  stage = await startAdministered({ env: { LOG_LEVEL: 'warn', ...env, OIDC_NAME: 'Annuaire' } });
  claire = await firstAdministrator(stage.server);
  ({ http: high, id: highId } = await administrator(stage));
  ({ http: low } = await administrator(stage, []));
  orgId = (await claire.http.me()).organisation.id;
}, 120_000);
afterAll(async () => {
  await stage?.server.dispose();
  await provider?.close();
});

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'let in',
    (error: unknown) => (error instanceof Refused ? [error.status, error.problem?.code] : error),
  );
const of = (id = orgId): string => `/administration/organisations/${id}`;

/** Somebody whom an administrator lets in, signed in. */
async function agent(name = 'Marc Duval'): Promise<{ id: string; http: HttpClient; email: string }> {
  const email = `agent.${randomUUID()}@prefecture.example`;
  const made = await high.json(invitationResultSchema, 'POST', `${of()}/people`, { email, name });
  return { id: made.id, email, http: await redeem(stage.server, shown(made.link)) };
}
const actsOn = async (id: string): Promise<string[]> => {
  const { rows } = await asSuperuser(stage.server.dataDir, (client) =>
    client.query<{ action: string }>(
      'select action from audit where target_id = $1 and actor_id = $2 order by at, id',
      [id, highId],
    ),
  );
  return rows.map(({ action }) => action);
};

describe('people', () => {
  it('are let in by an administrator, and leave a trace of it', async () => {
    const marc = await agent();
    const { items } = await high.get(peopleSchema, `${of()}/people`);
    expect(items.find(({ id }) => id === marc.id)).toMatchObject({ name: 'Marc Duval', admin: false });
    expect(await actsOn(marc.id)).toEqual(['person.created', 'sign-in-link.created']);
  });

  it('whose account is closed lose their session and their open document at once', async () => {
    const marc = await agent();
    const documentId = await marc.http.create('/documents', { title: 'Note' });
    const open = new CollabClient(marc.http, documentId);
    await until(() => open.synced, 'the document is open');
    await high.act('POST', `${of()}/people/${marc.id}/disable`);
    await until(() => open.closeCode !== null, 'the document is closed', 2_000);
    open.close();
    expect(await refusal(marc.http.me())).toEqual([401, 'request.unauthenticated']);
    await high.act('POST', `${of()}/people/${marc.id}/enable`);
    expect(await actsOn(marc.id)).toContain('person.disabled');
    expect(await actsOn(marc.id)).toContain('person.enabled');
  });

  it('hand what they alone managed to somebody who is there, never to an administration account', async () => {
    const marc = await agent();
    await marc.http.create('/spaces', { name: 'Budget' });
    await high.act('POST', `${of()}/people/${marc.id}/disable`);
    const path = `/api/v1${of()}/people/${marc.id}/hand-over`;
    const { id: secondId, http: second } = await administrator(stage);
    await madeBefore(stage.server, 'administrator', secondId);
    expect(await refusal(high.call('POST', path, { body: { toId: highId } }))).toEqual([
      409,
      'access.unknown-subject',
    ]);
    const what = { person: marc.id, toId: claire.id, at: of() };
    expect(await handOver(high, second, what)).toBe(2);
  });
});

describe('an administrator of one organisation', () => {
  it('does the same there, and finds nothing of another', async () => {
    const made = await high.json(createdOrganisationSchema, 'POST', '/administration/organisations', {
      ...{ name: 'Mairie voisine', adminName: 'Paul Voisin' },
      adminEmail: `paul.${randomUUID()}@mairie.example`,
    });
    const { items } = await low.get(administeredOrganisationsSchema, '/administration/organisations');
    expect(items.map(({ id }) => id)).toEqual([orgId]);
    const all = await high.get(administeredOrganisationsSchema, '/administration/organisations');
    expect(all.items.find(({ id }) => id === made.id)).toMatchObject({ name: 'Mairie voisine', people: 1 });
    const { items: theirs } = await high.get(peopleSchema, `${of(made.id)}/people`);
    const [paul] = theirs;
    const nothing = [404, 'request.not-found'];
    for (const [method, path] of [
      ['GET', 'people'],
      ['GET', 'sessions'],
      ['GET', 'tokens'],
      ['GET', 'identity-merges'],
      ['POST', `people/${paul?.id ?? ''}/disable`],
      ['POST', `people/${paul?.id ?? ''}/enable`],
      ['POST', `people/${paul?.id ?? ''}/sign-in-link`],
      ['DELETE', `sessions/${randomUUID()}`],
      ['DELETE', `tokens/${randomUUID()}`],
    ] as const) {
      expect([path, await refusal(low.call(method, `/api/v1${of(made.id)}/${path}`))]).toEqual([
        path,
        nothing,
      ]);
      // nor by naming its own organisation beside somebody of the other
      if (path.startsWith('people/'))
        expect([path, await refusal(low.call(method, `/api/v1${of()}/${path}`))]).toEqual([path, nothing]);
      expect([path, await refusal(low.call(method, `/api/v1${of(randomUUID())}/${path}`))]).toEqual([
        path,
        nothing,
      ]);
    }
    expect(await refusal(low.call('GET', `/api/v1${of()}/people`))).toBe('let in');
    const another = { name: 'X', adminName: 'X', adminEmail: `x.${randomUUID()}@x.example` };
    expect(
      await refusal(low.call('POST', '/api/v1/administration/organisations', { body: another })),
    ).toEqual(nothing);
  });
});

describe('open sessions and tokens', () => {
  it('are listed with their person, and end when an administrator says so', async () => {
    const marc = await agent('Inès Roux');
    const token = await tokenOf(stage.server, marc.email, 'documents');
    const program = marc.http.as({ credentials: { token } });
    const { items } = await high.get(administeredSessionsSchema, `${of()}/sessions`);
    const session = items.find(({ person }) => person.id === marc.id);
    expect(session).toMatchObject({ person: { name: 'Inès Roux' }, method: 'link', strong: false });
    await high.act('DELETE', `${of()}/sessions/${session?.id ?? ''}`);
    expect(await refusal(marc.http.me())).toEqual([401, 'request.unauthenticated']);
    expect(await refusal(program.me())).toBe('let in');
    const tokens = await high.get(administeredTokensSchema, `${of()}/tokens`);
    const known = tokens.items.find(({ person }) => person.id === marc.id);
    expect(known).toMatchObject({ scopes: ['documents'], person: { name: 'Inès Roux' } });
    await high.act('DELETE', `${of()}/tokens/${known?.id ?? ''}`);
    expect(await refusal(program.me())).toEqual([401, 'request.unauthenticated']);
    expect(await actsOn(session?.id ?? '')).toEqual(['session.ended']);
    expect(await actsOn(known?.id ?? '')).toEqual(['token.revoked']);
    expect(await refusal(high.call('DELETE', `/api/v1${of()}/tokens/${known?.id ?? ''}`))).toEqual([
      404,
      'request.not-found',
    ]);
  });

  it('of administration are not among them', async () => {
    const { items } = await high.get(administeredSessionsSchema, `${of()}/sessions`);
    expect(items.map(({ person }) => person.id)).not.toContain(highId);
  });
});

it('says which providers are configured, and whether each answers now', async () => {
  const ask = () => low.get(administeredProvidersSchema, '/administration/providers');
  const silent = { id: 'oidc', name: 'Annuaire', answers: false, problem: { detail: expect.anything() } };
  const there = { id: 'proconnect', name: 'ProConnect', answers: true, problem: null };
  expect((await ask()).items).toMatchObject([there, silent]);
  await provider?.close();
  expect((await ask()).items).toMatchObject([
    { ...there, answers: false, problem: { detail: expect.anything() } },
    silent,
  ]);
});
