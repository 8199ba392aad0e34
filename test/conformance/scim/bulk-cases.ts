import { strict as assert } from 'node:assert';
import {
  at,
  type Body,
  BULK,
  ENTERPRISE,
  GROUP,
  isError,
  type Json,
  listAt,
  USER,
  textAt,
} from './client.js';
import { type Case, section, type Site, somebody } from './site.js';

const bulk = section('RFC 7644 §3.7');

const sent = (operations: readonly Json[], more: Body = {}): Body => ({
  schemas: [BULK],
  Operations: operations,
  ...more,
});
const user = (site: Site, bulkId: string, more: Body = {}): Body => ({
  ...{ method: 'POST', path: '/Users', bulkId },
  data: somebody(site, more),
});
const statuses = (body: Body): Json[] => listAt(body, 'Operations').map((one) => at(one, 'status'));
const run = async (site: Site, operations: readonly Json[], more?: Body): Promise<Body> =>
  (await site.scim.must(200, 'POST', '/Bulk', sent(operations, more))).body;

export const bulkCases: readonly Case[] = [
  bulk('does several things, and tells each', async (site) => {
    const made = await site.scim.create('/Users', somebody(site));
    const gone = await site.scim.create('/Users', somebody(site));
    const path = `/Users/${textAt(made, 'id')}`;
    const body = await run(site, [
      user(site, 'qwerty'),
      {
        method: 'PUT',
        path,
        version: at(made, 'meta.version'),
        data: { schemas: [USER], userName: at(made, 'userName'), title: 'Neuve' },
      },
      {
        method: 'PATCH',
        path,
        data: [
          { op: 'remove', path: 'title' },
          { op: 'add', path: 'nickName', value: 'Dave' },
        ],
      },
      { method: 'DELETE', path: `/Users/${textAt(gone, 'id')}` },
    ]);
    assert.deepEqual(at(body, 'schemas'), ['urn:ietf:params:scim:api:messages:2.0:BulkResponse']);
    assert.deepEqual(statuses(body), ['201', '200', '200', '204']);
    assert.equal(at(body, 'Operations.0.bulkId'), 'qwerty');
    assert.match(textAt(body, 'Operations.0.location'), /\/scim\/v2\/Users\/[0-9a-f-]{36}$/);
    const { body: after } = await site.scim.must(200, 'GET', path);
    assert.equal(at(after, 'nickName'), 'Dave');
    assert.equal(at(body, 'Operations.2.version'), at(after, 'meta.version'));
  }),
  bulk('knows by a temporary name what it has just created', async (site) => {
    const displayName = `Guides ${site.next()}`;
    const body = await run(site, [
      user(site, 'qwerty'),
      {
        ...{ method: 'POST', path: '/Groups', bulkId: 'ytrewq' },
        data: { schemas: [GROUP], displayName, members: [{ type: 'User', value: 'bulkId:qwerty' }] },
      },
    ]);
    assert.deepEqual(statuses(body), ['201', '201']);
    const [id] = await site.scim.chosen('/Groups', `displayName eq "${displayName}"`, 'id');
    const group = await site.scim.must(200, 'GET', `/Groups/${textAt(id, '')}`);
    assert.ok(textAt(body, 'Operations.0.location').endsWith(textAt(group.body, 'members.0.value')));
  }),
  bulk('does not mind in which order', async (site) => {
    const body = await run(site, [
      {
        ...{ method: 'POST', path: '/Groups', bulkId: 'first' },
        data: {
          schemas: [GROUP],
          displayName: `Guides ${site.next()}`,
          members: [{ value: 'bulkId:second' }],
        },
      },
      user(site, 'second'),
      {
        method: 'PATCH',
        path: '/Users/bulkId:second',
        data: {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
          Operations: [{ op: 'add', path: 'title', value: 'Agent' }],
        },
      },
    ]);
    assert.deepEqual(statuses(body), ['201', '201', '200']);
  }),
  bulk('knows it in the extension as well', async (site) => {
    const body = await run(site, [
      user(site, 'alice'),
      user(site, 'bob', {
        schemas: [USER, ENTERPRISE],
        [ENTERPRISE]: { manager: { value: 'bulkId:alice' } },
      }),
    ]);
    assert.deepEqual(statuses(body), ['201', '201']);
    const id = textAt(body, 'Operations.1.location').split('/').at(-1) ?? '';
    const { body: bob } = await site.scim.must(200, 'GET', `/Users/${id}`);
    assert.ok(textAt(body, 'Operations.0.location').endsWith(textAt(bob, `${ENTERPRISE}|manager|value`)));
  }),
  bulk('refuses two that wait for each other', async (site) => {
    const group = (bulkId: string, other: string): Body => ({
      ...{ method: 'POST', path: '/Groups', bulkId },
      data: {
        schemas: [GROUP],
        displayName: `Anneau ${site.next()}`,
        members: [{ type: 'Group', value: `bulkId:${other}` }],
      },
    });
    assert.deepEqual(statuses(await run(site, [group('qwerty', 'ytrewq'), group('ytrewq', 'qwerty')])), [
      '409',
      '409',
    ]);
  }),
  bulk('refuses what nobody creates', async (site) => {
    const body = await run(site, [
      {
        ...{ method: 'POST', path: '/Groups', bulkId: 'a' },
        data: { schemas: [GROUP], displayName: `Seul ${site.next()}`, members: [{ value: 'bulkId:none' }] },
      },
    ]);
    assert.deepEqual(statuses(body), ['409']);
  }),
  bulk('tells what went wrong, and does the rest', async (site) => {
    const body = await run(site, [
      {
        method: 'POST',
        path: '/Users',
        bulkId: 'qwerty',
        data: { schemas: ['urn:ietf:params:scim:api:messages:2.0:User'], userName: 'Alice' },
      },
      {
        method: 'PUT',
        path: `/Users/${site.admin.id}`,
        version: 'W\\/"3694e05e9dff591"',
        data: { schemas: [USER], userName: 'Bob' },
      },
      { method: 'DELETE', path: '/Users/019330a0-0000-7000-8000-000000000000' },
      user(site, 'last'),
    ]);
    assert.deepEqual(statuses(body), ['400', '412', '404', '201']);
    assert.equal(at(body, 'Operations.0.response.scimType'), 'invalidSyntax');
    assert.equal(at(body, 'Operations.0.response.status'), '400');
    assert.equal(at(body, 'Operations.0.location'), null);
  }),
  bulk('stops after as many errors as it is told', async (site) => {
    const wrong = { method: 'DELETE', path: '/Users/019330a0-0000-7000-8000-000000000000' };
    assert.deepEqual(
      statuses(await run(site, [wrong, user(site, 'a'), wrong, user(site, 'b')], { failOnErrors: 1 })),
      ['404'],
    );
    assert.deepEqual(
      statuses(await run(site, [wrong, user(site, 'a'), wrong, user(site, 'b')], { failOnErrors: 2 })),
      ['404', '201', '404'],
    );
  }),
  ...(
    [
      ['a method that does not exist', { method: 'GET', path: '/Users' }, '400'],
      ['a path that does not exist', { method: 'POST', path: '/Robots', bulkId: 'a', data: {} }, '400'],
      ['creating without a temporary name', { method: 'POST', path: '/Users', data: {} }, '400'],
      ['changing without an id', { method: 'PUT', path: '/Users', data: {} }, '400'],
      [
        'changing without data',
        { method: 'PATCH', path: '/Users/019330a0-0000-7000-8000-000000000000' },
        '400',
      ],
      ['what is no object', 5, '400'],
    ] as const
  ).map(([what, operation, status]) =>
    bulk(`refuses ${what}`, async (site) =>
      assert.deepEqual(statuses(await run(site, [operation])), [status]),
    ),
  ),
  bulk('refuses more operations than it says in its configuration', async ({ scim }) => {
    const { body } = await scim.must(200, 'GET', '/ServiceProviderConfig');
    const most = Number(at(body, 'bulk.maxOperations'));
    const operations = Array.from({ length: most + 1 }, () => ({ method: 'DELETE', path: '/Users/x' }));
    isError(await scim.ask('POST', '/Bulk', sent(operations)), 413);
  }),
  bulk('refuses more bytes than it says in its configuration', async ({ scim }) => {
    const { body } = await scim.must(200, 'GET', '/ServiceProviderConfig');
    const raw = JSON.stringify(sent([])).padEnd(Number(at(body, 'bulk.maxPayloadSize')) + 1, ' ');
    isError(await scim.ask('POST', '/Bulk', undefined, { raw }), 413);
  }),
  bulk('refuses what is no bulk request', async ({ scim }) => {
    isError(await scim.ask('POST', '/Bulk', { Operations: [] }), 400, 'invalidSyntax');
    isError(await scim.ask('POST', '/Bulk', { schemas: [BULK] }), 400, 'invalidSyntax');
  }),
];
