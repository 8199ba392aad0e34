import {
  agreedSettingsSchema,
  approvalsSchema,
  auditEntriesSchema,
  invitationResultSchema,
  meSchema,
} from '@maroquin/contracts';
import { systemClock, loadConfig } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { prove } from '@maroquin/sovereignty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Administered, administrator, startAdministered } from '../support/administration.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { Refused, type HttpClient } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, madeBefore, redeem, shown } from '../support/people.js';
import { openSuite } from '../support/suite.js';

/** Settings that take two people, on a server that really starts again with others. */
let stage: Administered;
let orgId: string;
let first: HttpClient;
let second: { id: string; http: HttpClient };
let auditor: { name: string; http: HttpClient };
const env = { LOG_LEVEL: 'warn' };
const path = () => `/administration/organisations/${orgId}`;

beforeAll(async () => {
  stage = await startAdministered({ env });
  const owner = await firstAdministrator(stage.server);
  orgId = (await owner.http.get(meSchema, '/me')).organisation.id;
  first = (await administrator(stage)).http;
  second = await administrator(stage);
  const { link } = await first.json(invitationResultSchema, 'POST', `${path()}/people`, {
    ...{ name: 'Odile Garant', email: 'odile.garant@prefecture.example' },
  });
  const http = await redeem(stage.server, shown(link));
  const { person } = await http.me();
  await madeBefore(stage.server, 'account', person.id);
  await owner.http.act('PUT', `/duties/auditor/holders/${person.id}`);
  auditor = { name: person.name, http };
}, 120_000);
afterAll(() => stage?.server.dispose());

const view = (http = first) => http.get(agreedSettingsSchema, `${path()}/settings`);
const ask = (http = first) => http.json(agreedSettingsSchema, 'POST', `${path()}/settings/agreement`);
const requests = async (http: HttpClient) => {
  const { items } = await http.get(approvalsSchema, `${path()}/approvals`);
  return items.filter(({ act }) => act === 'settings');
};
const decide = (http: HttpClient, id: string, how: 'approve' | 'refuse'): Promise<number> =>
  http.call('POST', `/api/v1${path()}/approvals/${id}/${how}`).then(
    ({ status }) => status,
    (error: unknown) => (error instanceof Refused ? error.status : Promise.reject(error as Error)),
  );
const only = async (http: HttpClient) => {
  const [request, ...others] = await requests(http);
  if (request === undefined) throw new Error('nothing waits');
  expect(others).toEqual([]);
  return request;
};
/** Property 10 of the instance as it is set now: its second finding is about the settings. */
async function proof(): Promise<{ state: string | undefined; ofSettings: boolean | null | undefined }> {
  const opened = await openSuite(stage.server);
  try {
    const parts = { database: opened.suite.get(Database), keys: opened.suite.get(Keys), clock: systemClock };
    const config = loadConfig(stage.server.env);
    const { properties } = await prove({ ...parts, config }, [10]);
    return { state: properties[0]?.state, ofSettings: properties[0]?.findings[1]?.ok };
  } finally {
    await opened.close();
  }
}
/** Stops the server and starts it on the same data and ports with other variables. */
async function startAgain(more: Record<string, string>): Promise<void> {
  const { server } = stage;
  await server.stop();
  const { ADMIN_BIND = '' } = server.env;
  const next = await Maroquin.prepare(
    { env: { ...env, ADMIN_BIND, ...more }, dataDir: server.dataDir },
    server.port,
  );
  await next.start();
  stage = { ...stage, server: next };
}

