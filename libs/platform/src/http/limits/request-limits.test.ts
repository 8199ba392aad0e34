import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import express, { type Express } from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { problemSchema } from '@maroquin/contracts';
import type { Clock } from '../../config/index.js';
import type { Actor } from '../../database/index.js';
import { DomainError } from '../../errors/index.js';
import { createLogger } from '../../logging/index.js';
import { type Authenticator, type MountRefusal, Mounts, type Rate } from '../index.js';
import { RequestLimits } from './request-limits.js';

const PUBLIC = 'https://suite.exemple.fr';
const ORG = '01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d';
/** `Bearer nadia` is a person's browser here, `Bearer nadia/1` a token of hers. */
const authenticator: Authenticator = {
  authenticate: async ({ authorization }): Promise<Actor | null> => {
    const [, personId, token] = /^Bearer ([a-z]+)(?:\/(\d))?$/.exec(authorization ?? '') ?? [];
    if (personId === undefined) return null;
    return {
      ...{ personId, orgId: ORG, orgs: [ORG], adminOf: [], tokenScopes: null },
      ...{ sessionId: null, tokenId: token ?? null, locale: 'en' },
    };
  },
};
const MANY: Rate = { burst: 1_000, refillMs: 1 };
const servers: Server[] = [];
let seconds = 0;
const clock: Clock = { now: () => new Date(seconds * 1_000) };

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  seconds = 0;
});

interface Edge {
  readonly perNetwork?: Rate;
  readonly perPerson?: Rate;
  readonly trustProxy?: number | string[] | false;
}

async function edge({ perNetwork = MANY, perPerson = MANY, trustProxy = false }: Edge): Promise<string> {
  const logger = createLogger({ logLevel: 'silent' });
  const app = express();
  app.set('trust proxy', trustProxy);
  app.use(new RequestLimits(clock, logger, { perNetwork, perPerson }).middleware);
  const mounts = new Mounts(app, authenticator, PUBLIC, logger);
  mounts.mount('/mine', 'authenticated', (_request, response) => void response.send('mine'));
  mounts.mount('/open', 'public', (_request, response) => void response.send('open'));
  return served(app);
}

async function served(app: Express): Promise<string> {
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((done) => server.once('listening', done));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const status = async (url: string, headers: Record<string, string> = {}): Promise<number> =>
  (await fetch(url, { headers })).status;
const as = (who: string): Record<string, string> => ({ authorization: `Bearer ${who}` });

describe('the rate of requests', () => {
  it('of one person is bounded, and nobody else waits for it', async () => {
    const url = await edge({ perPerson: { burst: 2, refillMs: 10_000 } });
    expect(await status(`${url}/mine`, as('nadia'))).toBe(200);
    expect(await status(`${url}/mine`, as('nadia'))).toBe(200);
    expect(await status(`${url}/mine`, as('nadia'))).toBe(429);
    expect(await status(`${url}/mine`, as('paul'))).toBe(200);
    expect(await status(`${url}/open`)).toBe(200);
    seconds = 10;
    expect(await status(`${url}/mine`, as('nadia'))).toBe(200);
  });

  it('of a token is its own: a program that runs wild does not shut its person out', async () => {
    const url = await edge({ perPerson: { burst: 1, refillMs: 10_000 } });
    expect(await status(`${url}/mine`, as('nadia/1'))).toBe(200);
    expect(await status(`${url}/mine`, as('nadia/1'))).toBe(429);
    expect(await status(`${url}/mine`, as('nadia/2'))).toBe(200);
    expect(await status(`${url}/mine`, as('nadia'))).toBe(200);
  });

  it('of one network is bounded before it is asked who it is', async () => {
    const url = await edge({ perNetwork: { burst: 2, refillMs: 3_000 } });
    expect(await status(`${url}/mine`)).toBe(401);
    expect(await status(`${url}/open`)).toBe(200);
    expect(await status(`${url}/mine`, as('nadia'))).toBe(429);
  });

  it('says in problem details how long to wait', async () => {
    const url = await edge({ perNetwork: { burst: 1, refillMs: 3_000 } });
    await status(`${url}/open`);
    const answer = await fetch(`${url}/open`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '3']);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(problemSchema.parse(await answer.json()).code).toBe('request.too-many');
  });

  it('is refused in the words of a mount that has its own, also before anybody is known', async () => {
    const app = express();
    const limits = new RequestLimits(clock, createLogger({ logLevel: 'silent' }), {
      perNetwork: { burst: 1, refillMs: 3_000 },
      perPerson: MANY,
    });
    const refuse: MountRefusal = (error, response) => {
      response.status(429).send(`own words: ${error instanceof DomainError ? error.code : ''}`);
    };
    app.use('/own', limits.refusing(refuse), (_request, response) => void response.send('mine'));
    const url = await served(app);
    expect(await status(`${url}/own`)).toBe(200);
    const answer = await fetch(`${url}/own`);
    expect([answer.status, await answer.text()]).toEqual([429, 'own words: request.too-many']);
  });
});

describe('the address of whoever asks', () => {
  const one: Rate = { burst: 1, refillMs: 60_000 };
  const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });

  it('is that of the connection, whatever X-Forwarded-For says, when no proxy is declared', async () => {
    const url = await edge({ perNetwork: one });
    expect(await status(`${url}/open`, from('203.0.113.1'))).toBe(200);
    expect(await status(`${url}/open`, from('203.0.113.2'))).toBe(429);
  });

  it('is what the declared proxy adds, not what its client wrote before it', async () => {
    const url = await edge({ perNetwork: one, trustProxy: 1 });
    expect(await status(`${url}/open`, from('203.0.113.1'))).toBe(200);
    expect(await status(`${url}/open`, from('203.0.113.2'))).toBe(200);
    expect(await status(`${url}/open`, from('198.51.100.9, 203.0.113.2'))).toBe(429);
  });

  it('is not read from whoever is no declared proxy', async () => {
    const url = await edge({ perNetwork: one, trustProxy: ['10.0.0.0/8'] });
    expect(await status(`${url}/open`, from('203.0.113.1'))).toBe(200);
    expect(await status(`${url}/open`, from('203.0.113.2'))).toBe(429);
  });
});
