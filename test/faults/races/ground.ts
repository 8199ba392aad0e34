import { randomInt, randomUUID } from 'node:crypto';
import { invitationResultSchema } from '@maroquin/contracts';
import { Cluster } from '../../support/cluster.js';
import { HttpClient } from '../../support/http-client.js';
import type { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, type Person } from '../../support/people.js';

/** What one pair of acts is about: nobody else works there. */
export interface Ground {
  readonly administrator: Person;
  readonly owner: Person;
  readonly manager: Person;
  readonly friend: Person;
  readonly team: string;
  readonly space: string;
  readonly somewhere: () => Record<string, string>;
}

/** RFC 2544 keeps these addresses for tests: no limit of one network is met. */
const somewhere = (): Record<string, string> => ({
  'x-forwarded-for': `198.18.${String(randomInt(256))}.${String(randomInt(256))}`,
});

/** Two nodes on one database, and who administers the organisation. */
export async function openCluster(): Promise<{ cluster: Cluster; administrator: Person }> {
  const cluster = await Cluster.start({ bus: 'postgres', env: { LOG_LEVEL: 'error', TRUST_PROXY: '1' } });
  return { cluster, administrator: await firstAdministrator(cluster.last) };
}

async function join(node: Maroquin, administrator: Person, who: string): Promise<Person> {
  const name = `${who} ${randomUUID()}`;
  const email = `${randomUUID()}@prefecture.example`;
  const { link } = await administrator.http.json(invitationResultSchema, 'POST', '/invitations', {
    name,
    email,
  });
  const answer = await new HttpClient(node.url, null).call('POST', '/api/v1/auth/link', {
    body: { token: new URL(link).hash.slice(1) },
    headers: somewhere(),
  });
  const http = new HttpClient(node.url, {
    cookie: /^[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '',
  });
  return { id: (await http.me()).person.id, name, email, http };
}

/** People of their own, so that nobody meets the limit of one person. */
export async function openGround(cluster: Cluster, administrator: Person): Promise<Ground> {
  const [node] = cluster.nodes;
  const [owner, manager, friend] = [
    await join(node, administrator, 'Propriétaire'),
    await join(cluster.last, administrator, 'Gestionnaire'),
    await join(node, administrator, 'Collègue'),
  ];
  const space = await owner.http.create('/spaces', { name: `Espace ${randomUUID()}` });
  const team = await administrator.http.create('/teams', { name: `Équipe ${randomUUID()}` });
  return { administrator, owner, manager, friend, team, space, somewhere };
}
