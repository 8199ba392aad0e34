import { randomInt, randomUUID } from 'node:crypto';
import { createdLinkSchema, placeSchema } from '@maroquin/contracts';
import { HttpClient } from '../../support/http-client.js';
import { pause } from '../../support/until.js';
import { upload } from '../../support/uploads.js';
import type { Ground } from './ground.js';

/** One act against the decision that ends the right to it. */
export interface Pair {
  readonly name: string;
  /** Restores what the round before ended, and makes what the acts need. */
  prepare(ground: Ground): Promise<Round>;
}
export interface Round {
  /** Over one of four connections, of both nodes; refused or not. */
  act(http: HttpClient, connection: number): Promise<unknown>;
  /** Who acts, as the audit names it. */
  readonly actorId: string;
  /** Whose connections: the manager's unless said. */
  readonly as?: HttpClient;
  decide(): Promise<unknown>;
  /** What the audit calls the decision. */
  readonly decision: string;
}

const name = (): string => `Élément ${randomUUID()}`;

/** The manager of a space acts while its right is taken away. */
const manager = (
  what: string,
  prepareAct: (ground: Ground) => Promise<Round['act']>,
  /** For acts of several requests: how much later the decision may come. */
  laterMs = 0,
): Pair => ({
  name: `${what} / manager removed`,
  prepare: async (ground) => {
    const { owner, space } = ground;
    const path = `/resources/${space}/grants/${ground.manager.id}`;
    await owner.http.act('PUT', path, { role: 'manager' });
    return {
      act: await prepareAct(ground),
      actorId: ground.manager.id,
      decide: async () => {
        await pause(randomInt(laterMs + 1));
        await owner.http.act('DELETE', path);
      },
      decision: 'access.removed',
    };
  },
});

const always = (act: (ground: Ground) => Round['act']) => (ground: Ground) => Promise.resolve(act(ground));
const folderIn = (ground: Ground): Promise<string> =>
  ground.owner.http.create('/folders', { name: name(), parentId: ground.space });
const versionOf = async (http: HttpClient, id: string): Promise<Record<string, string>> => {
  const { resource } = await http.get(placeSchema, `/resources/${id}`);
  return { 'if-match': `"${String(resource.version)}"` };
};

export const PAIRS: readonly Pair[] = [
  manager(
    'own right repeated',
    always(
      ({ space, manager: { id } }) =>
        (http) =>
          http.act('PUT', `/resources/${space}/grants/${id}`, { role: 'manager' }),
    ),
  ),
  manager(
    'right given',
    always(
      ({ space, friend }) =>
        (http) =>
          http.act('PUT', `/resources/${space}/grants/${friend.id}`, { role: 'editor' }),
    ),
  ),
  manager('right taken', async ({ owner, space, friend }) => {
    const path = `/resources/${space}/grants/${friend.id}`;
    await owner.http.act('PUT', path, { role: 'reader' });
    return (http) => http.act('DELETE', path);
  }),
  manager('link made', async (ground) => {
    const id = await folderIn(ground);
    return (http) => http.act('POST', `/resources/${id}/links`, { name: name(), role: 'reader' });
  }),
  manager('link withdrawn', async (ground) => {
    const id = await folderIn(ground);
    const wanted = { name: name(), role: 'reader' };
    const { id: link } = await ground.owner.http.json(
      createdLinkSchema,
      'POST',
      `/resources/${id}/links`,
      wanted,
    );
    return (http) => http.act('DELETE', `/resources/${id}/links/${link}`);
  }),
  manager('renamed', async (ground) => {
    const id = await folderIn(ground);
    const headers = await versionOf(ground.owner.http, id);
    return (http) => http.call('PATCH', `/api/v1/resources/${id}`, { body: { name: name() }, headers });
  }),
  manager('moved', async (ground) => {
    const [id, parentId] = [await folderIn(ground), await folderIn(ground)];
    const headers = await versionOf(ground.owner.http, id);
    return (http) => http.call('PATCH', `/api/v1/resources/${id}`, { body: { parentId }, headers });
  }),
  manager('trashed', async (ground) => {
    const id = await folderIn(ground);
    return (http) => http.act('POST', `/resources/${id}/trash`);
  }),
  manager('restored', async (ground) => {
    const id = await folderIn(ground);
    await ground.owner.http.act('POST', `/resources/${id}/trash`);
    return (http) => http.act('POST', `/resources/${id}/restore`);
  }),
  manager(
    'folder made',
    always(
      ({ space }) =>
        (http) =>
          http.create('/folders', { name: name(), parentId: space }),
    ),
  ),
  manager(
    'document made',
    always(
      ({ space }) =>
        (http) =>
          http.create('/documents', { title: 'Note', parentId: space }),
    ),
  ),
  manager(
    'channel made',
    always(
      ({ space }) =>
        (http) =>
          http.create('/channels', { name: name(), parentId: space }),
    ),
  ),
  manager(
    'upload finished',
    always(
      ({ space }) =>
        (http) =>
          upload(http, Buffer.from('a'), { filename: 'a.txt', parentId: space }),
    ),
    120,
  ),
  {
    name: 'right given / manager left its team',
    prepare: async (ground) => {
      const { administrator, owner, space, friend, team } = ground;
      const member = `/teams/${team}/members/${ground.manager.id}`;
      await owner.http.act('PUT', `/resources/${space}/grants/${team}`, { role: 'manager' });
      await administrator.http.act('PUT', member);
      return {
        act: (http) => http.act('PUT', `/resources/${space}/grants/${friend.id}`, { role: 'editor' }),
        actorId: ground.manager.id,
        decide: () => administrator.http.act('DELETE', member),
        decision: 'team.member-removed',
      };
    },
  },
  {
    name: 'folder made by link / link withdrawn',
    prepare: async (ground) => {
      const { http } = ground.owner;
      const links = `/resources/${await folderIn(ground)}/links`;
      const wanted = { name: name(), role: 'editor' };
      const { id, link } = await http.json(createdLinkSchema, 'POST', links, wanted);
      const answer = await new HttpClient(http.url, null).call('POST', '/api/v1/visits', {
        body: { token: new URL(link).hash.slice(1) },
        headers: ground.somewhere(),
      });
      const cookie = /^[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '';
      const visitor = new HttpClient(http.url, { cookie });
      const parentId = links.split('/')[2];
      return {
        act: (client) => client.create('/folders', { name: name(), parentId }),
        actorId: (await visitor.me()).person.id,
        as: visitor,
        decide: () => http.act('DELETE', `${links}/${id}`),
        decision: 'link.revoked',
      };
    },
  },
];
