import { strict as assert } from 'node:assert';
import { at, ENTERPRISE, isError, LIST, listAt, namesOf, SEARCH, textAt } from './client.js';
import { castOf, query } from './filter-cases.js';
import { type Case, section, somebody } from './site.js';

const sorting = section('RFC 7644 §3.4.2.3');
const paging = section('RFC 7644 §3.4.2.4');
const retrieving = section('RFC 7644 §3.4.1');
const attributes = section('RFC 7644 §3.9');
const searching = section('RFC 7644 §3.4.3');

export const listCases: readonly Case[] = [
  ...(
    [
      ['nickName', 'ascending', ['anne', 'bruno', 'chloe', 'david']],
      ['nickName', 'descending', ['david', 'chloe', 'bruno', 'anne']],
      ['name.familyName', 'ascending', ['anne', 'chloe', 'bruno', 'david']],
      ['title', 'ascending', ['chloe', 'anne', 'bruno', 'david']],
      [`${ENTERPRISE}:department`, 'descending', ['bruno', 'anne', 'chloe', 'david']],
    ] as const
  ).map(([sortBy, sortOrder, who]) =>
    sorting(`${sortOrder} by ${sortBy}, who has none last`, async (site) => {
      const filter = `userType eq "${await castOf(site)}"`;
      const { body } = await site.scim.must(200, 'GET', query({ filter, sortBy, sortOrder }));
      const names = listAt(body, 'Resources').map((one) => at(one, 'nickName'));
      const sorted = names.filter((name) =>
        who.slice(0, sortBy === 'nickName' ? 4 : 2).some((one) => one === name),
      );
      assert.deepEqual(sortBy === 'nickName' ? names : sorted.length, sortBy === 'nickName' ? who : 2);
      if (sortBy !== 'nickName') assert.deepEqual(names.slice(0, 2), who.slice(0, 2));
    }),
  ),
  sorting('by addresses goes by the primary one', async (site) => {
    const filter = `userType eq "${await castOf(site)}" and emails pr`;
    const { body } = await site.scim.must(
      200,
      'GET',
      query({ filter, sortBy: 'emails', sortOrder: 'descending' }),
    );
    assert.deepEqual(
      listAt(body, 'Resources').map((one) => at(one, 'nickName')),
      ['chloe', 'bruno', 'anne'],
    );
  }),
  sorting('is ascending unless it is said', async (site) => {
    const filter = `userType eq "${await castOf(site)}"`;
    const { body } = await site.scim.must(200, 'GET', query({ filter, sortBy: 'nickName' }));
    assert.equal(at(body, 'Resources.0.nickName'), 'anne');
  }),
  sorting('knows no other order', async ({ scim }) =>
    isError(await scim.ask('GET', query({ sortBy: 'userName', sortOrder: 'sideways' })), 400, 'invalidValue'),
  ),
  sorting('knows no attribute that does not exist', async ({ scim }) =>
    isError(await scim.ask('GET', query({ sortBy: 'shoeSize' })), 400, 'invalidPath'),
  ),

  paging('answers the page that is asked for, and how many there are', async (site) => {
    const filter = `userType eq "${await castOf(site)}"`;
    const { body } = await site.scim.must(
      200,
      'GET',
      query({ filter, sortBy: 'nickName', startIndex: '2', count: '2' }),
    );
    assert.deepEqual(at(body, 'schemas'), [LIST]);
    assert.deepEqual(
      ['totalResults', 'startIndex', 'itemsPerPage'].map((name) => at(body, name)),
      [4, 2, 2],
    );
    assert.deepEqual(
      listAt(body, 'Resources').map((one) => at(one, 'nickName')),
      ['bruno', 'chloe'],
    );
  }),
  paging('shows each person once over all pages', async ({ scim }) => {
    const { body } = await scim.must(200, 'GET', '/Users?count=0');
    const total = Number(at(body, 'totalResults'));
    const seen = new Set<unknown>();
    for (let startIndex = 1; startIndex <= total; startIndex += 7) {
      const page = await scim.must(
        200,
        'GET',
        `/Users?count=7&attributes=id&startIndex=${String(startIndex)}`,
      );
      for (const one of listAt(page.body, 'Resources')) seen.add(at(one, 'id'));
    }
    assert.equal(seen.size, total);
  }),
  ...(
    [
      ['startIndex', '0', 1],
      ['startIndex', '-5', 1],
      ['count', '0', 0],
      ['count', '-1', 0],
    ] as const
  ).map(([name, value, read]) =>
    paging(`takes ${name} ${value} for ${String(read)}`, async ({ scim }) => {
      const { body } = await scim.must(200, 'GET', query({ [name]: value }));
      assert.equal(at(body, name === 'count' ? 'itemsPerPage' : name), read);
      if (name === 'count') assert.ok(Number(at(body, 'totalResults')) > 0);
    }),
  ),
  paging('never answers more than it says in its configuration', async ({ scim }) => {
    const { body } = await scim.must(200, 'GET', '/ServiceProviderConfig');
    const page = await scim.must(200, 'GET', '/Users?count=100000');
    assert.ok(Number(at(page.body, 'itemsPerPage')) <= Number(at(body, 'filter.maxResults')));
  }),
  paging('is empty behind the last one', async ({ scim }) => {
    const { body } = await scim.must(200, 'GET', '/Users?startIndex=100000');
    assert.deepEqual(at(body, 'Resources'), []);
  }),
  ...['abc', '1.5', '1e9', '99999999999999999999', ''].map((value) =>
    paging(`refuses "${value}" for a number`, async ({ scim }) =>
      isError(await scim.ask('GET', query({ count: value })), 400, 'invalidValue'),
    ),
  ),

  ...['019330a0-0000-7000-8000-000000000000', 'abc', '%00', '..', "'%20or%20''='"].map((id) =>
    retrieving(`knows no ${id}`, async ({ scim }) => {
      const answer = await scim.ask('GET', `/Users/${id}`);
      if (id === '..') return;
      isError(answer, 404);
    }),
  ),

  attributes('answers what is asked for, and always id and schemas', async (site) => {
    const userType = await castOf(site);
    const { body } = await site.scim.must(
      200,
      'GET',
      query({
        filter: `nickName eq "anne" and userType eq "${userType}"`,
        attributes: 'displayName,name.givenName',
      }),
    );
    assert.deepEqual(at(body, 'Resources.0.name'), { givenName: 'Anne' });
    assert.deepEqual(namesOf(at(body, 'Resources.0')).toSorted(), ['displayName', 'id', 'name', 'schemas']);
  }),
  attributes('leaves out what is not wanted, but never id', async (site) => {
    const made = await site.scim.create('/Users', somebody(site, { title: 'Agent', nickName: 'A' }));
    const { body } = await site.scim.must(
      200,
      'GET',
      `/Users/${textAt(made, 'id')}?excludedAttributes=title,id,schemas,meta`,
    );
    assert.deepEqual(Object.keys(body).toSorted(), ['active', 'id', 'nickName', 'schemas', 'userName']);
  }),
  attributes('knows attributes of the extension by its URN', async (site) => {
    const filter = `nickName eq "anne" and userType eq "${await castOf(site)}"`;
    const { body } = await site.scim.must(
      200,
      'GET',
      query({ filter, attributes: `${ENTERPRISE}:department` }),
    );
    assert.deepEqual(at(at(body, 'Resources.0'), `${ENTERPRISE}|department`), 'Cabinet');
    assert.equal(at(at(body, 'Resources.0'), `${ENTERPRISE}|employeeNumber`), null);
  }),
  attributes('passes over names that no schema knows', async ({ scim }) => {
    const { body } = await scim.must(200, 'GET', '/Users?count=1&attributes=shoeSize');
    assert.deepEqual(namesOf(at(body, 'Resources.0')).toSorted(), ['id', 'schemas']);
  }),
  attributes('does not take both lists at once', async ({ scim }) =>
    isError(await scim.ask('GET', '/Users?attributes=id&excludedAttributes=title'), 400, 'invalidValue'),
  ),

  searching('asks in a body what else stands in the address', async (site) => {
    const userType = await castOf(site);
    const { body } = await site.scim.must(200, 'POST', '/Users/.search', {
      schemas: [SEARCH],
      attributes: ['nickName'],
      filter: `userType eq "${userType}" and active eq true`,
      sortBy: 'nickName',
      sortOrder: 'descending',
      startIndex: 1,
      count: 2,
    });
    assert.deepEqual([at(body, 'totalResults'), at(body, 'itemsPerPage')], [3, 2]);
    assert.deepEqual(
      listAt(body, 'Resources').map((one) => at(one, 'nickName')),
      ['david', 'chloe'],
    );
  }),
  searching('asks people and groups at once', async (site) => {
    const externalId = `tous-${site.next()}`;
    await site.scim.create('/Users', somebody(site, { externalId }));
    await site.scim.create('/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: `Tous ${externalId}`,
      externalId,
    });
    const { body } = await site.scim.must(200, 'POST', '/.search', {
      schemas: [SEARCH],
      filter: `externalId eq "${externalId}"`,
    });
    assert.deepEqual(
      listAt(body, 'Resources').map((one) => at(one, 'meta.resourceType')),
      ['User', 'Group'],
    );
  }),
  searching('refuses what is no search request', async ({ scim }) => {
    isError(await scim.ask('POST', '/Users/.search', { filter: 'title pr' }), 400, 'invalidSyntax');
    isError(
      await scim.ask('POST', '/Users/.search', { schemas: [SEARCH], filter: 'title' }),
      400,
      'invalidFilter',
    );
    isError(await scim.ask('POST', '/Users/.search', { schemas: [SEARCH], count: '2' }), 400, 'invalidValue');
  }),
];
