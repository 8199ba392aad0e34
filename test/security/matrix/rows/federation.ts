import { API, type RequestPlan, type RequestPlans, nowhere } from '../request-plans.js';
import { table } from '../table.js';

/**
 * Sign-in through providers. This instance declares none, so their routes are not there for anybody: what happens behind
 * them is tried by `npm run conformance -- oidc`. Groups of cells: invited (owner editor commenter reader guest) | not
 * (administrator stranger revoked foreign) | owner's tokens (all documents files messages admin scim) | administrators'
 * tokens (admin content scim, and scim of the other organisation) | nobody (signed out, disabled, anonymous).
 */
export const federationRows = table(`
  GET    /sign-in/providers                             none  200  +++++ ++++ ++++++ ++++ +++++ +++
  GET    /sign-in/oidc/{provider}                       none  404  +++++ ++++ ++++++ ++++ +++++ +++
  GET    /sign-in/oidc/{provider}/callback              none  404  +++++ ++++ ++++++ ++++ +++++ +++
  GET    /sign-in/oidc/{provider}/signed-out            none  404  +++++ ++++ ++++++ ++++ +++++ +++
  POST   /sign-in/oidc/{provider}/backchannel-logout    none  404  +++++ ++++ ++++++ ++++ +++++ +++

  // Administrators see what asks for an account of their own organisation. 404 for them: nothing asks.
  GET    /identity-merges                               none  200  ----- +--+ ------ +--- ---!! !!!
  POST   /identity-merges/{id}/approve                  none  404  ----- +--+ ------ +--- ---!! !!!
  POST   /identity-merges/{id}/refuse                   none  404  ----- +--+ ------ +--- ---!! !!!
`);

const at = (path: string): RequestPlan => ({
  ask: () => ({ path: `${API}${path.replace('{provider}', 'nobody').replace('{id}', nowhere())}` }),
});

export const federationRequests: RequestPlans = {
  'GET /sign-in/oidc/{provider}': at('/sign-in/oidc/{provider}'),
  'GET /sign-in/oidc/{provider}/callback': at('/sign-in/oidc/{provider}/callback?code=a&state=b'),
  'GET /sign-in/oidc/{provider}/signed-out': at('/sign-in/oidc/{provider}/signed-out?state=b'),
  'POST /sign-in/oidc/{provider}/backchannel-logout': {
    ask: () => ({
      path: `${API}/sign-in/oidc/nobody/backchannel-logout`,
      bytes: 'logout_token=a.b.c',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  },
  'POST /identity-merges/{id}/approve': at('/identity-merges/{id}/approve'),
  'POST /identity-merges/{id}/refuse': at('/identity-merges/{id}/refuse'),
};
