import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { at, type Body, isError, type Json, listAt, textAt, namesOf } from './client.js';
import { type Case, type Site, somebody } from './site.js';

const NOWHERE = '019330a0-0000-7000-8000-000000000000';
const isBody = (value: Json): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
type Judge = (site: Site, example: Body, name: string) => Promise<void>;

/** The examples of RFC 7643 and 7644, each said to the server in the place that it has in the text. */
export function rfcCases(folder: string): Case[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .flatMap((file) => {
      const name = basename(file, '.json');
      const example = z
        .record(z.string(), z.json())
        .parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
      if (name.includes('-schema-user') || name.includes('-schema-enterprise'))
        return schemaCases(name, example);
      return [
        { section: 'RFC example', name, run: (site) => judgeOf(name)(site, example, name) } satisfies Case,
      ];
    });
}

/** One case for each attribute that the RFC writes down. */
function schemaCases(file: string, example: Body): Case[] {
  return listAt(example, 'attributes').map((attribute) => ({
    section: 'RFC example',
    name: `${file}: ${textAt(attribute, 'name')}`,
    run: async ({ scim }) => {
      const { body } = await scim.must(200, 'GET', `/Schemas/${textAt(example, 'id')}`);
      const own = listAt(body, 'attributes').find((one) => at(one, 'name') === at(attribute, 'name'));
      for (const trait of ['type', 'multiValued', 'required', 'mutability', 'returned', 'uniqueness'])
        if (at(attribute, trait) !== null) assert.equal(at(own, trait), at(attribute, trait), trait);
      const parts = (one: Json | undefined): Json[] =>
        at(one, 'subAttributes') === null ? [] : listAt(one, 'subAttributes').map((part) => at(part, 'name'));
      for (const part of parts(attribute)) assert.ok(parts(own).includes(part), JSON.stringify(part));
    },
  }));
}

const judges: readonly (readonly [RegExp, Judge])[] = [
  [/8\.2-user-full|3\.3-user-post|3\.4\.1-user-known/, postUser],
  [/8\.4-group/, postGroup],
  [/service_provider_configuration/, sameNames('/ServiceProviderConfig')],
  [/schema-resource_type/, describes('/ResourceTypes')],
  [/schema-schema/, describes('/Schemas')],
  [/list_response-resource_types/, resourceTypes],
  [/error-bad_request/, mutability],
  [/error-not_found/, unknown],
  [/payload_too_large/, tooLarge],
  [/list_response-partial/, partial],
  [/search_request/, async ({ scim }, example) => void (await scim.must(200, 'POST', '/.search', example))],
  [/3\.5\.1-user-put/, putUser],
  [/3\.5\.2.*members|remove_and_add_one_member/, patchGroup],
  [/3\.5\.2/, patchUser],
  [/bulk_request|list_response-circular|bulk_response/, bulk],
];

function judgeOf(name: string): Judge {
  const judge = judges.find(([pattern]) => pattern.test(name))?.[1];
  if (judge === undefined) throw new Error(`nobody knows what ${name} is for`);
  return judge;
}

/** Everything that a client may write comes back as it was written. */
async function postUser(site: Site, example: Body): Promise<void> {
  const sent = { ...example, userName: `${site.next()}.${textAt(example, 'userName')}` };
  const made = await site.scim.create('/Users', sent);
  compare(made, sent, ['id', 'meta', 'groups', 'password', 'schemas']);
}

function compare(made: Body, sent: Body, without: readonly string[]): void {
  for (const [name, value] of Object.entries(sent)) {
    if (without.includes(name) || (Array.isArray(value) && value.length === 0)) continue;
    assert.deepEqual(made[name], withoutReadOnly(name, value), name);
  }
}

/** The name of a manager is the server's to tell (RFC 7643 §4.3). */
function withoutReadOnly(name: string, value: Json): Json {
  if (!name.endsWith('enterprise:2.0:User') || !isBody(value) || !isBody(value['manager'] ?? null))
    return value;
  const { displayName: _name, ...manager } = value['manager'] as Body;
  return { ...value, manager };
}

async function postGroup(site: Site, example: Body): Promise<void> {
  const members: Json[] = [];
  for (const _member of listAt(example, 'members'))
    members.push({ value: at(await site.scim.create('/Users', somebody(site)), 'id') });
  const made = await site.scim.create('/Groups', {
    ...example,
    displayName: `${textAt(example, 'displayName')} ${site.next()}`,
    members,
  });
  assert.equal(listAt(made, 'members').length, members.length);
}

function sameNames(path: string): Judge {
  return async ({ scim }, example) => {
    const { body } = await scim.must(200, 'GET', path);
    for (const name of Object.keys(example))
      if (name !== 'documentationUri') assert.ok(Object.hasOwn(body, name), name);
  };
}

/** What a schema of schemas requires is there in each of ours. */
function describes(path: string): Judge {
  return async ({ scim }, example) => {
    const { body } = await scim.must(200, 'GET', path);
    const required = listAt(example, 'attributes').filter((attribute) => at(attribute, 'required') === true);
    for (const own of listAt(body, 'Resources'))
      for (const attribute of required)
        assert.notEqual(at(own, textAt(attribute, 'name')), null, textAt(attribute, 'name'));
  };
}

