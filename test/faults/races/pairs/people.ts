import { randomUUID } from 'node:crypto';
import { guestsSchema, securitySchema } from '@maroquin/contracts';
import { z } from 'zod';
import type { HttpClient } from '../../../support/http-client.js';
import type { Person } from '../../../support/people.js';
import type { Ground } from '../ground.js';
import { countDone, end, onlyOne, type Pair } from '../pair.js';
import { manager, name } from './places.js';

const MINUTE = 60_000;
const invitedSchema = z.object({ id: z.string(), link: z.string() });

export const sessionOf = async (http: HttpClient): Promise<string> => {
  const { sessions } = await http.get(securitySchema, '/me/security');
  const own = sessions.find(({ current }) => current);
  if (own === undefined) throw new Error('a browser that is signed in has no session');
  return own.id;
};

export const folderIn = (space: string) => (http: HttpClient) =>
  http.create('/folders', { name: name(), parentId: space });

/** An account that was closed is open again; its sessions stay over. */
export async function back({ administrator: by }: Ground, { id }: Person): Promise<void> {
  await by.http.act('POST', `/people/${id}/enable`);
}

/** An administrator acts while its account is closed. */
const administrator = (
  what: string,
  act: (ground: Ground) => (http: HttpClient) => Promise<unknown>,
  /** Undoes what was done in the round before. */
  undo: (ground: Ground) => Promise<void> = () => Promise.resolve(),
): Pair => ({
  name: `${what} / administrator disabled`,
  prepare: async (ground) => {
    const { chief } = ground;
    await back(ground, chief);
    await undo(ground);
    const http = await ground.signIn(chief);
    return end(ground, {
      act: act(ground),
      actorId: chief.id,
      connections: ground.connections(http),
      decide: () => ground.administrator.http.act('POST', `/people/${chief.id}/disable`),
      decision: ['person.disabled', chief.id, ground.administrator.id],
    });
  },
});

/** Of two who end each other one is left. */
const lastOf = (
  both: readonly Person[],
  acts: readonly (() => Promise<unknown>)[],
  ground: Ground,
): ReturnType<Pair['prepare']> =>
  Promise.resolve({
    acts,
    judge: async (outcomes) => {
      const ids = both.map(({ id }) => id);
      const open = await ground.commits.count('account where id = any($1) and disabled_at is null', [ids]);
      return { done: countDone(outcomes), wrong: open === 0 ? 1 : 0 };
    },
  });

/** The guest of a ground, who is invited once. */
const guests = new WeakMap<Ground, Person>();
async function guestOf(ground: Ground): Promise<Person> {
  const known = guests.get(ground);
  if (known !== undefined) return known;
  const email = `${randomUUID()}@mairie.example`;
  const invited = await ground.owner.http.json(invitedSchema, 'POST', `/spaces/${ground.space}/guests`, {
    name: 'Invité',
    email,
    role: 'editor',
  });
  const guest = { id: invited.id, name: 'Invité', email, http: await ground.redeem(invited.link) };
  guests.set(ground, guest);
  return guest;
}

