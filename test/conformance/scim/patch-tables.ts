import { type Body, ENTERPRISE, type Json, PATCH, USER } from './client.js';

export const work = { value: 'travail@var.example', type: 'work', primary: true };
export const home = { value: 'maison@var.example', type: 'home' };
export const before: Body = {
  externalId: 'avant',
  displayName: 'Avant',
  title: 'Agent',
  name: { familyName: 'Roy', givenName: 'Inès' },
  emails: [work, home],
  addresses: [{ type: 'work', streetAddress: '1 rue A', locality: 'Toulon' }],
  [ENTERPRISE]: { department: 'Cabinet', costCenter: '12' },
};

export interface Step {
  readonly it: string;
  readonly operations: readonly Json[];
  /** What is then there: attribute → value; null: nothing. */
  readonly then: Readonly<Record<string, Json>>;
}

export const add: readonly Step[] = [
  {
    it: 'a new attribute',
    operations: [{ op: 'add', path: 'nickName', value: 'Nini' }],
    then: { nickName: 'Nini' },
  },
  {
    it: 'over what is there',
    operations: [{ op: 'add', path: 'title', value: 'Cheffe' }],
    then: { title: 'Cheffe' },
  },
  {
    it: 'a part',
    operations: [{ op: 'add', path: 'name.middleName', value: 'Marie' }],
    then: { name: { familyName: 'Roy', givenName: 'Inès', middleName: 'Marie' } },
  },
  {
    it: 'parts, leaving the others',
    operations: [{ op: 'add', path: 'name', value: { givenName: 'Zoé' } }],
    then: { name: { familyName: 'Roy', givenName: 'Zoé' } },
  },
  {
    it: 'a value to a list',
    operations: [{ op: 'add', path: 'emails', value: [{ value: 'c@var.example' }] }],
    then: { emails: [work, home, { value: 'c@var.example' }] },
  },
  {
    it: 'one value without a list around it',
    operations: [{ op: 'add', path: 'emails', value: { value: 'c@var.example' } }],
    then: { emails: [work, home, { value: 'c@var.example' }] },
  },
  {
    it: 'nothing that is there already',
    operations: [{ op: 'add', path: 'emails', value: [home] }],
    then: { emails: [work, home] },
  },
  {
    it: 'a primary value in the place of the former',
    operations: [{ op: 'add', path: 'emails', value: [{ value: 'c@var.example', primary: true }] }],
    then: { emails: [{ ...work, primary: false }, home, { value: 'c@var.example', primary: true }] },
  },
  {
    it: 'a part of a chosen value',
    operations: [{ op: 'add', path: 'emails[type eq "home"].display', value: 'Chez moi' }],
    then: { emails: [work, { ...home, display: 'Chez moi' }] },
  },
  {
    it: 'a value that the path describes and that is not there',
    operations: [{ op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '+33 4' }],
    then: { phoneNumbers: [{ type: 'work', value: '+33 4' }] },
  },
  {
    it: 'several attributes without a path',
    operations: [{ op: 'add', value: { nickName: 'Nini', emails: [{ value: 'c@var.example' }] } }],
    then: { nickName: 'Nini', emails: [work, home, { value: 'c@var.example' }] },
  },
  {
    it: 'an attribute of the extension',
    operations: [{ op: 'add', path: `${ENTERPRISE}:division`, value: 'B' }],
    then: { [ENTERPRISE]: { department: 'Cabinet', costCenter: '12', division: 'B' } },
  },
  {
    it: 'the extension without a path',
    operations: [{ op: 'add', value: { [ENTERPRISE]: { division: 'B' } } }],
    then: { [ENTERPRISE]: { department: 'Cabinet', costCenter: '12', division: 'B' } },
  },
  {
    it: 'by a path with the schema in front',
    operations: [{ op: 'add', path: `${USER}:nickName`, value: 'Nini' }],
    then: { nickName: 'Nini' },
  },
];

