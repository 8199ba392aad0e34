import { randomUUID } from 'node:crypto';
import { administratorMeSchema, administratorsSchema, enrolmentLinkSchema } from '@maroquin/contracts';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { asSuperuser } from '../../support/embedded-sql.js';
import {
  type Administered,
  administrator,
  at,
  cookieIn,
  createAdministrator,
  enrol,
  signInWith,
  startAdministered,
  tokenIn,
} from '../../support/administration.js';
import { Refused } from '../../support/http-client.js';
import { agree, firstAdministrator, madeBefore, type Person, shown } from '../../support/people.js';

/** The administration listener: who gets in, by what, and what its session is elsewhere. */
let stage: Administered;
let claire: Person;
beforeAll(async () => {
  stage = await startAdministered({ env: { LOG_LEVEL: 'warn' } });
  claire = await firstAdministrator(stage.server);
}, 120_000);
afterAll(() => stage?.server.dispose());

const ADMIN = '/api/v1/administration';
const PASSWORD = 'tuile-orage-banjo-cumin-82';
const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'let in',
    (error: unknown) => (error instanceof Refused ? [error.status, error.problem?.code] : error),
  );
const me = (cookie: string) => refusal(at(stage.url, cookie).call('GET', `${ADMIN}/me`));

describe('an administration account', () => {
  it('is made by the command line and gets its passkey by a one-use link', async () => {
    const { link, id } = await createAdministrator(stage.server);
    expect(new URL(link).origin).toBe(stage.url);
    const { http } = await enrol(stage, link);
    const about = await http.get(administratorMeSchema, '/administration/me');
    expect(about).toMatchObject({
      administrator: { id, name: 'Solène Garde' },
      organisation: { name: 'Préfecture du Lac' },
      everywhere: true,
    });
    expect(await refusal(enrol(stage, link))).toEqual([410, 'sign-in.link-used']);
  });

  it('signs in by its passkey, after its person was verified', async () => {
    const { device, id } = await administrator(stage);
    const http = await signInWith(stage, device);
    expect((await http.get(administratorMeSchema, '/administration/me')).administrator.id).toBe(id);
    expect(await refusal(signInWith(stage, device, { userVerified: false }))).toEqual([
      401,
      'sign-in.passkey-failed',
    ]);
    expect(await refusal(signInWith(stage, device, { origin: stage.server.url }))).toEqual([
      401,
      'sign-in.passkey-failed',
    ]);
  });

  it('signs in by password and code together, with one answer for whatever is wrong', async () => {
    const { link, email } = await createAdministrator(stage.server);
    const token = tokenIn(link);
    const begun = await at(stage.url).call('POST', `${ADMIN}/enrolment/generator-options`, {
      body: { token },
    });
    const { uri, secret } = z.object({ uri: z.string(), secret: z.string() }).parse(await begun.json());
    expect(uri).toContain('Maroquin%20administration');
    const totp = new TOTP({ secret });
    const step = 30_000;
    const now = Date.now();
    const cookie = cookieIn(begun, '__Host-maroquin-admin-generator');
    const weak = { token, password: 'motdepasse1234', code: totp.generate({ timestamp: now - step }) };
    expect(
      await refusal(at(stage.url, cookie).call('POST', `${ADMIN}/enrolment/generator`, { body: weak })),
    ).toEqual([400, 'password.too-common']);
    await at(stage.url, cookie).call('POST', `${ADMIN}/enrolment/generator`, {
      body: { ...weak, password: PASSWORD },
    });
    const signIn = (body: object) =>
      refusal(
        at(stage.url).call('POST', `${ADMIN}/sign-in/password`, {
          body: { email, password: PASSWORD, code: totp.generate({ timestamp: now }), ...body },
        }),
      );
    const wrong = [401, 'sign-in.failed'];
    expect(await signIn({ password: 'autre-orage-banjo-cumin-82' })).toEqual(wrong);
    expect(await signIn({ code: '000000' })).toEqual(wrong);
    expect(await signIn({ email: 'personne@prefecture.example' })).toEqual(wrong);
    expect(await signIn({})).toBe('let in');
    expect(await signIn({})).toEqual(wrong); // the same code again
  });

  it('gets a new way in by another’s link, and what opened it before opens it no more', async () => {
    const first = await administrator(stage);
    const second = await administrator(stage);
    const third = await administrator(stage);
    await madeBefore(stage.server, 'administrator', third.id);
    const ask = () =>
      first.http.json(enrolmentLinkSchema, 'POST', `/administration/administrators/${second.id}/link`);
    expect(await ask()).toMatchObject({ delivery: 'waiting', link: null });
    const { organisation } = await first.http.get(administratorMeSchema, '/administration/me');
    await agree(third.http, `/administration/organisations/${organisation.id}/approvals`);
    const { link } = await ask();
    expect(await refusal(signInWith(stage, second.device))).toBe('let in');
    const { http } = await enrol(stage, shown(link));
    expect(await refusal(signInWith(stage, second.device))).toEqual([401, 'sign-in.passkey-failed']);
    expect(await refusal(second.http.me())).not.toBe('let in');
    expect(await refusal(http.call('GET', `${ADMIN}/me`))).toBe('let in');
  });

  it('is closed by another, never by itself, and its session is over at once', async () => {
    const first = await administrator(stage);
    const second = await administrator(stage);
    const path = `${ADMIN}/administrators/${second.id}`;
    expect(await refusal(second.http.call('POST', `${path}/disable`))).toEqual([409, 'administration.self']);
    await first.http.call('POST', `${path}/disable`);
    expect(await refusal(second.http.call('GET', `${ADMIN}/me`))).toEqual([401, 'request.unauthenticated']);
    expect(await refusal(signInWith(stage, second.device))).toEqual([401, 'sign-in.passkey-failed']);
    await first.http.call('POST', `${path}/enable`);
    expect(await refusal(signInWith(stage, second.device))).toBe('let in');
  });

  it('of one organisation neither sees nor makes what is above it', async () => {
    const high = await administrator(stage);
    const low = await administrator(stage, []);
    const { organisation } = await claire.http.me();
    const make = (body: object) =>
      refusal(
        low.http.call('POST', `${ADMIN}/administrators`, {
          body: { orgId: organisation.id, email: `${randomUUID()}@x.example`, name: 'X', ...body },
        }),
      );
    expect(await make({})).toBe('let in');
    expect(await make({ everywhere: true })).toEqual([404, 'request.not-found']);
    expect(await make({ orgId: randomUUID() })).toEqual([404, 'request.not-found']);
    const link = `${ADMIN}/administrators/${high.id}/link`;
    expect(await refusal(low.http.call('POST', link))).toEqual([404, 'request.not-found']);
  });

  it('leaves a trace of each act', async () => {
    const { id, http } = await administrator(stage);
    await http.act('POST', '/administration/sign-out');
    expect(await refusal(http.call('GET', `${ADMIN}/me`))).toEqual([401, 'request.unauthenticated']);
    const rows = await asSuperuser(stage.server.dataDir, (client) =>
      client.query<{ action: string }>(
        'select action from audit where target_id = $1 or actor_id = $1 order by at, id',
        [id],
      ),
    );
    expect(rows.rows.map(({ action }) => action)).toEqual([
      'administrator.created',
      'administrator.link-created',
      'administrator.enrolled',
      'administration.session-started',
      'administration.session-ended',
    ]);
  });
});

