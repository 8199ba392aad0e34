import { randomUUID } from 'node:crypto';
import { png } from '../../../support/office/png.js';
import { API, changing, type RequestPlan, type RequestPlans, oneFile, sending } from '../request-plans.js';
import { table } from '../table.js';
import { base64, name } from '../world.js';

/** Groups of cells: invited (owner editor commenter reader guest) | not (administrator stranger revoked foreign) | owner's tokens (all documents files messages admin scim) | administrators' tokens (admin content scim, and scim of the other organisation) | visitors by link (reader editor, used up, expired, withdrawn) | nobody (signed out, disabled, anonymous). */
export const documentRows = table(`
  POST   /documents                                space    201  ++--- ---- ++---- ---- ---!! !!!
  POST   /documents                                folder   201  ++--- ---- ++---- ---- -+-!! !!!
  POST   /documents                                prose    409  ++--- ---- ++---- ---- -+-!! !!!
  POST   /documents                                trashed  201  ----- ---- ------ ---- ---!! !!!
  // 422: let in, and what was sent is no Word document.
  POST   /documents/import                         space    422  ++--- ---- ++---- ---- ---!! !!!
  POST   /documents/import                         folder   422  ++--- ---- ++---- ---- -+-!! !!!

  GET    /documents/{id}                           prose    200  +++++ ---- ++---- ---- +++!! !!!
  GET    /documents/{id}                           text     200  +++++ ---- ++---- ---- +++!! !!!
  GET    /documents/{id}                           space    200  ----- ---- ------ ---- ---!! !!!
  GET    /documents/{id}                           folder   200  ----- ---- ------ ---- ---!! !!!
  GET    /documents/{id}                           file     200  ----- ---- ------ ---- ---!! !!!
  GET    /documents/{id}                           channel  200  ----- ---- ------ ---- ---!! !!!
  GET    /documents/{id}                           trashed  200  ----- ---- ------ ---- ---!! !!!
  GET    /documents/{id}/text                      prose    200  +++++ ---- ++---- ---- +++!! !!!
  GET    /documents/{id}/text                      text     200  +++++ ---- ++---- ---- +++!! !!!
  GET    /documents/{id}/text                      file     200  ----- ---- ------ ---- ---!! !!!
  GET    /documents/{id}/text                      trashed  200  ----- ---- ------ ---- ---!! !!!
  GET    /documents/{id}/export                    prose    200  +++++ ---- ++---- ---- +++!! !!!
  GET    /documents/{id}/export                    text     200  +++++ ---- ++---- ---- +++!! !!!
  GET    /documents/{id}/export                    file     200  ----- ---- ------ ---- ---!! !!!
  GET    /documents/{id}/export                    trashed  200  ----- ---- ------ ---- ---!! !!!
  PUT    /documents/{id}/language                  prose    204  ++--- ---- ++---- ---- -+-!! !!!
  PUT    /documents/{id}/language                  text     204  ++--- ---- ++---- ---- -+-!! !!!
  PUT    /documents/{id}/language                  file     204  ----- ---- ------ ---- ---!! !!!
  PUT    /documents/{id}/language                  trashed  204  ----- ---- ------ ---- ---!! !!!
  PUT    /documents/{id}/numbered-titles           prose    204  ++--- ---- ++---- ---- -+-!! !!!
  PUT    /documents/{id}/numbered-titles           text     204  ----- ---- ------ ---- ---!! !!!
  PUT    /documents/{id}/numbered-titles           file     204  ----- ---- ------ ---- ---!! !!!
  PUT    /documents/{id}/numbered-titles           trashed  204  ----- ---- ------ ---- ---!! !!!
  PUT    /documents/{id}/suggestions-only          prose    204  +---- ---- ++---- ---- ---!! !!!
  PUT    /documents/{id}/suggestions-only          text     204  ----- ---- ------ ---- ---!! !!!
  PUT    /documents/{id}/suggestions-only          file     204  ----- ---- ------ ---- ---!! !!!
  PUT    /documents/{id}/suggestions-only          trashed  204  ----- ---- ------ ---- ---!! !!!
  GET    /documents/templates                      none     200  +++++ ++++ ++++-- -+-- ---!! !!!
  GET    /documents/{id}/template                  prose    200  +++++ ---- ++---- ---- +++!! !!!
  GET    /documents/{id}/template                  text     200  +++++ ---- ++---- ---- +++!! !!!
  GET    /documents/{id}/template                  file     200  ----- ---- ------ ---- ---!! !!!
  GET    /documents/{id}/template                  trashed  200  ----- ---- ------ ---- ---!! !!!
  PUT    /documents/{id}/template                  prose    204  ++--- ---- ++---- ---- -+-!! !!!
  PUT    /documents/{id}/template                  file     204  ----- ---- ------ ---- ---!! !!!
  PUT    /documents/{id}/template                  trashed  204  ----- ---- ------ ---- ---!! !!!
  // Who reads it makes a document of it where it may make one.
  POST   /documents#copy                           prose    201  ++--- ---- ++---- ---- -+-!! !!!
  POST   /documents#copy                           file     201  ----- ---- ------ ---- ---!! !!!
  POST   /documents#copy                           trashed  201  ----- ---- ------ ---- ---!! !!!
  POST   /documents/{id}/images                    prose    201  ++--- ---- ++---- ---- -+-!! !!!
  POST   /documents/{id}/images                    file     201  ----- ---- ------ ---- ---!! !!!
  POST   /documents/{id}/images                    trashed  201  ----- ---- ------ ---- ---!! !!!
  GET    /documents/{id}/images/{imageId}          prose    200  +++++ ---- ++---- ---- +++!! !!!
  // The discussion beside a document is opened by whoever of the organisation reads it; a token must be for both.
  POST   /documents/{id}/discussion                prose    200  ++++- ---- +----- ---- ---!! !!!
  POST   /documents/{id}/discussion                text     200  ++++- ---- +----- ---- ---!! !!!
  POST   /documents/{id}/discussion                channel  200  ----- ---- ------ ---- ---!! !!!
  POST   /documents/{id}/discussion                trashed  200  ----- ---- ------ ---- ---!! !!!

  // Whoever reads a document reads what is said beside its words.
  GET    /documents/{id}/comments                  prose    200  +++++ ---- ++---- ---- +++!! !!!
  GET    /documents/{id}/comments                  text     200  +++++ ---- ++---- ---- +++!! !!!
  GET    /documents/{id}/comments                  file     200  ----- ---- ------ ---- ---!! !!!
  GET    /documents/{id}/comments                  trashed  200  ----- ---- ------ ---- ---!! !!!
  // 409: let in, and what was selected does not stand in the text.
  POST   /documents/{id}/suggestions/authors       prose    200  +++++ ---- ++---- ---- +++!! !!!
  POST   /documents/{id}/suggestions/authors       file     200  ----- ---- ------ ---- ---!! !!!
  POST   /documents/{id}/suggestions/authors       trashed  200  ----- ---- ------ ---- ---!! !!!
  POST   /documents/{id}/comments                  prose    409  +++-- ---- ++---- ---- -+-!! !!!
  POST   /documents/{id}/comments                  text     409  +++-- ---- ++---- ---- -+-!! !!!
  POST   /documents/{id}/comments                  channel  409  ----- ---- ------ ---- ---!! !!!
  POST   /documents/{id}/comments                  trashed  409  ----- ---- ------ ---- ---!! !!!
  PATCH  /documents/{id}/comments/{commentId}      prose    200  +++-- ---- ++---- ---- -+-!! !!!
  // By who resolves what others began: the commenter did not begin it.
  PATCH  /documents/{id}/comments/{commentId}#resolve prose 200  ++--- ---- ++---- ---- -+-!! !!!
  DELETE /documents/{id}/comments/{commentId}      prose    204  +---- ---- ++---- ---- ---!! !!!

  // Who of the organisation reads a document sees its circuits, and a guest those in which it takes part; who edits starts one.
  GET    /circuits                                 none     200  +++++ ++++ ++++-- -+-- ---!! !!!
  GET    /documents/{id}/circuits                  prose    200  +++++ ---- ++---- ---- ---!! !!!
  GET    /documents/{id}/circuits                  text     200  +++++ ---- ++---- ---- ---!! !!!
  GET    /documents/{id}/circuits                  trashed  200  ----- ---- ------ ---- ---!! !!!
  // 409: let in, and who is asked reads nothing here. A program begins, signs and ends none.
  POST   /documents/{id}/circuits                  prose    409  ++--- ---- ------ ---- ---!! !!!
  POST   /documents/{id}/circuits                  text     409  ++--- ---- ------ ---- ---!! !!!
  POST   /documents/{id}/circuits                  trashed  409  ----- ---- ------ ---- ---!! !!!
  // The owner began one, and the editor has signed. 409: let in, and it is over.
  POST   /documents/{id}/circuits/{circuitId}/acts   prose  409  ++++- ---- ------ ---- ---!! !!!
  POST   /documents/{id}/circuits/{circuitId}/cancel prose  409  +---- ---- ------ ---- ---!! !!!
  // An old version, as in the history: for who takes part and who edits.
  GET    /documents/{id}/circuits/{circuitId}/content prose 200  ++--- ---- ++---- ---- ---!! !!!
  GET    /documents/{id}/circuits/{circuitId}/signed  prose 200  ++--- ---- ++---- ---- ---!! !!!

  // The history is for who may edit.
  GET    /documents/{id}/versions                  prose    200  ++--- ---- ++---- ---- -+-!! !!!
  GET    /documents/{id}/versions                  text     200  ++--- ---- ++---- ---- -+-!! !!!
  GET    /documents/{id}/versions                  trashed  200  ----- ---- ------ ---- ---!! !!!
  POST   /documents/{id}/versions                  prose    201  ++--- ---- ++---- ---- -+-!! !!!
  POST   /documents/{id}/versions                  text     201  ++--- ---- ++---- ---- -+-!! !!!
  GET    /documents/{id}/versions/{seq}            prose    200  ++--- ---- ++---- ---- -+-!! !!!
  GET    /documents/{id}/versions/{seq}            text     200  ++--- ---- ++---- ---- -+-!! !!!
  PATCH  /documents/{id}/versions/{seq}            prose    200  ++--- ---- ++---- ---- -+-!! !!!
  DELETE /documents/{id}/versions/{seq}            prose    204  ++--- ---- ++---- ---- -+-!! !!!
  POST   /documents/{id}/versions/{seq}/restore    prose    201  ++--- ---- ++---- ---- -+-!! !!!
  POST   /documents/{id}/versions/{seq}/restore    text     201  ++--- ---- ++---- ---- -+-!! !!!
  GET    /documents/{id}/compare                   prose    200  ++--- ---- ++---- ---- -+-!! !!!
  GET    /documents/{id}/compare                   text     200  ++--- ---- ++---- ---- -+-!! !!!

  GET    /files/{id}                               file     200  +++++ ---- +-+--- ---- +++!! !!!
  GET    /files/{id}                               prose    200  ----- ---- ------ ---- ---!! !!!
  GET    /files/{id}/content                       file     200  +++++ ---- +-+--- ---- +++!! !!!
  // What was brought to a conversation and not sent there is its author's alone.
  GET    /files/{id}                               unsent   200  +---- ---- +-+--- ---- ---!! !!!
  GET    /files/{id}/content                       unsent   200  +---- ---- +-+--- ---- ---!! !!!
  GET    /files/{id}/versions                      unsent   200  ----- ---- ------ ---- ---!! !!!
  POST   /uploads#version                          unsent   201  ----- ---- ------ ---- ---!! !!!
  GET    /files/{id}/preview                       file     422  +++++ ---- +-+--- ---- +++!! !!!
  GET    /files/{id}/preview                       prose    422  ----- ---- ------ ---- ---!! !!!
  GET    /files/{id}/content                       prose    200  ----- ---- ------ ---- ---!! !!!
  GET    /files/{id}/content                       channel  200  ----- ---- ------ ---- ---!! !!!
  // What a file was before is for who may edit it.
  GET    /files/{id}/versions                      file     200  ++--- ---- +-+--- ---- -+-!! !!!
  GET    /files/{id}/versions                      prose    200  ----- ---- ------ ---- ---!! !!!
  GET    /files/{id}/versions/{number}/content     file     200  ++--- ---- +-+--- ---- -+-!! !!!
  POST   /files/{id}/versions/{number}/restore     file     201  ++--- ---- +-+--- ---- -+-!! !!!
  GET    /archives                                 file     200  +++++ ---- +-+--- ---- +++!! !!!
  GET    /archives                                 folder   200  +++++ ---- ++++-- ---- +++!! !!!
  GET    /archives                                 prose    200  ----- ---- ------ ---- ---!! !!!
  GET    /archives                                 trashed  200  ----- ---- ------ ---- ---!! !!!
  // tus (beside the described interface): an upload is its person's alone.
  POST   /uploads                                  space    201  ++--- ---- +-+--- ---- ---!! !!!
  POST   /uploads                                  folder   201  ++--- ---- +-+--- ---- -+-!! !!!
  POST   /uploads#version                          file     201  ++--- ---- +-+--- ---- -+-!! !!!
  POST   /uploads#version                          prose    201  ----- ---- ------ ---- ---!! !!!
  POST   /uploads                                  trashed  201  ----- ---- ------ ---- ---!! !!!
  // Whoever may write in a conversation may send a file there.
  POST   /uploads                                  channel  201  +++-- ---- +----- ---- -+-!! !!!
  POST   /uploads                                  direct   201  +++-- ---- +----- ---- ---!! !!!
  HEAD   /uploads/{id}                             upload   200  +---- ---- +-+--- ---- ---!! !!!
  PATCH  /uploads/{id}                             upload   204  +---- ---- +-+--- ---- ---!! !!!
  DELETE /uploads/{id}                             upload   204  +---- ---- +-+--- ---- ---!! !!!
`);

