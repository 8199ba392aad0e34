import http, { createServer as createHttpServer } from 'node:http';
import https from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { loadConfig } from '@maroquin/platform/config';
import { classOf, Egress, type Endpoint, OutboundGuard, SocketEgress } from '@maroquin/platform/egress';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HOSTS } from './written-hosts.js';

/** What must never be reached: services of this machine that nobody named. They count who comes. */
let arrivals = 0;
let port = 0;
const servers: Server[] = [];
const sockets: Socket[] = [];
/** The one service that is listed, under a name that only our resolver knows. */
let listed: Server;
let listedPort = 0;
beforeAll(async () => {
  for (const host of ['127.0.0.1', '::1']) {
    const server = createServer((socket) => {
      arrivals += 1;
      socket.destroy();
    });
    servers.push(server);
    await new Promise<void>((done) => server.listen(port, host, done));
    port = (server.address() as AddressInfo).port;
  }
  listed = createHttpServer((request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: `http://127.0.0.1:${String(port)}/` });
    response.end('listed');
  });
  await new Promise<void>((done) => listed.listen(0, '127.0.0.1', done));
  listedPort = (listed.address() as AddressInfo).port;
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of [...servers, listed]) server.close();
});

const silent = { warn: () => undefined, debug: () => undefined };
const endpointAt = (host: string, at: number): Endpoint => ({
  ...{ use: 'sign-in', variable: 'OIDC_ISSUER', host, port: at, tls: false },
});

/** Whole addresses that try to pass for the one that is listed. */
const TRICKS = (good: string): string[] => [
  `http://${good}@127.0.0.1:${String(port)}/`,
  `http://user:secret@${good}/`,
  `http://127.0.0.1:${String(port)}#@${good}/`,
  `http://127.0.0.1:${String(port)}\\@${good}/`,
  `http://127.0.0.1:${String(port)}?.${good}`,
  `http://${good}.127.0.0.1.nip.io:${String(port)}/`,
  `//127.0.0.1:${String(port)}/`,
  `file:///etc/passwd`,
  `gopher://127.0.0.1:${String(port)}/`,
  `data:text/plain,x`,
  `http:127.0.0.1:${String(port)}`,
  `http:///127.0.0.1:${String(port)}/`,
];

/** Resolves either way: what counts is who arrived. */
const settled = (work: Promise<unknown>): Promise<void> =>
  Promise.race([work, new Promise((done) => setTimeout(done, 5_000))]).then(
    () => undefined,
    () => undefined,
  );
const ended = (socket: Socket): Promise<void> => {
  sockets.push(socket);
  return settled(new Promise((done) => socket.once('error', done).once('close', done).once('connect', done)));
};
const answered = (request: http.ClientRequest): Promise<void> =>
  settled(new Promise((done) => request.once('error', done).once('response', done).end()));

let uninstall: () => void = () => undefined;
afterEach(() => uninstall());
const resolvedBy: Record<string, string[]> = {};
let now = 0;
function install(endpoints: readonly Endpoint[]): OutboundGuard {
  const guard = new OutboundGuard({
    endpoints,
    clock: { now: () => new Date(now) },
    logger: silent,
    // Whatever it is asked for leads to this machine: only the list stands between.
    resolve: async (host) => ({ addresses: resolvedBy[host] ?? ['127.0.0.1'], aliases: [] }),
  });
  uninstall = guard.install();
  return guard;
}
const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

describe('no connection leaves for an address that the configuration does not name', () => {
  const places: Record<string, (host: string) => Promise<void>> = {
    'the fetch of a foreign document': (host) => {
      const rule = { origins: new Set([`https://idp.exemple.fr`]), withinMs: 2_000, maxBytes: 1_000 };
      return settled(new Egress(rule).fetch(`http://${host}:${String(port)}/`));
    },
    'a socket of its own protocol': (host) =>
      settled(
        new SocketEgress({ places: new Set(['annuaire.exemple.fr:636']), connectWithinMs: 2_000 }).open(
          bare(host),
          port,
          1_000,
        ),
      ),
    'fetch, used past the way out': (host) => settled(fetch(`http://${host}:${String(port)}/`)),
    'http.request, as the S3 client uses it': async (host) =>
      answered(http.request({ host: bare(host), port, path: '/', timeout: 2_000 })),
    'https.request': async (host) =>
      answered(
        https.request({ host: bare(host), port, path: '/', timeout: 2_000, rejectUnauthorized: false }),
      ),
    'net.connect, as the drivers of PostgreSQL and Valkey use it': async (host) =>
      ended(connect(port, bare(host))),
    'tls.connect': async (host) => ended(connectTls({ host: bare(host), port, rejectUnauthorized: false })),
  };

  it('is tried in eighty forms and more', () => {
    expect(new Set(HOSTS).size).toBeGreaterThanOrEqual(80);
  });

  it.each(Object.entries(places))('by %s: 0 connections in every form', async (_name, open) => {
    const guard = install([endpointAt('idp.exemple.fr', port + 1)]);
    arrivals = 0;
    for (const host of HOSTS) await open(host).catch(() => undefined);
    expect(arrivals).toBe(0);
    expect(guard.refused).toBeGreaterThanOrEqual(0);
  });

  it('nor by an address that tries to pass for one that is listed', async () => {
    const good = `idp.exemple.fr:${String(listedPort)}`;
    install([endpointAt('idp.exemple.fr', listedPort)]);
    const egress = new Egress({ origins: new Set([`http://${good}`]), withinMs: 2_000, maxBytes: 1_000 });
    arrivals = 0;
    for (const address of TRICKS(good)) {
      await settled(egress.fetch(address));
      await settled(fetch(address));
      expect(egress.allows(address)).toBe(false);
    }
    expect(arrivals).toBe(0);
  });

  it('nor behind a redirect of a service that is listed', async () => {
    install([endpointAt('idp.exemple.fr', listedPort)]);
    arrivals = 0;
    const away = `http://idp.exemple.fr:${String(listedPort)}/away`;
    await expect(fetch(away, { redirect: 'manual' })).resolves.toMatchObject({ status: 302 });
    await settled(fetch(away));
    expect(arrivals).toBe(0);
  });
});