describe('the two listeners', () => {
  it('take each its own cookie, never the other’s, under whichever name', async () => {
    const { http } = await administrator(stage);
    const [admin = ''] = /[A-Za-z0-9_-]{43}$/.exec(http.headers['cookie'] ?? '') ?? [];
    const [person = ''] = /[A-Za-z0-9_-]{43}$/.exec(claire.http.headers['cookie'] ?? '') ?? [];
    const out = [401, 'request.unauthenticated'];
    for (const secret of [person])
      for (const name of ['__Host-maroquin', '__Host-maroquin-admin'])
        expect(await me(`${name}=${secret}`)).toEqual(out);
    for (const name of ['__Host-maroquin', '__Host-maroquin-admin'])
      expect(await refusal(at(stage.server.url, `${name}=${admin}`).call('GET', '/api/v1/me'))).toEqual(out);
    // both together, as a browser of one host brings them
    const both = `__Host-maroquin=${person}; __Host-maroquin-admin=${admin}`;
    expect(await me(both)).toBe('let in');
    expect(await refusal(at(stage.server.url, both).call('GET', '/api/v1/me'))).toBe('let in');
  });

  it('refuse what comes from a page of the other', async () => {
    const { http } = await administrator(stage);
    const { cookie = '' } = http.headers;
    const answer = await fetch(`${stage.url}${ADMIN}/sign-out`, {
      method: 'POST',
      headers: { cookie, origin: stage.server.url },
    });
    expect(answer.status).toBe(403);
  });

  it('keep people’s administration at its own place: the browser’s pages of it are gone from the other', async () => {
    const names = (await claire.http.me()).capabilities;
    expect(names).not.toContain('people.manage');
    expect(names).toContain('team.manage');
    for (const path of ['/people', '/identity-merges'])
      expect(await refusal(claire.http.call('GET', `/api/v1${path}`))).toEqual([404, 'request.not-found']);
    const invitation = { name: 'Y', email: 'y@x.example' };
    expect(await refusal(claire.http.call('POST', '/api/v1/invitations', { body: invitation }))).toEqual([
      404,
      'request.not-found',
    ]);
  });

  it('still answer machines that watch', async () => {
    expect((await fetch(`${stage.url}/metrics`)).status).toBe(200);
    expect((await fetch(`${stage.url}/healthz/ready`)).status).toBe(200);
  });

  it('serve each its own pages', async () => {
    const title = async (address: string): Promise<string> =>
      /<title>(.*)<\/title>/.exec(await (await fetch(address)).text())?.[1] ?? '';
    expect(await title(`${stage.url}/connexion`)).toBe('Maroquin, administration');
    expect(await title(`${stage.server.url}/connexion`)).toBe('Maroquin');
    const page = await (await fetch(`${stage.url}/connexion`)).text();
    const script = /src="(\/assets\/administration-[^"]+)"/.exec(page)?.[1] ?? '';
    expect((await fetch(`${stage.url}${script}`)).status).toBe(200);
    for (const path of [script, '/administration.html'])
      expect((await fetch(`${stage.server.url}${path}`)).status).toBe(404);
  });
});

it('lists the accounts of administration with who may do what', async () => {
  const { http, id } = await administrator(stage, []);
  const { items } = await http.get(administratorsSchema, '/administration/administrators');
  expect(items.find((item) => item.id === id)).toMatchObject({ everywhere: false, enrolled: true });
});
