import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '@maroquin/contracts';
import { z } from 'zod';
import { type Administered, administrator, startAdministered } from '../support/administration.js';
import { ROOT } from '../support/process/house.js';
import type { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, type Person } from '../support/people.js';

/** Cross-site request forgery: a page of another site makes a browser send a request, and the cookie rides along. */
let stage: Administered;
let server: Maroquin;
let person: Person;
let admin: Awaited<ReturnType<typeof administrator>>;

beforeAll(async () => {
  stage = await startAdministered({ env: { LOG_LEVEL: 'warn' } });
  ({ server } = stage);
  person = await firstAdministrator(server);
  admin = await administrator(stage);
}, 120_000);
afterAll(() => server?.dispose());

/** Where a route is served, and the cookie that counts there. */
function placeOf(path: string): { url: string; cookie: string } {
  const isAdministration = path.startsWith('/api/v1/administration/');
  const { cookie = '' } = (isAdministration ? admin : person).http.headers;
  return { url: isAdministration ? stage.url : server.url, cookie };
}

const described = z
  .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8')));

/** Every route that changes something, and the tus mount. */
const MUTATING = [
  ...Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'get')
      .map((method): [string, string] => [method.toUpperCase(), path]),
  ),
  ['POST', '/uploads'],
  ['PATCH', '/uploads/{id}'],
  ['DELETE', '/uploads/{id}'],
] as const;

/** What browsers send from elsewhere, and what comes without saying from where. */
const FORGED: readonly (readonly [string, Record<string, string>])[] = [
  ['another site', { origin: 'https://evil.example' }],
  ['a page without an origin of its own', { origin: 'null' }],
  ['our name with another port', { origin: 'http://localhost:1' }],
  ['another site, by what the browser says of it', { 'sec-fetch-site': 'cross-site' }],
  ['a neighbouring host', { 'sec-fetch-site': 'same-site' }],
  ['nowhere', {}],
  ['nowhere, with credentials in the address', { authorization: 'Basic eDp5' }],
];

describe('a request that changes something and rides on the cookie', () => {
  it.each(MUTATING)('is refused from elsewhere: %s %s', async (method, path) => {
    const { url, cookie } = placeOf(path);
    const address = `${url}${path.replaceAll(/\{\w+\}/g, () => randomUUID())}`;
    for (const [from, headers] of FORGED) {
      // A form of another site sends text/plain without asking anybody (Fetch: CORS-safelisted).
      for (const type of ['text/plain', 'application/json']) {
        const answer = await fetch(address, {
          method,
          headers: { cookie, 'content-type': type, ...headers },
          body: '{}',
        });
        const problem = problemSchema.safeParse(await answer.json());
        expect([from, type, answer.status, problem.data?.code]).toEqual([
          from,
          type,
          403,
          'request.foreign-origin',
        ]);
      }
    }
  });

  it('is let in from our own page', async () => {
    const { version } = await person.http.me();
    const answer = await person.http.call('PATCH', '/api/v1/me', {
      body: { locale: 'fr' },
      headers: { 'if-match': `"${String(version)}"` },
    });
    expect(answer.status).toBe(200);
  });
});

describe('who signs in', () => {
  const post = async (path: string, body: object): Promise<{ status: number; told: string }> => {
    const answer = await fetch(`${server.url}/api/v1/sign-in/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const kept = [...answer.headers].filter(([name]) => name !== 'date').sort();
    return { status: answer.status, told: `${JSON.stringify(kept)} ${await answer.text()}` };
  };

  it('does not learn whether somebody has an address, by a wrong password', async () => {
    const known = await post('password', { email: person.email, password: 'pas-le-bon-mot-de-passe' });
    const unknown = await post('password', {
      email: 'nobody@x.example',
      password: 'pas-le-bon-mot-de-passe',
    });
    expect(known.status).toBe(401);
    expect(unknown).toEqual(known);
  });

  it('does not learn it by asking for a link', async () => {
    const known = await post('link-requests', { email: person.email });
    const unknown = await post('link-requests', { email: 'nobody@x.example' });
    expect(known.status).toBe(202);
    expect(unknown).toEqual(known);
  });

  it('does not learn by a link whether it was ever good', async () => {
    const made = await post('link', { token: 'A'.repeat(43) });
    const other = await post('link', { token: 'B'.repeat(43) });
    expect(made.status).toBe(410);
    expect(other).toEqual(made);
  });
});
