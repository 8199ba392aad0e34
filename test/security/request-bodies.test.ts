import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { until } from '../support/until.js';

/** What strangers send to a form that anybody may fill in: bytes that cost more than they weigh. */
let server: Maroquin;
let owner: Person;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
}, 120_000);
afterAll(() => server.dispose());

const agent = new Agent({ keepAlive: true, maxSockets: 200 });
afterAll(() => agent.destroy());

/** The status; 0: hung up. */
function send(path: string, body: Buffer, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(`${server.url}${path}`, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': String(body.length),
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
    });
    sent.on('response', (response) => {
      response.resume();
      response.once('close', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}

/** Times of `GET /me`, one after the other, in milliseconds, rising. */
async function timesOfMe(count: number): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const began = performance.now();
    const answer = await fetch(`${server.url}/api/v1/me`, { headers: owner.http.headers });
    await answer.arrayBuffer();
    expect(answer.status).toBe(200);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}

/** Sends so many bytes as fast as they are taken. @returns the status, and how many were taken */
function pour(path: string, size: number, headers: Record<string, string>) {
  const part = Buffer.alloc(256 * 1024);
  return new Promise<{ status: number; taken: number }>((resolve) => {
    let [status, taken] = [0, 0];
    const sent = request(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-length': String(size), 'sec-fetch-site': 'same-origin', ...headers },
    });
    const go = (): void => {
      if (taken >= size || sent.destroyed) return;
      taken += part.length;
      sent.write(part, go);
    };
    sent.on('response', (response) => {
      status = response.statusCode ?? 0;
      response.resume();
    });
    sent.on('error', () => undefined);
    sent.on('close', () => resolve({ status, taken }));
    go();
  });
}

/** A quiet server answers in 5 ms; the machine that runs the tests may be busy itself. */
const SLOW_MS = 250;
const medianOf = (rising: readonly number[]): number => rising[Math.floor(rising.length / 2)] ?? Infinity;

/** Sends without pause over `lines` connections until told to stop; answers how often each status came. */
function flood(lines: number, sendOne: () => Promise<number>): () => Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let isOver = false;
  const line = async (): Promise<void> => {
    while (!isOver) {
      const status = await sendOne();
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  const all = Promise.all(Array.from({ length: lines }, line));
  return async () => {
    isOver = true;
    await all;
    return statuses;
  };
}

const bomb = gzipSync(Buffer.from(`{"email":${'['.repeat(500_000)}${']'.repeat(500_000)}}`), { level: 9 });
const deep = Buffer.from(`{"name":${'['.repeat(500_000)}${']'.repeat(500_000)}}`);
const wide = Buffer.from(`{"name":[${'{},'.repeat(30_000)}{}]}`);

describe('a body that was compressed', () => {
  it('is refused without being inflated', async () => {
    expect(bomb.length).toBeLessThan(2_048);
    expect(await send('/api/v1/sign-in/link', bomb, { 'content-encoding': 'gzip' })).toBe(415);
  });

  it('is refused for provisioning in the words of SCIM', async () => {
    const answer = await fetch(`${server.url}/scim/v2/Users`, {
      method: 'POST',
      headers: { 'content-type': 'application/scim+json', 'content-encoding': 'gzip' },
      body: new Uint8Array(bomb),
    });
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '415',
    });
  });

  it('does not slow the others, however many come', async () => {
    const stop = flood(40, () => send('/api/v1/sign-in/link', bomb, { 'content-encoding': 'gzip' }));
    const times = await timesOfMe(200);
    const statuses = await stop();
    expect([...statuses.keys()].every((status) => status === 415 || status === 429)).toBe(true);
    expect(medianOf(times)).toBeLessThan(SLOW_MS);
  });
});

describe('a body for a route that is open to everybody', () => {
  it('has at most 16 KiB', async () => {
    const body = Buffer.from(JSON.stringify({ email: `${'x'.repeat(17_000)}@example.org` }));
    expect(await send('/api/v1/sign-in/link', body)).toBe(413);
  });

  it('is at most eight levels deep', async () => {
    expect(await send('/api/v1/sign-in/link', Buffer.from(`{"email":${'['.repeat(7_000)}`))).toBe(400);
  });
});

describe('a body of somebody who is not signed in', () => {
  it('is not read where only people who are may send one', async () => {
    expect(await send('/api/v1/documents', deep)).toBe(401);
    const unfinished = request(`${server.url}/api/v1/documents`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': '1000000',
        'sec-fetch-site': 'same-origin',
      },
    });
    unfinished.on('error', () => undefined);
    unfinished.write('{');
    const [response] = (await once(unfinished, 'response')) as [{ statusCode?: number }];
    expect(response.statusCode).toBe(401);
    unfinished.destroy();
  });
});

describe('a body that is worse than it is long', () => {
  const bodies = [
    ['deep', deep],
    ['wide', wide],
  ] as const;

  it('is refused by its shape', async () => {
    for (const [, body] of bodies)
      expect(await send('/api/v1/spaces', body, { ...owner.http.headers })).toBe(400);
  });

  it.each(bodies)('that is %s does not slow the others, however many come', async (_kind, body) => {
    const stop = flood(2, () => send('/api/v1/spaces', body, { ...owner.http.headers }));
    const times = await timesOfMe(60);
    const statuses = await stop();
    expect([...statuses.keys()].every((status) => [400, 429, 0].includes(status))).toBe(true);
    expect(medianOf(times)).toBeLessThan(SLOW_MS);
  });
});

describe('a large body that is refused', () => {
  const size = 64 * 1024 * 1024;

  it('by somebody who is not signed in is not read to its end', async () => {
    const path = `/api/v1/documents/${randomUUID()}/images`;
    const { status, taken } = await pour(path, size, { 'content-type': 'multipart/form-data; boundary=x' });
    expect([0, 401]).toContain(status);
    expect(taken).toBeLessThan(size);
  });

  it('for want of room is not read to its end', async () => {
    const id = await owner.http.create('/documents', { title: 'Note' });
    const path = `/api/v1/documents/${id}/images`;
    const headers = { ...owner.http.headers, 'content-type': 'multipart/form-data; boundary=x' };
    const begin = () => {
      const unfinished = request(`${server.url}${path}`, {
        method: 'POST',
        headers: { ...headers, 'content-length': '1000000' },
      });
      unfinished.on('error', () => undefined);
      unfinished.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n');
      const file = { unfinished, isAnswered: false };
      unfinished.on('response', () => (file.isAnswered = true));
      return file;
    };
    let begun = Array.from({ length: 4 }, begin);
    const fifth = await until(async () => {
      // One of the four may come later than a fifth that was tried too early.
      begun = begun.map((file) => (file.isAnswered ? begin() : file));
      const found = await pour(path, 16 * 1024 * 1024, headers);
      return found.status === 429 || found.status === 0 ? found : null;
    }, 'four files at once are all that one person may send');
    expect(fifth.taken).toBeLessThan(16 * 1024 * 1024);
    for (const { unfinished } of begun) unfinished.destroy();
  });
});
