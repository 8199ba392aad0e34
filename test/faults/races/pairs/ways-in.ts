import { randomUUID } from 'node:crypto';
import { type PublicKeyOptions, SoftwareAuthenticator } from '@maroquin/testing';
import { z } from 'zod';
import { HttpClient } from '../../../support/http-client.js';
import { PASSWORD, type Person, tokenOf } from '../../../support/people.js';
import type { Ground } from '../ground.js';
import { countDone, end, type Pair } from '../pair.js';
import { back, folderIn, sessionOf } from './people.js';
import { name } from './places.js';

const optionsSchema = z.object({ options: z.custom<PublicKeyOptions>() });
const OTHER_PASSWORD = 'violon-escalier-cannelle-63';

/** Somebody new, who has a password and is signed in by a link. */
async function newcomer(ground: Ground): Promise<Person> {
  const [name, email] = ['Personne', `${randomUUID()}@prefecture.example`];
  const link = await ground.invitation(ground.administrator.http, { name, email });
  const http = await ground.redeem(link);
  await http.act('PUT', '/me/password', { password: PASSWORD });
  return { id: (await http.me()).person.id, name, email, http };
}

/** A browser that has asked for a passkey, and what it will send. */
async function askedForPasskey(http: HttpClient): Promise<() => Promise<unknown>> {
  const answer = await http.call('POST', '/api/v1/me/passkeys/options');
  const ceremony = /^[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '';
  const { options } = optionsSchema.parse(await answer.json());
  const credential = new SoftwareAuthenticator(http.url).create(options);
  const cookie = `${http.headers['cookie'] ?? ''}; ${ceremony}`;
  return () =>
    http.call('POST', '/api/v1/me/passkeys', { body: { name: name(), credential }, headers: { cookie } });
}

const scims = new WeakMap<Ground, HttpClient>();
/** The directory of the organisation, as it provisions people. */
async function scimOf(ground: Ground): Promise<HttpClient> {
  const known = scims.get(ground);
  if (known !== undefined) return known;
  const { server, administrator } = ground;
  const scim = new HttpClient(server.url, { token: await tokenOf(server, administrator.email, 'scim') });
  scims.set(ground, scim);
  return scim;
}

/** Somebody acts while the directory says that they left. */
const provisioned = (
  what: string,
  role: 'editor' | 'manager',
  act: (ground: Ground) => (http: HttpClient) => Promise<unknown>,
): Pair => ({
  name: `${what} / person deactivated by SCIM`,
  prepare: async (ground) => {
    const { leaver, owner, space } = ground;
    const scim = await scimOf(ground);
    await back(ground, leaver);
    await owner.http.act('PUT', `/resources/${space}/grants/${leaver.id}`, { role });
    return end(ground, {
      act: act(ground),
      actorId: leaver.id,
      connections: ground.connections(await ground.signIn(leaver)),
      decide: () =>
        scim.call('PATCH', `/scim/v2/Users/${leaver.id}`, {
          body: {
            schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
            Operations: [{ op: 'replace', path: 'active', value: false }],
          },
        }),
      decision: ['person.disabled', leaver.id],
    });
  },
});

export const WAYS_IN: readonly Pair[] = [
  provisioned('folder made', 'editor', ({ space }) => folderIn(space)),
  provisioned(
    'right given',
    'manager',
    ({ space, friend }) =>
      (http) =>
        http.act('PUT', `/resources/${space}/grants/${friend.id}`, { role: 'editor' }),
  ),
  {
    name: 'signed in by the former password / password changed',
    prepare: async (ground) => {
      const person = await newcomer(ground);
      const wanted = { current: PASSWORD, password: OTHER_PASSWORD };
      return {
        acts: [0, 1, 2, 3].map((node) => () => ground.byPassword(person.email, PASSWORD, node)),
        decide: () => person.http.act('PUT', '/me/password', wanted),
        judge: async (outcomes) => {
          const open = await ground.commits.count('session where account_id = $1 and revoked_at is null', [
            person.id,
          ]);
          return { done: countDone(outcomes), wrong: Math.abs(open - 1) };
        },
      };
    },
  },
  {
    name: 'password changed / account disabled',
    prepare: async (ground) => {
      const person = await newcomer(ground);
      return end(ground, {
        act: (http) => http.act('PUT', '/me/password', { current: PASSWORD, password: PASSWORD }),
        actorId: person.id,
        connections: ground.connections(person.http),
        decide: () => ground.administrator.http.act('POST', `/people/${person.id}/disable`),
        decision: ['person.disabled', person.id],
      });
    },
  },
  {
    name: 'passkey added / session ended',
    prepare: async (ground) => {
      const { leaver, commits } = ground;
      await back(ground, leaver);
      await commits.read('delete from passkey where account_id = $1', [leaver.id]);
      const [http, other] = [await ground.signIn(leaver), await ground.signIn(leaver)];
      const id = await sessionOf(http);
      const connections = ground.connections(http);
      const acts = await Promise.all(connections.map(askedForPasskey));
      return end(ground, {
        act: (_http, connection) => acts[connection]?.() ?? Promise.reject(new Error('no passkey')),
        actorId: leaver.id,
        connections,
        decide: () => other.act('DELETE', `/me/sessions/${id}`),
        decision: ['session.ended', id],
      });
    },
  },
];
