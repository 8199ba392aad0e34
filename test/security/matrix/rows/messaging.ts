import { randomUUID } from 'node:crypto';
import { type RequestPlan, type RequestPlans, sending } from '../request-plans.js';
import { table } from '../table.js';
import { name } from '../world.js';

/** Groups of cells: invited (owner editor commenter reader guest) | not (administrator stranger revoked foreign) | owner's tokens (all documents files messages admin scim) | administrators' tokens (admin content scim, and scim of the other organisation) | visitors by link (reader editor, used up, expired, withdrawn) | nobody (signed out, disabled, anonymous). */
export const messagingRows = table(`
  POST   /channels                 space    201  ++--- ---- +--+-- ---- ---!! !!!
  POST   /channels                 folder   201  ++--- ---- +--+-- ---- -+-!! !!!
  POST   /channels                 trashed  201  ----- ---- ------ ---- ---!! !!!
  // A place is looked at with any scope of content, its channels are named with that of messages.
  GET    /channels                 channel  200  +++++ ---- +oo+-- ---- +++!! !!!
  GET    /conversations            none     200  ooooo oooo oooo-- -o-- ---!! !!!
  // A private discussion is its maker's, and who it is shared with: nobody of the space sees it.
  POST   /channels#private         space    201  ++--- ---- +--+-- ---- ---!! !!!
  GET    /channels                 private  200  +oooo ---- +oo+-- ---- ooo!! !!!
  GET    /channels#mine            channel  200  +++++ oooo +oo+-- -o-- +++!! !!!
  GET    /channels#mine            private  200  +oooo oooo +oo+-- -o-- ooo!! !!!
  GET    /channels#mine            direct   200  ooooo oooo oooo-- -o-- ooo!! !!!
  GET    /conversations            private  200  +oooo oooo +oo+-- -o-- ---!! !!!
  GET    /channels/{id}            private  200  +---- ---- +--+-- ---- ---!! !!!
  GET    /channels/{id}/messages   private  200  +---- ---- +--+-- ---- ---!! !!!
  POST   /channels/{id}/messages   private  201  +---- ---- +--+-- ---- ---!! !!!
  GET    /conversations            direct   200  +++oo oooo +oo+-- -o-- ---!! !!!
  // Members of an organisation write to each other; a guest, and to a guest, where both share a space.
  POST   /conversations            member   201  ++++- +++- +--+-- -+-- ---!! !!!
  POST   /conversations/people/search none     200  +++++ ++++ +--+-- -+-- ---!! !!!
  // Who takes part; nobody else learns that it exists, whatever they administer.
  GET    /conversations/{id}/participants     direct   200  +++-- ---- +--+-- ---- ---!! !!!
  GET    /conversations/{id}/participants     channel  200  ----- ---- ------ ---- ---!! !!!
  POST   /conversations/{id}/participants     direct   204  +++-- ---- +--+-- ---- ---!! !!!
  POST   /conversations/{id}/participants     channel  204  ----- ---- ------ ---- ---!! !!!
  PUT    /conversations/{id}/name             direct   204  +++-- ---- +--+-- ---- ---!! !!!
  DELETE /conversations/{id}/participants/me  direct   204  +++-- ---- +--+-- ---- ---!! !!!
  GET    /resources/{id}           direct   200  ----- ---- ------ ---- ---!! !!!
  GET    /resources/{id}/access    direct   200  ----- ---- ------ ---- ---!! !!!
  GET    /channels/{id}            direct   200  +++-- ---- +--+-- ---- ---!! !!!
  PUT    /channels/{id}/read       direct   204  +++-- ---- +--+-- ---- ---!! !!!
  PUT    /channels/{id}/internal   direct   204  ----- ---- ------ ---- ---!! !!!
  POST   /channels/{id}/messages   direct   201  +++-- ---- +--+-- ---- ---!! !!!
  GET    /channels/{id}/messages   direct   200  +++-- ---- +--+-- ---- ---!! !!!
  POST   /channels/{id}/people/search direct   200  +++-- ---- +--+-- ---- ---!! !!!
  // Nobody moderates there: its author alone changes, deletes and looks back.
  PATCH  /channels/{id}/messages/{seq}            direct   200  +---- ---- +--+-- ---- ---!! !!!
  DELETE /channels/{id}/messages/{seq}            direct   200  +---- ---- +--+-- ---- ---!! !!!
  PUT    /channels/{id}/messages/{seq}/reactions  direct   200  +++-- ---- +--+-- ---- ---!! !!!
  PUT    /channels/{id}/messages/{seq}/pin        direct   200  +++-- ---- +--+-- ---- ---!! !!!
  GET    /channels/{id}/messages/{seq}/edits      direct   200  +---- ---- +--+-- ---- ---!! !!!
  POST   /channels/{id}/messages/{seq}/thread     direct   200  +++-- ---- +--+-- ---- ---!! !!!
  GET    /channels/{id}            channel  200  +++++ ---- +--+-- ---- +++!! !!!
  GET    /channels/{id}            prose    200  ----- ---- ------ ---- ---!! !!!
  GET    /channels/{id}            space    200  ----- ---- ------ ---- ---!! !!!
  PUT    /channels/{id}/read       channel  204  +++++ ---- +--+-- ---- +++!! !!!
  PUT    /channels/{id}/archived   channel  204  +---- ---- +--+-- ---- ---!! !!!
  PUT    /channels/{id}/archived   direct   204  ----- ---- ------ ---- ---!! !!!
  PUT    /channels/{id}/archived   private  204  +---- ---- +--+-- ---- ---!! !!!
  PUT    /channels/{id}/archived   prose    204  ----- ---- ------ ---- ---!! !!!
  PUT    /channels/{id}/internal   channel  204  +---- ---- +--+-- ---- ---!! !!!
  PUT    /channels/{id}/internal   prose    204  ----- ---- ------ ---- ---!! !!!
  // Who may comment may write.
  POST   /channels/{id}/messages   channel  201  +++-- ---- +--+-- ---- -+-!! !!!
  POST   /channels/{id}/messages   prose    201  ----- ---- ------ ---- ---!! !!!
  GET    /channels/{id}/messages   channel  200  +++++ ---- +--+-- ---- +++!! !!!
  GET    /channels/{id}/messages   file     200  ----- ---- ------ ---- ---!! !!!
  // Who reads it: told to colleagues who write there.
  POST   /channels/{id}/people/search channel  200  +++-- ---- +--+-- ---- ---!! !!!
  // Of a document too, for who is about to comment it.
  POST   /channels/{id}/people/search prose    200  +++-- ---- ++---- ---- ---!! !!!
  POST   /channels/{id}/people/search file     200  ----- ---- ------ ---- ---!! !!!
  // What one does with a message: there is none where one may not write, and the text belongs to its author.
  PATCH  /channels/{id}/messages/{seq}            channel  200  +---- ---- +--+-- ---- ---!! !!!
  PATCH  /channels/{id}/messages/{seq}            prose    200  ----- ---- ------ ---- ---!! !!!
  DELETE /channels/{id}/messages/{seq}            channel  200  +---- ---- +--+-- ---- ---!! !!!
  DELETE /channels/{id}/messages/{seq}            file     200  ----- ---- ------ ---- ---!! !!!
  PUT    /channels/{id}/messages/{seq}/reactions  channel  200  +++-- ---- +--+-- ---- -+-!! !!!
  PUT    /channels/{id}/messages/{seq}/reactions  prose    200  ----- ---- ------ ---- ---!! !!!
  PUT    /channels/{id}/messages/{seq}/pin        channel  200  +++-- ---- +--+-- ---- -+-!! !!!
  PUT    /channels/{id}/messages/{seq}/pin        space    200  ----- ---- ------ ---- ---!! !!!
  GET    /channels/{id}/messages/{seq}/edits      channel  200  +---- ---- +--+-- ---- ---!! !!!
  GET    /channels/{id}/messages/{seq}/edits      folder   200  ----- ---- ------ ---- ---!! !!!
  POST   /channels/{id}/messages/{seq}/thread     channel  200  +++-- ---- +--+-- ---- -+-!! !!!
  POST   /channels/{id}/messages/{seq}/thread     prose    200  ----- ---- ------ ---- ---!! !!!
  GET    /channels/{id}/pins                      channel  200  +++++ ---- +--+-- ---- +++!! !!!
  GET    /channels/{id}/pins                      direct   200  +++-- ---- +--+-- ---- ---!! !!!
  // What one has of it for oneself: where one may write.
  GET    /channels/{id}/draft                     channel  200  +++-- ---- +--+-- ---- -+-!! !!!
  GET    /channels/{id}/draft                     direct   200  +++-- ---- +--+-- ---- ---!! !!!
  PUT    /channels/{id}/draft                     channel  204  +++-- ---- +--+-- ---- -+-!! !!!
  PUT    /channels/{id}/draft                     direct   204  +++-- ---- +--+-- ---- ---!! !!!
  PUT    /channels/{id}/draft                     prose    204  ----- ---- ------ ---- ---!! !!!
  PUT    /channels/{id}/messages/{seq}/saved      channel  204  +++++ ---- +--+-- ---- +++!! !!!
  PUT    /channels/{id}/messages/{seq}/saved      direct   204  +++-- ---- +--+-- ---- ---!! !!!
  GET    /saved-messages                          none     200  ooooo oooo o--o-- -o-- ---!! !!!
  // A visitor by link is gone when the moment has come.
  POST   /channels/{id}/scheduled                 channel  201  +++-- ---- +--+-- ---- ---!! !!!
  POST   /channels/{id}/scheduled                 direct   201  +++-- ---- +--+-- ---- ---!! !!!
  GET    /scheduled-messages                      none     200  ooooo oooo o--o-- -o-- ---!! !!!
  // What somebody scheduled is theirs alone.
  DELETE /scheduled-messages/{id}                 channel  204  +---- ---- +--+-- ---- ---!! !!!
  // A thread has the rights of its channel.
  GET    /threads/{id}             thread   200  +++++ ---- +--+-- ---- +++!! !!!
  GET    /threads/{id}             channel  200  ----- ---- ------ ---- ---!! !!!
  PUT    /threads/{id}/follow      thread   204  +++++ ---- +--+-- ---- +++!! !!!
  PUT    /threads/{id}/follow      prose    204  ----- ---- ------ ---- ---!! !!!
  GET    /channels/{id}/messages   thread   200  +++++ ---- +--+-- ---- +++!! !!!
  POST   /channels/{id}/messages   thread   201  +++-- ---- +--+-- ---- -+-!! !!!
  // The thread of a comment has those of its document.
  GET    /channels/{id}            comment  200  ----- ---- ------ ---- ---!! !!!
  GET    /threads/{id}             comment  200  ----- ---- ------ ---- ---!! !!!
  GET    /channels/{id}/messages   comment  200  +++++ ---- ++---- ---- +++!! !!!
  POST   /channels/{id}/messages   comment  201  +++-- ---- ++---- ---- -+-!! !!!
  PUT    /channels/{id}/read       comment  204  +++++ ---- ++---- ---- +++!! !!!
  POST   /channels/{id}/people/search              comment  200  +++-- ---- ++---- ---- ---!! !!!
  PATCH  /channels/{id}/messages/{seq}             comment  200  +---- ---- ++---- ---- ---!! !!!
  DELETE /channels/{id}/messages/{seq}             comment  200  +---- ---- ++---- ---- ---!! !!!
  PUT    /channels/{id}/messages/{seq}/reactions   comment  200  +++-- ---- ++---- ---- -+-!! !!!
  POST   /channels/{id}/messages/{seq}/thread      comment  200  ----- ---- ------ ---- ---!! !!!

  // Whoever is let in searches; what is found is theirs: test/search.
  POST   /search                   none     200  +++++ ++++ ++++-- -+-- +++!! !!!

  MSG    feed.subscribe            comment  200  +++++ ---- ++---- ---- +++!! !!!
  MSG    message.send              comment  200  +++-- ---- ++---- ---- -+-!! !!!
  MSG    feed.subscribe            channel  200  +++++ ---- +--+-- ---- +++!! !!!
  MSG    feed.subscribe            thread   200  +++++ ---- +--+-- ---- +++!! !!!
  MSG    feed.subscribe            prose    200  ----- ---- ------ ---- ---!! !!!
  MSG    feed.subscribe            file     200  ----- ---- ------ ---- ---!! !!!
  // To stop listening to what one does not hear says nothing.
  MSG    feed.unsubscribe          none     200  +++++ ++++ ++++++ ++++ +++!! !!!
  MSG    feed.subscribe            direct   200  +++-- ---- +--+-- ---- ---!! !!!
  MSG    message.send              direct   200  +++-- ---- +--+-- ---- ---!! !!!
  MSG    place.watch               direct   200  ----- ---- ------ ---- ---!! !!!
  MSG    message.send              channel  200  +++-- ---- +--+-- ---- -+-!! !!!
  MSG    message.send              space    200  ----- ---- ------ ---- ---!! !!!
  // Of what is written where one may not read, nothing is heard: conversation-hints.test.ts.
  MSG    conversations.watch       none     200  +++++ ++++ ++++++ ++++ +++!! !!!
  // Whoever may write there; it is sent to those who read it, and kept nowhere.
  MSG    conversation.typing       channel  200  +++-- ---- +--+-- ---- -+-!! !!!
  MSG    conversation.typing       private  200  +---- ---- +--+-- ---- ---!! !!!
  MSG    conversation.typing       direct   200  +++-- ---- +--+-- ---- ---!! !!!
  MSG    conversation.typing       prose    200  ----- ---- ------ ---- ---!! !!!
  // Of oneself. Who is not in the directory is shown nobody, and says nothing by it.
  MSG    presence.set              none     200  +++++ ++++ ++++++ ++++ +++!! !!!
  MSG    presence.watch            member   200  ooooo oooo oooooo oooo ooo!! !!!
  MSG    place.watch               space    200  +++++ ---- ++++-- ---- ---!! !!!
  MSG    place.watch               folder   200  +++++ ---- ++++-- ---- +++!! !!!
  MSG    place.watch               prose    200  +++++ ---- ++---- ---- +++!! !!!
  MSG    place.watch               file     200  +++++ ---- +-+--- ---- +++!! !!!

  // Co-editing: the socket opens for who reads (#open); a change is committed for who edits (#write).
  WS     /collab/{id}#open         prose    200  +++++ ---- ++---- ---- +++!! !!!
  WS     /collab/{id}#open         text     200  +++++ ---- ++---- ---- +++!! !!!
  WS     /collab/{id}#open         space    200  ----- ---- ------ ---- ---!! !!!
  WS     /collab/{id}#open         folder   200  ----- ---- ------ ---- ---!! !!!
  WS     /collab/{id}#open         file     200  ----- ---- ------ ---- ---!! !!!
  WS     /collab/{id}#open         channel  200  ----- ---- ------ ---- ---!! !!!
  WS     /collab/{id}#open         trashed  200  ----- ---- ------ ---- ---!! !!!
  WS     /collab/{id}#write        prose    200  ++rrr ---- ++---- ---- r+r!! !!!
  WS     /collab/{id}#write        text     200  ++rrr ---- ++---- ---- r+r!! !!!
  // The same over socket.io, where no WebSocket comes through.
  MSG    /collab-fallback/part#open   prose    200  +++++ ---- ++---- ---- +++!! !!!
  MSG    /collab-fallback/part#open   text     200  +++++ ---- ++---- ---- +++!! !!!
  MSG    /collab-fallback/part#open   file     200  ----- ---- ------ ---- ---!! !!!
  MSG    /collab-fallback/part#open   channel  200  ----- ---- ------ ---- ---!! !!!
  MSG    /collab-fallback/part#open   trashed  200  ----- ---- ------ ---- ---!! !!!
  MSG    /collab-fallback/part#write  prose    200  ++rrr ---- ++---- ---- r+r!! !!!
  MSG    /collab-fallback/part#write  text     200  ++rrr ---- ++---- ---- r+r!! !!!
`);

