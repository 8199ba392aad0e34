import { strict as assert } from 'node:assert';
import { at, type Body, ENTERPRISE, isError, type Json, listAt, USER, textAt, jsonOf } from './client.js';
import { type Case, section, somebody } from './site.js';

const create = section('RFC 7644 §3.3');
const values = section('RFC 7643 §2');
const users = section('RFC 7643 §4.1');
const errors = section('RFC 7644 §3.12');

const whole: Body = {
  externalId: 'a-1',
  name: {
    formatted: 'Mme Anne-Lise Le Goff',
    familyName: 'Le Goff',
    givenName: 'Anne-Lise',
    middleName: 'Marie',
    honorificPrefix: 'Mme',
    honorificSuffix: 'PhD',
  },
  displayName: 'Anne-Lise Le Goff',
  nickName: 'Annie',
  profileUrl: 'https://annuaire.example/legoff',
  title: 'Cheffe de bureau',
  userType: 'Titulaire',
  preferredLanguage: 'fr-FR',
  locale: 'fr-FR',
  timezone: 'Europe/Paris',
  active: true,
  emails: [
    { value: 'legoff@var.example', type: 'work', primary: true },
    { value: 'anne@maison.example', type: 'home' },
  ],
  phoneNumbers: [{ value: '+33 4 94 18 83 83', type: 'work' }],
  ims: [{ value: 'legoff', type: 'tchap' }],
  photos: [{ value: 'https://annuaire.example/legoff.jpg', type: 'photo' }],
  addresses: [
    {
      streetAddress: '1 boulevard du 112e RI',
      locality: 'Toulon',
      region: 'Var',
      postalCode: '83000',
      country: 'FR',
      formatted: '1 boulevard du 112e RI\n83000 Toulon',
      type: 'work',
      primary: true,
    },
  ],
  entitlements: [{ value: 'parking' }],
  roles: [{ value: 'agent' }],
  x509Certificates: [{ value: 'MIIDQzCCAqygAwIBAgICEAAwDQYJKoZIhvcNAQEFBQA=' }],
  [ENTERPRISE]: {
    employeeNumber: '701984',
    costCenter: '4130',
    organization: 'Préfecture du Var',
    division: 'Cabinet',
    department: 'Affaires générales',
  },
};

/** What must be refused, whatever stands beside it. */
const wrongValues: readonly (readonly [string, Body])[] = [
  ['a number for a string', { displayName: 5 }],
  ['an object for a string', { title: { a: 1 } }],
  ['a list for a string', { nickName: ['a'] }],
  ['a string for an object', { name: 'Le Goff' }],
  ['an object for a list', { emails: { value: 'a@b.example' } }],
  ['numbers for objects', { emails: [5] }],
  ['strings for objects', { phoneNumbers: ['+33'] }],
  ['a word for a boolean', { active: 'peut-être' }],
  ['a number for a boolean', { active: 1 }],
  ['a wrong part of an object', { name: { familyName: 7 } }],
  ['a wrong part of a value', { emails: [{ value: 'a@b.example', primary: 'oui' }] }],
  [
    'two primary values',
    {
      emails: [
        { value: 'a@b.example', primary: true },
        { value: 'c@d.example', primary: true },
      ],
    },
  ],
  ['a wrong value in the extension', { [ENTERPRISE]: { department: 12 } }],
  ['a string for the extension', { [ENTERPRISE]: 'cabinet' }],
  ['a certificate that is not base64', { x509Certificates: [{ value: '!!!' }] }],
  ['an empty user name', { userName: '' }],
  ['a user name of blanks', { userName: '   ' }],
  ['a number for a user name', { userName: 12 }],
  ['a user name with a line break', { userName: 'a\nb@c.example' }],
  ['a user name of 300 letters', { userName: `${'a'.repeat(300)}@c.example` }],
  ['a NUL', { title: 'a\u0000b' }],
  ['half a surrogate pair', { title: 'a\ud800b' }],
  ['a string of 10,000 letters', { title: 'x'.repeat(10_000) }],
  [
    '201 values',
    { emails: Array.from({ length: 201 }, (_none, n) => ({ value: `a${String(n)}@b.example` })) },
  ],
];

