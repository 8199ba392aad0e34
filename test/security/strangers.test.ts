import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { upload } from '../support/uploads.js';

/** Somebody of the same organisation to whom nothing was shared, and somebody without an account. */
let server: Maroquin;
let owner: Person;
let stranger: Person;
const known: Record<string, string> = {};

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
  stranger = await invite(server, owner, { name: 'Paul Roux', email: 'paul.roux@prefecture.example' });
  const space = await owner.http.create('/spaces', { name: 'Cabinet' });
  known['space'] = space;
  known['folder'] = await owner.http.create('/folders', { name: 'Notes', parentId: space });
  known['document'] = await owner.http.create('/documents', { title: 'Note', parentId: space });
  known['channel'] = await owner.http.create('/channels', { name: 'Général', parentId: space });
  known['file'] = await upload(owner.http, Buffer.from('a'), { filename: 'a.txt', parentId: space });
}, 120_000);
afterAll(() => server.dispose());

const idOf = (kind: string): string => known[kind] ?? '';
const ask = (who: Person, method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    method,
    headers: {
      ...who.http.headers,
      'if-match': '"1"',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** Every route that names something: kind, method, what stands before and after the id, body. */
const doors: [string, string, string, string, unknown?][] = [
  ['folder', 'GET', '/resources/', ''],
  ['folder', 'GET', '/resources/', '/children'],
  ['folder', 'GET', '/resources/', '/access'],
  ['folder', 'PATCH', '/resources/', '', { name: 'x' }],
  ['folder', 'POST', '/resources/', '/trash'],
  ['folder', 'POST', '/resources/', '/restore'],
  ['folder', 'PUT', '/resources/', `/grants/${randomUUID()}`, { role: 'manager' }],
  ['folder', 'DELETE', '/resources/', `/grants/${randomUUID()}`],
  ['document', 'GET', '/documents/', ''],
  ['document', 'GET', '/documents/', '/text'],
  ['document', 'POST', '/documents/', '/images'],
  ['document', 'GET', '/documents/', `/images/${randomUUID()}`],
  ['document', 'POST', '/documents/', '/discussion'],
  ['document', 'GET', '/documents/', '/versions'],
  ['document', 'POST', '/documents/', '/versions', { name: 'x' }],
  ['document', 'GET', '/documents/', '/versions/1'],
  ['document', 'PATCH', '/documents/', '/versions/1', { name: 'x' }],
  ['document', 'DELETE', '/documents/', '/versions/1'],
  ['document', 'POST', '/documents/', '/versions/1/restore'],
  ['document', 'GET', '/documents/', '/compare?from=0&to=1'],
  ['channel', 'GET', '/channels/', ''],
  ['channel', 'GET', '/channels/', '/messages'],
  ['channel', 'POST', '/channels/', '/messages', { clientId: randomUUID(), text: 'x' }],
  ['channel', 'PUT', '/channels/', '/read', { seq: 1 }],
  ['space', 'GET', '/channels?parentId=', ''],
  ['file', 'GET', '/files/', '/content'],
  ['file', 'GET', '/files/', '/content?inline=1'],
];

describe('what is not shared', () => {
  it.each(doors)('%s does not exist: %s %s…%s', async (kind, method, before, after, body) => {
    const real = await ask(stranger, method, `/api/v1${before}${idOf(kind)}${after}`, body);
    const absent = await ask(stranger, method, `/api/v1${before}${randomUUID()}${after}`, body);
    expect([real.status, absent.status]).toEqual([404, 404]);
    expect(await real.text()).toBe(await absent.text());
  });

  it.each([
    ['folders', { name: 'x' }],
    ['documents', { title: 'x' }],
    ['channels', { name: 'x' }],
  ])('takes nothing in: %s', async (noun, body) => {
    const real = await ask(stranger, 'POST', `/api/v1/${noun}`, { ...body, parentId: idOf('space') });
    const absent = await ask(stranger, 'POST', `/api/v1/${noun}`, { ...body, parentId: randomUUID() });
    expect([real.status, absent.status]).toEqual([404, 404]);
    expect(await real.text()).toBe(await absent.text());
  });

  it.each(['people', 'people/x/sign-in-link'])(
    'is not managed by who is no administrator: %s',
    async (path) => {
      const method = path === 'people' ? 'GET' : 'POST';
      const answer = await ask(stranger, method, `/api/v1/${path.replace('x', owner.id)}`);
      expect(answer.status).toBe(404);
    },
  );
});

describe('an upload', () => {
  it.each(['abc', '..%2f..%2fetc', randomUUID()])('that does not exist is not found: %s', async (id) => {
    const answer = await fetch(`${server.url}/uploads/${id}`, {
      method: 'HEAD',
      headers: { ...owner.http.headers, 'tus-resumable': '1.0.0' },
    });
    expect(answer.status).toBe(404);
  });

  it('of somebody else is not found', async () => {
    const begun = await fetch(`${server.url}/uploads`, {
      method: 'POST',
      headers: {
        ...owner.http.headers,
        'tus-resumable': '1.0.0',
        'upload-length': '3',
        'upload-metadata': `filename ${Buffer.from('a.txt').toString('base64')}`,
      },
    });
    const address = `${server.url}${begun.headers.get('location') ?? ''}`;
    const statuses = [];
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      const answer = await fetch(address, {
        method,
        headers: {
          ...stranger.http.headers,
          'tus-resumable': '1.0.0',
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
        },
        ...(method === 'PATCH' ? { body: 'abc' } : {}),
      });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([404, 404, 404]);
  });
});

describe('a stranger', () => {
  it('hears our own words wherever nothing is, and never its own', async () => {
    for (const path of [
      '/.env',
      '/healthz/mot-secret',
      '/assets/mot-secret.js',
      '/uploadsx/mot-secret.txt',
    ]) {
      const answer = await fetch(`${server.url}${path}`);
      const text = await answer.text();
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(text).not.toContain('mot-secret');
    }
  });

  it('does not end the server by hanging up in the middle of an upgrade', async () => {
    const request = `GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    for (let turn = 0; turn < 50; turn += 1) {
      await new Promise<void>((gone) => {
        const socket = connect(server.port, '127.0.0.1', () => {
          socket.write(request, () => socket.resetAndDestroy());
        });
        socket.on('error', () => undefined);
        socket.on('close', () => gone());
      });
    }
    expect((await fetch(`${server.url}/healthz/live`)).status).toBe(200);
  });
});

describe('a download', () => {
  it('asked for by HEAD alone tells its length and sends nothing', async () => {
    const answer = await ask(owner, 'HEAD', `/api/v1/files/${idOf('file')}/content`);
    expect([answer.status, answer.headers.get('content-length')]).toEqual([200, '1']);
  });
});
