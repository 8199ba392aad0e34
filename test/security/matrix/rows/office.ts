import { officeSessionSchema } from '@maroquin/contracts';
import { hostHeaders } from '../../../support/office/wopi-client.js';
import { type Ask, type RequestPlan, type RequestPlans, type Scene, sending } from '../request-plans.js';
import { table } from '../table.js';
import { name } from '../world.js';

/** Files in the office editor. The editor is let in by a token that only the page of somebody who is signed in is given. Groups of cells: invited (owner editor commenter reader guest) | not (administrator stranger revoked foreign) | owner's tokens (all documents files messages admin scim) | administrators' tokens (admin content scim, and scim of the other organisation) | visitors by link (reader editor, used up, expired, withdrawn) | nobody (signed out, disabled, anonymous). */
export const officeRows = table(`
  POST /files                     folder 201  ++--- ---- +-+--- ---- -+-!! !!!
  POST /files/{id}/editor         file   201  +++++ ---- ------ ---- ---!! !!!
  GET  /files/{id}/editor         file   200  +++++ ---- ------ ---- ---!! !!!

  // Who is given no token shows none that opens: 401. A reader's token opens the file, and writes nothing.
  GET  /wopi/files/{id}           file   200  +++++ !!!! !!!!!! !!!! !!!!! !!!
  GET  /wopi/files/{id}/contents  file   200  +++++ !!!! !!!!!! !!!! !!!!! !!!
  POST /wopi/files/{id}           file   200  ++--- !!!! !!!!!! !!!! !!!!! !!!
  // Nobody locked it.
  POST /wopi/files/{id}/contents  file   409  ++--- !!!! !!!!!! !!!! !!!!! !!!
`);

/** As the editor asks, with the token that this persona's page is given for the file, if it is given one. */
const wopi =
  (path: '' | '/contents', more: Partial<Ask> = {}) =>
  async (id: string, { world, persona, target }: Scene): Promise<Ask> => {
    const opened = world
      .client(persona)
      .json(officeSessionSchema, 'POST', `/files/${target.id}/editor`)
      .catch(() => null);
    const token = (await opened)?.accessToken ?? 'none'.repeat(10);
    const at = `/wopi/files/${id}${path}`;
    const signed = hostHeaders(world.editor.signingKeys, token, `${world.server.url}${at}`);
    return { ...more, path: at, headers: { ...signed, ...more.headers } };
  };

const fresh = (ask: RequestPlan['ask']): RequestPlan => ({ ask, fresh: true });
const lock = { 'X-WOPI-Override': 'LOCK', 'X-WOPI-Lock': 'matrix' };

export const officeRequests: RequestPlans = {
  'POST /files': sending('/files', (id) => ({ parentId: id, name: name(), format: 'ods' })),
  'GET /wopi/files/{id}': { ask: wopi('') },
  'GET /wopi/files/{id}/contents': { ask: wopi('/contents') },
  'POST /wopi/files/{id}': fresh(wopi('', { headers: lock })),
  'POST /wopi/files/{id}/contents': fresh(
    wopi('/contents', { headers: { 'X-WOPI-Override': 'PUT', 'X-WOPI-Lock': 'matrix' }, bytes: 'abc' }),
  ),
};
