import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { type Endpoint, OutboundGuard } from '@maroquin/platform/egress';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { everyEndpoint } from './addresses/every-endpoint.js';
import { HOSTS } from './written-hosts.js';

/** Services of this machine that nobody named, on the very port of the endpoint under test. They count who comes. */
let arrivals = 0;
let port = 0;
const servers: Server[] = [];
const sockets = new Set<Socket>();
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
});

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
