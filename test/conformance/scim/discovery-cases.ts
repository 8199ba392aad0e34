import { strict as assert } from 'node:assert';
import { at, ENTERPRISE, GROUP, isError, LIST, listAt, ScimClient, USER, textAt, jsonOf } from './client.js';
import { type Case, section, somebody } from './site.js';

const config = section('RFC 7643 §5');
const types = section('RFC 7643 §6');
const schemas = section('RFC 7643 §7');
const endpoints = section('RFC 7644 §4');
const auth = section('RFC 7644 §2');

/** Name, type, many values: as RFC 7643 §8.7.1 lists them. */
const known: readonly (readonly [schema: string, name: string, type: string, many: boolean])[] = [
  [USER, 'userName', 'string', false],
  [USER, 'name', 'complex', false],
  [USER, 'displayName', 'string', false],
  [USER, 'active', 'boolean', false],
  [USER, 'emails', 'complex', true],
  [USER, 'phoneNumbers', 'complex', true],
  [USER, 'addresses', 'complex', true],
  [USER, 'groups', 'complex', true],
  [USER, 'x509Certificates', 'complex', true],
  [ENTERPRISE, 'employeeNumber', 'string', false],
  [ENTERPRISE, 'manager', 'complex', false],
  [GROUP, 'displayName', 'string', false],
  [GROUP, 'members', 'complex', true],
];

