import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as S3Client } from 'minio';
import { anchorPlaces, readKeptEnds, TimeStampAuthority } from '@maroquin/platform/anchors';
import {
  anchorChain,
  AnchorOutcomes,
  type AnchorPlace,
  endDigest,
  readAnchors,
  readAnchorStates,
} from '@maroquin/platform/audit';
import { type Config, loadConfig, systemClock } from '@maroquin/platform/config';
import { endpointsOf } from '@maroquin/platform/egress';
import {
  openTestPlatform,
  sharedObjectStore,
  sharedPostgres,
  SyslogCollector,
  type TestPlatform,
  TimeStampServer,
} from '@maroquin/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Random } from '../faults/random.js';
import { AuditGround } from '../faults/tampering/audit-ground.js';

let platform: TestPlatform;
let authority: TimeStampServer;
let collector: SyslogCollector;
let s3: S3Client;
let bucketEnv: Record<string, string>;
let folder: string;
let ground: AuditGround;

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
  authority = await TimeStampServer.start();
  collector = await SyslogCollector.start();
  folder = await mkdtemp(join(tmpdir(), 'maroquin-anchors-'));
  await writeFile(join(folder, 'syslog.pem'), collector.authority());
  await writeFile(join(folder, 'stranger.pem'), collector.authority('stranger'));
  const store = await sharedObjectStore();
  const { hostname, port } = new URL(store.endpoint);
  const { accessKey, secretKey, region } = store;
  const bucket = `ancres-${randomUUID().slice(0, 8)}`;
  s3 = new S3Client({ endPoint: hostname, port: Number(port), useSSL: false, region, accessKey, secretKey });
  await s3.makeBucket(bucket, region, { ObjectLocking: true });
  bucketEnv = {
    ...{ AUDIT_OBJECT_STORAGE: 'ceph', AUDIT_S3_ENDPOINT: store.endpoint, AUDIT_S3_REGION: region },
    ...{ AUDIT_S3_BUCKET: bucket, AUDIT_S3_ACCESS_KEY: accessKey, AUDIT_S3_SECRET_KEY: secretKey },
  };
}, 120_000);
afterAll(async () => {
  await collector?.stop();
  await authority?.stop();
  await platform?.close();
});
beforeEach(async () => {
  authority.mode = 'sound';
  collector.isRude = false;
  ground = await AuditGround.make(platform, new Random(7));
});
afterEach(() => ground.close());

const stampEnv = (certificate: 'root' | 'stamps' | 'other' = 'root'): Record<string, string> => ({
  AUDIT_TSA_URL: authority.url,
  AUDIT_TSA_CERT_FILE: authority.certificateFile(certificate),
});
const syslogEnv = (ca = 'syslog.pem'): Record<string, string> => ({
  AUDIT_SYSLOG_URL: `syslogs://localhost:${String(collector.port)}`,
  AUDIT_SYSLOG_CA_FILE: join(folder, ca),
});
async function configured(env: Record<string, string>): Promise<Config> {
  return loadConfig({ DATA_DIR: await mkdtemp(join(tmpdir(), 'maroquin-data-')), ...env });
}
const outcomes = new AnchorOutcomes();
const anchor = (places: readonly AnchorPlace[]): Promise<void> =>
  anchorChain(
    ...[
      {
        database: platform.database,
        places,
        clock: systemClock,
        logger: { error: () => undefined },
        outcomes,
      },
    ],
    ground.orgId,
  );
const kept = (config: Config) => readKeptEnds(config, systemClock, ground.orgId);
const states = () => readAnchorStates(platform.database, ground.orgId);
/** What is there is anchored, and then the whole database put back to before. */
async function anchoredThenPutBack(config: Config): Promise<void> {
  await ground.keep('earlier');
  await ground.work(3);
  await ground.seal();
  await anchor(anchorPlaces(config, systemClock));
  expect((await ground.verify(await kept(config))).findings).toEqual([]);
  await ground.putBack('earlier');
  expect((await ground.verify()).findings).toEqual([]);
}

