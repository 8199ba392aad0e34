import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Module, UseFilters, UsePipes } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { MessageBody, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Problem } from '@maroquin/contracts';
import { Admission } from '../../admission/index.js';
import { LOGGER } from '../../config/index.js';
import type { Actor } from '../../database/index.js';
import { DomainError } from '../../errors/index.js';
import { createLogger } from '../../logging/index.js';
import {
  Access,
  type Authenticator,
  CurrentActor,
  GuardedSocketAdapter,
  SchemaPipe,
  SocketProblemFilter,
} from '../index.js';

const ID = '01939b2e-7b7a-7c3e-9d51-0d6f0a3b1c2d';
const NADIA: Actor = {
  personId: ID,
  orgId: ID,
  orgs: [ID],
  adminOf: [],
  tokenScopes: null,
  sessionId: ID,
  tokenId: null,
  locale: 'en',
};
/** Tokens that have run out since they were shown. */
const ended = new Set<string>();
const authenticator: Authenticator = {
  authenticate: async ({ cookie, authorization }) => {
    const named = /^Bearer person-(.+)$/.exec(authorization ?? '')?.[1];
    if (named !== undefined) return ended.has(named) ? null : { ...NADIA, personId: named };
    if (authorization === 'Bearer down') throw new DomainError('server.unavailable');
    return cookie === '__Host-maroquin=good' || authorization === 'Bearer good' ? NADIA : null;
  },
};
const greetingSchema = z.strictObject({ text: z.string().max(5) });

@UseFilters(SocketProblemFilter)
@UsePipes(SchemaPipe)
@WebSocketGateway({ path: '/socket.io' })
class GreetingGateway {
  @SubscribeMessage('greet')
  @Access('authenticated')
  greet(
    @CurrentActor() actor: Actor,
    @MessageBody({ schema: greetingSchema }) { text }: z.infer<typeof greetingSchema>,
  ) {
    if (text === 'boom') throw new Error('confidential');
    return { ok: true, value: `${text} ${actor.personId}` };
  }
}

@UseFilters(SocketProblemFilter)
@UsePipes(SchemaPipe)
@WebSocketGateway({ path: '/socket.io', namespace: 'second' })
class SecondGateway {}

@Module({
  providers: [
    GreetingGateway,
    SecondGateway,
    SocketProblemFilter,
    { provide: LOGGER, useValue: createLogger({ logLevel: 'silent' }) },
  ],
})
class TinyModule {}

let app: NestExpressApplication;
const PERSONS_MEMORY = 100 * 1024;
let origin: string;
const open: Socket[] = [];

beforeAll(async () => {
  app = await NestFactory.create<NestExpressApplication>(TinyModule, { logger: false });
  app.useWebSocketAdapter(
    new GuardedSocketAdapter(
      app,
      'https://suite.exemple.fr',
      authenticator,
      new Admission({}, 4 * PERSONS_MEMORY),
      {
        perPerson: 3,
        burst: 20,
        refillMs: 1_000,
        kibibytes: { burst: 100, refillMs: 1_000 },
        authenticateAgainMs: 50,
      },
    ),
  );
  await app.listen(0, '127.0.0.1');
  origin = `http://127.0.0.1:${String((app.getHttpServer().address() as AddressInfo).port)}`;
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.disconnect();
});
afterAll(() => app.close());

/** 'connected', or why not. */
async function knock(
  options: Partial<ManagerOptions & SocketOptions>,
  namespace = '',
): Promise<{ answer: string; socket: Socket }> {
  const socket = io(origin + namespace, { reconnection: false, forceNew: true, ...options });
  open.push(socket);
  const answer = await new Promise<string>((resolve) => {
    socket.once('connect', () => {
      resolve('connected');
    });
    socket.once('connect_error', (error) => {
      resolve(error.message);
    });
  });
  return { answer, socket };
}
const token = (value: unknown): Partial<SocketOptions> => ({ auth: { token: value } });

