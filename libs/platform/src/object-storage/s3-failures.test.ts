import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { sharedObjectStore } from '@maroquin/testing';
import { afterEach, describe, expect, test } from 'vitest';
import type { S3Preset, S3Settings } from '../config/index.js';
import { createObjectStorage } from './index.js';
import { S3Storage } from './s3-storage.js';
import { settleTarget } from './s3-target.js';

const MiB = 1024 * 1024;
const settings: S3Settings = {
  preset: 'ceph',
  endpoint: 'http://127.0.0.1:9',
  region: null,
  bucket: 'failures',
  accessKey: 'key',
  secretKey: 'secret',
};
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function codeOf(attempt: Promise<unknown> | (() => unknown)): Promise<unknown> {
  return Promise.resolve(attempt)
    .then((value) => (typeof value === 'function' ? (value as () => unknown)() : value))
    .then(
      () => 'no error',
      (error: unknown) => (error as { code?: unknown }).code,
    );
}

/** Listens on a free port; each connection is handed over. */
async function listen(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return `http://127.0.0.1:${String(address.port)}`;
}

/** The run's real store, behind a line that breaks after so many bytes of answers. */
async function behindBrokenLine(endpoint: string, limit: () => number): Promise<string> {
  const { hostname, port } = new URL(endpoint);
  return listen((socket) => {
    let seen = 0;
    const store = connect(Number(port), hostname);
    store.on('error', () => socket.destroy());
    socket.on('close', () => store.destroy());
    socket.pipe(store);
    store.on('data', (chunk) => {
      seen += chunk.length;
      if (seen > limit()) socket.destroy();
      else socket.write(chunk);
    });
    store.on('end', () => socket.end());
  });
}

async function realSettings(): Promise<S3Settings> {
  const { endpoint, accessKey, secretKey } = await sharedObjectStore();
  return {
    ...settings,
    endpoint,
    accessKey,
    secretKey,
    bucket: `failures-${randomBytes(4).toString('hex')}`,
  };
}

describe('an S3 store that fails', () => {
  test('is called unavailable when nothing listens', async () => {
    expect(await codeOf(createObjectStorage(settings).head('a'))).toBe('storage.unavailable');
  });

  test('is called unavailable, within a bounded time, when it accepts and stays mute', async () => {
    const endpoint = await listen(() => undefined);
    const storage = new S3Storage({ ...settings, endpoint }, 100);
    expect(await codeOf(storage.head('a'))).toBe('storage.unavailable');
    expect(await codeOf(storage.put('a', randomBytes(10), 10))).toBe('storage.unavailable');
  });

  test('is called unavailable when it answers that it is busy', async () => {
    const endpoint = await listen((socket) => {
      socket.on('data', () =>
        socket.end('HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
      );
    });
    expect(await codeOf(createObjectStorage({ ...settings, endpoint }).get('a'))).toBe('storage.unavailable');
  });

  test('refuses credentials that are wrong, and is called so', async () => {
    const real = await realSettings();
    expect(await codeOf(createObjectStorage({ ...real, secretKey: 'wrong' }).prepare())).toBe(
      'storage.refused',
    );
  });

  test('without the bucket is called misconfigured', async () => {
    const real = await realSettings();
    expect(await codeOf(createObjectStorage(real).put('a', Buffer.from('x'), 1))).toBe(
      'storage.misconfigured',
    );
  });

  test('whose line breaks during a read ends the stream with an error, not with a short object', async () => {
    const real = await realSettings();
    const direct = createObjectStorage(real);
    await direct.prepare();
    await direct.put('long', randomBytes(8 * MiB), 8 * MiB);
    const broken = createObjectStorage({
      ...real,
      endpoint: await behindBrokenLine(real.endpoint ?? '', () => 3 * MiB),
    });
    expect(await codeOf(buffer(await broken.get('long')))).toBe('storage.unavailable');
  });

  test('whose line breaks during a write is asked again, until the object is whole', async () => {
    const real = await realSettings();
    const direct = createObjectStorage(real);
    await direct.prepare();
    let limit = 0;
    const endpoint = await behindBrokenLine(real.endpoint ?? '', () => limit);
    const storage = createObjectStorage({ ...real, endpoint });
    const bytes = randomBytes(20 * MiB);
    const putting = storage.put('written', bytes, bytes.length);
    setTimeout(() => (limit = Infinity), 300);
    await putting;
    expect((await buffer(await direct.get('written'))).equals(bytes)).toBe(true);
  });

  test('keeps no parts of an upload that failed', async () => {
    const real = await realSettings();
    const storage = new S3Storage(real);
    await storage.prepare();
    expect(await codeOf(storage.put('partial', randomBytes(20 * MiB), 40 * MiB))).toBe('storage.incomplete');
    const unfinished: unknown[] = [];
    for await (const upload of storage.client.listIncompleteUploads(real.bucket, '', true))
      unfinished.push(upload);
    expect(unfinished).toEqual([]);
  });
});

describe('where requests go', () => {
  const target = (preset: S3Preset, endpoint: string | null, region: string | null = null): string =>
    settleTarget({ ...settings, preset, endpoint, region }).endpoint.origin;

  test.each<[S3Preset, string | null, string]>([
    ['ovhcloud', null, 'https://s3.eu-west-par.io.cloud.ovh.net'],
    ['ovhcloud', 'gra', 'https://s3.gra.io.cloud.ovh.net'],
    ['outscale', null, 'https://oos.cloudgouv-eu-west-1.outscale.com'],
    ['outscale', 'eu-west-2', 'https://oos.eu-west-2.outscale.com'],
    ['garage', null, 'http://garage:3900'],
    ['minio', null, 'http://minio:9000'],
    ['seaweedfs', null, 'http://seaweedfs:8333'],
    ['rustfs', null, 'http://rustfs:9000'],
  ])('%s in region %s is %s', (preset, region, expected) => {
    expect(target(preset, null, region)).toBe(expected);
  });

  test.each<S3Preset>(['ceph', 'openstack', 'ovhcloud-snc'])(
    '%s without an endpoint is refused, never guessed',
    async (preset) => {
      expect(await codeOf(() => target(preset, null))).toBe('storage.misconfigured');
    },
  );

  test.each<[S3Preset, string | null, string]>([
    ['outscale', null, 'us-east-2'],
    ['outscale', null, 'ap-northeast-1'],
    ['ovhcloud', null, 'bhs'],
    ['outscale', 'https://oos.us-east-2.outscale.com', 'cloudgouv-eu-west-1'],
    ['ovhcloud', 'https://s3.bhs.io.cloud.ovh.net', 'gra'],
    ['ovhcloud-snc', 'http://s3.exemple.fr', 'gra'],
  ])('%s at %s in region %s is refused', async (preset, endpoint, region) => {
    expect(await codeOf(() => target(preset, endpoint, region))).toBe('storage.misconfigured');
  });

  test('names the region in the signature even where the endpoint is one’s own', () => {
    expect(
      settleTarget({ ...settings, preset: 'openstack', endpoint: 'https://s3.interieur.example' }).region,
    ).toBe('RegionOne');
  });
});
