import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FILE_ID_HEADER, resourcePageSchema } from '@maroquin/contracts';
import { describe, expect, it } from 'vitest';
import { firstAdministrator, type Person } from '../support/people.js';
import { setStage } from '../support/stage.js';
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

let claire: Person;
const stage = setStage(async (server) => {
  claire = await firstAdministrator(server);
});

/** @returns the ids of all files in the space */
async function filesIn(spaceId: string): Promise<string[]> {
  const { items } = await claire.http.get(resourcePageSchema, `/resources/${spaceId}/children?kind=file`);
  return items.map(({ id }) => id);
}

describe('a file whose last answer was lost while the server was away for a while', () => {
  it('is there once, for a program', async () => {
    const front = new Front(stage.server.url);
    const parentId = await claire.http.create('/spaces', { name: 'Cabinet' });
    const http = { url: await front.open(), headers: claire.http.headers };
    const id = await upload(http, Buffer.alloc(200_000, 'é'), { filename: 'Rapport.txt', parentId });
    front.close();
    expect(await filesIn(parentId)).toEqual([id]);
    expect(front.requests.filter((method) => method === 'POST')).toHaveLength(1);
  });

  it('is there once, dropped into a page', async () => {
    const spaceId = await claire.http.create('/spaces', { name: 'Préfecture' });
    const { page } = await stage.open(claire);
    let isLost = false;
    let refusals = 2;
    await page.route('**/uploads/**', async (route) => {
      if (isLost && refusals > 0) {
        refusals -= 1;
        return route.fulfill({ status: 502 });
      }
      if (isLost || route.request().method() !== 'PATCH') return route.continue();
      await route.fetch();
      isLost = true;
      return route.abort();
    });
    await page.goto(`/e/${spaceId}/fichiers`);
    await page.getByText('Aucun fichier ici').waitFor();
    const carried = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['Rapport'], 'Rapport.txt', { type: 'text/plain' }));
      return transfer;
    })()`);
    for (const type of ['dragenter', 'dragover', 'drop'])
      await page.locator('.mq-drop').dispatchEvent(type, { dataTransfer: carried });
    await page.getByText('Déposé', { exact: true }).waitFor();
    expect(refusals).toBeLessThan(2);
    expect(await filesIn(spaceId)).toHaveLength(1);
  });
});