const brokenBodies: readonly (readonly [string, string])[] = [
  ['no JSON', '{"userName": '],
  ['junk', 'userName=anne'],
  ['a list', '[]'],
  ['a string', '"anne"'],
  ['null', 'null'],
  ['nothing', ''],
  ['no schemas', '{"userName":"a@b.example"}'],
  ['schemas that are no list', `{"schemas":"${USER}","userName":"a@b.example"}`],
  ['schemas of numbers', '{"schemas":[1],"userName":"a@b.example"}'],
  [
    'the schema of something else',
    '{"schemas":["urn:ietf:params:scim:api:messages:2.0:User"],"userName":"a@b.example"}',
  ],
  ['an attribute twice', `{"schemas":["${USER}"],"userName":"a@b.example","USERNAME":"c@d.example"}`],
];

export const createCases: readonly Case[] = [
  create('answers 201 with where and in which state it is', async (site) => {
    const sent = somebody(site);
    const { body, headers } = await site.scim.must(201, 'POST', '/Users', sent);
    const location = `${site.scim.url}/scim/v2/Users/${textAt(body, 'id')}`;
    assert.equal(headers.get('location'), location);
    assert.equal(headers.get('etag'), at(body, 'meta.version'));
    assert.equal(at(body, 'meta.location'), location);
    assert.equal(at(body, 'meta.resourceType'), 'User');
    assert.equal(at(body, 'meta.created'), at(body, 'meta.lastModified'));
    assert.deepEqual(at(body, 'schemas'), [USER]);
    assert.equal(at(body, 'userName'), sent['userName']);
    assert.equal(at(body, 'active'), true);
  }),
  users('keeps every attribute of the schema', async (site) => {
    const { userName = '' } = somebody(site);
    const sent = { schemas: [USER, ENTERPRISE], userName, ...whole };
    const made = await site.scim.create('/Users', sent);
    const { body } = await site.scim.must(200, 'GET', `/Users/${textAt(made, 'id')}`);
    for (const [name, value] of Object.entries(sent)) assert.deepEqual(body[name], value, name);
  }),
  users('keeps the manager, and names who it is', async (site) => {
    const manager = await site.scim.create('/Users', somebody(site));
    const made = await site.scim.create(
      '/Users',
      somebody(site, {
        schemas: [USER, ENTERPRISE],
        [ENTERPRISE]: { manager: { value: at(manager, 'id') } },
      }),
    );
    assert.equal(at(made, `${ENTERPRISE}|manager|value`), at(manager, 'id'));
    assert.deepEqual(at(made, 'schemas'), [USER, ENTERPRISE]);
  }),
  users('never tells a password, nor keeps it', async (site) => {
    const { text, body } = await site.scim.must(
      201,
      'POST',
      '/Users',
      somebody(site, { password: 'girafe-47-tiroir' }),
    );
    assert.ok(!text.includes('girafe'));
    const again = await site.scim.must(200, 'GET', `/Users/${textAt(body, 'id')}?attributes=password`);
    assert.ok(!again.text.includes('girafe'));
  }),
  users('takes active: false for an account that nobody enters', async (site) => {
    const made = await site.scim.create('/Users', somebody(site, { active: false }));
    assert.equal(at(made, 'active'), false);
  }),
  users('takes booleans that are written as strings', async (site) => {
    assert.equal(at(await site.scim.create('/Users', somebody(site, { active: 'False' })), 'active'), false);
    assert.equal(at(await site.scim.create('/Users', somebody(site, { active: 'True' })), 'active'), true);
  }),
  users('takes a user name that is no address, and the same address of two people', async (site) => {
    const emails = [{ value: 'partagee@var.example', primary: true }];
    for (const userName of [`a${site.next()}`, `b${site.next()}`]) {
      const made = await site.scim.create('/Users', { schemas: [USER], userName, emails });
      assert.equal(at(made, 'userName'), userName);
      assert.deepEqual(at(made, 'emails'), emails);
    }
  }),
  values('reads names in any case and writes them as the schema does', async (site) => {
    const { userName = '' } = somebody(site);
    const made = await site.scim.create('/Users', {
      Schemas: [USER],
      USERNAME: userName,
      DisplayName: 'Zoé',
      NAME: { FamilyName: 'Roy' },
    });
    assert.equal(at(made, 'userName'), userName);
    assert.equal(at(made, 'displayName'), 'Zoé');
    assert.equal(at(made, 'name.familyName'), 'Roy');
  }),
  values('passes over what no schema knows', async (site) => {
    const made = await site.scim.create(
      '/Users',
      somebody(site, { shoeSize: 42, 'urn:example:extension': { a: 1 }, ['__proto__']: { admin: true } }),
    );
    assert.equal(at(made, 'shoeSize'), null);
    assert.equal(at(made, 'admin'), null);
  }),
  values('takes null and an empty list for no value', async (site) => {
    const made = await site.scim.create(
      '/Users',
      somebody(site, { title: null, emails: [], name: { familyName: null } }),
    );
    for (const name of ['title', 'emails', 'name']) assert.ok(!Object.hasOwn(made, name), name);
  }),
  values('passes over what only the server writes', async (site) => {
    const made = await site.scim.create(
      '/Users',
      somebody(site, {
        id: '019330a0-0000-7000-8000-000000000000',
        meta: { created: '2001-01-01T00:00:00Z', version: 'mine' },
        groups: [{ value: 'none' }],
      }),
    );
    assert.notEqual(at(made, 'id'), '019330a0-0000-7000-8000-000000000000');
    assert.ok(textAt(made, 'meta.created') > '2020');
    assert.ok(!Object.hasOwn(made, 'groups'));
  }),
  create('refuses the same user name twice, whatever its case', async (site) => {
    const userName = textAt(await site.scim.create('/Users', somebody(site)), 'userName');
    for (const name of [userName, userName.toUpperCase()])
      isError(await site.scim.ask('POST', '/Users', somebody(site, { userName: name })), 409, 'uniqueness');
    const plain = `nom${site.next()}`;
    await site.scim.create('/Users', somebody(site, { userName: plain }));
    isError(
      await site.scim.ask('POST', '/Users', somebody(site, { userName: plain.toUpperCase() })),
      409,
      'uniqueness',
    );
  }),
  create('refuses the address of somebody whom an administrator invited', async (site) =>
    isError(
      await site.scim.ask('POST', '/Users', somebody(site, { userName: site.admin.email })),
      409,
      'uniqueness',
    ),
  ),
  create('answers only the attributes that are asked for', async (site) => {
    const { body } = await site.scim.must(
      201,
      'POST',
      '/Users?attributes=userName',
      somebody(site, { title: 'Agent' }),
    );
    assert.deepEqual(Object.keys(body).toSorted(), ['id', 'schemas', 'userName']);
  }),
  create('takes application/json as well', async (site) => {
    await site.scim.must(201, 'POST', '/Users', somebody(site), {
      headers: { 'content-type': 'application/json' },
    });
  }),
  create('lets the name that others see follow from its parts', async (site) => {
    const made = await site.scim.create(
      '/Users',
      somebody(site, { name: { givenName: 'Inès', familyName: 'Martin' } }),
    );
    const answer = await site.admin.http.call('GET', '/api/v1/people');
    const person = listAt(await jsonOf(answer), 'items').find((one) => at(one, 'id') === at(made, 'id'));
    assert.equal(at(person, 'name'), 'Inès Martin');
    assert.equal(at(made, 'displayName'), null);
  }),
  errors('misses a user name', async ({ scim }) =>
    isError(
      await scim.ask('POST', '/Users', { schemas: [USER], displayName: 'Sans nom' }),
      400,
      'invalidValue',
    ),
  ),
  ...wrongValues.map(([what, more]) =>
    errors(`refuses ${what}`, async (site) =>
      isError(await site.scim.ask('POST', '/Users', somebody(site, more)), 400, 'invalidValue'),
    ),
  ),
  ...brokenBodies.map(([what, raw]) =>
    errors(`cannot read ${what}`, async ({ scim }) =>
      isError(await scim.ask('POST', '/Users', undefined, { raw }), 400, 'invalidSyntax'),
    ),
  ),
  errors('repeats nothing of what was sent', async (site) => {
    const answer = await site.scim.ask(
      'POST',
      '/Users',
      somebody(site, { active: 'confidentiel', shoe: 'confidentiel' }),
    );
    isError(answer, 400, 'invalidValue');
    assert.ok(!answer.text.includes('confidentiel'));
  }),
  errors('wants JSON', async (site) =>
    isError(
      await site.scim.ask('POST', '/Users', undefined, {
        raw: 'userName=a',
        headers: { 'content-type': 'text/plain' },
      }),
      415,
    ),
  ),
  errors('refuses more than a megabyte', async ({ scim }) =>
    isError(await scim.ask('POST', '/Users', undefined, { raw: `{"a":"${'x'.repeat(1_100_000)}"}` }), 413),
  ),
  errors('is not shaken by deep nesting', async (site) => {
    const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    const raw = `{"schemas":["${USER}"],"userName":"profond.${site.next()}@var.example","shoe":${deep},"name":${deep}}`;
    const answer = await site.scim.ask('POST', '/Users', undefined, { raw });
    assert.ok([201, 400].includes(answer.status), String(answer.status));
  }),
];

export const wholeUser: Readonly<Record<string, Json>> = whole;
