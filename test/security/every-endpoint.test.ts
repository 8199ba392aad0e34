import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@maroquin/platform/config';
import { type Endpoint, endpointsOf, OutboundGuard } from '@maroquin/platform/egress';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/process/house.js';
import { HOSTS } from './written-hosts.js';

/** Services of this machine that nobody named, on the very port of the endpoint under test. They count who comes. */
let arrivals = 0;
let port = 0;
const servers: Server[] = [];
const sockets = new Set<Socket>();
const folder = mkdtempSync(join(tmpdir(), 'every-endpoint-'));
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
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

/** The one register, of a configuration in which everything of .env.example is set: a new address comes here by itself. */
function everyEndpoint(): readonly Endpoint[] {
  const text = readFileSync(join(ROOT, '.env.example'), 'utf8');
  const env: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/^#([A-Z0-9_]+)=(.*)$/gm)) {
    env[name] = value;
    if (!value.startsWith('/run/secrets/')) continue;
    env[name] = join(folder, name);
    writeFileSync(env[name], '{}');
  }
  const config = loadConfig({
    ...env,
    ...{ OIDC_PROVIDERS: '', OBJECT_STORAGE: 'ceph', BUS: 'valkey', LDAP_STARTTLS: 'on' },
    ...{
      KEY_PROVIDER: 'transit',
      KEY_FORMER: 'pkcs11',
      KEY_FORMER_FILE: '',
      CLAMD: 'clamav.exemple.fr:3310',
    },
  });
  return endpointsOf(config).filter(({ host }) => host !== null);
}
const ENDPOINTS = everyEndpoint();
const table = ENDPOINTS.map((one): [string, Endpoint] => [
  `${one.use}, ${one.variable}, ${one.host ?? ''}`,
  one,
]);

let uninstall: () => void = () => undefined;
afterEach(() => uninstall());
function install(
  endpoint: Endpoint,
  resolve: (host: string) => string[],
  now: () => number = () => 0,
): OutboundGuard {
  const guard = new OutboundGuard({
    ...{ endpoints: [{ ...endpoint, port }], clock: { now: () => new Date(now()) } },
    logger: { warn: () => undefined, debug: () => undefined },
    resolve: async (host) => ({ addresses: resolve(host), aliases: [] }),
  });
  uninstall = guard.install();
  return guard;
}
const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');
/** Refused, broken or answered: what counts is who arrived. */
const ended = (host: string): Promise<void> =>
  new Promise((done) => {
    const socket = connect(port, bare(host));
    sockets.add(socket);
    const end = (): void => {
      socket.destroy();
      done();
    };
    socket.setTimeout(5_000, end).once('error', end).once('close', end).once('connect', end);
  });

describe('every endpoint of the register', () => {
  it('is here, for each use there is, and each form of an address is tried on each', () => {
    const uses = new Set(ENDPOINTS.map(({ use }) => use));
    expect([...uses].sort()).toEqual(
      [
        'antivirus',
        'database',
        'directory',
        'hints',
        'keys',
        'logs',
        'mail',
        'object-storage',
        'office',
        'push',
      ].concat(['sign-in', 'time-stamp']),
    );
    expect(new Set(HOSTS).size).toBeGreaterThanOrEqual(80);
  });

  it.each(table)(
    'opens the way to itself alone, 0 connections in every form: %s',
    async (_name, endpoint) => {
      install(endpoint, () => ['127.0.0.1']);
      arrivals = 0;
      for (const host of HOSTS) await ended(host);
      expect(arrivals).toBe(0);
      // The same port under its own name is let through: what was refused was refused for its form.
      await ended(endpoint.host ?? '');
      await expect.poll(() => arrivals).toBe(1);
    },
  );

  it.each(table)('is left alone once its name leads into this machine: %s', async (_name, endpoint) => {
    let [leadsTo, now] = ['93.184.216.34', 0];
    const guard = install(
      endpoint,
      () => [leadsTo],
      () => now,
    );
    await guard.addressesOf(endpoint.host ?? '');
    now = 3_600_000;
    arrivals = 0;
    for (leadsTo of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.1', '169.254.169.254', 'fd00::1'])
      await ended(endpoint.host ?? '');
    expect({ arrivals, refused: guard.refused }).toEqual({ arrivals: 0, refused: 6 });
  });
});
