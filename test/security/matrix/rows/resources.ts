import { removedGrantSchema } from '@maroquin/contracts';
import { changing, nowhere, type RequestPlans, sending, UNKNOWN_UNDO } from '../request-plans.js';
import { table } from '../table.js';
import { customRole, name } from '../world.js';

/** Groups of cells: invited (owner editor commenter reader guest) | not (administrator stranger revoked foreign) | owner's tokens (all documents files messages admin scim) | administrators' tokens (admin content scim, and scim of the other organisation) | visitors by link (reader editor, used up, expired, withdrawn) | nobody (signed out, disabled, anonymous). */
export const resourceRows = table(`
  // A token sees what its scope is about; places hold things of every kind.
  GET    /resources/{id}                     space    200  +++++ ---- ++++-- ---- ---!! !!!
  GET    /resources/{id}                     folder   200  +++++ ---- ++++-- ---- +++!! !!!
  GET    /resources/{id}                     prose    200  +++++ ---- ++---- ---- +++!! !!!
  GET    /resources/{id}                     text     200  +++++ ---- ++---- ---- +++!! !!!
  GET    /resources/{id}                     file     200  +++++ ---- +-+--- ---- +++!! !!!
  GET    /resources/{id}                     channel  200  +++++ ---- +--+-- ---- +++!! !!!
  GET    /resources/{id}                     trashed  200  +++++ ---- ++---- ---- +++!! !!!
  GET    /resources/{id}                     person   200  ----- ---- ------ ---- ---!! !!!
  GET    /resources/{id}                     team     200  ----- ---- ------ ---- ---!! !!!

  PUT    /resources/{id}/favourite           space    204  +++++ ---- ++++-- ---- ---!! !!!
  PUT    /resources/{id}/favourite           folder   204  +++++ ---- ++++-- ---- +++!! !!!
  PUT    /resources/{id}/favourite           prose    204  +++++ ---- ++---- ---- +++!! !!!
  PUT    /resources/{id}/favourite           text     204  +++++ ---- ++---- ---- +++!! !!!
  PUT    /resources/{id}/favourite           file     204  +++++ ---- +-+--- ---- +++!! !!!
  PUT    /resources/{id}/favourite           channel  204  +++++ ---- +--+-- ---- +++!! !!!
  PUT    /resources/{id}/favourite           direct   204  ----- ---- ------ ---- ---!! !!!
  GET    /resources/{id}/citations           space    200  +++++ ---- ++++-- ---- ---!! !!!
  GET    /resources/{id}/citations           folder   200  +++++ ---- ++++-- ---- +++!! !!!
  GET    /resources/{id}/citations           prose    200  +++++ ---- ++---- ---- +++!! !!!
  GET    /resources/{id}/citations           text     200  +++++ ---- ++---- ---- +++!! !!!
  GET    /resources/{id}/citations           file     200  +++++ ---- +-+--- ---- +++!! !!!
  GET    /resources/{id}/citations           channel  200  +++++ ---- +--+-- ---- +++!! !!!
  GET    /resources/{id}/citations           direct   200  ----- ---- ------ ---- ---!! !!!
  GET    /resources/{id}/children            space    200  +++++ ---- ++++-- ---- ---!! !!!
  GET    /resources/{id}/children            folder   200  +++++ ---- ++++-- ---- +++!! !!!
  GET    /resources/{id}/children            prose    200  +++++ ---- ++---- ---- +++!! !!!
  GET    /resources/{id}                     unsent   200  +---- ---- +-+--- ---- ---!! !!!
  GET    /resources/{id}/access              unsent   200  +---- ---- +-+--- ---- ---!! !!!
  PATCH  /resources/{id}                     unsent   200  ----- ---- ------ ---- ---!! !!!
  PATCH  /resources/{id}#move                unsent   200  ----- ---- ------ ---- ---!! !!!
  POST   /resources/{id}/trash               unsent   204  ----- ---- ------ ---- ---!! !!!
  GET    /resources/{id}/restriction         unsent   200  ----- ---- ------ ---- ---!! !!!
  PUT    /resources/{id}/restriction         unsent   200  ----- ---- ------ ---- ---!! !!!
  PUT    /resources/{id}/grants/{subjectId}  unsent   200  ----- ---- ------ ---- ---!! !!!
  GET    /rights/resources/{id}              unsent   200  ----- ---- ------ ---- ---!! !!!
  GET    /resources/{id}/children            file     200  +++++ ---- +-+--- ---- +++!! !!!
  GET    /resources/{id}/children            channel  200  +++++ ---- +--+-- ---- +++!! !!!
  GET    /resources/{id}/children            direct   200  ----- ---- ------ ---- ---!! !!!

  GET    /resources/{id}/children#lists      folder   200  +++++ ---- ++++-- ---- +++!! !!!
  GET    /resources/{id}/children#lists      prose    200  +++++ ---- ++oo-- ---- +++!! !!!
  GET    /resources/{id}/children#lists      file     200  +++++ ---- +o+o-- ---- +++!! !!!
  GET    /resources/{id}/children#lists      channel  200  +++++ ---- +oo+-- ---- +++!! !!!

  GET    /resources/{id}/access              space    200  +++++ ---- ++++-- ---- ---!! !!!
  GET    /resources/{id}/access              folder   200  +++++ ---- ++++-- ---- ---!! !!!
  GET    /resources/{id}/access              prose    200  +++++ ---- ++---- ---- ---!! !!!
  GET    /resources/{id}/access              text     200  +++++ ---- ++---- ---- ---!! !!!
  GET    /resources/{id}/access              file     200  +++++ ---- +-+--- ---- ---!! !!!
  GET    /resources/{id}/access              channel  200  +++++ ---- +--+-- ---- ---!! !!!
  GET    /resources/{id}/access              trashed  200  ----- ---- ------ ---- ---!! !!!

  // What is restricted is its own people's; to others of the space and to administrators it is not there.
  GET    /resources/{id}                     restricted  200  +---- ---- ++++-- ---- ---!! !!!
  GET    /resources/{id}/children            restricted  200  +---- ---- ++++-- ---- ---!! !!!
  GET    /resources/{id}/access              restricted  200  +---- ---- ++++-- ---- ---!! !!!
  GET    /resources/{id}/restriction         restricted  200  +---- ---- +----- ---- ---!! !!!
  GET    /resources/{id}/marking             restricted  200  +---- ---- +----- ---- ---!! !!!
  GET    /resources/{id}/children#lists      restricted  200  +oooo ---- ++++-- ---- ooo!! !!!
  GET    /resources/recent                   private     200  +oooo oooo +oo+-- -o-- ooo!! !!!
  GET    /rights/resources/{id}              restricted  200  ----- ---- ------ ---- ---!! !!!
  POST   /folders                            restricted  201  +---- ---- ++++-- ---- ---!! !!!

  // A space is renamed and thrown away by who manages it. A folder takes along what is in it: here it is empty.
  PATCH  /resources/{id}                     space    200  +---- ---- +----- ---- ---!! !!!
  PATCH  /resources/{id}                     folder   200  ++--- ---- ++++-- ---- ---!! !!!
  PATCH  /resources/{id}                     prose    200  ++--- ---- ++---- ---- ---!! !!!
  PATCH  /resources/{id}                     text     200  ++--- ---- ++---- ---- ---!! !!!
  PATCH  /resources/{id}                     file     200  ++--- ---- +-+--- ---- ---!! !!!
  PATCH  /resources/{id}                     channel  200  ++--- ---- +--+-- ---- ---!! !!!
  PATCH  /resources/{id}                     direct   200  ----- ---- ------ ---- ---!! !!!
  PATCH  /resources/{id}                     trashed  200  ----- ---- ------ ---- ---!! !!!
  PATCH  /resources/{id}#move                folder   200  ++--- ---- ++++-- ---- ---!! !!!
  PATCH  /resources/{id}#move                prose    200  ++--- ---- ++---- ---- ---!! !!!
  PATCH  /resources/{id}#move                text     200  ++--- ---- ++---- ---- ---!! !!!
  PATCH  /resources/{id}#move                file     200  ++--- ---- +-+--- ---- ---!! !!!
  PATCH  /resources/{id}#move                channel  200  ++--- ---- +--+-- ---- ---!! !!!
  PATCH  /resources/{id}#move                direct   200  ----- ---- ------ ---- ---!! !!!
  PATCH  /resources/{id}#move                trashed  200  ----- ---- ------ ---- ---!! !!!
  // Who may move it there learns who gains and who loses by it.
  GET    /resources/{id}/move-preview        folder   200  ++--- ---- ++++-- ---- ---!! !!!
  GET    /resources/{id}/move-preview        prose    200  ++--- ---- ++---- ---- ---!! !!!
  GET    /resources/{id}/move-preview        text     200  ++--- ---- ++---- ---- ---!! !!!
  GET    /resources/{id}/move-preview        file     200  ++--- ---- +-+--- ---- ---!! !!!
  GET    /resources/{id}/move-preview        channel  200  ++--- ---- +--+-- ---- ---!! !!!
  GET    /resources/{id}/move-preview        direct   200  ----- ---- ------ ---- ---!! !!!
  GET    /resources/{id}/move-preview        trashed  200  ----- ---- ------ ---- ---!! !!!
  POST   /resources/{id}/trash               space    204  +---- ---- +----- ---- ---!! !!!
  POST   /resources/{id}/trash               folder   204  ++--- ---- ++++-- ---- ---!! !!!
  POST   /resources/{id}/trash               prose    204  ++--- ---- ++---- ---- ---!! !!!
  POST   /resources/{id}/trash               text     204  ++--- ---- ++---- ---- ---!! !!!
  POST   /resources/{id}/trash               file     204  ++--- ---- +-+--- ---- ---!! !!!
  POST   /resources/{id}/trash               channel  204  ++--- ---- +--+-- ---- ---!! !!!
  POST   /resources/{id}/trash               direct   204  ----- ---- ------ ---- ---!! !!!
  POST   /resources/{id}/restore             trashed  200  ++--- ---- ++---- ---- ---!! !!!

  // Who reads it copies it to where it may make something; 404: what is no file, document or folder is not copied.
  POST   /resources/{id}/copies              folder   201  ++--- ---- ++++-- ---- -+-!! !!!
  POST   /resources/{id}/copies              file     201  ++--- ---- +-+--- ---- -+-!! !!!
  POST   /resources/{id}/copies              prose    201  ++--- ---- ++---- ---- -+-!! !!!
  POST   /resources/{id}/copies              channel  201  ----- ---- ------ ---- ---!! !!!

  // How full a place is, is for who may bring something there.
  GET    /resources/{id}/storage             space    200  ++--- ---- ++++-- ---- ---!! !!!
  GET    /resources/{id}/storage             folder   200  ++--- ---- ++++-- ---- -+-!! !!!
  GET    /resources/{id}/storage             trashed  200  ----- ---- ------ ---- ---!! !!!

  // Only what is in the bin is deleted for good, and only by who manages it.
  DELETE /resources/{id}                     trashed  204  +---- ---- ++---- ---- ---!! !!!
  DELETE /resources/{id}                     folder   204  ----- ---- ------ ---- ---!! !!!

  // Who manages its access interrupts what it inherits. 409: a space inherits nothing.
  GET    /resources/{id}/restriction         space    200  +---- ---- +----- ---- ---!! !!!
  GET    /resources/{id}/marking             space    200  +---- ---- +----- ---- ---!! !!!
  GET    /resources/{id}/restriction         folder   200  +---- ---- +----- ---- ---!! !!!
  GET    /resources/{id}/marking             folder   200  +---- ---- +----- ---- ---!! !!!
  GET    /resources/{id}/restriction         prose    200  +---- ---- ++---- ---- ---!! !!!
  GET    /resources/{id}/marking             prose    200  +---- ---- ++---- ---- ---!! !!!
  GET    /resources/{id}/restriction         file     200  +---- ---- +-+--- ---- ---!! !!!
  GET    /resources/{id}/marking             file     200  +---- ---- +-+--- ---- ---!! !!!
  GET    /resources/{id}/restriction         channel  200  +---- ---- +--+-- ---- ---!! !!!
  GET    /resources/{id}/marking             channel  200  +---- ---- +--+-- ---- ---!! !!!
  GET    /resources/{id}/restriction         direct   200  ----- ---- ------ ---- ---!! !!!
  GET    /resources/{id}/marking             direct   200  ----- ---- ------ ---- ---!! !!!
  GET    /resources/{id}/restriction         trashed  200  ----- ---- ------ ---- ---!! !!!
  GET    /resources/{id}/marking             trashed  200  ----- ---- ------ ---- ---!! !!!
  PUT    /resources/{id}/restriction         space    409  +---- ---- +----- ---- ---!! !!!
  PUT    /resources/{id}/marking             space    204  +---- ---- +----- ---- ---!! !!!
  POST   /resources/{id}/marking/answer      space    404  +---- ---- +----- ---- ---!! !!!
  PUT    /resources/{id}/restriction         folder   200  +---- ---- +----- ---- ---!! !!!
  PUT    /resources/{id}/marking             folder   204  +---- ---- +----- ---- ---!! !!!
  POST   /resources/{id}/marking/answer      folder   404  +---- ---- +----- ---- ---!! !!!
  PUT    /resources/{id}/restriction         prose    200  +---- ---- ++---- ---- ---!! !!!
  PUT    /resources/{id}/marking             prose    204  +---- ---- ++---- ---- ---!! !!!
  POST   /resources/{id}/marking/answer      prose    404  +---- ---- ++---- ---- ---!! !!!
  PUT    /resources/{id}/restriction         file     200  +---- ---- +-+--- ---- ---!! !!!
  PUT    /resources/{id}/marking             file     204  +---- ---- +-+--- ---- ---!! !!!
  POST   /resources/{id}/marking/answer      file     404  +---- ---- +-+--- ---- ---!! !!!
  PUT    /resources/{id}/restriction         channel  200  +---- ---- +--+-- ---- ---!! !!!
  PUT    /resources/{id}/marking             channel  204  +---- ---- +--+-- ---- ---!! !!!
  POST   /resources/{id}/marking/answer      channel  404  +---- ---- +--+-- ---- ---!! !!!
  PUT    /resources/{id}/restriction         direct   200  ----- ---- ------ ---- ---!! !!!
  PUT    /resources/{id}/marking             direct   204  ----- ---- ------ ---- ---!! !!!
  POST   /resources/{id}/marking/answer      direct   404  ----- ---- ------ ---- ---!! !!!
  PUT    /resources/{id}/restriction         trashed  200  ----- ---- ------ ---- ---!! !!!
  PUT    /resources/{id}/marking             trashed  204  ----- ---- ------ ---- ---!! !!!
  POST   /resources/{id}/marking/answer      trashed  404  ----- ---- ------ ---- ---!! !!!

  PUT    /resources/{id}/grants/{subjectId}  space    200  +---- ---- +----- ---- ---!! !!!
  PUT    /resources/{id}/grants/{subjectId}  folder   200  +---- ---- +----- ---- ---!! !!!
  PUT    /resources/{id}/grants/{subjectId}  prose    200  +---- ---- ++---- ---- ---!! !!!
  PUT    /resources/{id}/grants/{subjectId}  text     200  +---- ---- ++---- ---- ---!! !!!
  PUT    /resources/{id}/grants/{subjectId}  file     200  +---- ---- +-+--- ---- ---!! !!!
  PUT    /resources/{id}/grants/{subjectId}  channel  200  +---- ---- +--+-- ---- ---!! !!!
  PUT    /resources/{id}/grants/{subjectId}  direct   200  ----- ---- ------ ---- ---!! !!!
  PUT    /resources/{id}/grants/{subjectId}  trashed  200  ----- ---- ------ ---- ---!! !!!
  DELETE /resources/{id}/grants/{subjectId}  space    200  +---- ---- +----- ---- ---!! !!!
  DELETE /resources/{id}/grants/{subjectId}  folder   200  +---- ---- +----- ---- ---!! !!!
  DELETE /resources/{id}/grants/{subjectId}  prose    200  +---- ---- ++---- ---- ---!! !!!
  DELETE /resources/{id}/grants/{subjectId}  text     200  +---- ---- ++---- ---- ---!! !!!
  DELETE /resources/{id}/grants/{subjectId}  file     200  +---- ---- +-+--- ---- ---!! !!!
  DELETE /resources/{id}/grants/{subjectId}  channel  200  +---- ---- +--+-- ---- ---!! !!!
  DELETE /resources/{id}/grants/{subjectId}  direct   200  ----- ---- ------ ---- ---!! !!!
  DELETE /resources/{id}/grants/{subjectId}  trashed  200  ----- ---- ------ ---- ---!! !!!
  POST   /resources/{id}/grants/{subjectId}/restore  space    204  +---- ---- +----- ---- ---!! !!!
  POST   /resources/{id}/grants/{subjectId}/restore  folder   204  +---- ---- +----- ---- ---!! !!!
  POST   /resources/{id}/grants/{subjectId}/restore  prose    204  +---- ---- ++---- ---- ---!! !!!
  POST   /resources/{id}/grants/{subjectId}/restore  text     204  +---- ---- ++---- ---- ---!! !!!
  POST   /resources/{id}/grants/{subjectId}/restore  file     204  +---- ---- +-+--- ---- ---!! !!!
  POST   /resources/{id}/grants/{subjectId}/restore  channel  204  +---- ---- +--+-- ---- ---!! !!!
  POST   /resources/{id}/grants/{subjectId}/restore  trashed  204  ----- ---- ------ ---- ---!! !!!

  // What everybody did is read by auditors alone, whom nobody here is: administrators are refused.
  GET    /audit/entries                      none     200  ----- ---- ------ ---- ---!! !!!
  GET    /audit/state                        none     200  ----- ---- ------ ---- ---!! !!!
  POST   /audit/verification                 none     200  ----- ---- ------ ---- ---!! !!!
  GET    /audit/export                       none     200  ----- ---- ------ ---- ---!! !!!
  // Who looks after rights knows who sees what in its own organisation, and reads nothing by it.
  GET    /rights/people/{id}                 person   200  ----- +--- ------ +--- ---!! !!!
  GET    /rights/resources/{id}              space    200  ----- +--- ------ +--- ---!! !!!
  GET    /rights/resources/{id}/links        space    200  ----- +--- ------ +--- ---!! !!!
  GET    /rights/resources/{id}              prose    200  ----- +--- ------ +--- ---!! !!!
  GET    /rights/resources/{id}              direct   200  ----- ---- ------ ---- ---!! !!!
  GET    /rights/resources/{id}              trashed  200  ----- +--- ------ +--- ---!! !!!

  // Administrators entrust others with what they must not do themselves; 409: to an administrator.
  // Administrators ask, key custodians decide, and there is none here. 404: nothing waits.
  GET    /break-glass                        none     200  ----- +--+ ------ ---- ---!! !!!
  POST   /break-glass                        space    201  ----- +--- ------ ---- ---!! !!!
  POST   /break-glass/{id}/approve           none     204  ----- ---- ------ ---- ---!! !!!
  POST   /break-glass/{id}/refuse            none     204  ----- ---- ------ ---- ---!! !!!
  POST   /break-glass/{id}/end               none     204  ----- ---- ------ ---- ---!! !!!
  GET    /resources/{id}/break-glass         space    200  +++++ ---- ++++-- ---- ---!! !!!
  GET    /resources/{id}/break-glass         folder   200  +++++ ---- ++++-- ---- +++!! !!!
  GET    /resources/{id}/break-glass         prose    200  +++++ ---- ++---- ---- +++!! !!!
  GET    /resources/{id}/break-glass         file     200  +++++ ---- +-+--- ---- +++!! !!!
  GET    /resources/{id}/break-glass         channel  200  +++++ ---- +--+-- ---- +++!! !!!
  GET    /duties                             none     200  ----- +--+ ------ +--- ---!! !!!
  PUT    /duties/{duty}/holders/{subjectId}  person   204  ----- +--- ------ +--- ---!! !!!
  DELETE /duties/{duty}/holders/{subjectId}  none     204  ----- +--+ ------ +--- ---!! !!!

  // Members choose a custom role; administrators write them.
  GET    /roles                              role     200  ++++o +++o +---+- +--- ---!! !!!
  POST   /roles                              none     201  ----- +--+ ------ +--- ---!! !!!
  PUT    /roles/{id}                         role     204  ----- +--- ------ +--- ---!! !!!
  DELETE /roles/{id}                         role     204  ----- +--- ------ +--- ---!! !!!

  // Lists answer everybody, each with its own.
  GET    /spaces                             space    200  +++++ oooo ++++-- -o-- ooo!! !!!
  GET    /resources/recent                   prose    200  +++++ oooo ++oo-- -o-- +++!! !!!
  GET    /resources/recent                   text     200  +++++ oooo ++oo-- -o-- +++!! !!!
  GET    /resources/recent                   file     200  +++++ oooo +o+o-- -o-- +++!! !!!
  GET    /resources/recent                   channel  200  +++++ oooo +oo+-- -o-- +++!! !!!
  // Rights of that world stand on its space: what is listed is told by its journey.
  GET    /resources/shared                   prose    200  ooooo oooo oooo-- -o-- ---!! !!!
  GET    /favourites                         none     200  +++++ ++++ ++++-- -+-- ---!! !!!
  GET    /trash                              trashed  200  ++ooo oooo ++oo-- -o-- ooo!! !!!

  POST   /spaces                             none     201  +++++ ++++ +---+- +--- ---!! !!!
  POST   /folders                            space    201  ++--- ---- ++++-- ---- ---!! !!!
  POST   /folders                            folder   201  ++--- ---- ++++-- ---- -+-!! !!!
  POST   /folders                            prose    409  ++--- ---- ++---- ---- -+-!! !!!
  POST   /folders                            file     409  ++--- ---- +-+--- ---- -+-!! !!!
  POST   /folders                            channel  409  ++--- ---- +--+-- ---- -+-!! !!!
  POST   /folders                            trashed  201  ----- ---- ------ ---- ---!! !!!
`);

