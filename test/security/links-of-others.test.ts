import { randomUUID } from 'node:crypto';
import {
  approvalsSchema,
  enrolmentLinkSchema,
  handOverResultSchema,
  invitationResultSchema,
  signInLinkSchema,
} from '@maroquin/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Administered, administrator, startAdministered } from '../support/administration.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { type HttpClient, Refused } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import {
  agree,
  auditorOf,
  firstAdministrator,
  handOver,
  invite,
  madeBefore,
  type Person,
  printedLink,
  redeem,
  shown,
  tokenOf,
} from '../support/people.js';

/** An instance that sends no mail: whoever administers hands links over, and may become nobody by it. */
let server: Maroquin;
let claire: Person;
let auditor: Person;
let paul: Person;
let orgId: string;
beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  claire = await firstAdministrator(server);
  auditor = await auditorOf(server, claire);
  paul = await invite(server, claire, { name: 'Paul Roux', email: 'paul.roux@prefecture.example' });
  orgId = (await claire.http.me()).organisation.id;
}, 120_000);
afterAll(() => server.dispose());

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'let in',
    (error: unknown) => (error instanceof Refused ? [error.status, error.problem?.code] : error),
  );
const NOTHING = [404, 'request.not-found'];
const linkOf = (http: HttpClient, id: string) =>
  http.json(signInLinkSchema, 'POST', `/people/${id}/sign-in-link`);
const somebody = () => ({ name: 'Ada Petit', email: `${randomUUID()}@prefecture.example` });
/** Actions of the audit about somebody, the oldest first. */
const acts = (target: string): Promise<string[]> =>
  asSuperuser(server.dataDir, async (client) => {
    const sql = 'select action from audit where org_id = $1 and target_id = $2 order by at, id';
    const { rows } = await client.query<{ action: string }>(sql, [orgId, target]);
    return rows.map(({ action }) => action);
  });

describe('the link of somebody who has signed in', () => {
  it('is shown to no administrator alone', async () => {
    for (let turn = 0; turn < 3; turn += 1)
      expect(await linkOf(claire.http, paul.id)).toMatchObject({ delivery: 'waiting', link: null });
  });

  it('is agreed to neither by whoever asks, nor by the person, nor by an account of the same day', async () => {
    await linkOf(claire.http, paul.id);
    const { items } = await claire.http.get(approvalsSchema, '/approvals');
    const id = items.find(({ target, mine }) => mine && target.id === paul.id)?.id ?? '';
    const made = await claire.http.json(invitationResultSchema, 'POST', '/invitations', {
      ...somebody(),
      admin: true,
    });
    const puppet = await redeem(server, shown(made.link));
    const other = [409, 'approval.other-person'];
    expect(await refusal(claire.http.act('POST', `/approvals/${id}/approve`))).toEqual(other);
    expect(await refusal(puppet.act('POST', `/approvals/${id}/approve`))).toEqual(other);
    expect(await refusal(paul.http.act('POST', `/approvals/${id}/approve`))).toEqual(NOTHING);
  });

  it('is shown once after an auditor agreed, is on record, and its person is told', async () => {
    const ines = await invite(server, claire, somebody());
    await linkOf(claire.http, ines.id);
    await agree(auditor.http);
    const { delivery, link } = await linkOf(claire.http, ines.id);
    expect(delivery).toBe('shown');
    expect(await linkOf(claire.http, ines.id)).toMatchObject({ delivery: 'waiting', link: null });
    expect(await acts(ines.id)).toEqual(
      expect.arrayContaining(['approval.asked', 'approval.given', 'approval.used', 'sign-in-link.shown']),
    );
    const { notices } = await (await redeem(server, shown(link))).me();
    expect(notices).toMatchObject([
      { kind: 'link-shown', by: 'Claire Fontaine', approvedBy: 'Odile Garant' },
    ]);
  });

  it('is made by no program, whatever its scope', async () => {
    for (const scopes of ['admin', 'all', 'scim']) {
      const token = await tokenOf(server, claire.email, scopes);
      expect([scopes, await refusal(linkOf(claire.http.as({ credentials: { token } }), paul.id))]).toEqual([
        scopes,
        NOTHING,
      ]);
    }
  });

  it('is printed on the machine that the server runs on, and its person is told', async () => {
    const marc = await invite(server, claire, somebody());
    const http = await redeem(server, await printedLink(server, marc.email));
    expect((await http.me()).notices).toMatchObject([{ kind: 'link-shown', by: null }]);
  });
});

describe('the link of an invitation that nobody has answered', () => {
  it('is shown to whoever invites, and again while the account holds nothing', async () => {
    const made = await claire.http.json(invitationResultSchema, 'POST', '/invitations', somebody());
    expect(made.delivery).toBe('shown');
    expect((await linkOf(claire.http, made.id)).delivery).toBe('shown');
  });

  it('is no longer shown once somebody else shared something with that account', async () => {
    const made = await claire.http.json(invitationResultSchema, 'POST', '/invitations', somebody());
    const space = await paul.http.create('/spaces', { name: 'Budget' });
    await paul.http.act('PUT', `/resources/${space}/grants/${made.id}`, { role: 'reader' });
    expect(await linkOf(claire.http, made.id)).toMatchObject({ delivery: 'waiting', link: null });
  });

  it('is handed to no program', async () => {
    const token = await tokenOf(server, claire.email, 'admin');
    const program = claire.http.as({ credentials: { token } });
    const made = await program.json(invitationResultSchema, 'POST', '/invitations', somebody());
    expect(made).toMatchObject({ delivery: 'none', link: null });
  });
});

