import { invitationResultSchema } from '@maroquin/contracts';
import { z } from 'zod';
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

/** Uses a one-use link as the page behind it does. */
export async function redeem(server: Maroquin, link: string): Promise<HttpClient> {
  const token = new URL(link).hash.slice(1);
  return enter(server, '/api/v1/auth/link', { token });
}

/** Signs in by password: one session more of the same person. */
export const signIn = (server: Maroquin, email: string, password: string): Promise<HttpClient> =>
  enter(server, '/api/v1/auth/password', { email, password });

async function enter(server: Maroquin, path: string, body: object): Promise<HttpClient> {
  const answer = await new HttpClient(server.url, null).call('POST', path, { body });
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
  return personOf(await redeem(server, link));
}

/** A bearer token made by the command on the same machine. */
export async function tokenOf(server: Maroquin, email: string, scopes = 'all'): Promise<string> {
  const made = await server.commandJson(['token', 'create', '--user', email, '--scopes', scopes]);
  return z.object({ token: z.string() }).parse(made).token;
}
