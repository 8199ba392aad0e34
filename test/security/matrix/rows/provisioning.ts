import { randomUUID } from 'node:crypto';
import type { Ask, RequestPlan, RequestPlans } from '../request-plans.js';
import { table } from '../table.js';
import { name } from '../world.js';

/** SCIM 2.0, for an administrator's token of the scope `scim` alone, in its own organisation. Groups of cells: invited (owner editor commenter reader guest) | not (administrator stranger revoked foreign) | owner's tokens (all documents files messages admin scim) | administrators' tokens (admin content scim, and scim of the other organisation) | visitors by link (reader editor, used up, expired, withdrawn) | nobody (signed out, disabled, anonymous). */
export const provisioningRows = table(`
  GET    /scim/v2/ServiceProviderConfig  none    200  ----- ---- ------ --++ ---!! !!!
  GET    /scim/v2/Users                  person  200  ----- ---- ------ --+o ---!! !!!
  POST   /scim/v2/Users                  none    201  ----- ---- ------ --++ ---!! !!!
  GET    /scim/v2/Users/{id}             person  200  ----- ---- ------ --+- ---!! !!!
  PATCH  /scim/v2/Users/{id}             member  200  ----- ---- ------ --+- ---!! !!!
  DELETE /scim/v2/Users/{id}             member  204  ----- ---- ------ --+- ---!! !!!
  GET    /scim/v2/Groups                 team    200  ----- ---- ------ --+o ---!! !!!
  POST   /scim/v2/Groups                 none    201  ----- ---- ------ --++ ---!! !!!
  GET    /scim/v2/Groups/{id}            team    200  ----- ---- ------ --+- ---!! !!!
  PATCH  /scim/v2/Groups/{id}            team    204  ----- ---- ------ --+- ---!! !!!
  DELETE /scim/v2/Groups/{id}            team    204  ----- ---- ------ --+- ---!! !!!
  POST   /scim/v2/.search                person  200  ----- ---- ------ --+o ---!! !!!
  POST   /scim/v2/Bulk                   none    200  ----- ---- ------ --++ ---!! !!!
`);

const core = 'urn:ietf:params:scim:schemas:core:2.0';
const messages = 'urn:ietf:params:scim:api:messages:2.0';
const asking = (path: string, body?: () => object): ((id: string) => Ask) => {
  return (id) => ({ path: path.replace('{id}', id), ...(body === undefined ? {} : { body: body() }) });
};
const changing = (path: string, body?: () => object): RequestPlan => ({
  ask: asking(path, body),
  fresh: true,
});
const patch = (operation: object) => (): object => ({
  schemas: [`${messages}:PatchOp`],
  Operations: [operation],
});
const user = (): object => ({
  schemas: [`${core}:User`],
  userName: `x.${randomUUID()}@prefecture.example`,
  displayName: name(),
});

export const provisioningRequests: RequestPlans = {
  'GET /scim/v2/ServiceProviderConfig': { ask: asking('/scim/v2/ServiceProviderConfig') },
  'GET /scim/v2/Users': { ask: asking('/scim/v2/Users?count=200') },
  'POST /scim/v2/Users': { ask: asking('/scim/v2/Users', user) },
  'GET /scim/v2/Users/{id}': { ask: asking('/scim/v2/Users/{id}') },
  'PATCH /scim/v2/Users/{id}': changing(
    '/scim/v2/Users/{id}',
    patch({ op: 'replace', path: 'active', value: false }),
  ),
  'DELETE /scim/v2/Users/{id}': changing('/scim/v2/Users/{id}'),
  'GET /scim/v2/Groups': { ask: asking('/scim/v2/Groups?count=200') },
  'POST /scim/v2/Groups': {
    ask: asking('/scim/v2/Groups', () => ({ schemas: [`${core}:Group`], displayName: name() })),
  },
  'GET /scim/v2/Groups/{id}': { ask: asking('/scim/v2/Groups/{id}') },
  'PATCH /scim/v2/Groups/{id}': {
    ask: (id) => ({
      path: `/scim/v2/Groups/${id}`,
      body: patch({ op: 'replace', path: 'displayName', value: name() })(),
    }),
    fresh: true,
  },
  'DELETE /scim/v2/Groups/{id}': changing('/scim/v2/Groups/{id}'),
  'POST /scim/v2/.search': {
    ask: asking('/scim/v2/.search', () => ({ schemas: [`${messages}:SearchRequest`], count: 200 })),
  },
  'POST /scim/v2/Bulk': {
    ask: asking('/scim/v2/Bulk', () => ({
      schemas: [`${messages}:BulkRequest`],
      Operations: [{ method: 'POST', path: '/Users', bulkId: 'a', data: user() }],
    })),
  },
};
