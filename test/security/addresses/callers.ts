import { Readable } from 'node:stream';
import { OfficeDiscovery, probeAntivirus } from '@maroquin/files';
import { PushService } from '@maroquin/notifications';
import { anchorPlaces } from '@maroquin/platform/anchors';
import { loadConfig, systemClock } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import type { EndpointUse } from '@maroquin/platform/egress';
import { openBus } from '@maroquin/platform/feeds';
import { openKeyProvider, probeKeys } from '@maroquin/platform/key-providers';
import type { Keys } from '@maroquin/platform/keys';
import { probeRelay } from '@maroquin/platform/mail';
import { createObjectStorage } from '@maroquin/platform/object-storage';
import { DirectoryClient } from '@maroquin/provisioning';
import { ProviderClient, probeProvider } from '@maroquin/sign-in';

/** Where somebody is called: a partner whom the configuration names, or who pretends to be. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

/** A part of the product that calls somebody, and what it does with whoever answers. */
export interface Caller {
  readonly name: string;
  readonly use: EndpointUse;
  /** The files that open its connections. */
  readonly sources: readonly string[];
  /** Ends when the product has done with them, well or not. */
  readonly call: (place: Place) => Promise<unknown>;
  /** So long it may take with whoever answers badly. */
  readonly withinMs: number;
}

const silent = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  debug: () => undefined,
};
const SECOND = 1_000;
const now = (): Date => new Date();
const web = ({ host, port, tls }: Place): string => `${tls ? 'https' : 'http'}://${host}:${String(port)}`;
/** All of them, whichever fails. */
const each = (...acts: (() => Promise<unknown>)[]): Promise<unknown> =>
  Promise.allSettled(acts.map((act) => act()));