describe('a time-stamp authority', () => {
  it.each(['root', 'stamps'] as const)(
    'dates the end of a chain, and shows that the database was put back, with the certificate “%s” pinned',
    async (certificate) => {
      const config = await configured(stampEnv(certificate));
      await anchoredThenPutBack(config);
      const { findings } = await ground.verify(await kept(config));
      expect(findings).toEqual([{ kind: 'behind-anchor', number: 1 }]);
    },
  );

  it('is believed offline by its token and its certificate alone', async () => {
    const config = await configured(stampEnv());
    await ground.work(2);
    await ground.seal();
    await anchor(anchorPlaces(config, systemClock));
    const { read } = new TimeStampAuthority(authority.certificate('root'));
    const report = await ground.verifyLines(await ground.export(), await kept(config), read);
    expect(report).toMatchObject({ findings: [], anchored: true, stamped: { number: 3 } });
    expect(Math.abs(Number(report.stamped?.at) - Date.now())).toBeLessThan(120_000);
  });

  it('is not believed when its token is for another end, changed by one bit, or of a certificate nobody pinned', async () => {
    const config = await configured(stampEnv());
    await anchor(anchorPlaces(config, systemClock));
    const [end] = await kept(config);
    const token = end!.timeStamp!;
    const { read } = new TimeStampAuthority(authority.certificate('root'));
    expect(read(token, endDigest(end!))).toBeInstanceOf(Date);
    expect(read(token, Buffer.alloc(32))).toBeNull();
    expect(new TimeStampAuthority(authority.certificate('other')).read(token, endDigest(end!))).toBeNull();
    expect(new TimeStampAuthority(collector.authority('stranger')).read(token, endDigest(end!))).toBeNull();
    // Every byte that carries meaning: the content, the attributes, the signature.
    const random = new Random(3);
    let taken = 0;
    for (let turn = 0; turn < 200; turn += 1) {
      const changed = Buffer.from(token);
      const at = random.between(0, token.length - 1);
      changed[at] = changed[at]! ^ (1 << random.between(0, 7));
      const when = read(changed, endDigest(end!));
      if (when !== null && when.getTime() !== read(token, endDigest(end!))?.getTime()) taken += 1;
    }
    expect(taken).toBe(0);
    const forged = { ...end!, timeStamp: token.subarray(0, token.length - 1) };
    expect((await ground.verify([forged], read)).findings).toEqual([
      { kind: 'time-stamp-forged', number: 1 },
    ]);
  });

  it('shows that the clock of the database was ahead when the chain was sealed', async () => {
    const config = await configured(stampEnv());
    await anchor(anchorPlaces(config, systemClock));
    const [end] = await kept(config);
    const early = new Date(Number(end!.sealedAt) / 1_000 - 600_000);
    expect((await ground.verify([end!], () => early)).findings).toEqual([
      { kind: 'clock-set-back', number: 1 },
    ]);
  });

  it.each(['error', 'old'] as const)(
    'that answers “%s” is told of until it answers again, and nothing is lost',
    async (mode) => {
      const config = await configured(stampEnv());
      const places = anchorPlaces(config, systemClock);
      await anchor(places);
      await ground.work(2);
      await ground.seal();
      authority.mode = mode;
      await anchor(places);
      expect(await states()).toMatchObject([
        { kind: 'time-stamp', number: 1, failingSince: expect.any(Date) },
      ]);
      expect(outcomes.works('time-stamp')).toBe(false);
      authority.mode = 'sound';
      await anchor(places);
      expect(await states()).toMatchObject([{ kind: 'time-stamp', number: 3, failingSince: null }]);
      expect(outcomes.works('time-stamp')).toBe(true);
      expect((await kept(config)).map(({ number }) => number)).toEqual([1, 3]);
    },
  );

  it('without its certificate, or with a file that holds none, stops the start and names the variable', async () => {
    expect(() => loadConfig({ AUDIT_TSA_URL: authority.url })).toThrow('AUDIT_TSA_CERT_FILE');
    const empty = join(folder, 'none.pem');
    await writeFile(empty, 'none');
    const config = await configured({ AUDIT_TSA_URL: authority.url, AUDIT_TSA_CERT_FILE: empty });
    expect(() => anchorPlaces(config, systemClock)).toThrow('AUDIT_TSA_CERT_FILE');
  });
});