export const remove: readonly Step[] = [
  { it: 'an attribute', operations: [{ op: 'remove', path: 'title' }], then: { title: null } },
  {
    it: 'what is not there',
    operations: [{ op: 'remove', path: 'nickName' }],
    then: { nickName: null, title: 'Agent' },
  },
  {
    it: 'a part',
    operations: [{ op: 'remove', path: 'name.givenName' }],
    then: { name: { familyName: 'Roy' } },
  },
  {
    it: 'the last parts, and with them the whole',
    operations: [
      { op: 'remove', path: 'name.givenName' },
      { op: 'remove', path: 'name.familyName' },
    ],
    then: { name: null },
  },
  { it: 'a list', operations: [{ op: 'remove', path: 'emails' }], then: { emails: null } },
  {
    it: 'chosen values',
    operations: [{ op: 'remove', path: 'emails[type eq "work" and value ew "example"]' }],
    then: { emails: [home] },
  },
  {
    it: 'no value when none is chosen',
    operations: [{ op: 'remove', path: 'emails[type eq "other"]' }],
    then: { emails: [work, home] },
  },
  {
    it: 'a part of a chosen value',
    operations: [{ op: 'remove', path: 'emails[type eq "work"].primary' }],
    then: { emails: [{ value: work.value, type: 'work' }, home] },
  },
  {
    it: 'an attribute of the extension',
    operations: [{ op: 'remove', path: `${ENTERPRISE}:costCenter` }],
    then: { [ENTERPRISE]: { department: 'Cabinet' } },
  },
  {
    it: 'the extension',
    operations: [{ op: 'remove', path: ENTERPRISE }],
    then: { [ENTERPRISE]: null, schemas: [USER] },
  },
  {
    it: 'by its external id',
    operations: [{ op: 'remove', path: 'externalId' }],
    then: { externalId: null },
  },
  {
    it: 'only the values that are named',
    operations: [{ op: 'Remove', path: 'emails', value: [home] }],
    then: { emails: [work] },
  },
];

export const replace: readonly Step[] = [
  {
    it: 'an attribute',
    operations: [{ op: 'replace', path: 'title', value: 'Cheffe' }],
    then: { title: 'Cheffe' },
  },
  {
    it: 'an attribute that is not there',
    operations: [{ op: 'replace', path: 'nickName', value: 'Nini' }],
    then: { nickName: 'Nini' },
  },
  {
    it: 'in any case',
    operations: [{ op: 'RePlAcE', path: 'TITLE', value: 'Cheffe' }],
    then: { title: 'Cheffe' },
  },
  {
    it: 'a part',
    operations: [{ op: 'Replace', path: 'name.familyName', value: 'Petit' }],
    then: { name: { familyName: 'Petit', givenName: 'Inès' } },
  },
  { it: 'a list', operations: [{ op: 'replace', path: 'emails', value: [home] }], then: { emails: [home] } },
  {
    it: 'a chosen value',
    operations: [
      { op: 'replace', path: 'addresses[type eq "work"]', value: { type: 'work', streetAddress: '2 rue B' } },
    ],
    then: { addresses: [{ type: 'work', streetAddress: '2 rue B' }] },
  },
  {
    it: 'a part of a chosen value',
    operations: [
      { op: 'replace', path: 'addresses[type eq "work"].streetAddress', value: '1010 Broadway Ave' },
    ],
    then: { addresses: [{ type: 'work', streetAddress: '1010 Broadway Ave', locality: 'Toulon' }] },
  },
  {
    it: 'several without a path',
    operations: [{ op: 'replace', value: { emails: [home], nickname: 'Babs' } }],
    then: { emails: [home], nickName: 'Babs', title: 'Agent' },
  },
  {
    it: 'by paths for names',
    operations: [
      { op: 'replace', value: { 'name.givenName': 'Zoé', [`${ENTERPRISE}:department`]: 'Finances' } },
    ],
    then: {
      name: { familyName: 'Roy', givenName: 'Zoé' },
      [ENTERPRISE]: { department: 'Finances', costCenter: '12' },
    },
  },
  {
    it: 'with null for nothing',
    operations: [{ op: 'replace', path: 'title', value: null }],
    then: { title: null },
  },
  {
    it: 'active by a string',
    operations: [{ op: 'Replace', path: 'active', value: 'False' }],
    then: { active: false },
  },
  {
    it: 'active without a path',
    operations: [{ op: 'replace', value: { active: false } }],
    then: { active: false },
  },
  {
    it: 'active twice',
    operations: [
      { op: 'replace', path: 'active', value: false },
      { op: 'replace', path: 'active', value: true },
    ],
    then: { active: true },
  },
];