describe('settings that nobody changes alone', () => {
  it('are not agreed to at first, and hold no secret', async () => {
    const { settings, state, agreement } = await view();
    expect([state, agreement]).toEqual(['unasked', null]);
    expect(settings.find(({ variable }) => variable === 'BIN_DAYS')).toEqual({
      ...{ variable: 'BIN_DAYS', value: '90', agreedValue: null },
    });
    expect(JSON.stringify(settings)).not.toMatch(/PASSWORD|SECRET|TOKEN/);
    expect(await proof()).toEqual({ state: 'not-proved', ofSettings: false });
  });

  it('wait, once asked, for somebody else: not for who asked, and not for an account made today', async () => {
    expect((await ask()).state).toBe('waiting');
    expect((await ask()).state).toBe('waiting');
    const mine = await only(first);
    expect(mine.mine).toBe(true);
    for (const http of [first, second.http]) expect(await decide(http, mine.id, 'approve')).toBe(409);
    expect((await view()).state).toBe('waiting');
    expect(await proof()).toMatchObject({ ofSettings: false });
  });

  it('are agreed to by a second person, whose name stands there, and the property is proved', async () => {
    await madeBefore(stage.server, 'administrator', second.id);
    const { id, target } = await only(second.http);
    expect(target.name).toContain('BIN_DAYS=90');
    expect(await decide(second.http, id, 'approve')).toBe(204);
    expect(await view()).toMatchObject({ state: 'agreed', agreement: { agreedBy: 'Solène Garde' } });
    expect(await requests(first)).toEqual([]);
    expect(await proof()).toEqual({ state: 'proved', ofSettings: true });
  });
});

describe('a server that starts with another setting', () => {
  it('writes the change into the audit, and its agreement is over', async () => {
    await startAgain({ BIN_DAYS: '30' });
    expect(await proof()).toMatchObject({ ofSettings: false });
    const { state, settings } = await view();
    expect(state).toBe('unasked');
    expect(settings.filter(({ value, agreedValue }) => value !== agreedValue)).toEqual([
      { variable: 'BIN_DAYS', value: '30', agreedValue: '90' },
    ]);
    await expect
      .poll(async () => {
        const { items } = await auditor.http.get(auditEntriesSchema, '/audit/entries?topic=service');
        return items.find(({ action }) => action === 'settings.changed')?.details['BIN_DAYS'];
      })
      .toBe('30');
  });

  it('says to who is to agree what differs, an auditor among them', async () => {
    await ask();
    expect((await only(second.http)).target.name).toBe('BIN_DAYS : 90 → 30');
    const { items } = await auditor.http.get(approvalsSchema, '/approvals');
    const request = items.find(({ act }) => act === 'settings');
    expect(request?.target.name).toBe('BIN_DAYS : 90 → 30');
    await auditor.http.act('POST', `/approvals/${request?.id ?? ''}/approve`);
    expect(await view()).toMatchObject({ state: 'agreed', agreement: { agreedBy: auditor.name } });
    expect(await proof()).toMatchObject({ ofSettings: true });
  });

  it('takes an agreement again when it goes back to what was agreed to before', async () => {
    await startAgain({});
    expect((await view()).state).toBe('unasked');
    await ask();
    const { id } = await only(second.http);
    expect(await decide(second.http, id, 'refuse')).toBe(204);
    expect((await view()).state).toBe('unasked');
    expect(await proof()).toMatchObject({ ofSettings: false });
  });

  it('changes nothing by starting again as it was', async () => {
    const count = () =>
      asSuperuser(stage.server.dataDir, async (client) => {
        const { rows } = await client.query("select 1 from audit where action = 'settings.changed'");
        return rows.length;
      });
    const before = await count();
    expect(before).toBe(2);
    await startAgain({});
    expect(await count()).toBe(before);
  });
});

describe('an agreement that somebody wrote into the database', () => {
  it('proves nothing, for the audit does not know it', async () => {
    await asSuperuser(stage.server.dataDir, (client) =>
      client.query(
        `insert into approval (id, org_id, act, target_id, asked_by, asked_at, expires_at, decided_by, decided_at)
         select gen_random_uuid(), org_id, 'settings', id, gen_random_uuid(), now(), now(), gen_random_uuid(), now()
         from settings_seen order by seen_at desc limit 1`,
      ),
    );
    expect(await proof()).toMatchObject({ ofSettings: false });
  });
});
