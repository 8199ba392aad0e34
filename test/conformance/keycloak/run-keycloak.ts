import assert from 'node:assert/strict';
import { io } from 'socket.io-client';
import { HttpClient, Refused } from '../../support/http-client.js';
import { freePort, Maroquin } from '../../support/maroquin.js';
import { firstAdministrator } from '../../support/people.js';
import { until } from '../../support/until.js';
import { type Stop, Wanderer } from '../oidc/wanderer.js';
import { CLIENT, Keycloak, PASSWORD } from './keycloak.js';
import { keycloakFolder } from './keycloak-program.js';

const ORGANISATION = 'Préfecture du Lac';
const VERIFIED = { username: 'amina', email: 'amina@lac.example.fr', emailVerified: true };
/** With one session, which Keycloak then ends. */
const LEAVING = { username: 'chloe', email: 'chloe@lac.example.fr', emailVerified: true };
const UNVERIFIED = { username: 'bruno', email: 'bruno@lac.example.fr', emailVerified: false };
const COOKIE = '__Host-maroquin';
/** From Keycloak's answer until nothing of the session is left. */
const CUT_WITHIN_MS = 1_000;

export interface KeycloakResult {
  readonly suite: 'keycloak';
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  /** Milliseconds from Keycloak's logout until the session and its socket were gone. */
  readonly cutMs: number | null;
  readonly failures: readonly { readonly name: string; readonly reason: string }[];
}

interface Scene {
  readonly server: Maroquin;
  readonly keycloak: Keycloak;
  cutMs: number | null;
}

const CASES: readonly { readonly name: string; readonly run: (scene: Scene) => Promise<void> }[] = [
  {
    name: '`maroquin doctor oidc` finds nothing wrong with Keycloak',
    run: async ({ server }) => {
      const { code, stdout, stderr } = await server.command(['doctor', 'oidc']);
      assert.equal(code, 0, `${stdout}${stderr}`);
    },
  },
  {
    name: 'somebody whose address Keycloak has verified signs in',
    run: async (scene) => {
      const http = await sessionOf(scene, new Wanderer(), VERIFIED.username);
      assert.ok(http, 'no session');
      assert.equal((await http.me()).person.email, VERIFIED.email);
    },
  },
  {
    name: 'somebody whose address Keycloak has not verified is refused, and reads why',
    run: async (scene) => {
      const browser = new Wanderer();
      const stop = await signIn(scene, browser, UNVERIFIED.username);
      assert.equal(browser.cookie(scene.server.url, COOKIE), null, 'there is a session');
      assert.match(stop.location?.href ?? '', /\/connexion\/refus\?\S*\badresse\b/u);
    },
  },
  {
    name: 'whoever is signed out at Keycloak is cut here within a second, socket and requests',
    run: async (scene) => {
      const http = await sessionOf(scene, new Wanderer(), LEAVING.username);
      assert.ok(http, 'no session');
      const socket = io(scene.server.url, {
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
        extraHeaders: { ...http.headers },
      });
      await until(() => socket.connected, 'the socket is open', 5_000);
      await scene.keycloak.signOut(LEAVING.username);
      const since = performance.now();
      await until(async () => !(await isIn(http)), 'the session ended', 10_000);
      await until(() => socket.disconnected, 'its socket closed', 10_000);
      scene.cutMs = Math.round(performance.now() - since);
      socket.close();
      assert.ok(scene.cutMs <= CUT_WITHIN_MS, `it took ${String(scene.cutMs)} ms`);
    },
  },
];

/**
 * A real Keycloak as the provider of the built server.
 * @param zip Keycloak's distribution, where it is at hand already
 * @throws {MissingProgram}
 */
export async function runKeycloak(zip: string | null, say: (line: string) => void): Promise<KeycloakResult> {
  const folder = await keycloakFolder(zip, say);
  const port = await freePort();
  const ours = `http://localhost:${String(port)}/api/v1/sign-in/oidc/oidc`;
  say('starting Keycloak');
  const keycloak = await Keycloak.start(folder, ours, [VERIFIED, LEAVING, UNVERIFIED]);
  const failures: { name: string; reason: string }[] = [];
  const scene: Scene = {
    server: await Maroquin.prepare({ env: environment(keycloak) }, port),
    keycloak,
    cutMs: null,
  };
  try {
    await scene.server.start();
    await firstAdministrator(scene.server);
    for (const { name, run } of CASES) {
      const reason = await run(scene).then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      say(`${name}: ${reason ?? 'yes'}`);
      if (reason !== null) failures.push({ name, reason });
    }
  } finally {
    await scene.server.dispose();
    await keycloak.close();
  }
  const total = CASES.length;
  const counts = { passed: total - failures.length, failed: failures.length, total };
  return { suite: 'keycloak', ...counts, cutMs: scene.cutMs, failures };
}

const environment = ({ issuer }: Keycloak): Record<string, string> => ({
  LOG_LEVEL: 'warn',
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
  OIDC_ORGANISATIONS: `@lac.example.fr=${ORGANISATION}`,
});

/** Fills in Keycloak's form as a browser does. @returns the last answer before a page of ours, which needs no visit */
async function signIn({ server }: Scene, browser: Wanderer, username: string): Promise<Stop> {
  const isOurs = (url: URL): boolean => url.origin === server.url && !url.pathname.startsWith('/api/');
  const form = await browser.follow(`${server.url}/api/v1/sign-in/oidc/oidc?suite=%2F`, isOurs);
  const action = /<form[^>]* action="([^"]+)"/u.exec(form.text)?.[1]?.replaceAll('&amp;', '&');
  if (action === undefined)
    throw new Error(`Keycloak showed no form: ${String(form.status)} at ${form.url.href}`);
  let stop = await browser.go(action, { username, password: PASSWORD, credentialId: '' });
  while (stop.location !== null && !isOurs(stop.location)) stop = await browser.go(stop.location);
  return stop;
}

async function sessionOf(scene: Scene, browser: Wanderer, username: string): Promise<HttpClient | null> {
  await signIn(scene, browser, username);
  const cookie = browser.cookie(scene.server.url, COOKIE);
  return cookie === null ? null : new HttpClient(scene.server.url, { cookie: `${COOKIE}=${cookie}` });
}

async function isIn(http: HttpClient): Promise<boolean> {
  try {
    await http.me();
    return true;
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return false;
    throw error;
  }
}
