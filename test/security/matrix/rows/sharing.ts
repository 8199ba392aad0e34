import { randomUUID } from 'node:crypto';
import {
  accessRequestsSchema,
  createdLinkSchema,
  invitationResultSchema,
  withdrawnLinkSchema,
} from '@maroquin/contracts';
import type { HttpClient } from '../../../support/http-client.js';
import {
  API,
  changing,
  type RequestPlan,
  type RequestPlans,
  type Scene,
  sending,
  UNKNOWN_UNDO,
} from '../request-plans.js';
import { table } from '../table.js';
import { name, type Target, World } from '../world.js';

/** Groups of cells: invited (owner editor commenter reader guest) | not (administrator stranger revoked foreign) | owner's tokens (all documents files messages admin scim) | administrators' tokens (admin content scim, and scim of the other organisation) | visitors by link (reader editor, used up, expired, withdrawn) | nobody (signed out, disabled, anonymous). */
export const sharingRows = table(`
  // 410: let in, and the link is unknown.
  POST   /visits                            none    410  +++++ ++++ ++++++ ++++ +++++ +++

  GET    /resources/{id}/links              folder  200  +---- ---- +----- ---- ---!! !!!
  POST   /resources/{id}/links              folder  201  +---- ---- +----- ---- ---!! !!!
  // Its address is for the person who made it, whoever else may make links there.
  GET    /resources/{id}/links/{linkId}/address  folder  200  +---- ---- +----- ---- ---!! !!!
  PATCH  /resources/{id}/links/{linkId}     folder  204  +---- ---- +----- ---- ---!! !!!
  DELETE /resources/{id}/links/{linkId}     folder  200  +---- ---- +----- ---- ---!! !!!
  POST   /resources/{id}/links/{linkId}/restore  folder  204  +---- ---- +----- ---- ---!! !!!
  // Administrators list and withdraw every link of their own organisation, whatever it opens.
  GET    /links                             none    200  ----- +--+ ------ +--- ---!! !!!
  POST   /links/search                      none    200  ----- +--+ ------ +--- ---!! !!!
  PUT    /links/settings                    none    204  ----- +--+ ------ +--- ---!! !!!
  DELETE /links/{linkId}                    none    200  ----- +--- ------ +--- ---!! !!!
  POST   /links/{linkId}/restore            none    204  ----- +--- ------ +--- ---!! !!!

  // The same answer about something and about nothing; a narrow token asks for nothing more.
  POST   /access-requests                   none    202  +++++ ++++ +----- ---- ---!! !!!
  GET    /access-requests                   none    200  +++++ ++++ ++++-- -+-- ---!! !!!
  GET    /resources/{id}/access-requests    folder  200  +---- ---- +----- ---- ---!! !!!
  POST   /access-requests/{id}/approve      none    204  +---- ---- +----- ---- ---!! !!!
  POST   /access-requests/{id}/refuse       none    204  +---- ---- +----- ---- ---!! !!!

  GET    /spaces/{id}/guests/preview        space   200  +---- ---- +----- ---- ---!! !!!
  GET    /spaces/{id}/guests                space   200  +---- ---- +----- ---- ---!! !!!
  POST   /spaces/{id}/guests/search         space   200  +---- ---- +----- ---- ---!! !!!
  POST   /spaces/{id}/guests                space   201  +---- ---- +----- ---- ---!! !!!
  // The sponsor, and administrators of the organisation.
  PATCH  /spaces/{id}/guests/{personId}     space   204  +---- +--- +----- +--- ---!! !!!
`);

const link = (): object => ({ name: name(), role: 'reader' });
const linkOn = async (world: World, resourceId: string): Promise<string> =>
  (await world.owner.json(createdLinkSchema, 'POST', `/resources/${resourceId}/links`, link())).id;

/** One for all who may not touch it: a folder takes so many only. */
let keptLink: Promise<string> | undefined;
const isFresh = (world: World, target: Target): boolean => target.id !== world.target('folder').id;
const linkOf = (world: World, target: Target): Promise<string> =>
  isFresh(world, target) ? linkOn(world, target.id) : (keptLink ??= linkOn(world, target.id));
const onLink = (body?: object, below = ''): RequestPlan => ({
  ask: async (id, { world, target }) => {
    const linkId = id === target.id ? await linkOf(world, target) : randomUUID();
    return {
      path: `${API}/resources/${id}/links/${linkId}${below}`,
      headers: { 'if-match': '"1"' },
      ...(body === undefined ? {} : { body }),
    };
  },
  fresh: true,
});

