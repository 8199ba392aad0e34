import { MAX_RESULTS } from './list-query.js';
import { groupType, type ResourceType, type Schema, schemas, userType } from './protocol/schemas.js';

export const BULK_OPERATIONS = 100;
export const BULK_BYTES = 1024 * 1024;

const CONFIG = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig';
const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType';
const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';

/** What this server can do (RFC 7643 §5). */
export const serviceProviderConfig = (base: string): object => ({
  schemas: [CONFIG],
  patch: { supported: true },
  bulk: { supported: true, maxOperations: BULK_OPERATIONS, maxPayloadSize: BULK_BYTES },
  filter: { supported: true, maxResults: MAX_RESULTS },
  changePassword: { supported: false },
  sort: { supported: true },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'API token',
      description: 'A token of this instance with the scope scim, as a bearer token (RFC 6750).',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
});

const resourceTypeView = (base: string, { name, endpoint, core, extensions }: ResourceType): object => ({
  schemas: [RESOURCE_TYPE],
  id: name,
  name,
  endpoint,
  description: core.description,
  schema: core.id,
  schemaExtensions: extensions.map(({ id }) => ({ schema: id, required: false })),
  meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
});

const schemaView = (base: string, { id, name, description, attributes }: Schema): object => ({
  schemas: [SCHEMA],
  id,
  name,
  description,
  attributes,
  meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
});

/** By the name in the address (RFC 7643 §6 and §7). */
export const resourceTypeViews = (base: string): ReadonlyMap<string, object> =>
  new Map([userType, groupType].map((type) => [type.name, resourceTypeView(base, type)]));
export const schemaViews = (base: string): ReadonlyMap<string, object> =>
  new Map(schemas.map((schema) => [schema.id, schemaView(base, schema)]));
