import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resourcePageSchema } from '@maroquin/contracts';
import { loadConfig } from '@maroquin/platform/config';
import { createObjectStorage, type ObjectStorage } from '@maroquin/platform/object-storage';
import { startCeph } from '@maroquin/testing';
import { runProgram } from '../../test/conformance/outside/run-program.js';
import { freePort, Maroquin } from '../../test/support/maroquin.js';
import { inCeph, prepareStore } from '../../test/support/object-store.js';
import { firstAdministrator, type Person, tokenOf } from '../../test/support/people.js';
import { until } from '../../test/support/until.js';
import { upload } from '../../test/support/uploads.js';
import { type Machine, machine, residentMb } from '../machine.js';
import { firstPages } from './preview.js';

const MIB = 1024 ** 2;
interface Size {
  readonly megabytes: number;
  readonly files: number;
  readonly questions: number;
}
const SIZES: Readonly<Record<'small' | 'full', Size>> = {
  small: { megabytes: 128, files: 300, questions: 40 },
  full: { megabytes: 1_024, files: 10_000, questions: 200 },
};
const SMALL_BYTES = 2_000;
/** What the product promises: beside the S3 client itself, beside rclone's own server, MB, and ms. */
const OF_CLIENT = 0.8;
const OF_RCLONE = 1;
const GROWTH_MB = 100;
const FIRST_MS = 300;
const WARM_MS = 50;
const PAGE_MS = 1_500;

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: 'MB/s' | 'files/s' | 'MB' | 'ms';
  /** Of what it is compared with, in the same unit; null: with nothing. */
  readonly beside: number | null;
  readonly target: string;
  readonly holds: boolean;
}
interface FilesReport {
  readonly bench: 'files';
  readonly scale: 'small' | 'full';
  readonly size: Size;
  readonly machine: Machine;
  readonly rows: readonly Row[];
}

/** One large file up and down beside the bare S3 client, many small ones over WebDAV beside rclone, a large folder, a long PDF. */
export async function benchFiles(scale: 'small' | 'full', say: (line: string) => void): Promise<FilesReport> {
  const described = machine();
  const size = SIZES[scale];
  const ceph = await startCeph();
  const server = await Maroquin.prepare({ env: { LOG_LEVEL: 'warn', ...inCeph(ceph) } });
  try {
    await prepareStore(server);
    await server.start();
    const person = await firstAdministrator(server);
    const rows = await large(server, person, size.megabytes);
    say('one large file is measured');
    rows.push(...(await small(server, person, size)));
    say('small files are measured');
    rows.push(firstPage(await firstPages(server, person)));
    return { bench: 'files', scale, size, machine: described, rows };
  } finally {
    await server.dispose();
    await ceph.stop();
  }
}

export const filesHold = ({ rows }: FilesReport): boolean => rows.every(({ holds }) => holds);

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
};
const rounded = (value: number): number => Math.round(value * 10) / 10;
const speed = (what: string, bytes: number, seconds: number, theirs: number): Row => {
  const [value, beside] = [rounded(bytes / 1e6 / seconds), rounded(bytes / 1e6 / theirs)];
  const target = `≥ ${String(OF_CLIENT)} × the S3 client`;
  return { what, value, beside, unit: 'MB/s', target, holds: theirs / seconds >= OF_CLIENT };
};

async function large(server: Maroquin, person: Person, megabytes: number): Promise<Row[]> {
  const content = randomBytes(megabytes * MIB);
  const parentId = await person.http.create('/spaces', { name: 'Grand' });
  const store = createObjectStorage(loadConfig(server.env).objectStorage);
  await store.prepare();
  const before = residentMb(server.pid);
  const theirUp = await secondsOf(() => store.put('bench/bare', content, content.length));
  const theirDown = await secondsOf(() => drain(store, content.length));
  let id = '';
  const up = await secondsOf(async () => {
    id = await upload(person.http, content, { filename: 'grand.bin', parentId, chunkSize: 64 * MIB });
  });
  let digest = '';
  const down = await secondsOf(async () => {
    const answer = await person.http.call('GET', `/api/v1/files/${id}/content`);
    const hash = createHash('sha256');
    if (answer.body !== null) for await (const chunk of answer.body) hash.update(chunk as Uint8Array);
    digest = hash.digest('hex');
  });
  if (digest !== createHash('sha256').update(content).digest('hex'))
    throw new Error('it came back otherwise');
  const growth = Math.max(0, residentMb(server.pid) - before);
  await store.delete('bench/bare');
  store.close();
  return [
    speed('a large file, up', content.length, up, theirUp),
    speed('a large file, down', content.length, down, theirDown),
    {
      ...{ what: 'memory that the server took for it', value: growth, unit: 'MB', beside: null },
      ...{ target: `≤ ${String(GROWTH_MB)} MB`, holds: growth <= GROWTH_MB },
    },
  ];
}

