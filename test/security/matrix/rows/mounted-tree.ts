import { placeSchema } from '@maroquin/contracts';
import type { Ask, RequestPlan, RequestPlans, Scene } from '../request-plans.js';
import { nowhere } from '../request-plans.js';
import { table } from '../table.js';
import { name } from '../world.js';

/**
 * The mounted tree, by names instead of ids. Only a token opens it: a cookie would be sent by a foreign page as well. Groups of cells: invited (owner editor commenter reader guest) | not (administrator stranger revoked foreign) | owner's tokens (all documents files messages admin scim) | administrators' tokens (admin content scim, and scim of the other organisation) | visitors by link (reader editor, used up, expired, withdrawn) | nobody (signed out, disabled, anonymous).
 */
export const mountedTreeRows = table(`
  // What a token is not for is not there: to bring it is to make it, in a place that the token sees.
  PROPFIND  /dav/{path}   space   207  !!!!! !!!! ++++-- ---- !!!!! !!!
  PROPFIND  /dav/{path}   folder  207  !!!!! !!!! ++++-- ---- !!!!! !!!
  PROPFIND  /dav/{path}   file    207  !!!!! !!!! +-+--- ---- !!!!! !!!
  // A document stands there as a file to be read, for a token of documents.
  PROPFIND  /dav/{path}   prose   207  !!!!! !!!! ++---- ---- !!!!! !!!
  PROPFIND  /dav/{path}   channel 207  !!!!! !!!! ------ ---- !!!!! !!!
  GET       /dav/{path}   file    200  !!!!! !!!! +-+--- ---- !!!!! !!!
  GET       /dav/{path}   prose   200  !!!!! !!!! ++---- ---- !!!!! !!!
  MOVE      /dav/{path}#document prose 201  !!!!! !!!! ++---- ---- !!!!! !!!
  COPY      /dav/{path}#document prose 201  !!!!! !!!! ++---- ---- !!!!! !!!
  DELETE    /dav/{path}   prose   204  !!!!! !!!! ++---- ---- !!!!! !!!
  PUT       /dav/{path}   file    204  !!!!! !!!! +r+r-- ---- !!!!! !!!
  PROPPATCH /dav/{path}   file    207  !!!!! !!!! +-+--- ---- !!!!! !!!
  LOCK      /dav/{path}   file    200  !!!!! !!!! +r+r-- ---- !!!!! !!!
  COPY      /dav/{path}   file    201  !!!!! !!!! +-+--- ---- !!!!! !!!
  MOVE      /dav/{path}   file    201  !!!!! !!!! +-+--- ---- !!!!! !!!
  DELETE    /dav/{path}   file    204  !!!!! !!!! +-+--- ---- !!!!! !!!
  DELETE    /dav/{path}   folder  204  !!!!! !!!! ++++-- ---- !!!!! !!!
  UNLOCK    /dav/{path}   file    409  !!!!! !!!! +-+--- ---- !!!!! !!!
`);

/** The way to something by the names that its owner sees; to what is nowhere, a name that nothing has. */
async function pathOf(id: string, { world }: Scene): Promise<string> {
  const place = await world.owner
    .get(placeSchema, `/resources/${id}`)
    .catch(async () => world.owner.get(placeSchema, `/resources/${world.place}`));
  const isThere = place.resource.id === id;
  const { kind, name: own } = place.resource;
  const way = [...place.breadcrumb.map((step) => step.name), kind === 'document' ? `${own}.odt` : own];
  const names = isThere ? way : [...way, nowhere()];
  return `/dav/${names.map(encodeURIComponent).join('/')}`;
}

const dav =
  (more: (path: string) => Partial<Ask> = () => ({})) =>
  async (id: string, scene: Scene): Promise<Ask> => {
    const path = await pathOf(id, scene);
    return { path, ...more(path) };
  };
const changing = (more: (path: string) => Partial<Ask> = () => ({})): RequestPlan => ({
  ask: dav(more),
  fresh: true,
});
/** Beside it, under another name. */
const beside = (path: string): Partial<Ask> => ({
  headers: { destination: `${path.slice(0, path.lastIndexOf('/'))}/${encodeURIComponent(name())}` },
});
const documentBeside = (path: string): Partial<Ask> => ({
  headers: { destination: `${path.slice(0, path.lastIndexOf('/'))}/${encodeURIComponent(name())}.odt` },
});

export const mountedTreeRequests: RequestPlans = {
  'PROPFIND /dav/{path}': { ask: dav(() => ({ headers: { depth: '0' } })) },
  'GET /dav/{path}': { ask: dav() },
  'PUT /dav/{path}': changing(() => ({ bytes: 'abc' })),
  'PROPPATCH /dav/{path}': changing(() => ({
    bytes: '<propertyupdate xmlns="DAV:"><set><prop><x xmlns="urn:x">1</x></prop></set></propertyupdate>',
  })),
  'LOCK /dav/{path}': changing(() => ({
    bytes:
      '<lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype></lockinfo>',
  })),
  'COPY /dav/{path}': changing(beside),
  'MOVE /dav/{path}': changing(beside),
  'MOVE /dav/{path}#document': changing(documentBeside),
  'COPY /dav/{path}#document': changing(documentBeside),
  'DELETE /dav/{path}': changing(),
  'UNLOCK /dav/{path}': { ask: dav(() => ({ headers: { 'lock-token': '<urn:uuid:none>' } })) },
};
