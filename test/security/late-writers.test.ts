import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Cluster } from '../support/cluster.js';
import type { Maroquin } from '../support/maroquin.js';
import { HttpClient } from '../support/http-client.js';
import { firstAdministrator, tokenOf } from '../support/people.js';
import { RawRequest } from '../support/raw-request.js';
import { until } from '../support/until.js';

/** A node that stood still in the middle of an upload goes on once another one has taken it over. */
const MIB = 1024 ** 2;
const KIB = 1024;
const TUS = { 'tus-resumable': '1.0.0' };
const BYTES = { ...TUS, 'content-type': 'application/offset+octet-stream' };

let cluster: Cluster;
let stuck: Maroquin;
let awake: Maroquin;
/** The token of a program that sends files. */
let token: string;
let headers: Readonly<Record<string, string>>;

beforeAll(async () => {
  cluster = await Cluster.start({ bus: 'postgres', env: { LOG_LEVEL: 'warn' } });
  const [first, second] = cluster.nodes;
  if (second === undefined) throw new Error('there is one node only');
  [stuck, awake] = [first, second];
  token = await tokenOf(cluster.last, (await firstAdministrator(cluster.last)).email);
  headers = new HttpClient(awake.url, { token }).headers;
}, 60_000);
afterAll(async () => {
  process.kill(stuck.pid, 'SIGCONT');
  await cluster.dispose();
});

async function begin(length: number): Promise<string> {
  const answer = await fetch(`${awake.url}/uploads`, {
    method: 'POST',
    headers: {
      ...{ ...headers, ...TUS, 'upload-length': String(length) },
      'upload-metadata': `filename ${Buffer.from('a.bin').toString('base64')}`,
    },
  });
  expect(answer.status).toBe(201);
  return answer.headers.get('location') ?? '';
}

const head = (node: Maroquin, path: string): Promise<Response> =>
  fetch(`${node.url}${path}`, { method: 'HEAD', headers: { ...headers, ...TUS } });
const storedOf = async (path: string): Promise<number> =>
  Number((await head(awake, path)).headers.get('upload-offset'));

/** Appends over a connection that stays open when all bytes are sent: more were announced. */
async function append(node: Maroquin, path: string, offset: number, bytes: Buffer): Promise<RawRequest> {
  const request = await RawRequest.open(node.port, 'PATCH', path, {
    ...{ ...headers, ...BYTES, 'upload-offset': String(offset) },
    'content-length': String(4 * MIB - offset),
  });
  await request.send(bytes);
  return request;
}

/** The node goes on; resolved when it has ended the request that it had begun. */
async function wakeUp(path: string): Promise<void> {
  process.kill(stuck.pid, 'SIGCONT');
  // Whoever asks waits until the request before has let go of the upload.
  await until(async () => (await head(stuck, path)).ok, 'the node has ended what it had begun');
}

async function finish(path: string, from: number, rest: Buffer): Promise<Buffer> {
  const answer = await fetch(`${awake.url}${path}`, {
    method: 'PATCH',
    headers: { ...headers, ...BYTES, 'upload-offset': String(from) },
    body: new Uint8Array(rest),
  });
  expect([answer.status, answer.status < 300 ? '' : await answer.text()]).toEqual([204, '']);
  return contentOf(answer.headers.get('maroquin-file-id') ?? '');
}

async function contentOf(fileId: string): Promise<Buffer> {
  const answer = await new HttpClient(awake.url, { token }).call('GET', `/api/v1/files/${fileId}/content`);
  return Buffer.from(await answer.arrayBuffer());
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

it('part of an upload that a node stores late takes nothing from what another node has acknowledged since', async () => {
  const content = randomBytes(4 * MIB);
  const path = await begin(content.length);
  const former = await append(stuck, path, 0, content.subarray(0, MIB + 100 * KIB));
  await until(async () => (await storedOf(path)) === MIB, 'the node has begun');
  process.kill(stuck.pid, 'SIGSTOP');
  const next = await append(awake, path, MIB, content.subarray(MIB, MIB + 700 * KIB));
  next.hangUp();
  await until(async () => (await storedOf(path)) === MIB + 700 * KIB, 'the other node has stored more');
  former.hangUp();
  await wakeUp(path);
  expect(await storedOf(path)).toBe(MIB + 700 * KIB);
  const stored = await finish(path, MIB + 700 * KIB, content.subarray(MIB + 700 * KIB));
  expect(sha256(stored)).toBe(sha256(content));
}, 60_000);

it('other bytes that a node stores late change no file that was made of the upload meanwhile', async () => {
  const content = randomBytes(4 * MIB);
  const path = await begin(content.length);
  const former = await append(
    stuck,
    path,
    0,
    Buffer.concat([content.subarray(0, MIB), randomBytes(MIB - 100 * KIB)]),
  );
  await until(async () => (await storedOf(path)) === MIB, 'the node has begun');
  process.kill(stuck.pid, 'SIGSTOP');
  // The second part becomes whole once the node goes on.
  await former.send(randomBytes(100 * KIB));
  const stored = await finish(path, MIB, content.subarray(MIB));
  expect(sha256(stored)).toBe(sha256(content));
  const fileId = (await head(awake, path)).headers.get('maroquin-file-id') ?? '';
  former.hangUp();
  await wakeUp(path);
  expect(sha256(await contentOf(fileId))).toBe(sha256(content));
}, 60_000);
