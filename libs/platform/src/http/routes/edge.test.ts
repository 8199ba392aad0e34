import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import {
  Body,
  Controller,
  ForbiddenException,
  Get,
  HttpCode,
  Module,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { idSchema, type Problem } from '@maroquin/contracts';
import { Admission } from '../../admission/index.js';
import { CONFIG } from '../../config/index.js';
import type { Actor } from '../../database/index.js';
import { DomainError } from '../../errors/index.js';
import { createLogger } from '../../logging/index.js';
import {
  Access,
  AUTHENTICATOR,
  type Authenticator,
  AuthGuard,
  BodyGuard,
  checkEveryRoute,
  CurrentActor,
  JsonBodies,
  Mounts,
  ProblemFilter,
  QueryGuard,
  requestLog,
  SchemaPipe,
  securityHeaders,
} from '../index.js';

const PUBLIC = 'https://suite.exemple.fr';
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
const authenticator: Authenticator = {
  authenticate: async ({ cookie, authorization }) =>
    cookie === '__Host-maroquin=good' || authorization === 'Bearer good' ? NADIA : null,
};
const noteSchema = z.strictObject({
  title: z.string().max(10),
  kind: z.enum(['prose', 'text']).optional(),
  tags: z.array(z.strictObject({ name: z.string() })).optional(),
});

@Controller('notes')
class NotesController {
  @Get('open')
  @Access('public')
  open() {
    return { ok: true };
  }

  @Get('busy')
  @Access('public')
  busy() {
    throw new DomainError('server.unavailable');
  }

  @Get('often')
  @Access('public')
  often() {
    throw new DomainError('request.too-many', { retryAfterSeconds: 42 });
  }

  @Get('broken')
  @Access('public')
  broken() {
    throw new Error('relation "confidential" does not exist');
  }

  @Get('forbidden')
  @Access('authenticated')
  forbidden() {
    throw new ForbiddenException();
  }

  @Get(':id')
  @Access('document.read')
  get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: z.strictObject({ limit: z.coerce.number().max(200).default(50) }) })
    query: { limit: number },
  ) {
    return { id, by: actor.personId, ...query };
  }

  @Post()
  @HttpCode(201)
  @Access('resource.create')
  create(@Body({ schema: noteSchema }) body: z.infer<typeof noteSchema>) {
    return body;
  }
}

@Module({
  imports: [DiscoveryModule],
  controllers: [NotesController],
  providers: [
    AuthGuard,
    BodyGuard,
    { provide: JsonBodies, useValue: new JsonBodies(new Admission()) },
    { provide: AUTHENTICATOR, useValue: authenticator },
    { provide: CONFIG, useValue: { publicUrl: PUBLIC } },
  ],
})
class TinyModule {}

let app: NestExpressApplication;
let origin: string;
const lines: string[] = [];

beforeAll(async () => {
  const logger = createLogger({ logLevel: 'debug' }, { write: (line) => lines.push(line) });
  app = await NestFactory.create<NestExpressApplication>(TinyModule, { logger: false, bodyParser: false });
  const server = app.getHttpAdapter().getInstance();
  server.use(requestLog(logger), securityHeaders(true));
  new Mounts(server, authenticator, PUBLIC, logger).mount(
    '/raw',
    'authenticated',
    (_request, response, actor) => {
      response.json({ by: actor?.personId });
    },
  );
  app.useGlobalGuards(app.get(AuthGuard), new QueryGuard(), app.get(BodyGuard));
  app.useGlobalPipes(new SchemaPipe());
  app.useGlobalFilters(new ProblemFilter(logger));
  checkEveryRoute(app);
  await app.listen(0, '127.0.0.1');
  origin = `http://127.0.0.1:${String((app.getHttpServer().address() as AddressInfo).port)}`;
});
afterAll(() => app.close());

