import { randomUUID } from 'node:crypto';
import { type RequestPlan, type RequestPlans, sending } from '../request-plans.js';
import { table } from '../table.js';
import { name, World } from '../world.js';

/** Groups of cells: invited (owner editor commenter reader guest) | not (administrator stranger revoked foreign) | owner's tokens (all documents files messages admin scim) | administrators' tokens (admin content scim, and scim of the other organisation) | visitors by link (reader editor, used up, expired, withdrawn) | nobody (signed out, disabled, anonymous). */
export const factorRows = table(`
  // Open to everybody; 410: no ceremony and no first step was begun in this browser.
  POST   /sign-in/passkey-options       none     200  +++++ ++++ ++++++ ++++ +++++ +++
  POST   /sign-in/passkey               none     410  +++++ ++++ ++++++ ++++ +++++ +++
  POST   /sign-in/second-factor         none     410  +++++ ++++ ++++++ ++++ +++++ +++

  // Everybody's own; a program's token does not change how its person signs in.
  GET    /me/security                none     200  +++++ ++++ ------ ---- ---!! !!!
  POST   /me/passkeys/options        none     200  +++++ ++++ ------ ---- ---!! !!!
  POST   /me/passkeys                none     410  +++++ ++++ ------ ---- ---!! !!!
  // Nobody here has one.
  PATCH  /me/passkeys/{id}           none     204  ----- ---- ------ ---- ---!! !!!
  DELETE /me/passkeys/{id}           none     204  ----- ---- ------ ---- ---!! !!!
  POST   /me/totp                    none     200  +++++ ++++ ------ ---- ---!! !!!
  // 401: let in, and the code is wrong.
  POST   /me/totp/confirm            none     401  +++++ ++++ ------ ---- ---!! !!!
  POST   /me/recovery-codes          none     200  ----- ---- ------ ---- ---!! !!!
  DELETE /me/totp                    none     204  +++++ ++++ ------ ---- ---!! !!!
  GET    /me/tokens                  none     200  +++++ ++++ ------ ---- ---!! !!!
  POST   /me/tokens                  none     201  +++++ ++++ ------ ---- ---!! !!!
  // Of nobody here.
  DELETE /me/tokens/{id}             none     204  ----- ---- ------ ---- ---!! !!!

  // An open session of the owner.
  DELETE /me/sessions/{id}           session  204  +---- ---- ------ ---- ---!! !!!
  POST   /me/sessions/end-others     none     204  +++++ ++++ ------ ---- ---!! !!!
`);

const credential = (response: object): object => ({
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'AAAA', ...response },
});
/** From an address of its own: these have limits for each network. */
const fromAnywhere = ({ ask }: RequestPlan): RequestPlan => ({
  ask: async (id, scene) => ({ ...(await ask(id, scene)), headers: World.anyAddress() }),
});

export const factorRequests: RequestPlans = {
  'POST /sign-in/passkey-options': fromAnywhere({ ask: () => ({ path: '/api/v1/sign-in/passkey-options' }) }),
  'POST /sign-in/passkey': fromAnywhere(
    sending('/sign-in/passkey', () => ({
      credential: credential({ authenticatorData: 'AAAA', signature: 'AAAA' }),
    })),
  ),
  'POST /sign-in/second-factor': fromAnywhere(sending('/sign-in/second-factor', () => ({ code: '000000' }))),
  'POST /me/passkeys': sending('/me/passkeys', () => ({
    name: name(),
    credential: credential({ attestationObject: 'AAAA' }),
  })),
  'PATCH /me/passkeys/{id}': {
    ask: () => ({
      path: `/api/v1/me/passkeys/${randomUUID()}`,
      body: { name: name() },
      headers: { 'if-match': '"1"' },
    }),
  },
  'DELETE /me/passkeys/{id}': { ask: () => ({ path: `/api/v1/me/passkeys/${randomUUID()}` }) },
  'POST /me/tokens': sending('/me/tokens', () => ({ name: name(), scopes: ['files'], days: 1 })),
  'DELETE /me/tokens/{id}': { ask: () => ({ path: `/api/v1/me/tokens/${randomUUID()}` }) },
  'POST /me/totp/confirm': {
    ask: async (_id, { world, persona }) => {
      // What is confirmed was begun before; who may not begin it is told so here as well.
      await world
        .client(persona)
        .call('POST', '/api/v1/me/totp')
        .catch(() => undefined);
      return { path: '/api/v1/me/totp/confirm', body: { code: '000000' } };
    },
  },
  'DELETE /me/sessions/{id}': {
    ask: (id) => ({ path: `/api/v1/me/sessions/${id}` }),
    fresh: true,
  },
  'POST /me/sessions/end-others': {
    ask: async (_id, { world, persona }) => ({
      path: '/api/v1/me/sessions/end-others',
      client: await world.moveToFreshSession(persona),
    }),
    // The sessions are made by an administrator, whose own session would be ended meanwhile.
    oneByOne: true,
  },
};