describe('a bucket of another operator', () => {
  it('keeps ends that nobody deletes before their time, and shows that the database was put back', async () => {
    const config = await configured(bucketEnv);
    await anchoredThenPutBack(config);
    expect((await ground.verify(await kept(config))).findings).toEqual([
      { kind: 'behind-anchor', number: 1 },
    ]);
    const bucket = bucketEnv['AUDIT_S3_BUCKET'] ?? '';
    const listed: { name: string }[] = await s3.listObjects(bucket, `audit/${ground.orgId}/`, true).toArray();
    const name = listed[0]?.name ?? '';
    const { versionId } = await s3.statObject(bucket, name);
    await expect(s3.removeObject(bucket, name, { versionId: versionId! })).rejects.toThrow();
    expect(await kept(config)).toHaveLength(1);
  });

  it('that does not answer is told of, and gives nothing to compare', async () => {
    const config = await configured({ ...bucketEnv, AUDIT_S3_BUCKET: 'nobody-made-it' });
    await anchor(anchorPlaces(config, systemClock));
    expect(await states()).toMatchObject([{ kind: 'bucket', keptAt: null, failingSince: expect.any(Date) }]);
    expect(await kept(config)).toEqual([]);
  });

  it('is refused when it is the store of the instance itself, or a folder', () => {
    const same = Object.fromEntries(
      Object.entries(bucketEnv).flatMap(([name, value]) => [
        [name, value],
        [name.replace('AUDIT_', ''), value],
      ]),
    );
    expect(() => loadConfig(same)).toThrow('AUDIT_OBJECT_STORAGE');
    expect(() => loadConfig({ AUDIT_OBJECT_STORAGE: 'disk' })).toThrow('AUDIT_OBJECT_STORAGE');
  });
});

describe('a log server', () => {
  it('is given each end in a frame of its own, from which a database put back is found', async () => {
    collector.messages.length = 0;
    await anchoredThenPutBack(await configured(syslogEnv()));
    expect(collector.wrong).toEqual([]);
    expect(collector.messages).toMatchObject([
      { priority: 109, host: 'localhost', app: 'maroquin', id: 'audit-anchor' },
    ]);
    const file = collector.messages.map(({ line }) => line).join('\n');
    expect((await ground.verify(readAnchors(file))).findings).toEqual([{ kind: 'behind-anchor', number: 1 }]);
  });

  it('whose certificate is of somebody else is told nothing', async () => {
    collector.messages.length = 0;
    await anchor(anchorPlaces(await configured(syslogEnv('stranger.pem')), systemClock));
    expect(collector.messages).toEqual([]);
    expect(await states()).toMatchObject([{ kind: 'syslog', keptAt: null, failingSince: expect.any(Date) }]);
  });

  it('that cuts the connection is given the same end again', async () => {
    collector.messages.length = 0;
    const places = anchorPlaces(await configured(syslogEnv()), systemClock);
    collector.isRude = true;
    await anchor(places);
    expect(await states()).toMatchObject([{ kind: 'syslog', failingSince: expect.any(Date) }]);
    collector.isRude = false;
    await anchor(places);
    expect(await states()).toMatchObject([{ kind: 'syslog', number: 1, failingSince: null }]);
    expect(collector.messages).toHaveLength(1);
  });
});

it('every place is an endpoint that the profile judges', async () => {
  const config = await configured({ ...stampEnv(), ...bucketEnv, ...syslogEnv() });
  expect(endpointsOf(config)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        use: 'time-stamp',
        variable: 'AUDIT_TSA_URL',
        host: '127.0.0.1',
        tls: false,
      }),
      expect.objectContaining({ use: 'object-storage', variable: 'AUDIT_S3_ENDPOINT', host: '127.0.0.1' }),
      expect.objectContaining({ use: 'logs', variable: 'AUDIT_SYSLOG_URL', host: 'localhost', tls: true }),
    ]),
  );
});
