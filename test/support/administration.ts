import { z } from 'zod';
import { SoftwareAuthenticator, type PublicKeyOptions } from '@maroquin/testing';
import { HttpClient } from './http-client.js';
import { freePort, Maroquin, type MaroquinOptions } from './maroquin.js';

const optionsSchema = z.object({ options: z.custom<PublicKeyOptions>() });
const linkSchema = z.object({ id: z.string(), link: z.string() });

/** A server with an administration listener. */
export interface Administered {
  readonly server: Maroquin;
  /** Address of that listener. */
  readonly url: string;
}

export async function startAdministered(options: MaroquinOptions = {}): Promise<Administered> {
  const port = await freePort();
  const env = { ...options.env, ADMIN_BIND: `127.0.0.1:${String(port)}` };
  return { server: await Maroquin.start({ ...options, env }), url: `http://localhost:${String(port)}` };
}

/** By the command line. @returns its id and its one-use link */
export async function createAdministrator(
  server: Maroquin,
  args: readonly string[] = ['--everywhere'],
  email = `administration.${crypto.randomUUID()}@prefecture.example`,
): Promise<{ id: string; link: string; email: string }> {
  const made = await server.commandJson([
    ...['administrator', 'create', '--email', email, '--name', 'Solène Garde'],
    ...args,
  ]);
  return { ...linkSchema.parse(made), email };
}

export const tokenIn = (link: string): string => new URL(link).hash.slice(1);
/** What a browser keeps of an answer that signed somebody in. */
export const cookieIn = (answer: Response, name = '__Host-maroquin-admin'): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .find((pair) => pair.startsWith(`${name}=`)) ?? '';

/** One request of a browser at that listener, with these cookies. */
export const at = (url: string, cookie = ''): HttpClient => new HttpClient(url, { cookie });

/** Uses a link up with a passkey. @returns the device and the browser that is signed in */
export async function enrol(
  { url }: Administered,
  link: string,
  device = new SoftwareAuthenticator(url),
): Promise<{ device: SoftwareAuthenticator; http: HttpClient }> {
  const token = tokenIn(link);
  const begun = await at(url).call('POST', '/api/v1/administration/enrolment/passkey-options', {
    body: { token },
  });
  const { options } = optionsSchema.parse(await begun.json());
  const done = await at(url, cookieIn(begun, '__Host-maroquin-admin-ceremony')).call(
    'POST',
    '/api/v1/administration/enrolment/passkey',
    { body: { token, credential: device.create(options) } },
  );
  return { device, http: at(url, cookieIn(done)) };
}

export async function signInWith(
  { url }: Administered,
  device: SoftwareAuthenticator,
  misdeed: Parameters<SoftwareAuthenticator['get']>[1] = {},
): Promise<HttpClient> {
  const begun = await at(url).call('POST', '/api/v1/administration/sign-in/passkey-options');
  const { options } = optionsSchema.parse(await begun.json());
  const done = await at(url, cookieIn(begun, '__Host-maroquin-admin-ceremony')).call(
    'POST',
    '/api/v1/administration/sign-in/passkey',
    { body: { credential: device.get(options, misdeed) } },
  );
  return at(url, cookieIn(done));
}

/** An administrator by the command line, with a passkey, signed in. */
export async function administrator(
  stage: Administered,
  args?: readonly string[],
): Promise<{ id: string; email: string; device: SoftwareAuthenticator; http: HttpClient }> {
  const { id, link, email } = await createAdministrator(stage.server, args);
  return { id, email, ...(await enrol(stage, link)) };
}