const version = '/documents/{id}/versions/{seq}';
const firstVersion = '/documents/{id}/versions/1';
const named: RequestPlan['prepare'] = async ({ id }, world) => {
  await world.nameVersion(id);
};
const comment = '/documents/{id}/comments/{commentId}';
/** What one does with the owner's comment. */
const withComment = (body?: object): RequestPlan => ({
  ask: (id, { world, target }) => ({
    path: `${API}/documents/${id}/comments/${world.commentOn(target.id)}`,
    headers: { 'if-match': '"1"' },
    ...(body !== undefined && { body }),
  }),
  fresh: true,
  prepare: async ({ id }, world) => {
    await world.comment(id);
  },
});
const circuit = '/documents/{id}/circuits/{circuitId}';
/** About the owner's circuit. */
const ofCircuit = (act: string, body?: object): RequestPlan => ({
  ask: (id, { world, target }) => ({
    path: `${API}/documents/${id}/circuits/${world.circuitOn(target.id)}/${act}`,
    ...(body !== undefined && { body }),
  }),
});
const TUS = { 'tus-resumable': '1.0.0' };

export const documentRequests: RequestPlans = {
  'POST /documents': sending('/documents', (parentId) => ({ title: name(), parentId })),
  'POST /documents#copy': {
    ask: (documentId, { world }) => ({
      path: `${API}/documents`,
      body: { title: name(), parentId: world.place, from: { documentId } },
    }),
  },
  'POST /documents/import': {
    ask: (parentId) => {
      const form = new FormData();
      form.set('parentId', parentId);
      form.set('file', new Blob(['no zip'], { type: 'application/octet-stream' }), 'a.docx');
      return { path: `${API}/documents/import`, form };
    },
    oneByOne: true,
  },
  'PUT /documents/{id}/template': sending('/documents/{id}/template', () => ({ on: true })),
  'PUT /documents/{id}/language': sending('/documents/{id}/language', () => ({ language: 'en' })),
  'PUT /documents/{id}/numbered-titles': sending('/documents/{id}/numbered-titles', () => ({ on: true })),
  'PUT /documents/{id}/suggestions-only': sending('/documents/{id}/suggestions-only', () => ({ on: false })),
  'POST /documents/{id}/images': {
    ask: (id) => ({
      path: `${API}/documents/${id}/images`,
      form: oneFile('a.png', 'image/png', png(2, 2, [1, 2, 3])),
    }),
  },
  'GET /documents/{id}/images/{imageId}': {
    ask: (id, { target }) => ({ path: `${API}/documents/${id}/images/${target.imageId ?? ''}` }),
  },
  'POST /documents/{id}/suggestions/authors': sending('/documents/{id}/suggestions/authors', () => ({
    ids: [randomUUID()],
  })),
  'POST /documents/{id}/comments': sending('/documents/{id}/comments', () => ({
    ...{ from: { item: { client: 1, clock: 1 } }, to: { item: { client: 1, clock: 2 } } },
    ...{ words: 'a', text: name() },
  })),
  [`PATCH ${comment}`]: withComment({ assigneeId: null }),
  [`PATCH ${comment}#resolve`]: withComment({ resolved: true }),
  [`DELETE ${comment}`]: withComment(),
  'POST /documents/{id}/circuits': sending('/documents/{id}/circuits', () => ({
    steps: [{ kind: 'signature', people: [randomUUID()] }],
    seq: 1,
  })),
  [`POST ${circuit}/acts`]: ofCircuit('acts', { act: 'approve' }),
  [`POST ${circuit}/cancel`]: ofCircuit('cancel'),
  [`GET ${circuit}/content`]: ofCircuit('content'),
  [`GET ${circuit}/signed`]: ofCircuit('signed'),
  'POST /documents/{id}/versions': changing('/documents/{id}/versions', () => ({ name: name() })),
  [`GET ${version}`]: { ask: (id) => ({ path: `${API}${firstVersion.replace('{id}', id)}` }) },
  [`PATCH ${version}`]: { ...changing(firstVersion, () => ({ name: name() })), prepare: named },
  [`DELETE ${version}`]: { ...changing(firstVersion), prepare: named },
  [`POST ${version}/restore`]: changing(`${firstVersion}/restore`),
  'GET /documents/{id}/export': {
    ask: (id) => ({ path: `${API}/documents/${id}/export?format=txt` }),
  },
  'GET /documents/{id}/compare': {
    ask: (id) => ({ path: `${API}/documents/${id}/compare?from=0&to=1` }),
  },
  'POST /uploads': {
    ask: (parentId) => ({
      path: '/uploads/',
      headers: {
        ...TUS,
        'upload-length': '3',
        'upload-metadata': `filename ${base64(`${name()}.txt`)},parentId ${base64(parentId)}`,
      },
    }),
  },
  'POST /uploads#version': {
    ask: (fileId) => ({
      path: '/uploads/',
      headers: {
        ...TUS,
        'upload-length': '3',
        'upload-metadata': `filename ${base64(`${name()}.txt`)},fileId ${base64(fileId)}`,
      },
    }),
  },
  'GET /archives': { ask: (id) => ({ path: `${API}/archives?id=${id}` }) },
  'GET /files/{id}/versions/{number}/content': {
    ask: (id) => ({ path: `${API}/files/${id}/versions/1/content` }),
  },
  'POST /files/{id}/versions/{number}/restore': changing('/files/{id}/versions/1/restore'),
  'HEAD /uploads/{id}': { ask: (id) => ({ path: `/uploads/${id}`, headers: TUS }) },
  'PATCH /uploads/{id}': {
    ask: (id) => ({
      path: `/uploads/${id}`,
      headers: { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      bytes: 'abc',
    }),
    fresh: true,
  },
  'DELETE /uploads/{id}': { ask: (id) => ({ path: `/uploads/${id}`, headers: TUS }), fresh: true },
};
