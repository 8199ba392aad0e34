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
let file: string;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
  stranger = await invite(server, owner, { name: 'Paul Roux', email: 'paul.roux@prefecture.example' });
  file = await upload(owner.http, Buffer.from('a'), { filename: 'a.txt' });
}, 120_000);
afterAll(() => server.dispose());

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

describe('a method that a route does not have', () => {
  it('is answered with those that it has, and with nothing where there is no route', async () => {
    const ask = async (path: string): Promise<readonly [number, string | null]> => {
      const answer = await fetch(`${server.url}/api/v1/${path}`, { method: 'DELETE' });
      return [answer.status, answer.headers.get('allow')];
    };
    expect(await ask('me')).toEqual([405, 'GET, HEAD, PATCH']);
    expect(await ask('nothing')).toEqual([404, null]);
    // Not the end of a link called "search", nor a change of a guest called "preview".
    expect(await ask('links/search')).toEqual([405, 'POST']);
    expect(await ask('spaces/1/guests/preview')).toEqual([405, 'GET, HEAD']);
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
    const answer = await owner.http.call('HEAD', `/api/v1/files/${file}/content`);
    expect([answer.status, answer.headers.get('content-length')]).toEqual([200, '1']);
  });
});
