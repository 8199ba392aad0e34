import { strict as assert } from 'node:assert';
import { at, type Body, ENTERPRISE, isError, USER, textAt } from './client.js';
import { type Case, section, type Site, somebody } from './site.js';

const filters = section('RFC 7644 §3.4.2.2');

/** Four people that no other case touches, made once. Their nickname says which. */
const cast: Readonly<Record<string, Body>> = {
  anne: {
    name: { familyName: 'Bernard', givenName: 'Anne' },
    displayName: 'Anne Bernard',
    title: 'Cheffe',
    active: true,
    emails: [
      { value: 'anne@travail.example', type: 'work', primary: true },
      { value: 'anne@maison.example', type: 'home' },
    ],
    [ENTERPRISE]: { department: 'Cabinet', employeeNumber: '9' },
  },
  bruno: {
    name: { familyName: 'Çelik', givenName: 'Bruno' },
    displayName: 'Bruno "Nono" Çelik',
    active: false,
    emails: [{ value: 'bruno@maison.example', type: 'home', primary: true }],
    [ENTERPRISE]: { department: 'Finances', employeeNumber: '10' },
  },
  chloe: {
    name: { familyName: 'Dupont', givenName: 'Chloé' },
    displayName: 'Chloé Dupont',
    title: 'Agente',
    active: true,
    emails: [{ value: 'chloe@travail.example', type: 'work' }],
  },
  david: { displayName: 'David \\ Étienne', active: true },
};
let mark: Promise<string> | null = null;

/** What all four have in their user type, and nobody else. */
export function castOf(site: Site): Promise<string> {
  mark ??= (async () => {
    const userType = `troupe${site.next()}`;
    for (const [nickName, person] of Object.entries(cast)) {
      await site.scim.create('/Users', {
        ...{ schemas: [USER, ENTERPRISE], userName: `${nickName}.${userType}@var.example` },
        ...{ nickName, userType, externalId: `${nickName}-${userType}` },
        ...person,
      });
    }
    return userType;
  })();
  return mark;
}

const everybody = ['anne', 'bruno', 'chloe', 'david'];

/** Filter → who. `$` stands for what marks these four. */
const chosen: readonly (readonly [string, readonly string[]])[] = [
  ['userName eq "anne.$@var.example"', ['anne']],
  ['userName eq "ANNE.$@VAR.example"', ['anne']],
  ['USERNAME Eq "anne.$@var.example"', ['anne']],
  [`${USER}:userName eq "anne.$@var.example"`, ['anne']],
  ['externalId eq "anne-$"', ['anne']],
  ['externalId eq "ANNE-$"', []],
  ['userName sw "anne.$"', ['anne']],
  ['userName ew "$@var.example"', everybody],
  ['userName co ".$@"', everybody],
  ['userType eq "$" and nickName ne "anne"', ['bruno', 'chloe', 'david']],
  ['userType eq "$" and title pr', ['anne', 'chloe']],
  ['userType eq "$" and not (title pr)', ['bruno', 'david']],
  ['userType eq "$" and active eq true', ['anne', 'chloe', 'david']],
  ['userType eq "$" and active eq false', ['bruno']],
  ['userType eq "$" and active ne true', ['bruno']],
  ['userType eq "$" and active eq "True"', ['anne', 'chloe', 'david']],
  ['userType eq "$" and name.familyName eq "bernard"', ['anne']],
  ['userType eq "$" and name.familyName eq "çELIK"', ['bruno']],
  ['userType eq "$" and name pr', ['anne', 'bruno', 'chloe']],
  ['userType eq "$" and emails eq "anne@maison.example"', ['anne']],
  ['userType eq "$" and emails co "maison"', ['anne', 'bruno']],
  ['userType eq "$" and emails.value ew "@travail.example"', ['anne', 'chloe']],
  ['userType eq "$" and emails.type eq "home"', ['anne', 'bruno']],
  ['userType eq "$" and emails[type eq "work" and value co "anne"]', ['anne']],
  ['userType eq "$" and emails[type eq "home" and value co "travail"]', []],
  ['userType eq "$" and emails[primary eq true and not (type eq "work")]', ['bruno']],
  ['userType eq "$" and emails pr', ['anne', 'bruno', 'chloe']],
  ['userType eq "$" and displayName eq "Bruno \\"Nono\\" Çelik"', ['bruno']],
  ['userType eq "$" and displayName sw "David \\\\ \\u00c9"', ['david']],
  ['userType eq "$" and nickName gt "bruno"', ['chloe', 'david']],
  ['userType eq "$" and nickName ge "bruno"', ['bruno', 'chloe', 'david']],
  ['userType eq "$" and nickName lt "bruno"', ['anne']],
  ['userType eq "$" and nickName le "bruno"', ['anne', 'bruno']],
  ['userType eq "$" and title eq null', ['bruno', 'david']],
  ['userType eq "$" and title ne null', ['anne', 'chloe']],
  ['userType eq "$" and title ne "Cheffe"', ['bruno', 'chloe', 'david']],
  [`userType eq "$" and ${ENTERPRISE}:department eq "cabinet"`, ['anne']],
  [`userType eq "$" and ${ENTERPRISE.toLowerCase()}:employeeNumber eq "10"`, ['bruno']],
  [`userType eq "$" and ${ENTERPRISE} pr`, ['anne', 'bruno']],
  ['userType eq "$" and (nickName eq "anne" or nickName eq "bruno") and active eq true', ['anne']],
  ['userType eq "$" and nickName eq "anne" or userType eq "$" and nickName eq "david"', ['anne', 'david']],
  ['nickName eq "anne" and userType eq "$" or nickName eq "none"', ['anne']],
  ['not (not (userType eq "$"))', everybody],
  ['((userType eq "$"))', everybody],
  ['userType eq "$" and meta.created gt "2020-01-01T00:00:00Z"', everybody],
  ['userType eq "$" and meta.created lt "2020-01-01T00:00:00.0000000+02:00"', []],
  ['userType eq "$" and meta.lastModified ge "0001-01-03T00:00:00.0000000Z"', everybody],
  ['userType eq "$" and meta.resourceType eq "User"', everybody],
  [`userType eq "$" and schemas eq "${ENTERPRISE}"`, ['anne', 'bruno']],
  ['userType eq "$" and groups pr', []],
  // unquoted, as some clients write it
  ['userType eq $ and nickName eq anne', ['anne']],
];