export const PEOPLE: readonly Pair[] = [
  {
    name: 'folder made / session ended',
    prepare: async (ground) => {
      const { leaver, owner, space } = ground;
      await owner.http.act('PUT', `/resources/${space}/grants/${leaver.id}`, { role: 'editor' });
      await back(ground, leaver);
      const [http, other] = [await ground.signIn(leaver), await ground.signIn(leaver)];
      const id = await sessionOf(http);
      return end(ground, {
        act: folderIn(space),
        actorId: leaver.id,
        connections: ground.connections(http),
        decide: () => other.act('DELETE', `/me/sessions/${id}`),
        decision: ['session.ended', id],
      });
    },
  },
  {
    name: 'two sessions end each other',
    prepare: async (ground) => {
      await back(ground, ground.leaver);
      const both = [await ground.signIn(ground.leaver), await ground.signIn(ground.leaver)];
      const ids = await Promise.all(both.map(sessionOf));
      return {
        acts: both.map((http, index) => {
          const other = ids[1 - index] ?? '';
          return () => ground.on(index, http).act('DELETE', `/me/sessions/${other}`);
        }),
        judge: async (outcomes) => {
          const open = await ground.commits.count('session where id = any($1) and revoked_at is null', [ids]);
          return { done: countDone(outcomes), wrong: open === 0 ? 1 : 0 };
        },
      };
    },
  },
  {
    name: 'folder made / account disabled',
    prepare: async (ground) => {
      const { administrator: by, leaver, owner, space } = ground;
      await owner.http.act('PUT', `/resources/${space}/grants/${leaver.id}`, { role: 'editor' });
      await back(ground, leaver);
      return end(ground, {
        act: folderIn(space),
        actorId: leaver.id,
        connections: ground.connections(await ground.signIn(leaver)),
        decide: () => by.http.act('POST', `/people/${leaver.id}/disable`),
        decision: ['person.disabled', leaver.id],
      });
    },
  },
  administrator('team made', () => (http) => http.create('/teams', { name: name() })),
  administrator(
    'person disabled',
    ({ leaver }) =>
      (http) =>
        http.act('POST', `/people/${leaver.id}/disable`),
    (ground) => back(ground, ground.leaver),
  ),
  administrator(
    'duty given',
    ({ friend }) =>
      (http) =>
        http.act('PUT', `/duties/auditor/holders/${friend.id}`),
    ({ administrator: by, friend }) => by.http.act('DELETE', `/duties/auditor/holders/${friend.id}`),
  ),
  administrator(
    'member added',
    ({ team, friend }) =>
      (http) =>
        http.act('PUT', `/teams/${team}/members/${friend.id}`),
    ({ administrator: by, team, friend }) => by.http.act('DELETE', `/teams/${team}/members/${friend.id}`),
  ),
  {
    name: 'two administrators disable each other',
    prepare: async (ground) => {
      const both = [ground.chief, ground.rival];
      for (const person of both) await back(ground, person);
      const clients = [await ground.signIn(ground.chief), await ground.signIn(ground.rival)];
      const acts = clients.map((http, index) => {
        const other = both[1 - index]?.id ?? '';
        return () => ground.on(index, http).act('POST', `/people/${other}/disable`);
      });
      return lastOf(both, acts, ground);
    },
  },
  {
    name: 'right given / manager left its team',
    prepare: async (ground) => {
      const { administrator: by, owner, space, friend, team, manager: actor } = ground;
      const member = `/teams/${team}/members/${actor.id}`;
      await owner.http.act('PUT', `/resources/${space}/grants/${team}`, { role: 'manager' });
      await owner.http.act('DELETE', `/resources/${space}/grants/${actor.id}`);
      await by.http.act('PUT', member);
      return end(ground, {
        act: (http) => http.act('PUT', `/resources/${space}/grants/${friend.id}`, { role: 'editor' }),
        actorId: actor.id,
        connections: ground.connections(actor.http),
        decide: () => by.http.act('DELETE', member),
        decision: ['team.member-removed', team],
      });
    },
  },
  {
    name: 'folder made / guest ended',
    prepare: async (ground) => {
      const { owner, space } = ground;
      const guest = await guestOf(ground);
      const path = `/spaces/${space}/guests/${guest.id}`;
      const endsAt = (ms: number): { endsAt: string } => ({
        endsAt: new Date(Date.now() + ms).toISOString(),
      });
      // The rounds before changed it as well.
      const seen = async (): Promise<Record<string, string>> => {
        const { items } = await owner.http.get(guestsSchema, `/spaces/${space}/guests`);
        return { 'if-match': `"${String(items.find(({ person }) => person.id === guest.id)?.version)}"` };
      };
      await owner.http.act('PATCH', path, endsAt(60 * MINUTE), await seen());
      const http = await ground.signIn(guest);
      const match = await seen();
      return end(ground, {
        act: folderIn(space),
        actorId: guest.id,
        connections: ground.connections(http),
        decide: () => owner.http.act('PATCH', path, endsAt(-1_000), match),
        decision: ['guest.end-set', guest.id],
      });
    },
  },
  {
    name: 'one address invited twice',
    prepare: async (ground) => {
      const by = await chiefOf(ground);
      const wanted = { name: 'Personne', email: `${randomUUID()}@prefecture.example` };
      return onlyOne(ground.connections(by).map((http) => () => http.act('POST', '/invitations', wanted)));
    },
  },
  {
    name: 'one link used twice',
    prepare: async (ground) => {
      const by = await chiefOf(ground);
      const link = await ground.invitation(by, {
        name: 'Personne',
        email: `${randomUUID()}@prefecture.example`,
      });
      return onlyOne([0, 1, 2, 3].map((node) => () => ground.redeem(link, node)));
    },
  },
  {
    name: 'one duty or one seat: a team gets it while an administrator joins',
    prepare: async (ground) => {
      const { administrator: by, chief, team } = ground;
      const duty = `/duties/auditor/holders/${team}`;
      const member = `/teams/${team}/members/${chief.id}`;
      await by.http.act('DELETE', duty);
      await by.http.act('DELETE', member);
      return onlyOne([
        () => ground.on(0, by.http).act('PUT', duty),
        () => ground.on(1, by.http).act('PUT', member),
      ]);
    },
  },
  manager('request approved', async (ground) => {
    const id = await requestOf(ground);
    return (http) => http.act('POST', `/access-requests/${id}/approve`, { role: 'reader' });
  }),
  {
    name: 'request approved / refused',
    prepare: async (ground) => {
      const { owner, commits, space, leaver } = ground;
      const id = await requestOf(ground);
      const acts = ground
        .connections(owner.http)
        .map(
          (http, index) => () =>
            index % 2 === 0
              ? http.act('POST', `/access-requests/${id}/approve`, { role: 'reader' })
              : http.act('POST', `/access-requests/${id}/refuse`),
        );
      return {
        acts,
        judge: async (outcomes) => {
          const agree = await commits.count(
            `access_request q where q.id = $1 and q.decided_at is not null and (q.role is not null) =
               exists (select 1 from access_grant g where g.resource_id = $2 and g.subject_id = $3)`,
            [id, space, leaver.id],
          );
          const done = countDone(outcomes);
          return { done, wrong: Math.abs(done - 1) + (1 - agree) };
        },
      };
    },
  },
];

