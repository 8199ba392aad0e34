import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Endpoint, OutboundGuard } from '@maroquin/platform/egress';
import { TimeStampServer } from '@maroquin/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../support/process/house.js';
import { everyEndpoint } from './every-endpoint.js';
import { callersWith, type Caller, type Place } from './callers.js';
import { Canary, Tries } from './canary.js';
import { callerOf, NAME_NOTHING, NAMINGS, type Naming } from './led-elsewhere.js';
import { Partner, SocketPartner } from './partner.js';
import { addressesOf } from './written-addresses.js';
import { HOSTS } from '../written-hosts.js';

/** The names alone: what is called is made when the authority's certificate is there. */
const NAMES = callersWith('').map(({ name }) => name);
let callers: readonly Caller[];
let authority: TimeStampServer;
let canary: Canary;
let http: Partner;
let socket: SocketPartner;
let tries: Tries | null = null;
let uninstall: () => void = () => undefined;

beforeAll(async () => {
  authority = await TimeStampServer.start();
  callers = callersWith(authority.certificate('root'));
  canary = await Canary.start();
  http = await Partner.start();
  socket = await SocketPartner.start();
});
afterAll(async () => {
  await authority?.stop();
  await canary?.stop();
  await http?.stop();
  await socket?.stop();
});
afterEach(() => {
  tries?.end();
  tries = null;
  uninstall();
  uninstall = () => undefined;
});

/** However it ends: what counts is who arrived. */
const ended = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    () => undefined,
  );
const named = (name: string): Caller => callers.find((one) => one.name === name)!;

describe('who calls somebody', () => {
  it('is in the table: a file that opens connections and has no row fails here', () => {
    const opens =
      /new (?:Egress|SocketEgress|Redis|Pool)\(|= timedTransport\(|: timedTransport\(|function timedTransport\(|createTransport\(|require\('minio'\)/;
    const files = ['libs', 'apps/server', 'apps/cli']
      .flatMap((folder) =>
        readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
          (file) => `${folder}/${file}`,
        ),
      )
      .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\/test\/|^libs\/testing\//.test(file))
      .filter((file) => opens.test(readFileSync(join(ROOT, file), 'utf8')));
    const inTable = callers.flatMap(({ sources }) => sources);
    // The same database by the same settings: its jobs, and the command that installs them.
    const alike = ['libs/platform/src/jobs/job-runner.ts', 'libs/platform/src/jobs/install.ts'];
    expect(files.filter((file) => !inTable.includes(file) && !alike.includes(file))).toEqual([]);
  });

  it('is there for each use that the register of endpoints knows, and is named something or says why not', () => {
    const uses = [...new Set(everyEndpoint().map(({ use }) => use))].sort();
    expect([...new Set(callers.map(({ use }) => use))].sort()).toEqual(uses);
    const isNamed = new Set(NAMINGS.map((naming) => callerOf(naming, callers).use));
    expect(uses.filter((use) => !isNamed.has(use) && !NAME_NOTHING.has(use))).toEqual([]);
  });

  it('is tried with eighty forms and more, each different', () => {
    expect(new Set(HOSTS).size).toBeGreaterThanOrEqual(80);
    expect(new Set(addressesOf(1, 'a:1')).size).toBeGreaterThanOrEqual(150);
  });
});

describe('no connection goes where a partner’s answer leads', () => {
  const table = NAMINGS.map((naming): [string, Naming] => [`${naming.caller}, ${naming.where}`, naming]);

  it.each(table)('%s', async (_name, naming) => {
    const partner = { http, socket }[naming.over];
    const at: Place = { host: '127.0.0.1', port: partner.port, tls: false };
    const caller = callerOf(naming, callers);
    tries = new Tries();
    canary.arrivals = 0;
    const addresses = addressesOf(canary.port, `127.0.0.1:${String(partner.port)}`);
    const before = partner.asked;
    for (const [index, address] of addresses.entries()) {
      naming.name(address, { http, socket }, index);
      await ended(caller.call(at));
    }
    // Nobody but the partner was even tried, and without the guard of the process: what is read is never followed.
    expect(canary.arrivals).toBe(0);
    expect(tries.ports.filter((port) => port !== partner.port)).toEqual([]);
    // Each form was read: the partner was asked for each.
    expect(partner.asked - before).toBeGreaterThanOrEqual(addresses.length);
  });
});

describe('no connection leaves for a place that is not an endpoint, whichever client is told to go there', () => {
  const listed = (port: number): Endpoint => ({
    ...{ use: 'sign-in', variable: 'OIDC_ISSUER', host: 'idp.exemple.fr', port, tls: true },
  });

  it.each(NAMES)('%s: 0 connections in every form', async (name) => {
    uninstall = new OutboundGuard({
      ...{ endpoints: [listed(canary.port)], clock: { now: () => new Date() } },
      logger: { warn: () => undefined, debug: () => undefined },
      // Whatever it is asked for leads to this machine: only the list stands between.
      resolve: async () => ({ addresses: ['127.0.0.1'], aliases: [] }),
    }).install();
    const caller = named(name);
    canary.arrivals = 0;
    await Promise.all(
      HOSTS.flatMap((host) => {
        const bare = ['database', 'mail', 'directory', 'antivirus', 'logs'].includes(caller.use);
        const place = { host: bare ? host.replace(/^\[(.*)\]$/, '$1') : host, port: canary.port };
        return [true, false].map((tls) =>
          ended(Promise.resolve().then(() => caller.call({ ...place, tls }))),
        );
      }),
    );
    expect(canary.arrivals).toBe(0);
  });

  it.each(NAMES)('%s: and the same client arrives where it may', async (name) => {
    canary.arrivals = 0;
    await ended(named(name).call({ host: '127.0.0.1', port: canary.port, tls: false }));
    expect(canary.arrivals).toBeGreaterThan(0);
  });
});

describe('an address that a browser or a program sends', () => {
  it('is in one field of the interface, where the push services of the configuration alone are taken', () => {
    const { paths } = JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8')) as { paths: object };
    const bodies = Object.entries(paths).flatMap(([path, acts]: [string, object]) =>
      Object.entries(acts).flatMap(([method, act]: [string, unknown]) => {
        const body: unknown =
          typeof act === 'object' && act !== null ? Reflect.get(act, 'requestBody') : null;
        return uriFields(body).map((field) => `${method.toUpperCase()} ${path} ${field}`);
      }),
    );
    expect(bodies).toEqual(['PUT /api/v1/notifications/push endpoint']);
  });
});

/** Names of the fields below a schema that hold an address. */
function uriFields(schema: unknown, name = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Reflect.get(schema, 'format') === 'uri') return [name];
  return Object.entries(schema).flatMap(([key, one]) =>
    uriFields(one, ['properties', 'items', 'anyOf'].includes(key) || /^\d+$/.test(key) ? name : key),
  );
}