export const refused: readonly (readonly [string, Body, number, string])[] = [
  ['no operations', { schemas: [PATCH] }, 400, 'invalidSyntax'],
  ['an empty list', { schemas: [PATCH], Operations: [] }, 400, 'invalidSyntax'],
  ['operations that are none', { schemas: [PATCH], Operations: [5] }, 400, 'invalidSyntax'],
  ['an object for operations', { schemas: [PATCH], Operations: {} }, 400, 'invalidSyntax'],
  [
    'the schema of a user',
    { schemas: [USER], Operations: [{ op: 'add', path: 'title', value: 'a' }] },
    400,
    'invalidSyntax',
  ],
  ['no schema', { Operations: [{ op: 'add', path: 'title', value: 'a' }] }, 400, 'invalidSyntax'],
  [
    'an operation that does not exist',
    { schemas: [PATCH], Operations: [{ op: 'move', path: 'title', value: 'a' }] },
    400,
    'invalidSyntax',
  ],
  [
    '1,001 operations',
    { schemas: [PATCH], Operations: Array.from({ length: 1_001 }, () => ({ op: 'remove', path: 'title' })) },
    400,
    'invalidSyntax',
  ],
];

export const badOperation: readonly (readonly [string, Json, string])[] = [
  ['adding without a value', { op: 'add', path: 'title' }, 'invalidValue'],
  ['replacing by a value of another kind', { op: 'replace', path: 'title', value: 5 }, 'invalidValue'],
  ['a string for a boolean', { op: 'replace', path: 'active', value: 'non' }, 'invalidValue'],
  ['no object without a path', { op: 'replace', value: 'Cheffe' }, 'invalidValue'],
  ['an empty user name', { op: 'replace', path: 'userName', value: '' }, 'invalidValue'],
  [
    'two primary values',
    { op: 'replace', path: 'emails', value: [work, { ...home, primary: true }] },
    'invalidValue',
  ],
  ['removing without a path', { op: 'remove' }, 'noTarget'],
  [
    'replacing a value that is not there',
    { op: 'replace', path: 'emails[type eq "other"].value', value: 'a@b.example' },
    'noTarget',
  ],
  ['an attribute that does not exist', { op: 'add', path: 'shoeSize', value: 42 }, 'invalidPath'],
  ['a part that does not exist', { op: 'add', path: 'name.shoe', value: 'a' }, 'invalidPath'],
  ['an empty path', { op: 'add', path: '', value: 'a' }, 'invalidPath'],
  ['a number for a path', { op: 'add', path: 5, value: 'a' }, 'invalidPath'],
  ['a filter on one value', { op: 'replace', path: 'title[value eq "a"]', value: 'a' }, 'invalidPath'],
  ['a broken filter', { op: 'replace', path: 'emails[type eq]', value: 'a' }, 'invalidPath'],
  ['an open bracket', { op: 'replace', path: 'emails[type eq "work"', value: 'a' }, 'invalidPath'],
  [
    'something behind the brackets',
    { op: 'replace', path: 'emails[type eq "work"]value', value: 'a' },
    'invalidPath',
  ],
  ['the id', { op: 'replace', path: 'id', value: 'a' }, 'mutability'],
  [
    'a part of what only the server writes',
    { op: 'replace', path: 'meta.created', value: '2001-01-01T00:00:00Z' },
    'mutability',
  ],
  ['the groups of a person', { op: 'add', path: 'groups', value: [{ value: 'a' }] }, 'mutability'],
  ['taking the user name away', { op: 'remove', path: 'userName' }, 'mutability'],
];
