import { strict as assert } from 'node:assert';
import { handOver, redeem } from '../../support/people.js';
import { at, type Body, GROUP, isError, type Json, listAt, textAt, jsonOf } from './client.js';
import { type Case, section, type Site, somebody } from './site.js';

const groups = section('RFC 7643 §4.2');
const filters = section('RFC 7644 §3.4.2.2 (Group)');
const patching = section('RFC 7644 §3.5.2 (Group)');
const rights = section('RFC 7644 §7.1 (Group)');

const named = (site: Site, more: Body = {}): Body => ({
  schemas: [GROUP],
  displayName: `Groupe ${site.next()}`,
  ...more,
});
const idOf = (body: Body): string => textAt(body, 'id');
const people = async (site: Site, count: number): Promise<string[]> => {
  const made: string[] = [];
  for (let one = 0; one < count; one += 1) made.push(idOf(await site.scim.create('/Users', somebody(site))));
  return made;
};
const groupOf = async (site: Site, ids: readonly string[]): Promise<string> =>
  `/Groups/${idOf(await site.scim.create('/Groups', named(site, { members: ids.map((value) => ({ value })) })))}`;
const membersOf = async (site: Site, path: string): Promise<Json[]> => {
  const { body } = await site.scim.must(200, 'GET', path);
  return at(body, 'members') === null
    ? []
    : listAt(body, 'members')
        .map((member) => at(member, 'value'))
        .toSorted();
};