async function resourceTypes({ scim }: Site, example: Body): Promise<void> {
  const { body } = await scim.must(200, 'GET', '/ResourceTypes');
  for (const wanted of listAt(example, 'Resources')) {
    const own = listAt(body, 'Resources').find((one) => at(one, 'id') === at(wanted, 'id'));
    for (const name of ['name', 'endpoint', 'schema']) assert.equal(at(own, name), at(wanted, name), name);
  }
}

async function mutability({ scim, admin }: Site, example: Body): Promise<void> {
  const answer = await scim.patch(`/Users/${admin.id}`, [{ op: 'replace', path: 'id', value: NOWHERE }]);
  isError(answer, 400, textAt(example, 'scimType'));
  assert.deepEqual(Object.keys(answer.body).toSorted(), Object.keys(example).toSorted());
}

async function unknown({ scim }: Site, example: Body): Promise<void> {
  const answer = await scim.ask('GET', `/Users/${NOWHERE}`);
  isError(answer, 404);
  assert.deepEqual(Object.keys(answer.body).toSorted(), Object.keys(example).toSorted());
}

async function tooLarge({ scim }: Site): Promise<void> {
  isError(await scim.ask('POST', '/Bulk', undefined, { raw: `{"a":"${'x'.repeat(1024 * 1024)}"}` }), 413);
}

async function partial({ scim }: Site, example: Body): Promise<void> {
  const { body } = await scim.must(200, 'GET', '/Users?attributes=userName&count=2');
  assert.deepEqual(at(body, 'schemas'), at(example, 'schemas'));
  assert.deepEqual(namesOf(at(body, 'Resources.0')).toSorted(), ['id', 'schemas', 'userName']);
}

async function putUser(site: Site, example: Body): Promise<void> {
  const made = await site.scim.create('/Users', somebody(site));
  const sent = { ...example, userName: `put.${site.next()}` };
  const { body } = await site.scim.must(200, 'PUT', `/Users/${textAt(made, 'id')}`, sent);
  compare(body, sent, ['id', 'meta', 'schemas']);
}

async function patchGroup(site: Site, example: Body): Promise<void> {
  const first = textAt(await site.scim.create('/Users', somebody(site)), 'id');
  const group = await site.scim.create('/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: `Groupe ${site.next()}`,
    members: [{ value: first }],
  });
  // Each id of the example stands for somebody; that of the filter for whoever is there.
  let text = JSON.stringify(at(example, 'Operations'));
  text = text.replace(/value eq\\"[^"\\]+\\"/g, `value eq\\"${first}\\"`);
  for (const [all] of text.matchAll(/"value":"[^"]+"/g))
    text = text.replace(all, `"value":"${textAt(await site.scim.create('/Users', somebody(site)), 'id')}"`);
  const operations = JSON.parse(text) as readonly Json[];
  const path = `/Groups/${textAt(group, 'id')}`;
  assert.equal((await site.scim.patch(path, operations)).status, 204);
  const { body } = await site.scim.must(200, 'GET', path);
  const members = at(body, 'members') === null ? [] : listAt(body, 'members').map((one) => at(one, 'value'));
  const last = operations.at(-1);
  const added = at(last, 'op') === 'add' ? listAt(last, 'value').map((one) => at(one, 'value')) : [];
  for (const id of added) assert.ok(members.includes(id));
  const keepsFirst = operations.every((operation) => at(operation, 'op') === 'add');
  assert.equal(members.includes(first), keepsFirst);
}

async function patchUser(site: Site, example: Body): Promise<void> {
  const made = await site.scim.create(
    '/Users',
    somebody(site, {
      emails: [
        { value: 'bjensen@example.com', type: 'work' },
        { value: 'babs@jensen.org', type: 'home' },
      ],
      addresses: [{ type: 'work', streetAddress: '100 Universal City Plaza', locality: 'Hollywood' }],
    }),
  );
  const answer = await site.scim.ask('PATCH', `/Users/${textAt(made, 'id')}`, example);
  assert.equal(answer.status, 200, answer.text);
  assert.notEqual(at(answer.body, 'meta.version'), at(made, 'meta.version'));
}

/** Requests as they are, with names that are free; answers by their shape. */
async function bulk(site: Site, example: Body, name: string): Promise<void> {
  const isRequest = at(example, 'schemas.0') === 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
  const text = JSON.stringify(
    isRequest ? example : { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: [] },
  ).replace(/"(Alice|Bob|Dave|Group [AB]|Tour Guides)"/g, (_all, word: string) => `"${word} ${site.next()}"`);
  const { body } = await site.scim.must(200, 'POST', '/Bulk', JSON.parse(text) as Json);
  const statuses = listAt(body, 'Operations').map((one) => textAt(one, 'status'));
  if (name.includes('circular_conflict')) assert.deepEqual(statuses, ['409', '409']);
  else if (name.includes('enterprise_user') || name.includes('temporary_identifier'))
    assert.ok(
      statuses.every((status) => status === '201'),
      text,
    );
  else if (name.includes('bulk_request-multiple')) assert.deepEqual(statuses, ['400']);
  else assert.equal(at(body, 'schemas.0'), 'urn:ietf:params:scim:api:messages:2.0:BulkResponse');
}
