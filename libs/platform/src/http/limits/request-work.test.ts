import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { Admission, currentWork } from '../../admission/index.js';
import { type Actor } from '../../database/index.js';
import { createLogger } from '../../logging/index.js';
import { Mounts, requestWork, sendProblem, takeTurn } from '../index.js';

const logger = createLogger({ logLevel: 'silent' });
const ORG = '01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d';
const servers: Server[] = [];
/** Answers of `/turn` whose turn has come. */
const turns: Response[] = [];
afterEach(() => {
  for (const response of turns.splice(0)) response.destroy();
  for (const server of servers.splice(0)) server.close();
});

const actorOf = (authorization: string): Actor => ({
  ...{ personId: authorization, orgId: ORG, orgs: [ORG], adminOf: [], tokenScopes: null },
  ...{ sessionId: null, tokenId: null, locale: 'fr' },
});

const tell = (response: Response): void => {
  const { requester, resource } = currentWork() ?? {};
  response.json({ requester, resource });
};

/** `authenticate` is asked who somebody is; `/mine` answers whom its work counts for, `/open` likewise. */
async function serve(
  admission: Admission,
  authenticate = async (): Promise<void> => undefined,
): Promise<string> {
  const app = express();
  app.set('trust proxy', true);
  app.use(
    requestWork(admission, (error, request, response) => sendProblem(logger, request, response, error)),
  );
  const authenticator = {
    authenticate: async ({ authorization }: { readonly authorization?: string | undefined }) => {
      await authenticate();
      return authorization === undefined ? null : actorOf(authorization);
    },
  };
  const mounts = new Mounts(app, authenticator, 'https://suite.example', logger);
  mounts.mount('/', 'public', (_request, _response, _actor, next) => next());
  mounts.mount('/mine', 'authenticated', (_request, response) => tell(response));
  mounts.mount('/open', 'public', (_request, response) => tell(response));
  mounts.mount('/turn', 'authenticated', async (request, response) => {
    await takeTurn(request);
    turns.push(response);
  });
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

describe('the work of a request', () => {
  it('counts for the person once that is known, and for the network until then', async () => {
    const url = await serve(new Admission());
    const mine = await fetch(`${url}/mine`, { headers: { authorization: 'nadia' } });
    expect(await mine.json()).toMatchObject({
      requester: { person: 'nadia', organisation: ORG },
      resource: 'read',
    });
    const open = await fetch(`${url}/open`, { method: 'POST', headers: { 'x-forwarded-for': '192.0.2.7' } });
    expect(await open.json()).toMatchObject({
      requester: { person: 'network 192.0.2.7', organisation: null },
      resource: 'act',
    });
  });

  it('waits for its turn to be identified, and does not hold up another network', async () => {
    const admission = new Admission({
      identify: { slots: 4, waitingEach: 10, waitingInAll: 10, waitMs: 60_000 },
    });
    let finish = (): void => undefined;
    const first = new Promise<void>((done) => (finish = done));
    let asked = 0;
    const url = await serve(admission, () => ((asked += 1), asked > 1 ? Promise.resolve() : first));
    const from = (address: string): Promise<globalThis.Response> =>
      fetch(`${url}/mine`, { headers: { authorization: 'nadia', 'x-forwarded-for': address } });
    const flood = [from('192.0.2.7'), from('192.0.2.7'), from('192.0.2.7')];
    await expect.poll(() => admission.load.identify.waiting).toBe(2);
    expect((await from('198.51.100.1')).status).toBe(200);
    expect(asked).toBe(2);
    finish();
    expect((await Promise.all(flood)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(admission.load.identify).toEqual({ running: 0, waiting: 0 });
  });

  it('gives its turn back when nobody is known', async () => {
    const admission = new Admission();
    const url = await serve(admission);
    expect((await fetch(`${url}/mine`)).status).toBe(401);
    await expect.poll(() => admission.load.identify.running).toBe(0);
  });
});

describe('the turn of a request', () => {
  const one = { slots: 8, slotsEach: 2, waitingEach: 3, waitingInAll: 10, waitMs: 60_000 };

  it('comes for two of one person at once, and meanwhile for others', async () => {
    const admission = new Admission({ request: one });
    const url = await serve(admission);
    const as = (authorization: string) => fetch(`${url}/turn`, { headers: { authorization } });
    const mallory = Array.from({ length: 4 }, () => as('mallory'));
    await expect.poll(() => admission.load.request).toEqual({ running: 2, waiting: 2 });
    const nadia = as('nadia');
    await expect.poll(() => turns.length).toBe(3);
    for (let answered = 0; answered < 5; answered += 1) {
      await expect.poll(() => turns.length).toBeGreaterThan(0);
      turns.shift()?.end('done');
    }
    const statuses = (await Promise.all([...mallory, nadia])).map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    await expect.poll(() => admission.load.request).toEqual({ running: 0, waiting: 0 });
  });

  it('is over once the answer begins, however slowly it is read', async () => {
    const admission = new Admission({ request: one });
    const url = await serve(admission);
    const reading = fetch(`${url}/turn`, { headers: { authorization: 'nadia' } });
    await expect.poll(() => admission.load.request.running).toBe(1);
    turns[0]?.write('the first of many bytes');
    await reading;
    expect(admission.load.request.running).toBe(0);
  });

  it('is over when its client is gone', async () => {
    const admission = new Admission({ request: one });
    const url = await serve(admission);
    const client = new AbortController();
    const headers = { authorization: 'nadia' };
    const gone = Array.from({ length: 4 }, () => fetch(`${url}/turn`, { headers, signal: client.signal }));
    await expect.poll(() => admission.load.request.waiting).toBe(2);
    client.abort();
    await Promise.allSettled(gone);
    await expect.poll(() => admission.load.request).toEqual({ running: 0, waiting: 0 });
  });
});