describe('a socket', () => {
  it.each([
    ['nothing', {}, 'request.unauthenticated'],
    ['a wrong token', token('bad'), 'request.unauthenticated'],
    ['a token that is no text', token({ $ne: 1 }), 'request.unauthenticated'],
    [
      'a wrong token beside a good cookie',
      { ...token('bad'), extraHeaders: { cookie: '__Host-maroquin=good' } },
      'request.unauthenticated',
    ],
    ['a token while the database is away', token('down'), 'server.unavailable'],
    ['a token', token('good'), 'connected'],
    ['a cookie', { extraHeaders: { cookie: '__Host-maroquin=good' } }, 'connected'],
    ['an Authorization header', { extraHeaders: { authorization: 'Bearer good' } }, 'connected'],
  ])('that shows %s is answered %s', async (_what, options, expected) => {
    expect((await knock(options)).answer).toBe(expected);
  });

  it('is asked in every namespace', async () => {
    expect((await knock({}, '/second')).answer).toBe('request.unauthenticated');
    expect((await knock(token('good'), '/second')).answer).toBe('connected');
  });

  it('of a page of another site does not connect, even with a cookie, by either transport', async () => {
    for (const transport of ['websocket', 'polling']) {
      const extraHeaders = { cookie: '__Host-maroquin=good', origin: 'https://ailleurs.exemple.fr' };
      expect((await knock({ transports: [transport], extraHeaders })).answer).not.toBe('connected');
      expect(
        (
          await knock({
            transports: [transport],
            extraHeaders: { ...extraHeaders, origin: 'https://suite.exemple.fr' },
          })
        ).answer,
      ).toBe('connected');
    }
  });

  it('gets its answer, its refused fields, or a problem that says nothing of the cause', async () => {
    const { socket } = await knock(token('good'));
    expect(await socket.emitWithAck('greet', { text: 'hello' })).toEqual({ ok: true, value: `hello ${ID}` });
    const refused = (await socket.emitWithAck('greet', { text: 'hello you', loud: true })) as {
      ok: false;
      problem: Problem;
    };
    expect(refused).toMatchObject({ ok: false, problem: { code: 'request.invalid', status: 400 } });
    expect(refused.problem.fields?.map(({ path }) => path)).toEqual(['text', 'loud']);
    const broken = await socket.emitWithAck('greet', { text: 'boom' });
    expect(broken).toMatchObject({
      ok: false,
      problem: { code: 'server.failure', title: 'An unexpected error happened.' },
    });
    expect(JSON.stringify(broken)).not.toContain('confidential');
  });

  it('is closed when its session or token has run out', async () => {
    const { socket } = await knock(token('person-runs-out'));
    const told = new Promise((resolve) => socket.once('session.ended', () => resolve('told')));
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    ended.add('runs-out');
    expect(await told).toBe('told');
    expect(await closed).toBe('io server disconnect');
  });

  it('that says too much at once is closed', async () => {
    const { socket } = await knock(token('person-talks'));
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    for (let turn = 0; turn < 30; turn += 1) socket.emit('greet', { text: 'a' });
    expect(await closed).toBe('io server disconnect');
  });

  it('that sends too many bytes, with the others of its person, is closed, and no new one opens', async () => {
    const sockets = [await knock(token('person-heavy')), await knock(token('person-heavy'))];
    const text = 'é'.repeat(20 * 1024);
    const closed = sockets.map(
      ({ socket }) => new Promise((resolve) => socket.once('disconnect', () => resolve('closed'))),
    );
    for (const { socket } of sockets) {
      socket.emit('greet', { text });
      socket.emit('greet', { text });
    }
    expect(await Promise.race(closed)).toBe('closed');
    await expect
      .poll(async () => (await knock(token('person-heavy'))).answer, { timeout: 5_000 })
      .toBe('request.too-many');
    const { socket } = await knock(token('person-light'));
    expect(await socket.emitWithAck('greet', { text: 'a' })).toMatchObject({ ok: true });
  });

  it('too many of one person is closed, of another not', async () => {
    const mine = await Promise.all([1, 2, 3].map(() => knock(token('person-many'))));
    const { socket } = await knock(token('person-many'));
    await expect.poll(() => socket.connected).toBe(false);
    expect(mine.map((one) => one.socket.connected)).toEqual([true, true, true]);
    mine[0]?.socket.disconnect();
    await expect
      .poll(async () => {
        const again = await knock(token('person-many'));
        await again.socket
          .timeout(300)
          .emitWithAck('greet', { text: 'a' })
          .catch(() => undefined);
        return again.socket.connected;
      })
      .toBe(true);
    expect((await knock(token('person-other'))).socket.connected).toBe(true);
  });

  it('that polls takes memory for what it sends, before it is known whose it is, and no more than there is', async () => {
    const address = `${origin}/socket.io/?EIO=4&transport=polling`;
    const opened = await (await fetch(address)).text();
    const { sid } = z.object({ sid: z.string() }).parse(JSON.parse(opened.slice(1)));
    const send = async (bytes: number): Promise<number> =>
      (await fetch(`${address}&sid=${sid}`, { method: 'POST', body: '4'.padEnd(bytes, 'x') })).status;
    expect(await send(PERSONS_MEMORY + 1)).toBe(429);
    expect(await send(1_000)).toBe(200);
  });
});