export const discoveryCases: readonly Case[] = [
  config('tells what the server can do', async ({ scim }) => {
    const { body, headers } = await scim.must(200, 'GET', '/ServiceProviderConfig');
    assert.match(headers.get('content-type') ?? '', /^application\/scim\+json/);
    for (const name of ['patch', 'bulk', 'filter', 'sort', 'etag'])
      assert.equal(at(body, `${name}.supported`), true, name);
    assert.equal(at(body, 'changePassword.supported'), false);
    assert.equal(typeof at(body, 'bulk.maxOperations'), 'number');
    assert.equal(typeof at(body, 'filter.maxResults'), 'number');
    assert.equal(at(body, 'authenticationSchemes.0.type'), 'oauthbearertoken');
  }),
  types('lists users and groups', async ({ scim }) => {
    const { body } = await scim.must(200, 'GET', '/ResourceTypes');
    assert.deepEqual(at(body, 'schemas'), [LIST]);
    assert.deepEqual(
      listAt(body, 'Resources').map((one) => at(one, 'endpoint')),
      ['/Users', '/Groups'],
    );
  }),
  types('tells one by its name, with its extension', async ({ scim }) => {
    const { body } = await scim.must(200, 'GET', '/ResourceTypes/User');
    assert.equal(at(body, 'schema'), USER);
    assert.equal(at(body, 'schemaExtensions.0.schema'), ENTERPRISE);
  }),
  schemas('lists three, each with a description', async ({ scim }) => {
    const { body } = await scim.must(200, 'GET', '/Schemas');
    assert.deepEqual(
      listAt(body, 'Resources').map((one) => at(one, 'id')),
      [USER, ENTERPRISE, GROUP],
    );
  }),
  ...known.map(([schema, name, type, many]) =>
    schemas(`describes ${schema.split(':').at(-1) ?? ''} ${name}`, async ({ scim }) => {
      const { body } = await scim.must(200, 'GET', `/Schemas/${schema}`);
      const attribute = listAt(body, 'attributes').find((one) => at(one, 'name') === name);
      assert.equal(at(attribute, 'type'), type);
      assert.equal(at(attribute, 'multiValued'), many);
      for (const trait of ['required', 'caseExact', 'mutability', 'returned', 'uniqueness', 'description'])
        assert.notEqual(at(attribute, trait), null, trait);
    }),
  ),
  schemas(
    'says of userName that it is required and unique, of the password that it is never told',
    async (site) => {
      const { body } = await site.scim.must(200, 'GET', `/Schemas/${USER}`);
      const attribute = (name: string) => listAt(body, 'attributes').find((one) => at(one, 'name') === name);
      assert.equal(at(attribute('userName'), 'required'), true);
      assert.equal(at(attribute('userName'), 'uniqueness'), 'server');
      assert.equal(at(attribute('password'), 'returned'), 'never');
      assert.equal(at(attribute('groups'), 'mutability'), 'readOnly');
    },
  ),
  ...['/ResourceTypes', '/Schemas', '/ServiceProviderConfig'].map((path) =>
    endpoints(`refuses a filter at ${path}`, async ({ scim }) =>
      isError(await scim.ask('GET', `${path}?filter=name%20eq%20%22User%22`), 403),
    ),
  ),
  ...[
    '/ResourceTypes/Robot',
    '/Schemas/urn:nothing',
    '/Robots',
    '/Users/a/b',
    '/ServiceProviderConfig/x',
  ].map((path) =>
    endpoints(`knows nothing at ${path}`, async ({ scim }) => isError(await scim.ask('GET', path), 404)),
  ),
  ...(
    [
      ['DELETE', '/Users'],
      ['PUT', '/Groups'],
      ['POST', '/Schemas'],
      ['GET', '/Bulk'],
      ['GET', '/.search'],
    ] as const
  ).map(([method, path]) =>
    endpoints(`does not do ${method} ${path}`, async ({ scim }) =>
      isError(await scim.ask(method, path, method === 'POST' || method === 'PUT' ? {} : undefined), 405),
    ),
  ),
  endpoints(
    'refuses a method before it looks at what is sent, and names those it knows',
    async ({ scim }) => {
      const headers = { 'content-type': 'text/plain' };
      const answer = await scim.ask('PUT', '/ResourceTypes', undefined, { headers, raw: 'nothing' });
      isError(answer, 405);
      assert.equal(answer.headers.get('allow'), 'GET');
    },
  ),
  endpoints('has no /Me', async ({ scim }) => isError(await scim.ask('GET', '/Me'), 501)),

  auth('asks for a token', async ({ scim }) => {
    const answer = await new ScimClient(scim.url, null).ask('GET', '/Users');
    isError(answer, 401);
    assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/);
  }),
  ...['x', 'A'.repeat(43)].map((token) =>
    auth(`knows no token of ${String(token.length)} letters`, async ({ scim }) =>
      isError(await new ScimClient(scim.url, token).ask('GET', '/ServiceProviderConfig'), 401),
    ),
  ),
  auth('is closed to whoever administers nothing, whatever its token says', async ({ plain }) =>
    isError(await plain.ask('GET', '/Users'), 404),
  ),
  auth('is closed to a browser, which other pages could ride on', async ({ scim, admin }) => {
    const answer = await new ScimClient(scim.url, null).ask('GET', '/Users', undefined, {
      headers: { ...admin.http.headers },
    });
    isError(answer, 404);
  }),
  auth('opens no other door: the token is for this interface alone', async ({ scim, admin }) => {
    for (const path of ['/people', '/spaces', '/resources/recent', '/teams']) {
      const answer = await fetch(`${scim.url}/api/v1${path}`, { headers: scim.credentials });
      assert.ok(
        [403, 404].includes(answer.status) || (await isEmptyList(answer)),
        `${path} ${String(answer.status)}`,
      );
    }
    const invited = await fetch(`${scim.url}/api/v1/invitations`, {
      method: 'POST',
      headers: { ...scim.credentials, 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'intrus@var.example', name: 'Intrus', admin: true }),
    });
    assert.equal(invited.status, 404);
    assert.ok(admin.id);
  }),
  auth('makes nobody an administrator', async (site) => {
    const made = await site.scim.create(
      '/Users',
      somebody(site, {
        roles: [{ value: 'admin', primary: true }],
        userType: 'admin',
        entitlements: [{ value: 'admin' }],
      }),
    );
    const answer = await site.admin.http.call('GET', '/api/v1/people');
    const person = listAt(await jsonOf(answer), 'items').find((one) => at(one, 'id') === at(made, 'id'));
    assert.equal(at(person, 'admin'), false);
  }),
  ...(['GET', 'PUT', 'PATCH', 'DELETE'] as const).map((method) =>
    auth(`answers another organisation's ${method} as if there were nobody`, async (site) => {
      const own = await site.scim.create('/Users', somebody(site));
      const body = {
        PUT: somebody(site),
        PATCH: { schemas: [], Operations: [] },
        GET: undefined,
        DELETE: undefined,
      }[method];
      const path = `/Users/${textAt(own, 'id')}`;
      const there = await site.foreign.ask(method, path, body);
      const nowhere = await site.foreign.ask(method, '/Users/019330a0-0000-7000-8000-000000000000', body);
      isError(there, 404);
      assert.equal(there.text, nowhere.text);
      await site.scim.must(200, 'GET', path);
    }),
  ),
  auth('lists nobody of another organisation', async (site) => {
    const userName = textAt(await site.scim.create('/Users', somebody(site)), 'userName');
    assert.deepEqual(await site.foreign.chosen('/Users', `userName eq "${userName}"`, 'id'), []);
  }),
  auth('takes in no member of another organisation', async (site) => {
    const own = await site.scim.create('/Users', somebody(site));
    const group = {
      schemas: [GROUP],
      displayName: `Équipe ${site.next()}`,
      members: [{ value: at(own, 'id') }],
    };
    isError(await site.foreign.ask('POST', '/Groups', group), 400, 'invalidValue');
  }),
];

async function isEmptyList(answer: Response): Promise<boolean> {
  const { items } = (await answer.json()) as { items?: readonly unknown[] };
  return items?.length === 0;
}