const cookie = { cookie: '__Host-maroquin=good' };
const problemOf = async (answer: Response): Promise<Problem> => (await answer.json()) as Problem;
const get = (path: string, headers: Record<string, string> = {}) => fetch(origin + path, { headers });
const post = (
  body: unknown,
  headers: Record<string, string> = { authorization: 'Bearer good' },
  path = '/notes',
) =>
  fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('who may pass', () => {
  it('asks who sends a request unless the route is public', async () => {
    expect((await get('/notes/open')).status).toBe(200);
    expect((await get(`/notes/${ID}`)).status).toBe(401);
    expect((await get('/raw')).status).toBe(401);
    expect(await (await get(`/notes/${ID}`, cookie)).json()).toEqual({ id: ID, by: ID, limit: 50 });
    expect(await (await get('/raw', cookie)).json()).toEqual({ by: ID });
  });

  it.each([
    [{ origin: 'https://ailleurs.exemple.fr' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'https://ailleurs.exemple.fr', authorization: 'Basic eDp5' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    // a cookie from no browser that says where it comes from
    [{}, 403],
    [{ 'sec-fetch-site': 'none' }, 403],
    [{ origin: PUBLIC }, 201],
    [{ 'sec-fetch-site': 'same-origin' }, 201],
  ])(
    'judges a change that rides on the cookie by where it comes from: %j',
    async (from: Record<string, string>, status) => {
      expect((await post({ title: 'a' }, { ...cookie, ...from })).status).toBe(status);
    },
  );

  it('lets a program with a token come from anywhere', async () => {
    expect(
      (await post({ title: 'a' }, { authorization: 'Bearer good', origin: 'https://ailleurs.exemple.fr' }))
        .status,
    ).toBe(201);
  });
});

describe('what is refused', () => {
  it('names the path of each unknown or wrong field and repeats no value', async () => {
    const answer = await post({
      title: 'confidential title',
      colour: 'confidential',
      tags: [{ name: 'a', x: 1 }],
      kind: 'confidential',
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const text = await answer.text();
    expect(text).not.toContain('confidential');
    const { code, fields } = JSON.parse(text) as Problem;
    expect(code).toBe('request.invalid');
    expect(fields?.map(({ path }) => path).sort()).toEqual(['colour', 'kind', 'tags.0.x', 'title']);
  });

  it('refuses __proto__ like any unknown field', async () => {
    const answer = await post('{"title":"a","__proto__":{"admin":true}}');
    expect([answer.status, (await problemOf(answer)).fields?.[0]?.path]).toEqual([400, '__proto__']);
  });

  it.each([
    ['/notes/not-an-id', 'id'],
    [`/notes/${ID}?limit=300`, 'limit'],
    [`/notes/${ID}?page=2`, 'page'],
  ])('names the input of %s', async (path, field) => {
    const answer = await get(path, cookie);
    expect([answer.status, (await problemOf(answer)).fields?.[0]?.path]).toEqual([400, field]);
  });

  it('refuses a parameter of the address that no route reads, and repeats nothing of it', async () => {
    const answer = await get('/notes/open?limit=12', cookie);
    expect(answer.status).toBe(400);
    expect(await problemOf(answer)).toMatchObject({ code: 'request.invalid', fields: [{ path: 'limit' }] });
  });

  it('takes a request without a body for an empty one', async () => {
    const answer = await fetch(`${origin}/notes`, {
      method: 'POST',
      headers: { authorization: 'Bearer good' },
    });
    expect([answer.status, (await problemOf(answer)).fields?.[0]?.path]).toEqual([400, 'title']);
  });

  it('answers malformed JSON, too much of it, and an unknown charset in the same way', async () => {
    expect((await post('{"title":')).status).toBe(400);
    const large = await post({ title: 'x'.repeat(1_048_600) });
    expect([large.status, (await problemOf(large)).fields?.[0]?.message]).toEqual([
      413,
      'at most 1048576 bytes',
    ]);
    const charset = await post('{}', {
      authorization: 'Bearer good',
      'content-type': 'application/json; charset=klingon',
    });
    expect(charset.status).toBe(400);
  });

  it('makes "may not", "no such route" and "no such thing" one answer', async () => {
    const answers = await Promise.all([get('/notes/forbidden', cookie), get('/elsewhere', cookie)]);
    const [forbidden, absent] = await Promise.all(answers.map(problemOf));
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect({ ...forbidden, title: absent!.title, detail: absent!.detail, remedy: absent!.remedy }).toEqual(
      absent,
    );
  });

  it('answers a method that the address does not have with those that it has', async () => {
    for (const method of ['DELETE', 'PUT', 'PROPFIND']) {
      const answer = await fetch(`${origin}/notes/${ID}`, { method });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      expect((await problemOf(answer)).code).toBe('request.method-not-allowed');
    }
    expect((await fetch(`${origin}/elsewhere`, { method: 'DELETE' })).status).toBe(404);
  });

  it('says when to come back', async () => {
    expect((await get('/notes/busy')).headers.get('retry-after')).toBe('2');
    expect((await get('/notes/often')).headers.get('retry-after')).toBe('42');
  });

  it.each([
    [{}, 'fr'],
    [{ 'accept-language': 'en-GB,en;q=0.9' }, 'en'],
    [{ 'accept-language': 'de, fr;q=0.5, en;q=0.8' }, 'en'],
    [{ 'accept-language': 'de' }, 'fr'],
  ])('speaks the language of the browser: %j', async (headers: Record<string, string>, locale) => {
    expect((await get('/notes/busy', headers)).headers.get('content-language')).toBe(locale);
  });

  it('speaks the language of a known person', async () => {
    const answer = await get('/notes/forbidden', { ...cookie, 'accept-language': 'fr' });
    expect((await problemOf(answer)).detail).toBe('This page does not exist, or you may not see it.');
  });

  it('gives an unexpected error a number that the log knows too, and nothing else', async () => {
    const answer = await get('/notes/broken');
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toContain('confidential');
    const incident = String(JSON.parse(text).instance).replace('urn:uuid:', '');
    expect(lines.filter((line) => line.includes(incident))).toHaveLength(1);
  });
});

describe('what leaves', () => {
  it('carries the security headers on every answer', async () => {
    for (const path of ['/notes/open', '/elsewhere', '/raw']) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toContain('max-age=');
    }
  });

  it('logs route patterns, never addresses', async () => {
    await get(`/notes/${ID}?limit=3`, cookie);
    await get('/raw/confidential-name', cookie);
    await get('/confidential-name');
    const log = lines.join('');
    expect(log).toContain('"route":"/notes/:id"');
    expect(log).toContain('"route":"/raw"');
    expect(log).toContain('"route":"unmatched"');
    expect(log).not.toMatch(/confidential|limit=3/);
  });
});
