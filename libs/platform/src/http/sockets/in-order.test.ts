import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { answerInOrder } from '../index.js';

let server: Server;
let client: Socket;
afterEach(() => {
  client.destroy();
  server.close();
});

describe('requests that a client sends ahead', () => {
  it('begin one by one, each once the one before is answered', async () => {
    const begun: { readonly path: string | undefined; readonly response: ServerResponse }[] = [];
    server = createServer((request, response) => void begun.push({ path: request.url, response }));
    answerInOrder(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let received = '';
    client.on('data', (bytes: Buffer) => (received += bytes.toString()));
    client.write(['/a', '/b', '/c'].map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''));
    for (const path of ['/a', '/b', '/c']) {
      await expect.poll(() => begun.at(-1)?.path).toBe(path);
      begun.at(-1)?.response.end(`answer to ${path}`);
    }
    await expect.poll(() => received).toContain('answer to /c');
    expect(begun.map(({ path }) => path)).toEqual(['/a', '/b', '/c']);
  });

  it('never begin when their client is gone', async () => {
    const begun: ServerResponse[] = [];
    server = createServer((_request, response) => void begun.push(response));
    answerInOrder(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    client.write('GET /a HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(3));
    await expect.poll(() => begun.length).toBe(1);
    const gone = once(begun[0] ?? server, 'close');
    client.destroy();
    await gone;
    await new Promise((done) => setImmediate(done));
    expect(begun).toHaveLength(1);
  });
});
