import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, type Person, tokenOf } from '../support/people.js';

/** Cross-site WebSocket hijacking: whatever Origin a page of another site makes a browser send, no socket opens. */
let server: Maroquin;
let owner: Person;
let token: string;
let paths: readonly string[];

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
  token = await tokenOf(server, owner.email);
  const document = await owner.http.create('/documents', { title: 'Note' });
  paths = [`/collab/${document}`, '/socket.io/?EIO=4&transport=websocket'];
}, 120_000);
afterAll(() => server?.dispose());

/** Status of the answer to an upgrade: 101 when the socket opened. */
function upgrade(path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((done, fail) => {
    const asking = request({
      ...{ host: '127.0.0.1', port: server.port, path },
      headers: {
        host: `localhost:${String(server.port)}`,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      },
    });
    asking.on('upgrade', (answer, socket) => {
      socket.destroy();
      done(answer.statusCode ?? 0);
    });
    asking.on('response', (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    });
    asking.on('error', fail);
    asking.end();
  });
}

const both = (headers: Readonly<Record<string, string>>): Promise<number[]> =>
  Promise.all(paths.map((path) => upgrade(path, headers)));

/** Forms that resemble the one that is right; PORT is the server's. */
const FORMS = [
  ...['null', '*', 'undefined', 'about:blank', 'file://', 'data:', 'blob:http://localhost:PORT', 'localhost'],
  ...['localhost:PORT', '//localhost:PORT', 'http://', 'http://localhost', 'https://localhost:PORT'],
  ...[
    'http://localhost:PORT/',
    'http://localhost:PORT/index.html',
    'http://localhost:PORT?',
    'http://localhost:PORT#',
  ],
  ...['HTTP://localhost:PORT', 'http://LOCALHOST:PORT', 'http://Localhost:PORT', 'http://localhost.:PORT'],
  ...['http://localhost:PORT.evil.example', 'http://localhost.evil.example:PORT', 'http://evil.example'],
  ...['http://evil.example:PORT', 'http://evillocalhost:PORT', 'http://sub.localhost:PORT'],
  ...[
    'http://localhost:PORT@evil.example',
    'http://evil.example@localhost:PORT',
    'http://x:y@localhost:PORT',
  ],
  ...['http://127.0.0.1:PORT', 'http://[::1]:PORT', 'http://0.0.0.0:PORT', 'http://2130706433:PORT'],
  ...['http://localhost:1', 'http://localhost:0PORT', 'http://localhost:PORT0', 'http://localhost:+PORT'],
  ...['http:localhost:PORT', 'http:/localhost:PORT', 'http:///localhost:PORT', 'http:\\\\localhost:PORT'],
  ...[
    'ws://localhost:PORT',
    'wss://localhost:PORT',
    'ftp://localhost:PORT',
    'chrome-extension://localhost:PORT',
  ],
  ...['http://localhost:PORT http://evil.example', 'http://evil.example http://localhost:PORT'],
  ...['http://localhost:PORT, http://evil.example', 'http://local%68ost:PORT', 'http://l\u00f6calhost:PORT'],
  ...['"http://localhost:PORT"', 'http://localhost%00:PORT', 'http://localhost:PORT%20'],
] as const;

describe('the Origin of an upgrade', () => {
  it('is tried in fifty forms and more', () => {
    expect(new Set(FORMS).size).toBe(FORMS.length);
    expect(FORMS.length).toBeGreaterThanOrEqual(50);
  });

  it.each(FORMS)('is not ours: %s', async (form) => {
    const { cookie = '' } = owner.http.headers;
    const origin = Buffer.from(form.replace('PORT', String(server.port)), 'latin1').toString('latin1');
    expect(await both({ cookie, origin })).toEqual([403, 403]);
    // A page that knows a token is still a page of another site.
    expect(await both({ authorization: `Bearer ${token}`, origin })).toEqual([403, 403]);
  });

  it('is missing beside a cookie', async () => {
    const { cookie = '' } = owner.http.headers;
    expect(await both({ cookie })).toEqual([403, 403]);
  });

  it('is ours', async () => {
    expect(await both(owner.http.headers)).toEqual([101, 101]);
  });

  it('is not asked of a program with a token', async () => {
    expect(await both({ authorization: `Bearer ${token}` })).toEqual([101, 101]);
  });
});
