import { strict as assert } from 'node:assert';
import type { HttpClient } from '../../support/http-client.js';
import { handOver, redeem, signIn } from '../../support/people.js';
import { wholeUser } from './create-cases.js';
import { at, ENTERPRISE, isError, type Json, listAt, USER, textAt, jsonOf } from './client.js';
import { type Case, section, type Site, somebody } from './site.js';

const replacing = section('RFC 7644 §3.5.1');
const deleting = section('RFC 7644 §3.6');
const versions = section('RFC 7644 §3.14');
const ends = section('RFC 7643 §4.1.1 (active)');

const made = async (site: Site, more = {}): Promise<{ path: string; userName: string }> => {
  const body = await site.scim.create('/Users', somebody(site, more));
  return { path: `/Users/${textAt(body, 'id')}`, userName: textAt(body, 'userName') };
};

export const changeCases: readonly Case[] = [
  replacing('puts what is sent in the place of everything', async (site) => {
    const { path, userName } = await made(site, { schemas: [USER, ENTERPRISE], ...wholeUser });
    const { body } = await site.scim.must(200, 'PUT', path, { schemas: [USER], userName, title: 'Seule' });
    assert.deepEqual(Object.keys(body).toSorted(), ['active', 'id', 'meta', 'schemas', 'title', 'userName']);
    assert.deepEqual((await site.scim.must(200, 'GET', path)).body, body);
  }),
  replacing('passes over what only the server writes', async (site) => {
    const { path, userName } = await made(site);
    const { body } = await site.scim.must(200, 'PUT', path, {
      ...{ schemas: [USER], userName, id: 'other', meta: { created: 'x' }, groups: [{ value: 'a' }] },
    });
    assert.equal(`/Users/${textAt(body, 'id')}`, path);
  }),
  replacing('passes over misspelt attributes', async (site) => {
    const { path, userName } = await made(site);
    const { text } = await site.scim.must(200, 'PUT', path, {
      schemas: [USER],
      userName,
      adreses: [{ country: 'FR' }],
    });
    assert.ok(!/adreses|addresses/.test(text));
  }),
  replacing('misses a user name', async (site) => {
    const { path } = await made(site);
    isError(await site.scim.ask('PUT', path, { schemas: [USER], userame: 'x' }), 400, 'invalidValue');
  }),
  replacing('refuses the user name of somebody else', async (site) => {
    const [one, other] = [await made(site), await made(site)];
    isError(
      await site.scim.ask('PUT', one.path, { schemas: [USER], userName: other.userName }),
      409,
      'uniqueness',
    );
  }),
  replacing('leaves the account closed when it does not say otherwise', async (site) => {
    const { path, userName } = await made(site, { active: false });
    const { body } = await site.scim.must(200, 'PUT', path, { schemas: [USER], userName });
    assert.equal(at(body, 'active'), false);
  }),
  replacing('does not create', async ({ scim }) =>
    isError(
      await scim.ask('PUT', '/Users/019330a0-0000-7000-8000-000000000000', {
        schemas: [USER],
        userName: 'a@b.example',
      }),
      404,
    ),
  ),

  deleting('answers nothing, and then nobody is there', async (site) => {
    const { path, userName } = await made(site);
    const { text } = await site.scim.must(204, 'DELETE', path);
    assert.equal(text, '');
    for (const method of ['GET', 'DELETE'] as const) isError(await site.scim.ask(method, path), 404);
    isError(await site.scim.patch(path, [{ op: 'remove', path: 'title' }]), 404);
    isError(await site.scim.ask('PUT', path, { schemas: [USER], userName }), 404);
    assert.deepEqual(await site.scim.chosen('/Users', `userName eq "${userName}"`, 'id'), []);
  }),
  deleting('forgets the address, and keeps the name for what the person wrote', async (site) => {
    const { path } = await made(site, { displayName: 'Partie Depuis' });
    await site.scim.must(204, 'DELETE', path);
    const person = await listed(site, path.slice(7));
    assert.deepEqual(
      [at(person, 'email'), at(person, 'name'), at(person, 'deleted')],
      ['', 'Partie Depuis', true],
    );
  }),
  deleting('frees the user name', async (site) => {
    const { path, userName } = await made(site);
    await site.scim.must(204, 'DELETE', path);
    const again = await site.scim.create('/Users', { schemas: [USER], userName });
    assert.notEqual(`/Users/${textAt(again, 'id')}`, path);
  }),
  deleting('takes the person out of its groups', async (site) => {
    const { path } = await made(site);
    const group = await site.scim.create('/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: `Groupe ${site.next()}`,
      members: [{ value: path.slice(7) }],
    });
    await site.scim.must(204, 'DELETE', path);
    const { body } = await site.scim.must(200, 'GET', `/Groups/${textAt(group, 'id')}`);
    assert.equal(at(body, 'members'), null);
  }),

  versions('tells the state of each resource', async (site) => {
    const { path } = await made(site);
    const { body, headers } = await site.scim.must(200, 'GET', path);
    assert.match(headers.get('etag') ?? '', /^(?:W\/)?"[^"]+"$/);
    assert.equal(headers.get('etag'), at(body, 'meta.version'));
  }),
  versions('spares what the client has already', async (site) => {
    const { path } = await made(site);
    const { headers } = await site.scim.must(200, 'GET', path);
    const etag = headers.get('etag') ?? '';
    for (const known of [etag, `"x", ${etag}`, '*']) {
      const answer = await site.scim.must(304, 'GET', path, undefined, {
        headers: { 'if-none-match': known },
      });
      assert.equal(answer.text, '');
    }
    await site.scim.must(200, 'GET', path, undefined, { headers: { 'if-none-match': 'W/"x"' } });
  }),
  versions('changes with each change', async (site) => {
    const { path } = await made(site);
    const tags = new Set([(await site.scim.must(200, 'GET', path)).headers.get('etag')]);
    for (const value of ['a', 'b']) {
      const { headers } = await site.scim.patch(path, [{ op: 'replace', path: 'title', value }]);
      tags.add(headers.get('etag'));
    }
    tags.add(
      (await site.scim.patch(path, [{ op: 'replace', path: 'active', value: false }])).headers.get('etag'),
    );
    assert.equal(tags.size, 4);
  }),
  ...(['PUT', 'PATCH', 'DELETE'] as const).map((method) =>
    versions(`lets ${method} by only from the state that the client saw`, async (site) => {
      const { path, userName } = await made(site);
      const etag = (await site.scim.must(200, 'GET', path)).headers.get('etag') ?? '';
      const body = {
        PUT: { schemas: [USER], userName, title: 'Neuve' },
        PATCH: {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
          Operations: [{ op: 'replace', path: 'title', value: 'Neuve' }],
        },
        DELETE: undefined,
      }[method];
      const stale = { headers: { 'if-match': 'W/"vieux"' } };
      isError(await site.scim.ask(method, path, body, stale), 412);
      assert.equal(at((await site.scim.must(200, 'GET', path)).body, 'title'), null);
      const fresh = await site.scim.ask(method, path, body, { headers: { 'if-match': etag } });
      assert.ok([200, 204].includes(fresh.status), fresh.text);
    }),
  ),

  ends('ends the sessions of whoever is disabled, and opens them to nobody again', async (site) => {
    const userName = `depart.${site.next()}@var.example`;
    const body = await site.scim.create('/Users', { schemas: [USER], userName, displayName: 'Départ' });
    const path = `/Users/${textAt(body, 'id')}`;
    const link = await linkFor(site, textAt(body, 'id'));
    const http = await linkedIn(site, link);
    await http.act('PUT', '/me/password', { password: 'girafe-tiroir-mandoline-47' });
    const closed = await site.scim.patch(path, [{ op: 'Replace', path: 'active', value: 'False' }]);
    assert.equal(at(closed.body, 'active'), false);
    await assert.rejects(http.me(), { status: 401 });
    await assert.rejects(signIn(site.server, userName, 'girafe-tiroir-mandoline-47'), { status: 401 });
    const opened = await site.scim.patch(path, [{ op: 'Replace', path: 'active', value: 'True' }]);
    assert.equal(at(opened.body, 'active'), true);
    await assert.rejects(http.me(), { status: 401 });
    await signIn(site.server, userName, 'girafe-tiroir-mandoline-47');
  }),
  ends('lets the person sign in by its new address once it is renamed', async (site) => {
    const { path } = await made(site);
    const http = await linkedIn(site, await linkFor(site, path.slice(7)));
    await http.act('PUT', '/me/password', { password: 'girafe-tiroir-mandoline-47' });
    const userName = `renomme.${site.next()}@var.example`;
    await site.scim.patch(path, [{ op: 'replace', path: 'userName', value: userName }]);
    await signIn(site.server, userName, 'girafe-tiroir-mandoline-47');
  }),
  ends('keeps what the person alone managed for whoever takes it over', async (site) => {
    const { path } = await made(site, { displayName: 'Lucie Départ' });
    const id = path.slice(7);
    const http = await linkedIn(site, await linkFor(site, id));
    const space = (await http.me()).personalSpaceId;
    await site.scim.must(204, 'DELETE', path);
    const what = { person: id, toId: site.admin.id };
    assert.equal(await handOver(site.admin.http, site.auditor.http, what), 1);
    const found = await site.admin.http.call('GET', `/api/v1/resources/${space}`);
    assert.equal(at(await jsonOf(found), 'resource.name'), 'Documents de Lucie Départ');
  }),
  ends('shows the account as closed to administrators', async (site) => {
    const { path } = await made(site, { displayName: 'Confidentielle' });
    await site.scim.patch(path, [{ op: 'replace', path: 'active', value: false }]);
    const person = await listed(site, path.slice(7));
    assert.notEqual(at(person, 'disabledAt'), null);
  }),
];

/** As administrators see it, on whatever page of the list; undefined: on none. */
async function listed(site: Site, id: string): Promise<Json | undefined> {
  for (let query = '?limit=200'; ;) {
    const page = await jsonOf(await site.admin.http.call('GET', `/api/v1/people${query}`));
    const found = listAt(page, 'items').find((one) => at(one, 'id') === id);
    const next = at(page, 'next');
    if (found !== undefined || typeof next !== 'string') return found;
    query = `?limit=200&cursor=${encodeURIComponent(next)}`;
  }
}

async function linkFor(site: Site, id: string): Promise<string> {
  const answer = await site.admin.http.call('POST', `/api/v1/people/${id}/sign-in-link`);
  return textAt(await jsonOf(answer), 'link');
}
const linkedIn = (site: Site, link: string): Promise<HttpClient> => redeem(site.server, link);
