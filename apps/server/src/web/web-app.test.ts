import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodingOf } from './compressed-assets.js';
import { serveWebApp } from './web-app.js';

const script = 'export const words = "une phrase qui revient";\n'.repeat(200);
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'web-app-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Maroquin</title>');
  await writeFile(join(folder, 'assets', 'index-abc123.js'), script);
  await writeFile(join(folder, 'assets', 'font-abc123.woff2'), 'font');
  const app = express();
  const handler = serveWebApp(folder);
  app.use((incoming, outgoing, next) => {
    Promise.resolve(handler(incoming, outgoing, null, next)).catch(next);
  });
  app.use((_incoming, outgoing) => outgoing.status(404).json({ code: 'request.not-found' }));
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** As it travels: fetch would undo the compression. */
function get(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ answer: IncomingMessage; body: Buffer }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        resolve({ answer, body: Buffer.concat(chunks) });
      });
    })
      .on('error', reject)
      .end();
  });
}

describe('the web client', () => {
  it.each([
    ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
    ['gzip', 'gzip, deflate', gunzipSync],
  ])('travels compressed (%s), for ever', async (encoding, accepted, open) => {
    const { answer, body } = await get('/assets/index-abc123.js', { 'accept-encoding': accepted });
    expect(answer.headers).toMatchObject({
      'content-encoding': encoding,
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    expect(body.length).toBeLessThan(script.length / 10);
    expect(open(body).toString()).toBe(script);
  });

  it('travels as it is to whoever takes nothing else, and so do fonts', async () => {
    const plain = await get('/assets/index-abc123.js');
    expect([plain.answer.headers['content-encoding'], plain.body.toString()]).toEqual([undefined, script]);
    const font = await get('/assets/font-abc123.woff2', { 'accept-encoding': 'br' });
    expect([font.answer.headers['content-encoding'], font.body.toString()]).toEqual([undefined, 'font']);
  });

  it('answers the page for each of its addresses, always fresh', async () => {
    for (const path of ['/', '/documents/01939b2e', '/bienvenue']) {
      const { answer, body } = await get(path);
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(body.toString()).toContain('<title>Maroquin</title>');
    }
  });

  it.each([
    '/api/v1/nothing',
    '/uploads/x',
    '/assets/absent.js',
    '/assets/..%2f..%2f..%2fetc%2fhosts.txt',
    '/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd.txt',
  ])('leaves %s to others', async (path) => {
    const { answer } = await get(path, { 'accept-encoding': 'br' });
    expect(answer.statusCode).toBe(404);
  });
});

describe('encodingOf', () => {
  it.each([
    [undefined, null],
    ['identity', null],
    ['br;q=0, gzip;q=1.0', 'gzip'],
    ['BR', 'br'],
  ])('of %s is %s', (accepted, expected) => {
    expect(encodingOf(accepted)).toBe(expected);
  });
});
