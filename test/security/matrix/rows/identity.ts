import { randomUUID } from 'node:crypto';
import { usualQuiet } from '@maroquin/contracts';
import { PORTRAIT } from '@maroquin/testing';
import { PASSWORD } from '../../../support/people.js';
import { API, changing, type RequestPlan, type RequestPlans, nowhere, sending } from '../request-plans.js';
import { table } from '../table.js';
import { name, SECRET, World } from '../world.js';

const UNKNOWN_TICKET = 'a'.repeat(60);

/** Groups of cells: invited (owner editor commenter reader guest) | not (administrator stranger revoked foreign) | owner's tokens (all documents files messages admin scim) | administrators' tokens (admin content scim, and scim of the other organisation) | visitors by link (reader editor, used up, expired, withdrawn) | nobody (signed out, disabled, anonymous). */
export const identityRows = table(`
  // What is open to everybody. Whoever signs in leaves the session that its browser held.
  POST   /sign-in/link                        none    204  +++++ ++++ ++++++ ++++ +++++ +++
  POST   /sign-in/password                    none    204  +++++ ++++ ++++++ ++++ +++++ +++
  POST   /sign-in/link-requests               none    202  +++++ ++++ ++++++ ++++ +++++ +++
  POST   /sign-out                         none    200  +++++ ++++ ++++++ ++++ +++!! !!!

  GET    /me                               none    200  +++++ ++++ ++++++ ++++ +++!! !!!
  // A token says who it is; only one for everything changes it.
  PATCH  /me                               none    200  +++++ ++++ +----- ---- ---!! !!!
  PUT    /me/photo                         none    204  +++++ ++++ +----- ---- ---!! !!!
  DELETE /me/photo                         none    204  +++++ ++++ +----- ---- ---!! !!!
  // 400: let in, and the password is too short. A token must not lock its person out.
  PUT    /me/password                      none    400  +++++ ++++ ------ ---- ---!! !!!
  // 404: this instance sends no mail. A token proves no address.
  POST   /me/address-proof                 none    404  +++++ ++++ ------ ---- ---!! !!!
  // Once for each organisation.
  PUT    /me/first-run                     none    200  ----- ---- ------ ---- ---!! !!!

  // Administrators see and invite the people of their own organisation.
  GET    /people                           person  200  ----- +--o ------ +--- ---!! !!!
  POST   /people/search                    person  200  ----- +--o ------ +--- ---!! !!!
  // A way in of somebody, and all that somebody alone managed: handed to no program.
  POST   /people/{id}/sign-in-link         person  201  ----- +--- ------ ---- ---!! !!!
  POST   /people/{id}/disable              member  204  ----- +--- ------ +--- ---!! !!!
  POST   /people/{id}/enable               member  204  ----- +--- ------ +--- ---!! !!!
  POST   /people/{id}/hand-over            member  200  ----- +--- ------ ---- ---!! !!!
  POST   /invitations                      none    201  ----- +--+ ------ +--- ---!! !!!
  // What waits for somebody's agreement; a program gives none. 404 for them: nothing waits.
  GET    /approvals                        none    200  ----- +--+ ------ ---- ---!! !!!
  POST   /approvals/{id}/approve           none    404  ----- +--+ ------ ---- ---!! !!!
  POST   /approvals/{id}/refuse            none    404  ----- +--+ ------ ---- ---!! !!!
  // For who keeps the organisation's keys; none of these people does.
  GET    /keys                             none    200  ----- ---- ------ ---- ---!! !!!
  POST   /keys/requests                    none    200  ----- ---- ------ ---- ---!! !!!
  POST   /keys/requests/{id}/approve       none    204  ----- ---- ------ ---- ---!! !!!
  POST   /keys/requests/{id}/refuse        none    204  ----- ---- ------ ---- ---!! !!!
  GET    /organisation-export              none    200  ----- ---- ------ ---- ---!! !!!
  POST   /organisation-export/requests     none    200  ----- ---- ------ ---- ---!! !!!
  GET    /organisation-export/archive      none    200  ----- ---- ------ ---- ---!! !!!
  POST   /keys/link                        none    200  ----- ---- ------ ---- ---!! !!!
  POST   /keys/destruction/withdraw        none    204  ----- ---- ------ ---- ---!! !!!
  // By an address that nobody here was given.
  POST   /keys/custody                     none    410  +++++ ++++ ++++++ ++++ +++++ +++
  POST   /keys/custody/requests            none    410  +++++ ++++ ++++++ ++++ +++++ +++
  POST   /keys/custody/destruction/withdraw none   410  +++++ ++++ ++++++ ++++ +++++ +++
  POST   /keys/custody/certificate         none    410  +++++ ++++ ++++++ ++++ +++++ +++
  POST   /keys/custody/decisions           none    410  +++++ ++++ ++++++ ++++ +++++ +++
  // An administrator gives no right that it does not have.
  POST   /invitations#with-a-right         space   201  ----- ---- ------ ---- ---!! !!!

  // A guest sees nobody of the organisation that it visits.
  GET    /organisation/settings            none    200  ----- +--+ ------ +--- ---!! !!!
  PUT    /organisation/settings            none    204  ----- +--+ ------ +--- ---!! !!!
  // Everybody is told when it ends; who administers asks, who keeps the keys agrees. A program does neither. 409: nobody
  // keeps the keys here. 404: nothing to take back.
  GET    /organisation/end                 none    200  +++++ ++++ ------ ---- ---!! !!!
  POST   /organisation/end/requests        none    409  ----- +--+ ------ ---- ---!! !!!
  POST   /organisation/end/approve         none    204  ----- ---- ------ ---- ---!! !!!
  POST   /organisation/end/refuse          none    204  ----- ---- ------ ---- ---!! !!!
  POST   /organisation/end/withdraw        none    404  ----- +--+ ------ ---- ---!! !!!
  GET    /organisation/storage             none    200  ----- +--+ ------ +--- ---!! !!!
  GET    /organisation/storage/spaces      none    200  ----- +--+ ------ +--- ---!! !!!
  GET    /organisation/storage/files       none    200  ----- +--+ ------ +--- ---!! !!!
  PUT    /organisation/storage             none    204  ----- +--+ ------ +--- ---!! !!!
  GET    /storage/quotas/{id}              member  200  ----- +--- ------ +--- ---!! !!!
  PUT    /storage/quotas/{id}              member  204  ----- +--- ------ +--- ---!! !!!
  // Who administers the organisation sees no space by that alone.
  GET    /storage/quotas/{id}              space   200  ----- ---- ------ ---- ---!! !!!
  PUT    /storage/quotas/{id}              space   204  ----- ---- ------ ---- ---!! !!!
  GET    /people/{id}/card                 member  200  ++++- +++- +---+- +--- ---!! !!!
  GET    /people/{id}/photo                member  200  ++++- +++- +---+- +--- ---!! !!!
  POST   /directory/search                 person  200  ++++o +++o +---+- +--- ---!! !!!
  GET    /teams                            team    200  ++++o +++o +---+- +--- ---!! !!!
  POST   /teams/search                     team    200  ++++o +++o +---+- +--- ---!! !!!
  GET    /teams/{id}                       team    200  ++++- +++- +---+- +--- ---!! !!!
  GET    /teams/{id}/members               team    200  ++++- +++- +---+- +--- ---!! !!!
  POST   /teams                            none    201  ----- +--+ ------ +--- ---!! !!!
  PUT    /teams/{id}/members/{personId}    team    204  ----- +--- ------ +--- ---!! !!!
  DELETE /teams/{id}/members/{personId}    team    204  ----- +--- ------ +--- ---!! !!!
`);

