import { randomUUID } from 'node:crypto';
import { createdLinkSchema, placeSchema } from '@maroquin/contracts';
import type { HttpClient } from '../../../support/http-client.js';
import { upload } from '../../../support/uploads.js';
import type { Ground } from '../ground.js';
import { countDone, end, onlyOne, type Pair } from '../pair.js';

type Act = (http: HttpClient, connection: number) => Promise<unknown>;

export const name = (): string => `Élément ${randomUUID()}`;

/** The manager of a space acts while its right is taken away. */
export const manager = (what: string, prepareAct: (ground: Ground) => Promise<Act> | Act): Pair => ({
  name: `${what} / manager removed`,
  prepare: async (ground) => {
    const { owner, space, manager: actor } = ground;
    const path = `/resources/${space}/grants/${actor.id}`;
    await owner.http.act('PUT', path, { role: 'manager' });
    return end(ground, {
      act: await prepareAct(ground),
      actorId: actor.id,
      connections: ground.connections(actor.http),
      decide: () => owner.http.act('DELETE', path),
      decision: ['access.removed', space, owner.id],
    });
  },
});

const folderIn = ({ owner, space }: Ground): Promise<string> =>
  owner.http.create('/folders', { name: name(), parentId: space });
const folder =
  (parentId: string): Act =>
  (http) =>
    http.create('/folders', { name: name(), parentId });
const versionOf = async (http: HttpClient, id: string): Promise<Record<string, string>> => {
  const { resource } = await http.get(placeSchema, `/resources/${id}`);
  return { 'if-match': `"${String(resource.version)}"` };
};
const linkTo = ({ owner }: Ground, id: string, role: string): Promise<{ id: string; link: string }> =>
  owner.http.json(createdLinkSchema, 'POST', `/resources/${id}/links`, { name: name(), role });

const MANAGERS: readonly Pair[] = [
  manager(
    'own right repeated',
    ({ space, manager: { id } }) =>
      (http) =>
        http.act('PUT', `/resources/${space}/grants/${id}`, { role: 'manager' }),
  ),
  manager(
    'right given',
    ({ space, friend }) =>
      (http) =>
        http.act('PUT', `/resources/${space}/grants/${friend.id}`, { role: 'editor' }),
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
    const { id: link } = await linkTo(ground, id, 'reader');
    return (http) => http.act('DELETE', `/resources/${id}/links/${link}`);
  }),
  manager(
    'guest invited',
    ({ space }) =>
      (http) =>
        http.act('POST', `/spaces/${space}/guests`, {
          name: 'Invité',
          email: `${randomUUID()}@mairie.example`,
          role: 'reader',
        }),
  ),
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
  manager('folder made', ({ space }) => folder(space)),
  manager(
    'document made',
    ({ space }) =>
      (http) =>
        http.create('/documents', { title: 'Note', parentId: space }),
  ),
  manager(
    'channel made',
    ({ space }) =>
      (http) =>
        http.create('/channels', { name: name(), parentId: space }),
  ),
  manager(
    'upload finished',
    ({ space }) =>
      (http) =>
        upload(http, Buffer.from('a'), { filename: 'a.txt', parentId: space }),
  ),
];

/** What the manager does in a folder that goes to the trash meanwhile. */
const inTrashed = (what: string, act: (folderId: string) => Act): Pair => ({
  name: `${what} / its place trashed`,
  prepare: async (ground) => {
    const { owner, manager: actor, space } = ground;
    await owner.http.act('PUT', `/resources/${space}/grants/${actor.id}`, { role: 'manager' });
    const id = await folderIn(ground);
    return end(ground, {
      act: act(id),
      actorId: actor.id,
      connections: ground.connections(actor.http),
      decide: () => owner.http.act('POST', `/resources/${id}/trash`),
      decision: ['resource.trashed', id, owner.id],
    });
  },
});

/** Two managers of a space of theirs; one of them must be left. */
const lastManager = (what: string, removes: (own: string, other: string) => string): Pair => ({
  name: what,
  prepare: async (ground) => {
    const { owner, manager: other, commits } = ground;
    const space = await owner.http.create('/spaces', { name: name() });
    const path = (id: string): string => `/resources/${space}/grants/${id}`;
    await owner.http.act('PUT', path(other.id), { role: 'manager' });
    return {
      acts: [
        () => ground.on(0, owner.http).act('DELETE', path(removes(owner.id, other.id))),
        () => ground.on(1, other.http).act('DELETE', path(removes(other.id, owner.id))),
      ],
      judge: async (outcomes) => {
        const left = await commits.count(`access_grant where resource_id = $1 and role = 'manager'`, [space]);
        return { done: countDone(outcomes), wrong: left === 0 ? 1 : 0 };
      },
    };
  },
});

export const PLACES: readonly Pair[] = [
  ...MANAGERS,
  inTrashed('folder made', folder),
  inTrashed(
    'link made',
    (id) => (http) => http.act('POST', `/resources/${id}/links`, { name: name(), role: 'reader' }),
  ),
  inTrashed(
    'upload finished',
    (parentId) => (http) => upload(http, Buffer.from('a'), { filename: 'a.txt', parentId }),
  ),
  lastManager('two last managers remove each other', (_own, other) => other),
  lastManager('two last managers leave', (own) => own),
  {
    name: 'two folders moved into each other',
    prepare: async (ground) => {
      const ids = [await folderIn(ground), await folderIn(ground)] as const;
      const { http } = ground.owner;
      const move = async (id: string, parentId: string, node: number): Promise<() => Promise<unknown>> => {
        const headers = await versionOf(http, id);
        return () =>
          ground.on(node, http).call('PATCH', `/api/v1/resources/${id}`, { body: { parentId }, headers });
      };
      return onlyOne([await move(ids[0], ids[1], 0), await move(ids[1], ids[0], 1)]);
    },
  },
  {
    name: 'one name taken twice in a place',
    prepare: (ground) => {
      const wanted = { name: name(), parentId: ground.space };
      return Promise.resolve(
        onlyOne(ground.connections(ground.owner.http).map((http) => () => http.create('/folders', wanted))),
      );
    },
  },
  {
    name: 'folder made by link / link withdrawn',
    prepare: async (ground) => {
      const parentId = await folderIn(ground);
      const { id, link } = await linkTo(ground, parentId, 'editor');
      const visitor = await ground.visit(link);
      return end(ground, {
        act: folder(parentId),
        actorId: (await visitor.me()).person.id,
        connections: ground.connections(visitor),
        decide: () => ground.owner.http.act('DELETE', `/resources/${parentId}/links/${id}`),
        decision: ['link.revoked', id],
      });
    },
  },
];
