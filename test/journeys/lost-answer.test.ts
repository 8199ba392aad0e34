import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FILE_ID_HEADER, resourcePageSchema } from '@maroquin/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, type Person } from '../support/people.js';
import { upload } from '../support/uploads.js';

/** As a reverse proxy in front of a server that ends at the worst moment, and is away for a while. */
class Front {
  readonly requests: string[] = [];
  private isLost = false;
  private refusals = 2;
  private readonly server: Server;

  constructor(target: string) {
    const { hostname, port, host } = new URL(target);
    this.server = createServer((incoming, answer) => {
      const { method = 'GET', url: path = '/', headers } = incoming;
      this.requests.push(method);
      if (this.isLost && this.refusals > 0) {
        this.refusals -= 1;
        answer.writeHead(502).end();
        return;
      }
      const onward = request({ hostname, port, path, method, headers: { ...headers, host } }, (got) => {
        if (FILE_ID_HEADER.toLowerCase() in got.headers && !this.isLost) {
          this.isLost = true;
          answer.destroy();
          return;
        }
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      });
      incoming.pipe(onward);
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

let server: Maroquin;
let claire: Person;
let front: Front;

beforeAll(async () => {
  server = await Maroquin.start();
  claire = await firstAdministrator(server);
  front = new Front(server.url);
});
afterAll(async () => {
  front.close();
  await server.dispose();
});

it('a file whose last answer was lost is there once, also when the server was away for a while then', async () => {
  const parentId = await claire.http.create('/spaces', { name: 'Cabinet' });
  const http = { url: await front.open(), headers: claire.http.headers };
  const id = await upload(http, Buffer.alloc(200_000, 'é'), { filename: 'Rapport.txt', parentId });
  const { items } = await claire.http.get(resourcePageSchema, `/resources/${parentId}/children?kind=file`);
  expect(items.map((item) => item.id)).toEqual([id]);
  expect(front.requests.filter((method) => method === 'POST')).toHaveLength(1);
});