describe('what somebody alone managed', () => {
  it('goes to nobody by one administrator’s word, nor by a program’s', async () => {
    const lucie = await invite(server, claire, { ...somebody(), name: 'Lucie Départ' });
    const space = (await lucie.http.me()).personalSpaceId ?? '';
    await claire.http.act('POST', `/people/${lucie.id}/disable`);
    const body = { toId: claire.id };
    const path = `/people/${lucie.id}/hand-over`;
    expect(await claire.http.json(handOverResultSchema, 'POST', path, body)).toEqual({
      waiting: true,
      count: 0,
    });
    const token = await tokenOf(server, claire.email, 'admin');
    expect(await refusal(claire.http.as({ credentials: { token } }).act('POST', path, body))).toEqual(
      NOTHING,
    );
    expect(await refusal(claire.http.get(z.unknown(), `/resources/${space}`))).toEqual(NOTHING);
    expect(await handOver(claire.http, auditor.http, { person: lucie.id, toId: claire.id })).toBe(1);
    expect(await refusal(claire.http.get(z.unknown(), `/resources/${space}`))).toBe('let in');
    await claire.http.act('POST', `/people/${lucie.id}/enable`);
    const back = await redeem(server, await printedLink(server, lucie.email));
    expect((await back.me()).notices.map(({ kind }) => kind)).toContain('handed-over');
    const details = await asSuperuser(server.dataDir, async (client) => {
      const sql = "select details from audit where target_id = $1 and action = 'person.handed-over'";
      return (await client.query<{ details: object }>(sql, [lucie.id])).rows[0]?.details;
    });
    expect(details).toEqual({ toId: claire.id, count: 1, approvedBy: auditor.id });
  });

  it('does not go elsewhere than was agreed to', async () => {
    const rose = await invite(server, claire, somebody());
    await claire.http.act('POST', `/people/${rose.id}/disable`);
    const path = `/people/${rose.id}/hand-over`;
    const ask = (toId: string) => claire.http.json(handOverResultSchema, 'POST', path, { toId });
    await ask(paul.id);
    await agree(auditor.http);
    expect((await ask(claire.id)).waiting).toBe(true);
    expect((await ask(paul.id)).waiting).toBe(false);
  });
});

describe('a provisioning client', () => {
  it('that moves somebody’s address gets no way in, and the person is told', async () => {
    const victim = await invite(server, claire, somebody());
    const token = await tokenOf(server, claire.email, 'scim');
    const scim = (method: string, path: string, body: object): Promise<Response> =>
      fetch(`${server.url}/scim/v2${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
        body: JSON.stringify(body),
      });
    const userName = `mallory.${randomUUID()}@elsewhere.example`;
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
    const moved = await scim('PATCH', `/Users/${victim.id}`, {
      schemas,
      Operations: [{ op: 'replace', path: 'userName', value: userName }],
    });
    expect(moved.status).toBe(200);
    expect(await linkOf(claire.http, victim.id)).toMatchObject({ delivery: 'waiting', link: null });
    const me = await victim.http.me();
    expect([me.emailProven, me.notices.map(({ kind }) => kind)]).toEqual([false, ['address-changed']]);
  });
});

describe('the administration listener', () => {
  let stage: Administered;
  let orgHere: string;
  let agent: Person;
  let first: Awaited<ReturnType<typeof administrator>>;
  let second: Awaited<ReturnType<typeof administrator>>;
  beforeAll(async () => {
    stage = await startAdministered({ env: { LOG_LEVEL: 'warn' } });
    const odile = await firstAdministrator(stage.server);
    first = await administrator(stage);
    second = await administrator(stage);
    orgHere = (await odile.http.me()).organisation.id;
    agent = odile;
  }, 120_000);
  afterAll(() => stage?.server.dispose());
  const of = (): string => `/administration/organisations/${orgHere}`;

  it('shows nobody’s link to one administrator alone', async () => {
    const ask = () => first.http.json(signInLinkSchema, 'POST', `${of()}/people/${agent.id}/sign-in-link`);
    expect(await ask()).toMatchObject({ delivery: 'waiting', link: null });
    expect(await refusal(agree(second.http, `${of()}/approvals`))).toEqual([409, 'approval.other-person']);
    await madeBefore(stage.server, 'administrator', second.id);
    await agree(second.http, `${of()}/approvals`);
    expect((await ask()).delivery).toBe('shown');
  });

  it('shows the link of another administrator’s account in use to nobody alone', async () => {
    const path = `/administration/administrators/${second.id}/link`;
    expect(await first.http.json(enrolmentLinkSchema, 'POST', path)).toMatchObject({
      delivery: 'waiting',
      link: null,
    });
  });
});