const message = (): object => ({ clientId: randomUUID(), text: name() });

/** The first message of a channel, written by its owner. */
const first = (path: string, body?: () => object): RequestPlan => ({
  ask: (id) => ({
    path: `/api/v1/channels/${id}/messages/1${path}`,
    ...(body !== undefined && { body: body() }),
  }),
  fresh: true,
  prepare: ({ id }, world) => world.person('owner').http.act('POST', `/channels/${id}/messages`, message()),
});
const tomorrow = (): object => ({ text: name(), sendAt: new Date(Date.now() + 86_400_000).toISOString() });
/** By channel: what its owner has scheduled there. */
const scheduled = new Map<string, string>();
const ofMessage = '/channels/{id}/messages/{seq}';

export const messagingRequests: RequestPlans = {
  'POST /channels': sending('/channels', (parentId) => ({ name: name(), parentId })),
  'POST /channels#private': sending('/channels', (parentId) => ({ name: name(), parentId, private: true })),
  // Those in the folder that all of them lie in.
  'GET /channels': { ask: (_id, { world }) => ({ path: `/api/v1/channels?parentId=${world.place}` }) },
  'GET /channels#mine': { ask: () => ({ path: '/api/v1/channels?limit=200' }) },
  'POST /search': sending('/search', () => ({ q: name() })),
  'POST /conversations': sending('/conversations', (id) => ({ personIds: [id] })),
  'POST /channels/{id}/people/search': sending('/channels/{id}/people/search', () => ({ query: 'a' })),
  'POST /conversations/people/search': sending('/conversations/people/search', () => ({ q: 'a', limit: 5 })),
  'POST /conversations/{id}/participants': {
    ...sending('/conversations/{id}/participants', (_id, { world }) => ({
      personIds: [world.person('helper').id],
    })),
    fresh: true,
  },
  'PUT /conversations/{id}/name': sending('/conversations/{id}/name', () => ({ name: name() })),
  'DELETE /conversations/{id}/participants/me': {
    ask: (id) => ({ path: `/api/v1/conversations/${id}/participants/me` }),
    fresh: true,
  },
  'PUT /channels/{id}/archived': sending('/channels/{id}/archived', () => ({ archived: false })),
  'PUT /channels/{id}/internal': sending('/channels/{id}/internal', () => ({ internal: false })),
  'PUT /channels/{id}/read': sending('/channels/{id}/read', () => ({ seq: 1 })),
  'POST /channels/{id}/messages': sending('/channels/{id}/messages', message),
  [`PATCH ${ofMessage}`]: first('', () => ({ text: name() })),
  [`DELETE ${ofMessage}`]: first(''),
  [`PUT ${ofMessage}/reactions`]: first('/reactions', () => ({ sign: 'seen', on: true })),
  [`PUT ${ofMessage}/pin`]: first('/pin', () => ({ on: true })),
  [`GET ${ofMessage}/edits`]: first('/edits'),
  [`POST ${ofMessage}/thread`]: first('/thread'),
  'PUT /channels/{id}/draft': sending('/channels/{id}/draft', () => ({ text: name() })),
  [`PUT ${ofMessage}/saved`]: first('/saved', () => ({ on: true })),
  'POST /channels/{id}/scheduled': sending('/channels/{id}/scheduled', tomorrow),
  'DELETE /scheduled-messages/{id}': {
    ask: (id) => ({ path: `/api/v1/scheduled-messages/${scheduled.get(id) ?? id}` }),
    fresh: true,
    prepare: async ({ id }, world) => {
      scheduled.set(id, await world.person('owner').http.create(`/channels/${id}/scheduled`, tomorrow()));
    },
  },
  'PUT /threads/{id}/follow': sending('/threads/{id}/follow', () => ({ on: true })),
  'MSG feed.subscribe': { ask: (feed) => ({ path: '', body: { feed, after: 0 } }) },
  'MSG feed.unsubscribe': { ask: (feed) => ({ path: '', body: { feed } }) },
  'MSG message.send': { ask: (channelId) => ({ path: '', body: { channelId, ...message() } }) },
  'MSG conversations.watch': { ask: () => ({ path: '', body: {} }) },
  'MSG conversation.typing': { ask: (id) => ({ path: '', body: { id } }) },
  'MSG presence.watch': { ask: (id) => ({ path: '', body: { people: [id] } }) },
  'MSG presence.set': { ask: () => ({ path: '', body: { here: true } }) },
  'MSG place.watch': { ask: (id) => ({ path: '', body: { id } }) },
};
