import { randomUUID } from 'node:crypto';
import { approvalsSchema, handOverResultSchema, invitationResultSchema } from '@maroquin/contracts';
import { z } from 'zod';
import { asSuperuser } from './embedded-sql.js';
import { HttpClient } from './http-client.js';
import type { Maroquin } from './maroquin.js';
import { until } from './until.js';

/** Long and unlike anything on the list of common ones. */
export const PASSWORD = 'girafe-tiroir-mandoline-47';
const SESSION = /__Host-maroquin=[A-Za-z0-9_-]{43}/;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly http: HttpClient;
}

/** A link that is only there when an answer shows it. */
export function shown(link: string | null): string {
  if (link === null) throw new Error('no link was shown');
  return link;
}

/** One more way in for somebody, printed on the machine that the server runs on. */
export async function printedLink(server: Maroquin, user: string): Promise<string> {
  return z.object({ link: z.string() }).parse(await server.commandJson(['user', 'link', '--user', user]))
    .link;
}

/** Uses a one-use link as the page behind it does. */
export async function redeem(server: Maroquin, link: string): Promise<HttpClient> {
  const token = new URL(link).hash.slice(1);
  return enter(server, '/api/v1/sign-in/link', { token });
}

/** Signs in by password: one session more of the same person. */
export const signIn = (
  server: Maroquin,
  email: string,
  password: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpClient> => enter(server, '/api/v1/sign-in/password', { email, password }, headers);

async function enter(
  server: Maroquin,
  path: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpClient> {
  const answer = await new HttpClient(server.url, null).call('POST', path, { body, headers });
  const cookie = SESSION.exec(answer.headers.get('set-cookie') ?? '')?.[0];
  if (cookie === undefined) throw new Error('signing in set no session cookie');
  return new HttpClient(server.url, { cookie });
}

async function personOf(http: HttpClient): Promise<Person> {
  const { person } = await http.me();
  return { ...person, http };
}

/** The first administrator, through the printed link and the first-run page's request. */
export async function firstAdministrator(
  server: Maroquin,
  who: { name: string; email: string; organisation: string } = {
    name: 'Claire Fontaine',
    email: 'claire.fontaine@prefecture.example',
    organisation: 'Préfecture du Lac',
  },
): Promise<Person> {
  const link = await until(() => server.links[0], 'the link of the first administrator', 5_000);
  const http = await redeem(server, link);
  await http.act('PUT', '/me/first-run', { ...who, password: PASSWORD });
  return personOf(http);
}

/** Somebody whom the administrator invites, signed in. */
export async function invite(
  server: Maroquin,
  administrator: Person,
  who: { name: string; email: string },
): Promise<Person> {
  const { link } = await administrator.http.json(invitationResultSchema, 'POST', '/invitations', who);
  // These servers send no mail, so the link of an account that nobody has used is shown.
  return personOf(await redeem(server, shown(link)));
}

/**
 * Somebody who looks after rights and administers nothing, whose account is old enough to agree to what administrators ask:
 * a day passes in the database.
 */
export async function auditorOf(server: Maroquin, administrator: Person): Promise<Person> {
  const email = `audit.${randomUUID()}@prefecture.example`;
  const auditor = await invite(server, administrator, { name: 'Odile Garant', email });
  await madeBefore(server, 'account', auditor.id);
  await administrator.http.act('PUT', `/duties/auditor/holders/${auditor.id}`);
  return auditor;
}

/** As if the account had been made two days earlier. */
export const madeBefore = (server: Maroquin, table: 'account' | 'administrator', id: string): Promise<void> =>
  asSuperuser(server.dataDir, async (client) => {
    await client.query(`update ${table} set created_at = created_at - interval '2 days' where id = $1`, [id]);
  });

/** Agrees to all that waits, as one or several people asked. */
export async function agree(second: HttpClient, path = '/approvals'): Promise<void> {
  const { items } = await second.get(approvalsSchema, path);
  for (const { id, approved } of items) if (!approved) await second.act('POST', `${path}/${id}/approve`);
}

/** What a closed account managed, with somebody's agreement. @returns how many places and items */
export async function handOver(
  http: HttpClient,
  second: HttpClient,
  { person, toId, at = '' }: { readonly person: string; readonly toId: string; readonly at?: string },
): Promise<number> {
  const ask = () => http.json(handOverResultSchema, 'POST', `${at}/people/${person}/hand-over`, { toId });
  await ask();
  await agree(second, `${at}/approvals`);
  const { waiting, count } = await ask();
  if (waiting) throw new Error('it still waits');
  return count;
}

/** A bearer token made by the command on the same machine. */
export async function tokenOf(server: Maroquin, email: string, scopes = 'all'): Promise<string> {
  const made = await server.commandJson(['token', 'create', '--user', email, '--scopes', scopes]);
  return z.object({ token: z.string() }).parse(made).token;
}