/** The example's own, all of it valid; each caller then puts its place into it. */
const base = loadConfig({
  ...{ OIDC_ISSUER: 'https://idp.exemple.fr', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
  ...{ LDAP_URL: 'ldaps://annuaire.exemple.fr', LDAP_BIND_DN: 'cn=m', LDAP_BIND_PASSWORD: 's' },
  ...{ LDAP_BASE_DN: 'dc=exemple,dc=fr', LDAP_ORGANISATIONS: '@exemple.fr=Préfecture' },
  ...{ OBJECT_STORAGE: 'ceph', S3_ENDPOINT: 'https://s3.exemple.fr', S3_BUCKET: 'maroquin' },
  ...{ S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b', S3_REGION: 'gra', SMTP_URL: 'smtp://relais.exemple.fr:587' },
  ...{ KEY_PROVIDER: 'transit', TRANSIT_URL: 'https://coffre.exemple.fr', TRANSIT_TOKEN: 'jeton' },
});
const anchors = { folder: null, mail: null, timeStamp: null, bucket: null, syslog: null };
const checkpoint = {
  ...{ orgId: '01890000-0000-7000-8000-000000000000', number: 1, hash: Buffer.alloc(32) },
  ...{ sealedAt: '1', signature: Buffer.alloc(64) },
};

/** @param certificate of a time-stamp authority, PEM: what is pinned has to be one */
export function callersWith(certificate: string): readonly Caller[] {
  const provider = (place: Place) => ({ ...base.signIn[0]!, issuer: web(place) });
  const keep = (given: Partial<typeof base.auditAnchors>): Promise<unknown> =>
    each(
      ...anchorPlaces({ ...base, auditAnchors: { ...anchors, ...given } }, systemClock).map(
        (one) => () => one.keep(checkpoint),
      ),
    );
  const s3 = (place: Place) => ({ ...base.objectStorage, endpoint: web(place) }) as never;
  return [
    {
      ...{ name: 'signing in by OpenID', use: 'sign-in', withinMs: 25 * SECOND },
      sources: ['libs/sign-in/src/openid/provider-client.ts'],
      call: async (place) => {
        const client = new ProviderClient(provider(place), 'https://suite.exemple.fr', now);
        const secrets = { state: 's', nonce: 'n', verifier: 'v'.repeat(43) };
        await each(() => client.authorizationUrl(secrets));
        await each(
          () => client.recognise(new URLSearchParams({ code: 'c', state: 's', iss: web(place) }), secrets),
          () => client.endSessionUrl('e30.e30.e30', 's'),
          async () => client.tokenKeys.get({ alg: 'RS256', kid: 'k' }, { payload: '', signature: '' }),
        );
      },
    },
    {
      ...{ name: 'the examination of a provider', use: 'sign-in', withinMs: 25 * SECOND },
      sources: ['libs/sign-in/src/doctor/probe-provider.ts'],
      call: (place) => probeProvider(provider(place)),
    },
    {
      ...{ name: 'the description of the office editor', use: 'office', withinMs: 12 * SECOND },
      sources: ['libs/files/src/office/office-discovery.ts'],
      call: (place) =>
        new OfficeDiscovery(
          { wopiDiscoveryUrl: `${web(place)}/discovery` },
          systemClock,
          silent as never,
        ).actionFor('ods', 'edit'),
    },
    {
      ...{ name: 'waking a browser', use: 'push', withinMs: 12 * SECOND },
      sources: ['libs/notifications/src/push/push-service.ts'],
      call: async (place) => {
        const keys = { instance: { pushSecret: () => Buffer.alloc(32, 7) } } as unknown as Keys;
        const config = { pushServices: [new URL(web(place)).origin], publicUrl: 'https://suite.exemple.fr' };
        return new PushService(keys, config, systemClock).wake(`${web(place)}/abonnement`, 'sujet');
      },
    },
    {
      ...{ name: 'the provider of keys', use: 'keys', withinMs: 25 * SECOND },
      sources: ['libs/platform/src/key-providers/transit-key-provider.ts'],
      call: (place) => {
        const keyProvider = { ...base.keyProvider, url: web(place) } as typeof base.keyProvider;
        const parts = {
          config: { keyProvider, formerKeyProvider: null },
          clock: systemClock,
          logger: silent,
        };
        return each(
          () => probeKeys({ keyProvider }),
          async () => (await openKeyProvider(parts, true)).wrap(null, Buffer.alloc(32), 'essai'),
        );
      },
    },
    {
      ...{ name: 'a time stamp', use: 'time-stamp', withinMs: 17 * SECOND },
      sources: ['libs/platform/src/anchors/time-stamp-place.ts'],
      call: (place) => keep({ timeStamp: { url: `${web(place)}/tsa`, certificates: certificate } }),
    },
    {
      ...{ name: 'a collector of logs', use: 'logs', withinMs: 25 * SECOND },
      sources: ['libs/platform/src/anchors/syslog-place.ts'],
      // Its certificate is checked against an authority that signed nobody: who answers is never believed.
      call: ({ host, port }) => keep({ syslog: { host, port, ca: certificate } }),
    },
    {
      ...{ name: 'the object store', use: 'object-storage', withinMs: 30 * SECOND },
      sources: [
        'libs/platform/src/object-storage/s3-storage.ts',
        'libs/platform/src/object-storage/s3-transport.ts',
      ],
      call: async (place) => {
        const store = createObjectStorage(s3(place), 2 * SECOND);
        // An object takes as long as whoever reads it: this reader has seen enough after a while.
        const read = async (): Promise<void> => {
          const object = await store.get('a/b');
          setTimeout(() => object.destroy(), 2 * SECOND);
          for await (const part of object) if (part === null) return;
        };
        const list = async (): Promise<void> => {
          for await (const one of store.list('a/')) if (one.key === '') return;
        };
        const put = (): Promise<void> => store.put('a/b', Readable.from([Buffer.from('x')]), 1);
        await each(read, list, put, () => store.head('a/b')).finally(() => store.close());
      },
    },
    {
      ...{ name: 'mail', use: 'mail', withinMs: 62 * SECOND },
      sources: ['libs/platform/src/mail/transport.ts'],
      call: ({ host, port, tls }) =>
        probeRelay(
          { ...base.mail!, host, port, tls: tls ? 'tls' : 'none', ca: certificate },
          { to: 'agent@exemple.fr', subject: 'Essai', text: 'Essai' },
        ),
    },
    {
      ...{ name: 'the directory', use: 'directory', withinMs: 15 * SECOND },
      sources: [
        'libs/provisioning/src/directory/client/connection.ts',
        'libs/provisioning/src/directory/client/connections.ts',
      ],
      call: ({ host, port, tls }) => {
        const config = { ...base.ldap!, host, port, tls: tls ? 'ldaps' : 'none', ca: certificate } as const;
        return new DirectoryClient(config, now).recognise('agent', 'secret');
      },
    },
    {
      ...{ name: 'the antivirus', use: 'antivirus', withinMs: 35 * SECOND },
      sources: ['libs/files/src/antivirus/clamd.ts'],
      call: ({ host, port }) => probeAntivirus({ host, port }),
    },
    {
      ...{ name: 'hints of other nodes', use: 'hints', withinMs: 12 * SECOND },
      sources: ['libs/platform/src/feeds/bus/valkey-bus.ts'],
      call: async ({ host, port, tls }) => {
        const url = `${tls ? 'rediss' : 'redis'}://${host}:${String(port)}`;
        const keys = { instance: { busName: 'essai' } } as unknown as Keys;
        let heard: () => void = () => undefined;
        // A line is tried again and again, as it should: the first state of it is what is looked at.
        const state = new Promise<void>((done) => (heard = done));
        const logger = { info: () => heard(), warn: () => heard() };
        const bus = await openBus({ kind: 'valkey', url } as never, { app: {}, keys, logger });
        bus.publish({ kind: 'changes' });
        await Promise.race([state, new Promise((done) => setTimeout(done, 3 * SECOND))]);
        bus.publish({ kind: 'changes' });
        await bus.close();
      },
    },
    {
      ...{ name: 'the database', use: 'database', withinMs: 25 * SECOND },
      sources: ['libs/platform/src/database/pools.ts'],
      call: async ({ host, port, tls }) => {
        const app = {
          host,
          port,
          user: 'm',
          password: 'm',
          database: 'm',
          ...(tls ? { ca: certificate } : {}),
        };
        const database = await Database.open({ app, entities: [], onError: () => undefined });
        await database.close();
      },
    },
  ];
}