const wrong: readonly string[] = [
  '',
  ' ',
  'userName',
  'userName eq',
  'userName eq "a',
  'userName eq "a" and',
  'userName eq "a" or',
  'and userName eq "a"',
  'userName eq "a" "b"',
  'userName eq "a" nickName eq "b"',
  'userName is "a"',
  'userName eq "\\x"',
  'userName == "a"',
  'userName = "a"',
  '"a" eq userName',
  '(userName eq "a"',
  'userName eq "a")',
  '()',
  'not',
  'not userName eq "a"',
  'not (userName eq "a"',
  'emails[type eq "work"',
  'emails[]',
  'emails[type eq "work"]]',
  'userName[value eq "a"]',
  'emails[colour eq "red"]',
  'shoeSize eq 42',
  'name.shoe eq "a"',
  'urn:example:unknown:userName eq "a"',
  'active gt true',
  'active co "t"',
  'active eq 5',
  'active eq "peut-être"',
  'title gt null',
  'name eq "a"',
  'meta.created gt "hier"',
  'x509Certificates.value gt "a"',
  'userName eq {"a":1}',
  'userName eq ["a"]',
  `${'('.repeat(50)}userName pr${')'.repeat(50)}`,
  Array.from({ length: 150 }, () => 'title pr').join(' or '),
  `userName eq "${'x'.repeat(5_000)}"`,
  "userName eq 'a'; drop table account",
  'userName eq "a" -- ',
];

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
export const query = (parts: Readonly<Record<string, string>>): string =>
  `/Users?${new URLSearchParams(parts).toString()}`;

export const filterCases: readonly Case[] = [
  ...chosen.map(([filter, who]) =>
    filters(`chooses by ${short(filter)}`, async (site) => {
      const userType = await castOf(site);
      assert.deepEqual(await site.scim.chosen('/Users', filter.replaceAll('$', userType), 'nickName'), who);
    }),
  ),
  ...wrong.map((filter) =>
    filters(`refuses ${short(filter) || 'nothing'}`, async ({ scim }) =>
      isError(await scim.ask('GET', query({ filter })), 400, 'invalidFilter'),
    ),
  ),
  filters('refuses two filters', async ({ scim }) =>
    isError(await scim.ask('GET', '/Users?filter=title%20pr&filter=title%20pr'), 400, 'invalidFilter'),
  ),
  filters('finds by id, and nothing by what is no id', async (site) => {
    const made = await site.scim.create('/Users', somebody(site));
    const id = textAt(made, 'id');
    assert.deepEqual(await site.scim.chosen('/Users', `id eq "${id}"`, 'id'), [id]);
    assert.deepEqual(await site.scim.chosen('/Users', 'id eq "7"', 'id'), []);
  }),
  filters('answers nobody with an empty list', async ({ scim }) => {
    const { body } = await scim.must(200, 'GET', query({ filter: 'userName eq "personne"' }));
    assert.deepEqual([at(body, 'totalResults'), at(body, 'Resources')], [0, []]);
  }),
  filters('finds whom an administrator invited by its address', async ({ scim, admin }) =>
    assert.deepEqual(await scim.chosen('/Users', `userName eq "${admin.email}"`, 'id'), [admin.id]),
  ),
];
