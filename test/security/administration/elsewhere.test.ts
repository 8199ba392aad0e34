import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { type Administered, administrator, at, startAdministered } from '../../support/administration.js';
import { HttpClient } from '../../support/http-client.js';
import { firstAdministrator, type Person, tokenOf } from '../../support/people.js';
import { servedRoutes } from '../matrix/coverage.js';
import { collabOutcome, fallbackOutcome, messageOutcome } from '../matrix/sockets.js';

/** An administrator's session at every route of the suite: as if nobody stood there. */
let stage: Administered;
let claire: Person;
let admin: Awaited<ReturnType<typeof administrator>>;
let documentId: string;
let routes: string[];
beforeAll(async () => {
  stage = await startAdministered({ env: { LOG_LEVEL: 'warn' } });
  claire = await firstAdministrator(stage.server);
  admin = await administrator(stage);
  documentId = await claire.http.create('/documents', { title: 'Confidentiel' });
  routes = (await servedRoutes(stage.server.url)).filter((route) => !route.startsWith('MSG '));
}, 120_000);
afterAll(() => stage?.server.dispose());

const MOUNTS = [
  'GET /uploads/x',
  'POST /uploads/',
  'GET /scim/v2/Users',
  'GET /socket.io/?EIO=4&transport=polling',
];
const secretOf = (cookie = ''): string => cookie.split('=')[1] ?? '';

interface Seen {
  readonly status: number;
  readonly body: string;
}
/** With a body where one is taken, so that nothing else is in the way. */
async function ask(url: string, route: string, headers: Record<string, string>): Promise<Seen> {
  const [method = '', path = ''] = route.split(' ');
  const whole = /^\/(?:uploads|scim|socket\.io)\b/.test(path) ? path : `/api/v1${path}`;
  const answer = await fetch(url + whole.replaceAll(/\{[^}]+\}/g, documentId), {
    method,
    redirect: 'manual',
    headers: { origin: url, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(method === 'GET' ? {} : { body: '{}' }),
  });
  const body = await answer.text();
  return { status: answer.status, body: body.replaceAll(/"instance":"[^"]*"/g, '') };
}

describe('at the public listener', () => {
  it('the session is nobody’s, at every route and mount, under either name and as a token', async () => {
    const secret = secretOf(admin.http.headers['cookie']);
    const guises = [
      { cookie: `__Host-maroquin-admin=${secret}` },
      { cookie: `__Host-maroquin=${secret}` },
      { authorization: `Bearer ${secret}` },
    ];
    // These make something new for whoever asks: what they answer is never twice the same.
    const fresh = /^POST \/sign-in\/passkey-options$|^GET \/socket\.io/;
    const wrong: string[] = [];
    for (const route of [...routes, ...MOUNTS].filter((one) => !fresh.test(one)))
      for (const guise of guises) {
        const [nobody, seen] = [
          await ask(stage.server.url, route, { cookie: 'x=y' }),
          await ask(stage.server.url, route, guise),
        ];
        if (JSON.stringify(nobody) !== JSON.stringify(seen))
          wrong.push(`${route} ${JSON.stringify(guise).slice(0, 30)}: ${JSON.stringify([nobody, seen])}`);
      }
    expect(wrong).toEqual([]);
    expect(routes.length).toBeGreaterThan(100);
  });

  it('opens no document and no channel by a socket', async () => {
    const secret = secretOf(admin.http.headers['cookie']);
    const nobody = new HttpClient(stage.server.url, null);
    for (const name of ['__Host-maroquin-admin', '__Host-maroquin']) {
      const guise = at(stage.server.url, `${name}=${secret}`);
      expect(await collabOutcome(guise, documentId, null)).toEqual(
        await collabOutcome(nobody, documentId, null),
      );
      expect(await fallbackOutcome(guise, documentId, null)).toEqual(
        await fallbackOutcome(nobody, documentId, null),
      );
      expect(await messageOutcome(guise, 'message.send', {})).toEqual(
        await messageOutcome(nobody, 'message.send', {}),
      );
    }
    expect((await collabOutcome(nobody, documentId, null)).status).toBe(401);
  });
});

describe('at its own listener', () => {
  it('the rest of the suite does not exist', async () => {
    const { cookie = '' } = admin.http.headers;
    const found: string[] = [];
    for (const route of [...routes, ...MOUNTS].filter((one) => !/ \/administration\//.test(one))) {
      const { status, body } = await ask(stage.url, route, { cookie });
      if (status !== 404 || body !== '') found.push(`${route}: ${String(status)} ${body}`);
    }
    expect(found).toEqual([]);
  });

  it('no socket opens', async () => {
    for (const path of [`/collab/${documentId}`, '/socket.io/?EIO=4&transport=websocket']) {
      const socket = new WebSocket(stage.url.replace('http', 'ws') + path, {
        headers: { origin: stage.url, ...admin.http.headers },
      });
      const status = await new Promise<number | undefined>((done) => {
        socket.on('unexpected-response', (_request, response) => done(response.statusCode));
        socket.on('error', () => done(undefined));
        socket.on('open', () => done(101));
      });
      expect(status).toBe(404);
    }
  });

  it('nobody but an administrator gets anything, by whatever proof', async () => {
    const token = await tokenOf(stage.server, claire.email, 'all');
    const person = secretOf(claire.http.headers['cookie']);
    const guises: Record<string, string>[] = [
      {},
      { cookie: `__Host-maroquin=${person}` },
      { cookie: `__Host-maroquin-admin=${person}` },
      { authorization: `Bearer ${token}` },
      { authorization: `Bearer ${secretOf(admin.http.headers['cookie'])}` },
      // a right cookie beside a token: whoever names a token means it
      { ...admin.http.headers, authorization: `Bearer ${token}` },
    ];
    const wrong: string[] = [];
    const inside = routes.filter(
      (route) => / \/administration\//.test(route) && !/\/(?:enrolment|sign-in)(?:\/|$)/.test(route),
    );
    for (const route of inside)
      for (const guise of guises) {
        const { status, body } = await ask(stage.url, route, guise);
        if (status !== 401 || /Confidentiel|Préfecture/.test(body))
          wrong.push(`${route}: ${String(status)} ${body}`);
      }
    expect(wrong).toEqual([]);
    expect(inside.length).toBeGreaterThan(5);
  });
});

describe('an administration account', () => {
  it('cannot be given a right, found in the directory, or given a token', async () => {
    const give = (id: string) =>
      claire.http
        .call('PUT', `/api/v1/resources/${documentId}/grants/${id}`, { body: { role: 'reader' } })
        .catch((error: unknown) => String(error));
    expect(await give(admin.id)).toEqual(await give(randomUUID()));
    const search = await claire.http.json(
      z.object({ items: z.array(z.unknown()) }),
      'POST',
      '/directory/search',
      {
        q: 'Solène',
      },
    );
    expect(search.items).toEqual([]);
    for (const user of [admin.email, admin.id]) {
      const args = ['token', 'create', '--user', user, '--scopes', 'all'];
      expect((await stage.server.command(args)).code).not.toBe(0);
    }
  });

  it('does not sign in at the public listener', async () => {
    const refused = await new HttpClient(stage.server.url, null)
      .call('POST', '/api/v1/sign-in/password', { body: { email: admin.email, password: 'x' } })
      .catch((error: unknown) => String(error));
    expect(refused).toContain('401 sign-in.failed');
    expect(await at(stage.url).call('GET', '/api/v1/administration/me').catch(String)).toContain('401');
  });
});
