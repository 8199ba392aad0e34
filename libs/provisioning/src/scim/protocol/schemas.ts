import { type Attribute, binary, complex, flag, instant, reference, text } from './attribute.js';

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE_USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';

export interface Schema {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
}

/** What every resource has (RFC 7643 §3.1): no schema lists it. */
export const commonAttributes: readonly Attribute[] = [
  text('schemas', 'Schemas of what is here.', {
    multiValued: true,
    required: true,
    caseExact: true,
    returned: 'always',
  }),
  text('id', 'Given by the server, for ever.', {
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
    uniqueness: 'server',
  }),
  text('externalId', 'What the client calls it.', { caseExact: true }),
  complex(
    'meta',
    'What the server knows of it.',
    [
      text('resourceType', 'User or Group.', { caseExact: true, mutability: 'readOnly' }),
      instant('created', 'Since when it is here.', { mutability: 'readOnly' }),
      instant('lastModified', 'Last change through this interface.', { mutability: 'readOnly' }),
      reference('location', 'Its address.', ['uri'], { mutability: 'readOnly' }),
      text('version', 'Entity tag of this state.', { caseExact: true, mutability: 'readOnly' }),
    ],
    { mutability: 'readOnly' },
  ),
];

const primary = flag('primary', 'The one preferred among them; at most one.');
const display = text('display', 'What people read instead of the value.');

/** Several values of one kind, each with what it is for. */
const several = (name: string, description: string, value: Attribute, kinds: readonly string[]): Attribute =>
  complex(
    name,
    description,
    [
      value,
      display,
      text('type', 'What it is for.', kinds.length === 0 ? {} : { canonicalValues: kinds }),
      primary,
    ],
    { multiValued: true },
  );

const userAttributes: readonly Attribute[] = [
  text('userName', 'Unique name of the person in the organisation: its work address.', {
    required: true,
    uniqueness: 'server',
  }),
  complex('name', 'Parts of the name.', [
    text('formatted', 'The whole name, as it is written.'),
    text('familyName', 'Family name.'),
    text('givenName', 'First name.'),
    text('middleName', 'Middle names.'),
    text('honorificPrefix', 'Title before the name.'),
    text('honorificSuffix', 'What stands after the name.'),
  ]),
  text('displayName', 'The name that others see.'),
  text('nickName', 'What the person is called by colleagues.'),
  reference('profileUrl', 'A page about the person.', ['external']),
  text('title', 'Position.'),
  text('userType', 'Relation to the organisation.'),
  text('preferredLanguage', 'Languages in the form of Accept-Language.'),
  text('locale', 'For dates, numbers and currency.'),
  text('timezone', 'Time zone, by its IANA name.'),
  flag('active', 'False: the account is closed, sessions and tokens end at once.'),
  text('password', 'Accepted and thrown away: passwords are never set from outside.', {
    mutability: 'writeOnly',
    returned: 'never',
  }),
  several('emails', 'Mail addresses.', text('value', 'The address.'), ['work', 'home', 'other']),
  several('phoneNumbers', 'Telephone numbers.', text('value', 'The number.'), [
    ...['work', 'home', 'mobile', 'fax', 'pager', 'other'],
  ]),
  several('ims', 'Addresses for instant messages.', text('value', 'The address.'), []),
  several('photos', 'Pictures.', reference('value', 'Address of the picture.', ['external']), [
    'photo',
    'thumbnail',
  ]),
  complex(
    'addresses',
    'Postal addresses.',
    [
      text('formatted', 'The whole address, as on an envelope.'),
      text('streetAddress', 'Street and number.'),
      text('locality', 'Town.'),
      text('region', 'Region.'),
      text('postalCode', 'Postal code.'),
      text('country', 'Country (ISO 3166-1 alpha-2).'),
      text('type', 'What it is for.', { canonicalValues: ['work', 'home', 'other'] }),
      primary,
    ],
    { multiValued: true },
  ),
  complex(
    'groups',
    'Groups that the person is in; changed by the groups.',
    [
      text('value', 'Id of the group.', { caseExact: true, mutability: 'readOnly' }),
      reference('$ref', 'Address of the group.', ['Group'], { mutability: 'readOnly' }),
      text('display', 'Name of the group.', { mutability: 'readOnly' }),
      text('type', 'direct', { canonicalValues: ['direct', 'indirect'], mutability: 'readOnly' }),
    ],
    { multiValued: true, mutability: 'readOnly' },
  ),
  several('entitlements', 'Kept for the client; they give no right here.', text('value', 'The value.'), []),
  several('roles', 'Kept for the client; they give no right here.', text('value', 'The value.'), []),
  several('x509Certificates', 'Certificates.', binary('value', 'DER, in base64.'), []),
];

const enterpriseAttributes: readonly Attribute[] = [
  text('employeeNumber', 'Number in the organisation.'),
  text('costCenter', 'Cost centre.'),
  text('organization', 'Name of the organisation.'),
  text('division', 'Division.'),
  text('department', 'Department.'),
  complex('manager', 'Who manages the person.', [
    text('value', 'Id of that person.', { caseExact: true }),
    reference('$ref', 'Address of that person.', ['User']),
    text('displayName', 'Name of that person.', { mutability: 'readOnly' }),
  ]),
];

const groupAttributes: readonly Attribute[] = [
  text('displayName', 'Name of the group.', { required: true, uniqueness: 'server' }),
  complex(
    'members',
    'People and groups in it.',
    [
      text('value', 'Id of the member.', { caseExact: true, mutability: 'immutable' }),
      reference('$ref', 'Address of the member.', ['User', 'Group'], { mutability: 'immutable' }),
      text('type', 'User or Group.', { canonicalValues: ['User', 'Group'], mutability: 'immutable' }),
      text('display', 'Name of the member.', { mutability: 'readOnly' }),
    ],
    { multiValued: true },
  ),
];

export const userSchema: Schema = {
  id: USER,
  name: 'User',
  description: 'User Account',
  attributes: userAttributes,
};
export const enterpriseUserSchema: Schema = {
  id: ENTERPRISE_USER,
  name: 'EnterpriseUser',
  description: 'Enterprise User',
  attributes: enterpriseAttributes,
};
export const groupSchema: Schema = {
  id: GROUP,
  name: 'Group',
  description: 'Group',
  attributes: groupAttributes,
};

/** A kind of resource, its attributes in one list: those of an extension stand below its URN, as in JSON. */
export interface ResourceType {
  readonly name: 'User' | 'Group';
  readonly endpoint: '/Users' | '/Groups';
  readonly core: Schema;
  readonly extensions: readonly Schema[];
  readonly attributes: readonly Attribute[];
}

const resourceType = (
  name: ResourceType['name'],
  endpoint: ResourceType['endpoint'],
  core: Schema,
  extensions: readonly Schema[],
): ResourceType => ({
  name,
  endpoint,
  core,
  extensions,
  attributes: [
    ...commonAttributes,
    ...core.attributes,
    ...extensions.map(({ id, description, attributes }) => complex(id, description, attributes)),
  ],
});

export const userType = resourceType('User', '/Users', userSchema, [enterpriseUserSchema]);
export const groupType = resourceType('Group', '/Groups', groupSchema, []);
export const schemas: readonly Schema[] = [userSchema, enterpriseUserSchema, groupSchema];