const duty = '/duties/{duty}/holders/{subjectId}';
const grant = '/resources/{id}/grants/{subjectId}';

export const resourceRequests: RequestPlans = {
  'PATCH /resources/{id}': changing('/resources/{id}', () => ({ name: name() })),
  'PATCH /resources/{id}#move': changing('/resources/{id}', (_id, { world }) => ({
    parentId: world.target('folder').id,
  })),
  'GET /resources/{id}/move-preview': {
    ask: (id, { world }) => ({
      path: `/api/v1/resources/${id}/move-preview?parentId=${world.place}`,
    }),
  },
  'POST /resources/{id}/trash': changing('/resources/{id}/trash'),
  'POST /resources/{id}/restore': changing('/resources/{id}/restore'),
  'POST /resources/{id}/copies': {
    ask: (id, { world }) => ({
      path: `/api/v1/resources/${id}/copies`,
      body: { parentId: world.place },
    }),
  },
  'DELETE /resources/{id}': { ask: (id) => ({ path: `/api/v1/resources/${id}` }), fresh: true },
  // To somebody nobody else here is: what the others may do stays as it is.
  [`PUT ${duty}`]: {
    ask: (id, { world, target }) => ({
      path: `/api/v1/duties/key-custodian/holders/${id === target.id ? world.person('spare').id : id}`,
    }),
  },
  [`DELETE ${duty}`]: {
    ask: (_id, { world }) => ({ path: `/api/v1/duties/auditor/holders/${world.person('spare').id}` }),
  },
  'GET /audit/export': { ask: () => ({ path: '/api/v1/audit/export?format=csv' }) },
  'POST /break-glass': {
    ask: (resourceId) => ({
      path: '/api/v1/break-glass',
      body: { resourceId, reason: 'Panne signalée, ticket 4711', hours: 1 },
    }),
    fresh: true,
  },
  ...Object.fromEntries(
    ['approve', 'refuse', 'end'].map((act) => [
      `POST /break-glass/{id}/${act}`,
      { ask: () => ({ path: `/api/v1/break-glass/${nowhere()}/${act}` }) },
    ]),
  ),
  'POST /roles': sending('/roles', () => customRole()),
  'PUT /roles/{id}': changing('/roles/{id}', () => customRole()),
  'DELETE /roles/{id}': { ask: (id) => ({ path: `/api/v1/roles/${id}` }), fresh: true },
  'PUT /resources/{id}/marking': changing('/resources/{id}/marking', () => ({ marking: 'sensitive' })),
  // Nobody asked for anything: who manages access is told so, and the others the same.
  'POST /resources/{id}/marking/answer': {
    ask: (id) => ({ path: `/api/v1/resources/${id}/marking/answer`, body: { agrees: false } }),
  },
  'PUT /resources/{id}/favourite': {
    ask: (id) => ({ path: `/api/v1/resources/${id}/favourite`, body: { on: true } }),
  },
  'PUT /resources/{id}/restriction': {
    ask: (id) => ({ path: `/api/v1/resources/${id}/restriction`, body: { restricted: true } }),
    fresh: true,
  },
  [`PUT ${grant}`]: {
    ask: (id, { world }) => ({
      path: `/api/v1/resources/${id}/grants/${world.person('helper').id}`,
      body: { role: 'reader' },
    }),
    fresh: true,
  },
  [`DELETE ${grant}`]: {
    ask: (id, { world }) => ({ path: `/api/v1/resources/${id}/grants/${world.person('helper').id}` }),
    fresh: true,
    prepare: ({ id }, world) =>
      world.owner.act('PUT', `/resources/${id}/grants/${world.person('helper').id}`, { role: 'reader' }),
  },
  // Given and taken away by the owner, who alone may undo it.
  [`POST ${grant}/restore`]: {
    ask: async (id, { world, target }) => {
      const path = `/resources/${id}/grants/${world.person('helper').id}`;
      if (id === world.target(target.kind).id || id !== target.id)
        return { path: `/api/v1${path}/restore`, body: { undo: UNKNOWN_UNDO } };
      await world.owner.act('PUT', path, { role: 'reader' });
      const { undo } = await world.owner.json(removedGrantSchema, 'DELETE', path);
      return { path: `/api/v1${path}/restore`, body: { undo } };
    },
    fresh: true,
  },
  // What stands in the folder that all of them lie in.
  'GET /resources/{id}/children#lists': {
    ask: (_id, { world }) => ({ path: `/api/v1/resources/${world.place}/children?limit=200` }),
  },
  'GET /resources/recent': { ask: () => ({ path: '/api/v1/resources/recent?limit=200' }) },
  'GET /spaces': { ask: () => ({ path: '/api/v1/spaces?limit=200' }) },
  'GET /trash': { ask: () => ({ path: '/api/v1/trash?limit=200' }) },

  'POST /spaces': sending('/spaces', () => ({ name: name() })),
  'POST /folders': sending('/folders', (parentId) => ({ name: name(), parentId })),
};
