import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Body, Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Problem } from '@maroquin/contracts';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { Admission } from '../../admission/index.js';
import { recordAct } from '../../audit/index.js';
import { type Clock, CLOCK, CONFIG, LOGGER, newId } from '../../config/index.js';
import { type Actor, Database } from '../../database/index.js';
import { Keys } from '../../keys/index.js';
import { createLogger } from '../../logging/index.js';
import {
  Access,
  AUTHENTICATOR,
  type Authenticator,
  AuthGuard,
  BodyGuard,
  CurrentActor,
  Idempotency,
  IdempotencyInterceptor,
  JsonBodies,
  ProblemFilter,
  SchemaPipe,
} from '../index.js';

let platform: TestPlatform;
let app: NestExpressApplication;
let origin: string;
let orgId: string;
const people = new Map<string, Actor>();
const time = { now: new Date('2026-11-24T10:00:00Z') };
const clock: Clock = { now: () => time.now };
const logger = createLogger({ logLevel: 'silent' });
const noteSchema = z.strictObject({ title: z.string(), fail: z.boolean().optional() });

@Controller('notes')
class NotesController {
  constructor(private readonly database: Database) {}

  /** An act like any other: a row of its own (the audit's), and an answer that holds more than the id. */
  @Post()
  @Access('resource.create')
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: noteSchema }) { title, fail }: z.infer<typeof noteSchema>,
  ) {
    const id = newId();
    await this.database.inOrgs(actor, async (tx) => {
      await recordAct(tx, {
        orgId,
        actorId: actor.personId,
        action: 'note.created',
        targetId: id,
        at: time.now,
      });
      await recordAct(tx, {
        orgId,
        actorId: actor.personId,
        action: 'note.shared',
        targetId: id,
        at: time.now,
      });
      if (fail === true) throw new Error('after the claim');
    });
    return { id, title };
  }
}

const authenticator: Authenticator = {
  authenticate: async ({ authorization }) => people.get(authorization?.replace('Bearer ', '') ?? '') ?? null,
};

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
  orgId = await createTestOrganisation(platform);
  for (const name of ['nadia', 'thomas']) {
    people.set(name, {
      personId: newId(),
      orgId,
      orgs: [orgId],
      adminOf: [],
      tokenScopes: ['all'],
      sessionId: null,
      tokenId: newId(),
      locale: 'fr',
    });
  }
  @Module({
    controllers: [NotesController],
    providers: [
      AuthGuard,
      BodyGuard,
      { provide: JsonBodies, useValue: new JsonBodies(new Admission()) },
      Idempotency,
      IdempotencyInterceptor,
      { provide: Database, useValue: platform.database },
      { provide: Keys, useValue: platform.keys },
      { provide: AUTHENTICATOR, useValue: authenticator },
      { provide: CONFIG, useValue: { publicUrl: 'https://suite.exemple.fr' } },
      { provide: CLOCK, useValue: clock },
      { provide: LOGGER, useValue: logger },
    ],
  })
  class TinyModule {}
  app = await NestFactory.create<NestExpressApplication>(TinyModule, { logger: false, bodyParser: false });
  app.useGlobalGuards(app.get(AuthGuard), app.get(BodyGuard));
  app.useGlobalInterceptors(app.get(IdempotencyInterceptor));
  app.useGlobalPipes(new SchemaPipe());
  app.useGlobalFilters(new ProblemFilter(logger));
  await app.listen(0, '127.0.0.1');
  origin = `http://127.0.0.1:${String((app.getHttpServer().address() as AddressInfo).port)}`;
});
afterAll(async () => {
  await app.close();
  await platform.close();
});

const post = (key: string | null, body: object, who = 'nadia') =>
  fetch(`${origin}/notes`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${who}`,
      ...(key === null ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
  });
const acts = () =>
  platform.database
    .inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ n: number }>("select count(*)::int as n from audit where action = 'note.created'"),
    )
    .then(([row]) => row?.n ?? 0);

describe('Idempotency-Key', () => {
  it('answers the same again and acts once', async () => {
    const before = await acts();
    const first = await post('key-1', { title: 'a' });
    const again = await post('key-1', { title: 'a' });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.json()).toEqual(await first.json());
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await acts()).toBe(before + 1);
  });

  it('acts once however many arrive together', async () => {
    const before = await acts();
    const answers = await Promise.all(Array.from({ length: 6 }, () => post('key-2', { title: 'b' })));
    const bodies = await Promise.all(answers.map(async (answer) => (await answer.json()) as { id: string }));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(1);
    expect(await acts()).toBe(before + 1);
  });

  it('refuses the key for another request', async () => {
    await post('key-3', { title: 'c' });
    const other = await post('key-3', { title: 'not c' });
    expect([other.status, ((await other.json()) as Problem).code]).toEqual([
      422,
      'request.idempotency-mismatch',
    ]);
  });

  it('keeps people apart', async () => {
    const mine = (await (await post('key-4', { title: 'd' })).json()) as { id: string };
    const theirs = (await (await post('key-4', { title: 'd' }, 'thomas')).json()) as { id: string };
    expect(theirs.id).not.toBe(mine.id);
  });

  it('is free again when the act was undone', async () => {
    expect((await post('key-5', { title: 'e', fail: true })).status).toBe(500);
    expect((await post('key-5', { title: 'e' })).status).toBe(201);
  });

  it('does not spend the key on a refused body', async () => {
    expect((await post('key-6', { titel: 'f' })).status).toBe(400);
    expect((await post('key-6', { title: 'f' })).status).toBe(201);
  });

  it('refuses a body that is nested too deep to be told apart', async () => {
    const answer = await fetch(`${origin}/notes`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer nadia',
        'idempotency-key': 'key-deep',
      },
      body: `{"title":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
    });
    expect(answer.status).toBe(400);
  });

  it('is forgotten after a day', async () => {
    const first = (await (await post('key-7', { title: 'g' })).json()) as { id: string };
    time.now = new Date(time.now.getTime() + 25 * 3_600_000);
    const later = (await (await post('key-7', { title: 'g' })).json()) as { id: string };
    expect(later.id).not.toBe(first.id);
  });

  it('acts each time without a key', async () => {
    const before = await acts();
    await post(null, { title: 'h' });
    await post(null, { title: 'h' });
    expect(await acts()).toBe(before + 2);
  });

  it.each(['"', 'a b', 'x'.repeat(256)])('refuses the key %s', async (key) => {
    expect((await post(key, { title: 'i' })).status).toBe(400);
  });

  it('leaves nothing readable in the table', async () => {
    await post('confidential-key', { title: 'confidential' });
    const rows = await platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query("select i::text as row, encode(response_sealed, 'escape') as answer from idempotency i"),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('confidential');
  });
});