describe('what the configuration names', () => {
  it('is reached, whatever its name means to the machine', async () => {
    const guard = install([endpointAt('idp.exemple.fr', listedPort)]);
    const answer = await fetch(`http://idp.exemple.fr:${String(listedPort)}/`);
    expect(await answer.text()).toBe('listed');
    expect(guard.refused).toBe(0);
  });

  it('is reached on its own port only', async () => {
    const guard = install([endpointAt('idp.exemple.fr', listedPort)]);
    arrivals = 0;
    await ended(connect(port, 'idp.exemple.fr'));
    expect({ arrivals, refused: guard.refused }).toEqual({ arrivals: 0, refused: 1 });
  });

  it.each([['127.0.0.1'], ['10.0.0.1'], ['169.254.169.254'], ['::1'], ['::ffff:127.0.0.1'], ['fd00::1']])(
    'is left alone once its name leads to %s, where it did not lead before',
    async (address) => {
      const guard = install([endpointAt('idp.exemple.fr', port)]);
      now = 0;
      resolvedBy['idp.exemple.fr'] = ['93.184.216.34'];
      expect(await guard.addressesOf('idp.exemple.fr')).toEqual(['93.184.216.34']);
      resolvedBy['idp.exemple.fr'] = [address];
      // Within the time of the pin the name means what it meant when it was checked.
      expect(await guard.addressesOf('idp.exemple.fr')).toEqual(['93.184.216.34']);
      now = 3_600_000;
      arrivals = 0;
      await ended(connect(port, 'idp.exemple.fr'));
      delete resolvedBy['idp.exemple.fr'];
      expect({ arrivals, refused: guard.refused }).toEqual({ arrivals: 0, refused: 1 });
    },
  );

  it('is cut off while it is outside the profile', async () => {
    const guard = install([endpointAt('idp.exemple.fr', listedPort)]);
    guard.block(['IDP.exemple.fr.']);
    const refusedOnce = async (): Promise<boolean> => {
      const before = guard.refused;
      await ended(connect(listedPort, 'idp.exemple.fr'));
      return guard.refused > before;
    };
    expect(await refusedOnce()).toBe(true);
    guard.block([]);
    expect(await refusedOnce()).toBe(false);
  });
});

describe('the configuration', () => {
  const database = (host: string) => ({ DATABASE_URL: `postgres://m@${host}:${String(port)}/m` });
  const variables: Record<string, (host: string) => NodeJS.ProcessEnv> = {
    OIDC_ISSUER: (host) => ({
      OIDC_ISSUER: `https://${host}/`,
      OIDC_CLIENT_ID: 'a',
      OIDC_CLIENT_SECRET: 'b',
    }),
    SMTP_URL: (host) => ({ SMTP_URL: `smtp://${host}:587` }),
    DATABASE_URL: database,
    VALKEY_URL: (host) => ({
      ...database('pg.exemple.fr'),
      BUS: 'valkey',
      VALKEY_URL: `rediss://${host}:6379`,
    }),
    S3_ENDPOINT: (host) => ({
      ...{ OBJECT_STORAGE: 'ceph', S3_ENDPOINT: `https://${host}`, S3_BUCKET: 'maroquin' },
      ...{ S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b' },
    }),
  };

  it.each(Object.entries(variables))('opens no connection by being read: %s', (_name, envOf) => {
    arrivals = 0;
    for (const host of HOSTS)
      try {
        loadConfig(envOf(host));
      } catch {
        // Refused by its form, which is as good.
      }
    expect(arrivals).toBe(0);
  });
});

describe('an address', () => {
  it.each([
    ['93.184.216.34', 'public'],
    ['2606:2800:220:1::1', 'public'],
    ['64:ff9b::5db8:d822', 'public'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['64:ff9b::7f00:1', 'loopback'],
    ['2002:7f00:1::', 'loopback'],
    ['::7f00:1', 'loopback'],
    ['::1', 'loopback'],
    ['2002:a00:1::', 'private'],
    ['100.64.0.1', 'private'],
    ['fd00::1', 'private'],
    ['fe80::1%eth0', 'reserved'],
    ['169.254.169.254', 'reserved'],
    ['64:ff9b::a9fe:a9fe', 'reserved'],
    ['0.0.0.0', 'reserved'],
    ['::', 'reserved'],
    ['2130706433', 'reserved'],
  ])('%s is %s', (address, kind) => {
    expect(classOf(address)).toBe(kind);
  });
});
