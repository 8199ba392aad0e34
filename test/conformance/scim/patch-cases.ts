import { strict as assert } from 'node:assert';
import { at, ENTERPRISE, isError, USER, textAt } from './client.js';
import { add, badOperation, before, refused, remove, replace, type Step } from './patch-tables.js';
import { type Case, section, type Site, somebody } from './site.js';

const patching = section('RFC 7644 §3.5.2');
const adding = section('RFC 7644 §3.5.2.1');
const removing = section('RFC 7644 §3.5.2.2');
const replacing = section('RFC 7644 §3.5.2.3');

const make = async (site: Site): Promise<string> =>
  `/Users/${textAt(await site.scim.create('/Users', somebody(site, { schemas: [USER, ENTERPRISE], ...before })), 'id')}`;

const steps = (kind: typeof adding, list: readonly Step[]): Case[] =>
  list.map(({ it, operations, then }) =>
    kind(it, async (site) => {
      const path = await make(site);
      const answer = await site.scim.patch(path, operations);
      assert.equal(answer.status, 200, answer.text);
      const { body } = await site.scim.must(200, 'GET', path);
      assert.deepEqual(answer.body, body);
      for (const [name, value] of Object.entries(then)) assert.deepEqual(body[name] ?? null, value, name);
    }),
  );

export const patchCases: readonly Case[] = [
  ...steps(adding, add),
  ...steps(removing, remove),
  ...steps(replacing, replace),
  ...refused.map(([what, body, status, scimType]) =>
    patching(`refuses ${what}`, async (site) =>
      isError(await site.scim.ask('PATCH', await make(site), body), status, scimType),
    ),
  ),
  ...badOperation.map(([what, operation, scimType]) =>
    patching(`refuses ${what}`, async (site) =>
      isError(await site.scim.patch(await make(site), [operation]), 400, scimType),
    ),
  ),
  patching('does all of it or nothing', async (site) => {
    const path = await make(site);
    const state = await site.scim.must(200, 'GET', path);
    const answer = await site.scim.patch(path, [
      { op: 'replace', path: 'title', value: 'Cheffe' },
      { op: 'replace', path: 'active', value: false },
      { op: 'replace', path: 'shoeSize', value: 42 },
    ]);
    isError(answer, 400, 'invalidPath');
    assert.deepEqual((await site.scim.must(200, 'GET', path)).body, state.body);
  }),
  patching('keeps the state when nothing is changed', async (site) => {
    const path = await make(site);
    const { body } = await site.scim.must(200, 'GET', path);
    const answer = await site.scim.patch(path, [{ op: 'replace', path: 'title', value: 'Agent' }]);
    assert.equal(at(answer.body, 'meta.version'), at(body, 'meta.version'));
  }),
  patching('takes the manager by its id alone, and an empty one for none', async (site) => {
    const path = await make(site);
    const manager = textAt(await site.scim.create('/Users', somebody(site)), 'id');
    const set = await site.scim.patch(path, [{ op: 'add', path: `${ENTERPRISE}:manager`, value: manager }]);
    assert.equal(at(set.body, `${ENTERPRISE}|manager|value`), manager);
    const gone = await site.scim.patch(path, [{ op: 'replace', path: `${ENTERPRISE}:manager`, value: '' }]);
    assert.equal(at(gone.body, `${ENTERPRISE}|manager`), null);
  }),
  patching('takes a new user name, and refuses that of another', async (site) => {
    const path = await make(site);
    const userName = `autre.${site.next()}@var.example`;
    const renamed = await site.scim.patch(path, [{ op: 'replace', path: 'userName', value: userName }]);
    assert.equal(at(renamed.body, 'userName'), userName);
    const other = await site.scim.create('/Users', somebody(site));
    isError(
      await site.scim.patch(path, [{ op: 'replace', path: 'userName', value: at(other, 'userName') }]),
      409,
      'uniqueness',
    );
  }),
  patching('takes its own id where it is repeated', async (site) => {
    const path = await make(site);
    const id = path.slice('/Users/'.length);
    const answer = await site.scim.patch(path, [{ op: 'replace', value: { id, title: 'Cheffe' } }]);
    assert.equal(at(answer.body, 'title'), 'Cheffe');
  }),
  patching('does not know who is not there', async ({ scim }) =>
    isError(
      await scim.patch('/Users/019330a0-0000-7000-8000-000000000000', [{ op: 'remove', path: 'title' }]),
      404,
    ),
  ),
  patching('never opens, moves or raises the account of an administrator', async ({ scim, admin }) => {
    const path = `/Users/${admin.id}`;
    isError(
      await scim.patch(path, [{ op: 'replace', path: 'userName', value: 'intrus@var.example' }]),
      400,
      'mutability',
    );
    isError(await scim.patch(path, [{ op: 'replace', path: 'active', value: false }]), 400, 'mutability');
    isError(await scim.ask('DELETE', path), 400, 'mutability');
  }),
];