const withdraw = async (http: HttpClient, path: string): Promise<string> =>
  (await http.json(withdrawnLinkSchema, 'DELETE', path)).undo ?? '';

/** What the stranger asked for, on a folder of its own. */
async function requested(world: World): Promise<string> {
  const { id } = await world.make('folder');
  await world.person('stranger').http.act('POST', '/access-requests', { resourceId: id });
  const path = `/resources/${id}/access-requests`;
  return (await world.owner.get(accessRequestsSchema, path)).items[0]?.id ?? '';
}
/** One for all who may not decide: a person may not ask for everything at once. */
let undecided: Promise<string> | undefined;
const deciding = (act: string, body?: object): RequestPlan => ({
  ask: async (_id, { world, persona }: Scene) => {
    const mayDecide = persona === 'owner' || persona === 'token-all';
    const id = await (mayDecide ? requested(world) : (undecided ??= requested(world)));
    return { path: `${API}/access-requests/${id}/${act}`, ...(body === undefined ? {} : { body }) };
  },
});

const guest = (): object => ({
  ...{ name: name(), email: `x.${randomUUID()}@mairie.example`, role: 'reader' },
});

const guestOf = async (world: World, spaceId: string): Promise<string> =>
  (await world.owner.json(invitationResultSchema, 'POST', `/spaces/${spaceId}/guests`, guest())).id;
const guestElsewhere = async (world: World): Promise<string> =>
  guestOf(world, (await world.make('space')).id);
let otherGuest: Promise<string> | undefined;

export const sharingRequests: RequestPlans = {
  'POST /visits': {
    ask: () => ({
      path: `${API}/visits`,
      body: { token: 'A'.repeat(43) },
      headers: World.anyAddress(),
    }),
  },
  'POST /resources/{id}/links': changing('/resources/{id}/links', link),
  'GET /resources/{id}/links/{linkId}/address': onLink(undefined, '/address'),
  'POST /links/search': sending('/links/search', () => ({ limit: 200 })),
  'POST /spaces/{id}/guests/search': sending('/spaces/{id}/guests/search', () => ({ limit: 200 })),
  'PUT /links/settings': sending('/links/settings', () => ({ days: 60 })),
  'PATCH /resources/{id}/links/{linkId}': onLink({ name: 'x' }),
  'DELETE /resources/{id}/links/{linkId}': onLink(),
  'POST /resources/{id}/links/{linkId}/restore': {
    ask: async (id, { world, target }) => {
      const linkId = id === target.id ? await linkOf(world, target) : randomUUID();
      const path = `/resources/${id}/links/${linkId}`;
      const undo = isFresh(world, target) ? await withdraw(world.owner, path) : UNKNOWN_UNDO;
      return { path: `${API}${path}/restore`, body: { undo } };
    },
    fresh: true,
  },
  'POST /links/{linkId}/restore': {
    ask: async (_id, { world, persona }) => {
      const path = `/links/${await linkOn(world, (await world.make('folder')).id)}`;
      const mayUndo = persona === 'administrator' || persona === 'admin-token-admin';
      const undo = mayUndo ? await withdraw(world.person('administrator').http, path) : UNKNOWN_UNDO;
      return { path: `${API}${path}/restore`, body: { undo } };
    },
  },
  'DELETE /links/{linkId}': {
    ask: async (_id, { world }) => ({
      path: `${API}/links/${await linkOn(world, (await world.make('folder')).id)}`,
    }),
  },
  'POST /access-requests': sending('/access-requests', () => ({ resourceId: randomUUID() })),
  'POST /access-requests/{id}/approve': deciding('approve', { role: 'reader' }),
  'POST /access-requests/{id}/refuse': deciding('refuse'),
  'POST /spaces/{id}/guests': changing('/spaces/{id}/guests', guest),
  'PATCH /spaces/{id}/guests/{personId}': {
    ask: async (id, { world, target }) => {
      const isOwn = target.id !== world.target('space').id;
      const personId = await (isOwn ? guestOf(world, target.id) : (otherGuest ??= guestElsewhere(world)));
      return {
        path: `${API}/spaces/${id}/guests/${personId}`,
        body: { endsAt: new Date(Date.now() + 86_400_000).toISOString() },
        headers: { 'if-match': '"1"' },
      };
    },
    fresh: true,
  },
};