export const groupCases: readonly Case[] = [
  groups('are created with their members', async (site) => {
    const [user = ''] = await people(site, 1);
    const answer = await site.scim.must(
      201,
      'POST',
      '/Groups',
      named(site, { externalId: 'g-1', members: [{ value: user, display: 'VP' }] }),
    );
    const path = `${site.scim.url}/scim/v2/Groups/${idOf(answer.body)}`;
    assert.equal(answer.headers.get('location'), path);
    assert.equal(answer.headers.get('etag'), at(answer.body, 'meta.version'));
    assert.equal(at(answer.body, 'externalId'), 'g-1');
    assert.equal(at(answer.body, 'members.0.value'), user);
    assert.equal(at(answer.body, 'members.0.type'), 'User');
    assert.equal(at(answer.body, 'members.0.$ref'), `${site.scim.url}/scim/v2/Users/${user}`);
  }),
  groups('are told with each person', async (site) => {
    const [user = ''] = await people(site, 1);
    const path = await groupOf(site, [user]);
    const { body } = await site.scim.must(200, 'GET', `/Users/${user}`);
    assert.equal(`/Groups/${textAt(body, 'groups.0.value')}`, path);
    assert.equal(at(body, 'groups.0.type'), 'direct');
  }),
  groups('hold other groups, but never themselves', async (site) => {
    const inner = await groupOf(site, []);
    const outer = await groupOf(site, [inner.slice(8)]);
    const { body } = await site.scim.must(200, 'GET', outer);
    assert.equal(at(body, 'members.0.type'), 'Group');
    for (const [path, value] of [
      [inner, outer.slice(8)],
      [inner, inner.slice(8)],
    ] as const)
      isError(
        await site.scim.patch(path, [{ op: 'add', path: 'members', value: [{ value }] }]),
        400,
        'invalidValue',
      );
  }),
  groups('have a name of their own', async (site) => {
    const { displayName = '' } = await site.scim.create('/Groups', named(site));
    isError(await site.scim.ask('POST', '/Groups', named(site, { displayName })), 409, 'uniqueness');
  }),
  ...(
    [
      ['no name', { displayName: null }],
      ['an empty name', { displayName: ' ' }],
      ['a name of 201 letters', { displayName: 'x'.repeat(201) }],
      ['a number for a name', { displayName: 5 }],
      ['members that are no list', { members: 'all' }],
      ['members that are strings', { members: ['all'] }],
      ['a member without a value', { members: [{ display: 'VP' }] }],
      ['a member that is no id', { members: [{ value: 'bjensen' }] }],
      ['a member who is not there', { members: [{ value: '019330a0-0000-7000-8000-000000000000' }] }],
    ] as const
  ).map(([what, more]) =>
    groups(`are refused with ${what}`, async (site) =>
      isError(await site.scim.ask('POST', '/Groups', named(site, more)), 400, 'invalidValue'),
    ),
  ),
  groups('are replaced whole', async (site) => {
    const [one = '', two = ''] = await people(site, 2);
    const path = await groupOf(site, [one]);
    const { body } = await site.scim.must(200, 'PUT', path, named(site, { members: [{ value: two }] }));
    assert.equal(at(body, 'externalId'), null);
    assert.deepEqual(await membersOf(site, path), [two]);
    await site.scim.must(200, 'PUT', path, named(site));
    assert.deepEqual(await membersOf(site, path), []);
  }),
  groups('are deleted, and their people stay', async (site) => {
    const [user = ''] = await people(site, 1);
    const path = await groupOf(site, [user]);
    await site.scim.must(204, 'DELETE', path);
    isError(await site.scim.ask('GET', path), 404);
    const { body } = await site.scim.must(200, 'GET', `/Users/${user}`);
    assert.equal(at(body, 'groups'), null);
  }),
  groups('are answered without their members where these are not wanted', async (site) => {
    const [user = ''] = await people(site, 1);
    const path = await groupOf(site, [user]);
    const { body } = await site.scim.must(200, 'GET', `${path}?excludedAttributes=members`);
    assert.equal(at(body, 'members'), null);
    assert.notEqual(at(body, 'displayName'), null);
  }),
  groups('change state with their members', async (site) => {
    const [user = ''] = await people(site, 1);
    const path = await groupOf(site, []);
    const before = (await site.scim.must(200, 'GET', path)).headers.get('etag');
    await site.scim.patch(path, [{ op: 'add', path: 'members', value: [{ value: user }] }]);
    assert.notEqual((await site.scim.must(200, 'GET', path)).headers.get('etag'), before);
    isError(await site.scim.ask('DELETE', path, undefined, { headers: { 'if-match': before ?? '' } }), 412);
  }),
  filters('chooses by name, external id, and member', async (site) => {
    const [user = ''] = await people(site, 1);
    const externalId = `ext-${site.next()}`;
    const made = await site.scim.create('/Groups', named(site, { externalId, members: [{ value: user }] }));
    const name = textAt(made, 'displayName');
    for (const filter of [
      `displayName eq "${name.toUpperCase()}"`,
      `externalId eq "${externalId}"`,
      `id eq "${idOf(made)}"`,
      `members eq "${user}"`,
      `members[value eq "${user}" and type eq "User"]`,
      `members.value eq "${user}" and displayName sw "Groupe"`,
      `externalId eq "${externalId}" and not (displayName eq "x")`,
    ])
      assert.deepEqual(await site.scim.chosen('/Groups', filter, 'id'), [idOf(made)], filter);
    assert.deepEqual(
      await site.scim.chosen('/Groups', `externalId eq "${externalId.toUpperCase()}"`, 'id'),
      [],
    );
  }),
  filters('knows no attribute of a person', async ({ scim }) =>
    isError(await scim.ask('GET', '/Groups?filter=userName%20eq%20%22a%22'), 400, 'invalidFilter'),
  ),
  patching('adds members, and none twice', async (site) => {
    const [one = '', two = ''] = await people(site, 2);
    const path = await groupOf(site, [one]);
    const answer = await site.scim.patch(path, [
      { op: 'Add', path: 'members', value: [{ $ref: null, value: two }] },
      { op: 'add', path: 'members', value: [{ value: one, displayName: 'new User' }] },
    ]);
    assert.equal(answer.status, 204);
    assert.deepEqual(await membersOf(site, path), [one, two].toSorted());
  }),
  patching('removes one member by a filter', async (site) => {
    const [one = '', two = ''] = await people(site, 2);
    const path = await groupOf(site, [one, two]);
    await site.scim.patch(path, [{ op: 'remove', path: `members[value eq "${two}"]` }]);
    assert.deepEqual(await membersOf(site, path), [one]);
  }),
  patching('removes the members that are named as a value', async (site) => {
    const [one = '', two = ''] = await people(site, 2);
    const path = await groupOf(site, [one, two]);
    await site.scim.patch(path, [{ op: 'Remove', path: 'members', value: [{ value: one }] }]);
    assert.deepEqual(await membersOf(site, path), [two]);
  }),
  patching('removes all members', async (site) => {
    const path = await groupOf(site, await people(site, 2));
    await site.scim.patch(path, [{ op: 'remove', path: 'members' }]);
    assert.deepEqual(await membersOf(site, path), []);
  }),
  patching('removes one and adds another in one request', async (site) => {
    const [one = '', two = ''] = await people(site, 2);
    const path = await groupOf(site, [one]);
    await site.scim.patch(path, [
      { op: 'remove', path: `members[value eq"${one}"]` },
      { op: 'add', path: 'members', value: [{ value: two }] },
    ]);
    assert.deepEqual(await membersOf(site, path), [two]);
  }),
  patching('replaces all members', async (site) => {
    const [one = '', two = ''] = await people(site, 2);
    const path = await groupOf(site, [one]);
    await site.scim.patch(path, [{ op: 'replace', path: 'members', value: [{ value: two }] }]);
    assert.deepEqual(await membersOf(site, path), [two]);
  }),
  patching('renames, also by a whole object', async (site) => {
    const path = await groupOf(site, []);
    const displayName = `Renommé ${site.next()}`;
    const answer = await site.scim.ask('PATCH', `${path}?attributes=displayName`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value: { id: path.slice(8), displayName } }],
    });
    assert.equal(answer.status, 200);
    assert.equal(at(answer.body, 'displayName'), displayName);
  }),
  patching('refuses to take the name away', async (site) =>
    isError(
      await site.scim.patch(await groupOf(site, []), [{ op: 'remove', path: 'displayName' }]),
      400,
      'mutability',
    ),
  ),
  patching('refuses to turn one member into another', async (site) => {
    const [one = '', two = ''] = await people(site, 2);
    const path = await groupOf(site, [one]);
    isError(
      await site.scim.patch(path, [{ op: 'replace', path: `members[value eq "${one}"].value`, value: two }]),
      400,
      'mutability',
    );
  }),
  patching('leaves all members when one of those to come is not there', async (site) => {
    const [one = '', two = ''] = await people(site, 2);
    const path = await groupOf(site, [one]);
    isError(
      await site.scim.patch(path, [
        { op: 'add', path: 'members', value: [{ value: two }] },
        { op: 'add', path: 'members', value: [{ value: '019330a0-0000-7000-8000-000000000000' }] },
      ]),
      400,
      'invalidValue',
    );
    assert.deepEqual(await membersOf(site, path), [one]);
  }),
  rights('give their members the rights of the team, and take them again', async (site) => {
    const made = await site.scim.create('/Users', somebody(site));
    const path = await groupOf(site, []);
    const space = await site.admin.http.create('/spaces', { name: `Espace ${site.next()}` });
    await site.admin.http.act('PUT', `/resources/${space}/grants/${path.slice(8)}`, { role: 'reader' });
    const answer = await site.admin.http.call('POST', `/api/v1/people/${idOf(made)}/sign-in-link`);
    const http = await redeem(site.server, textAt(await jsonOf(answer), 'link'));
    await assert.rejects(http.call('GET', `/api/v1/resources/${space}`), { status: 404 });
    await site.scim.patch(path, [{ op: 'add', path: 'members', value: [{ value: idOf(made) }] }]);
    assert.equal((await http.call('GET', `/api/v1/resources/${space}`)).status, 200);
    await site.scim.patch(path, [{ op: 'remove', path: 'members' }]);
    await assert.rejects(http.call('GET', `/api/v1/resources/${space}`), { status: 404 });
  }),
  rights('never leave something without anybody who manages it', async (site) => {
    const [user = ''] = await people(site, 1);
    const path = await groupOf(site, [user]);
    const space = await site.admin.http.create('/spaces', { name: `Espace ${site.next()}` });
    await site.admin.http.act('PUT', `/resources/${space}/grants/${path.slice(8)}`, { role: 'manager' });
    await site.admin.http.act('DELETE', `/resources/${space}/grants/${site.admin.id}`);
    isError(await site.scim.ask('DELETE', path), 409);
    isError(await site.scim.patch(path, [{ op: 'remove', path: 'members' }]), 409);
    assert.deepEqual(await membersOf(site, path), [user]);
    // Who is gone manages nothing: what it leaves waits to be handed over.
    await site.scim.patch(`/Users/${user}`, [{ op: 'replace', path: 'active', value: false }]);
    const what = { person: user, toId: site.admin.id };
    assert.equal(await handOver(site.admin.http, site.auditor.http, what), 2);
    await site.scim.must(204, 'DELETE', path);
  }),
];