async function drain(store: ObjectStorage, size: number): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of (await store.get('bench/bare', {
    start: 0,
    end: size - 1,
  })) as AsyncIterable<Buffer>)
    hash.update(chunk);
  hash.digest();
}

async function small(server: Maroquin, person: Person, { files, questions }: Size): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-bench-files-'));
  const [source, target] = [join(folder, 'source'), join(folder, 'target')];
  for (const name of [source, target]) mkdirSync(name);
  for (let n = 0; n < files; n += 1)
    writeFileSync(join(source, `${String(n)}.txt`), randomBytes(SMALL_BYTES));
  let rclone: ChildProcess | null = null;
  try {
    const spaceId = await person.http.create('/spaces', { name: 'Petits' });
    const password = await tokenOf(server, person.email, 'files');
    const ours = await copyTo(source, `${server.url}/dav/Petits`, password);
    const port = await freePort();
    const url = `http://127.0.0.1:${String(port)}`;
    rclone = spawn('rclone', ['serve', 'webdav', target, '--addr', `127.0.0.1:${String(port)}`], {
      stdio: 'ignore',
    });
    await until(async () => (await fetch(url, { method: 'OPTIONS' })).status < 500, 'rclone serves');
    const theirs = await copyTo(source, url, password);
    const [value, beside] = [rounded(files / ours), rounded(files / theirs)];
    return [
      {
        ...{ what: 'small files over WebDAV', value, unit: 'files/s', beside },
        ...{ target: `≥ ${String(OF_RCLONE)} × rclone serve webdav`, holds: value >= beside * OF_RCLONE },
      },
      ...(await listing(person, spaceId, questions)),
    ];
  } finally {
    rclone?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

function firstPage(took: readonly number[]): Row {
  const median = rounded(took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0);
  return {
    ...{ what: 'the first page of a PDF of 200, in Chromium', value: median, unit: 'ms', beside: null },
    ...{ target: `≤ ${String(PAGE_MS)} ms`, holds: median <= PAGE_MS },
  };
}

async function copyTo(source: string, url: string, password: string): Promise<number> {
  const secret = (await runProgram('rclone', ['obscure', password])).stdout.trim();
  const remote = `:webdav,url="${url}",vendor=other,user=agent,pass=${secret}:`;
  return secondsOf(async () => {
    const { code, stderr } = await runProgram('rclone', ['copy', source, remote, '--transfers', '8']);
    if (code !== 0) throw new Error(`rclone: ${stderr.slice(-500)}`);
  });
}

/** The first page of a folder, as the web asks for it. */
async function listing(person: Person, id: string, questions: number): Promise<Row[]> {
  const ask = (): Promise<number> =>
    secondsOf(() =>
      person.http.get(resourcePageSchema, `/resources/${id}/children?kind=folder&kind=file&limit=100`),
    );
  const first = rounded((await ask()) * 1_000);
  const warm: number[] = [];
  for (let n = 0; n < questions; n += 1) warm.push((await ask()) * 1_000);
  const p95 = rounded(warm.sort((a, b) => a - b)[Math.floor(questions * 0.95)] ?? 0);
  return [
    {
      ...{ what: 'a large folder, first', value: first, unit: 'ms', beside: null },
      ...{ target: `≤ ${String(FIRST_MS)} ms`, holds: first <= FIRST_MS },
    },
    {
      ...{ what: 'a large folder, warm, p95', value: p95, unit: 'ms', beside: null },
      ...{ target: `≤ ${String(WARM_MS)} ms`, holds: p95 <= WARM_MS },
    },
  ];
}
