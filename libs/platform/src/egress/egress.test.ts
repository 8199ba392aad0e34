import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Egress } from './index.js';

let server: Server;
let origin: string;
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/away') response.writeHead(302, { location: '/home' }).end();
    else if (request.url === '/large') response.end('x'.repeat(2_000));
    else if (request.url === '/never') response.write('x');
    else response.setHeader('content-type', 'application/json').end('{"ok":true}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const egress = (withinMs = 5_000): Egress =>
  new Egress({ origins: new Set([origin]), withinMs, maxBytes: 1_000 });

describe('what goes out', () => {
  it('reaches a declared origin, and reads its answer', async () => {
    const answer = await egress().fetch(`${origin}/home`);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ ok: true });
  });

  it.each([
    'http://127.0.0.1:1/home',
    'http://example.org/home',
    'file:///etc/passwd',
    'http://user:secret@127.0.0.1/',
    'not an address',
  ])('is never sent to %s', async (address) => {
    asked.length = 0;
    await expect(egress().fetch(address)).rejects.toMatchObject({ reason: 'origin' });
    expect(asked).toEqual([]);
  });

  it('is in clear on this machine only, also when the origin is declared', () => {
    const rule = { withinMs: 1_000, maxBytes: 1_000 };
    const declared = new Set(['http://idp.example.org', 'https://idp.example.org']);
    const open = new Egress({ ...rule, origins: declared });
    expect(open.allows('http://idp.example.org/token')).toBe(false);
    expect(open.allows('https://idp.example.org/token')).toBe(true);
  });

  it('follows no redirect', async () => {
    asked.length = 0;
    await expect(egress().fetch(`${origin}/away`)).rejects.toMatchObject({ reason: 'redirect' });
    expect(asked).toEqual(['/away']);
  });

  it('reads no more than its bound', async () => {
    await expect(egress().fetch(`${origin}/large`)).rejects.toMatchObject({ reason: 'too-large' });
  });

  it('waits no longer than its bound, also in the middle of an answer', async () => {
    await expect(egress(200).fetch(`${origin}/never`)).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
