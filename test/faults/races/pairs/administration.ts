import { randomUUID } from 'node:crypto';
import type { HttpClient } from '../../../support/http-client.js';
import type { AdministrationGround } from '../administration-ground.js';
import { countDone, end, type Pair } from '../pair.js';
import { name } from './places.js';

/** Both accounts are open and signed in again. */
async function restore({ commits, first, second }: AdministrationGround): Promise<string[]> {
  const ids = [first.id, second.id];
  await commits.read('update administrator set disabled_at = null where id = any($1)', [ids]);
  await commits.read('update administrator_session set revoked_at = null where administrator_id = any($1)', [
    ids,
  ]);
  return ids;
}

/** An administration account acts while another closes it. */
const closed = (
  what: string,
  act: (ground: AdministrationGround) => (http: HttpClient) => Promise<unknown>,
): Pair<AdministrationGround> => ({
  name: `${what} / administration account closed`,
  prepare: async (ground) => {
    await restore(ground);
    const { chief, first } = ground;
    return end(ground, {
      act: act(ground),
      actorId: first.id,
      connections: ground.administrating(first),
      decide: () => chief.http.act('POST', `/administration/administrators/${first.id}/disable`),
      decision: ['administrator.disabled', first.id],
    });
  },
});

/** A person or its program works while an administration account ends the session or token by which it comes. */
const ended = (
  what: 'session' | 'token',
  by: (ground: AdministrationGround) => HttpClient,
  table: string,
  action: string,
): Pair<AdministrationGround> => ({
  name: `folder made / ${what} ended by administration`,
  prepare: async (ground) => {
    const { commits, person, space, chief, orgId } = ground;
    const [row] = await commits.read<{ id: string }>(
      `update ${table} set revoked_at = null where account_id = $1 returning id`,
      [person.id],
    );
    const id = row?.id ?? '';
    return end(ground, {
      act: (http) => http.create('/folders', { name: name(), parentId: space }),
      actorId: person.id,
      connections: ground.working(by(ground)),
      decide: () => chief.http.act('DELETE', `/administration/organisations/${orgId}/${what}s/${id}`),
      decision: [action, id],
    });
  },
});

export const ADMINISTRATION: readonly Pair<AdministrationGround>[] = [
  {
    name: 'two administration accounts close each other',
    prepare: async (ground) => {
      const ids = await restore(ground);
      const { first, second, commits } = ground;
      const path = (id: string): string => `/administration/administrators/${id}/disable`;
      return {
        acts: [
          () => ground.on(0, first.http).act('POST', path(second.id)),
          () => ground.on(1, second.http).act('POST', path(first.id)),
        ],
        judge: async (outcomes) => {
          const open = await commits.count('administrator where id = any($1) and disabled_at is null', [ids]);
          return { done: countDone(outcomes), wrong: open === 0 ? 1 : 0 };
        },
      };
    },
  },
  closed(
    'link made',
    ({ second }) =>
      (http) =>
        http.act('POST', `/administration/administrators/${second.id}/link`),
  ),
  closed(
    'person invited',
    ({ orgId }) =>
      (http) =>
        http.act('POST', `/administration/organisations/${orgId}/people`, {
          name: 'Personne',
          email: `${randomUUID()}@prefecture.example`,
          admin: false,
        }),
  ),
  ended('session', ({ person }) => person.http, 'session', 'session.ended'),
  ended('token', ({ program }) => program, 'api_token', 'token.revoked'),
];
