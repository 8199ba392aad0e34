import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createAdministrator, enrol } from '../../support/administration.js';
import type { Cluster } from '../../support/cluster.js';
import { HttpClient } from '../../support/http-client.js';
import { firstAdministrator, type Person, redeem, tokenOf } from '../../support/people.js';
import { Commits } from './commits.js';

const linkSchema = z.object({ id: z.string(), link: z.string() });
const organisationsSchema = z.object({ items: z.array(z.object({ id: z.string() })) });
const CONNECTIONS = 4;

/** An administration account that is signed in. */
interface Account {
  readonly id: string;
  readonly http: HttpClient;
}

/** Two administration accounts, and a person with a program of theirs. */
export interface AdministrationGround {
  readonly commits: Commits;
  readonly orgId: string;
  /** Shared by all grounds: never closed. */
  readonly chief: Account;
  readonly first: Account;
  readonly second: Account;
  readonly person: Person;
  readonly space: string;
  /** Of the person. */
  readonly program: HttpClient;
  /** The same administration account at a node. */
  on(node: number, http: HttpClient): HttpClient;
  /** It on four connections, of both nodes. */
  administrating(account: Account): HttpClient[];
  /** The same for the person or its program, at the public listeners. */
  working(http: HttpClient): HttpClient[];
  close(): Promise<void>;
}

/** @returns makes one ground after the other */
export async function openAdministration(cluster: Cluster): Promise<() => Promise<AdministrationGround>> {
  const [url = ''] = cluster.adminUrls;
  await firstAdministrator(cluster.last);
  const { id, link } = await createAdministrator(cluster.last);
  const chief = { id, ...(await enrol({ server: cluster.last, url }, link)) };
  const { items } = await chief.http.get(organisationsSchema, '/administration/organisations');
  const orgId = items[0]?.id ?? '';
  return () => openOne(cluster, chief, orgId);
}

async function openOne(cluster: Cluster, chief: Account, orgId: string): Promise<AdministrationGround> {
  const [url = ''] = cluster.adminUrls;
  const account = async (): Promise<Account> => {
    const wanted = { orgId, name: 'Solène Garde', email: newEmail(), everywhere: true };
    const made = await chief.http.json(linkSchema, 'POST', '/administration/administrators', wanted);
    const { http } = await enrol({ server: cluster.last, url }, made.link);
    return { id: made.id, http };
  };
  const email = newEmail();
  const people = `/administration/organisations/${orgId}/people`;
  const invited = await chief.http.json(linkSchema, 'POST', people, {
    name: 'Personne',
    email,
    admin: false,
  });
  const http = await redeem(cluster.last, invited.link);
  const publicUrl = (index: number): string =>
    (cluster.nodes[index % cluster.nodes.length] ?? cluster.last).url;
  const on = (node: number, { credentials }: HttpClient): HttpClient =>
    new HttpClient(cluster.adminUrls[node % cluster.adminUrls.length] ?? url, credentials);
  const four = (make: (index: number) => HttpClient): HttpClient[] =>
    Array.from({ length: CONNECTIONS }, (_, index) => make(index));
  const commits = await Commits.open(cluster.superuser);
  return {
    commits,
    orgId,
    chief,
    first: await account(),
    second: await account(),
    person: { id: invited.id, name: 'Personne', email, http },
    space: await http.create('/spaces', { name: `Espace ${randomUUID()}` }),
    program: new HttpClient(cluster.last.url, { token: await tokenOf(cluster.last, email) }),
    on,
    administrating: (one) => four((index) => on(index, one.http)),
    working: ({ credentials }) => four((index) => new HttpClient(publicUrl(index), credentials)),
    close: () => commits.close(),
  };
}

const newEmail = (): string => `${randomUUID()}@prefecture.example`;