const chiefs = new WeakMap<Ground, HttpClient>();
/** A session of an administrator of this ground. */
async function chiefOf(ground: Ground): Promise<HttpClient> {
  const known = chiefs.get(ground);
  const works = known !== undefined && (await known.me().catch(() => null)) !== null;
  if (works) return known;
  await back(ground, ground.chief);
  const http = await ground.signIn(ground.chief);
  chiefs.set(ground, http);
  return http;
}

const requests = new WeakMap<Ground, string>();
/** A request of the leaver for the space, open again: who was refused may not ask a second time for a week. */
async function requestOf(ground: Ground): Promise<string> {
  const { owner, space, leaver, commits } = ground;
  await owner.http.act('DELETE', `/resources/${space}/grants/${leaver.id}`);
  const known = requests.get(ground);
  if (known === undefined) {
    await back(ground, leaver);
    const http = await ground.signIn(leaver);
    await http.act('POST', '/access-requests', { resourceId: space });
  }
  const [row] = await commits.read<{ id: string }>(
    `update access_request set decided_at = null, decided_by = null, role = null
     where resource_id = $1 and account_id = $2 returning id`,
    [space, leaver.id],
  );
  if (row === undefined) throw new Error('the request for the space is not there');
  requests.set(ground, row.id);
  return row.id;
}