const invitation = (): object => ({ name: name(), email: `x.${randomUUID()}@prefecture.example` });
const member = '/teams/{id}/members/{personId}';

const disabled: RequestPlan['prepare'] = ({ id }, world) =>
  world.person('administrator').http.act('POST', `/people/${id}/disable`);

export const identityRequests: RequestPlans = {
  'POST /sign-in/link': {
    ask: async (_id, { world, persona }) => ({
      path: `${API}/sign-in/link`,
      client: await world.freshClient(persona),
      body: { token: new URL(await world.signInLink()).hash.slice(1) },
    }),
  },
  'POST /sign-in/password': {
    ask: async (_id, { world, persona }) => ({
      path: `${API}/sign-in/password`,
      client: await world.freshClient(persona),
      body: { email: world.person('spare').email, password: PASSWORD },
      headers: World.anyAddress(),
    }),
    // Many tries for one account at once are slowed down.
    oneByOne: true,
  },
  'POST /sign-in/link-requests': {
    ask: () => ({
      path: `${API}/sign-in/link-requests`,
      body: { email: `${randomUUID()}@prefecture.example` },
      headers: World.anyAddress(),
    }),
  },
  'POST /sign-out': {
    ask: async (_id, { world, persona }) => ({
      path: `${API}/sign-out`,
      client: await world.freshClient(persona),
    }),
  },
  'PATCH /me': {
    ask: async (_id, { world, persona }) => {
      const me = await world
        .client(persona)
        .me()
        .catch(() => null);
      const headers = { 'if-match': `"${String(me?.version ?? 1)}"` };
      // Nothing changes, so the version stays.
      return { path: `${API}/me`, body: { locale: 'fr' }, headers };
    },
  },
  'PUT /organisation/settings': sending('/organisation/settings', () => ({
    hidesPresence: false,
    quiet: usualQuiet,
  })),
  'POST /organisation/end/requests': sending('/organisation/end/requests', () => ({
    ...{ organisation: 'Une autre', reason: 'Elle rejoint une autre préfecture.' },
  })),
  'PUT /organisation/storage': sending('/organisation/storage', () => ({
    personMaxBytes: null,
    spaceMaxBytes: null,
  })),
  'PUT /storage/quotas/{id}': sending('/storage/quotas/{id}', () => ({ quota: 'default' })),
  'PUT /me/photo': sending('/me/photo', () => ({ jpeg: PORTRAIT })),
  'PUT /me/password': sending('/me/password', () => ({ current: PASSWORD, password: 'court' })),
  'PUT /me/first-run': sending('/me/first-run', () => ({
    organisation: 'Une autre',
    ...invitation(),
    password: PASSWORD,
  })),
  'POST /people/{id}/disable': changing('/people/{id}/disable'),
  'POST /people/{id}/enable': { ...changing('/people/{id}/enable'), prepare: disabled },
  'POST /people/{id}/hand-over': {
    ...changing('/people/{id}/hand-over', (_id, { world }) => ({ toId: world.person('helper').id })),
    prepare: disabled,
  },
  'POST /approvals/{id}/approve': { ask: () => ({ path: `${API}/approvals/${nowhere()}/approve` }) },
  'POST /approvals/{id}/refuse': { ask: () => ({ path: `${API}/approvals/${nowhere()}/refuse` }) },
  'POST /keys/requests': sending('/keys/requests', () => ({ act: 'keys-close' })),
  'POST /keys/requests/{id}/approve': { ask: () => ({ path: `${API}/keys/requests/${nowhere()}/approve` }) },
  'POST /keys/requests/{id}/refuse': { ask: () => ({ path: `${API}/keys/requests/${nowhere()}/refuse` }) },
  'POST /keys/custody': sending('/keys/custody', () => ({ ticket: UNKNOWN_TICKET })),
  'POST /keys/custody/destruction/withdraw': sending('/keys/custody/destruction/withdraw', () => ({
    ticket: UNKNOWN_TICKET,
  })),
  'POST /keys/custody/certificate': sending('/keys/custody/certificate', () => ({ ticket: UNKNOWN_TICKET })),
  'POST /keys/custody/requests': sending('/keys/custody/requests', () => ({
    ...{ ticket: UNKNOWN_TICKET, act: 'keys-open' },
  })),
  'POST /keys/custody/decisions': sending('/keys/custody/decisions', () => ({
    ...{ ticket: UNKNOWN_TICKET, requestId: nowhere(), agrees: true },
  })),
  'POST /invitations': sending('/invitations', invitation),
  'POST /invitations#with-a-right': sending('/invitations', (resourceId) => ({
    ...invitation(),
    resourceId,
    role: 'reader',
  })),
  'POST /directory/search': sending('/directory/search', () => ({ q: `${SECRET} owner`, limit: 50 })),
  'POST /people/search': sending('/people/search', () => ({ q: `${SECRET} owner` })),
  'POST /teams/search': sending('/teams/search', () => ({ limit: 200 })),
  'POST /teams': sending('/teams', () => ({ name: name() })),
  [`PUT ${member}`]: {
    ask: (id, { world }) => ({ path: `${API}/teams/${id}/members/${world.person('helper').id}` }),
    fresh: true,
  },
  [`DELETE ${member}`]: {
    ask: (id, { world }) => ({ path: `${API}/teams/${id}/members/${world.person('helper').id}` }),
    fresh: true,
    prepare: ({ id }, world) =>
      world.person('administrator').http.act('PUT', `/teams/${id}/members/${world.person('helper').id}`),
  },
};
