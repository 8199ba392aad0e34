import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createdSchema, idSchema, resourcePageSchema } from '@maroquin/contracts';
import { createLogger } from '../../logging/index.js';
import { Access, Answers, apiDocsHandler, describeApi, Mounts, openApiHandler, TakesFile } from '../index.js';

const noteSchema = z.strictObject({ title: z.string().max(10) });

@Controller('notes')
class NotesController {
  @Get(':id')
  @Access('document.read')
  @Answers(resourcePageSchema)
  get(@Param('id', { schema: idSchema }) id: string) {
    return id;
  }

  @Post()
  @Access('resource.create')
  @Answers(createdSchema)
  create(@Body({ schema: noteSchema }) body: unknown) {
    return body;
  }

  @Post(['import', 'take'])
  @Access('public')
  @TakesFile(z.strictObject({ parentId: idSchema.optional() }))
  take() {
    return null;
  }
}

@Module({ controllers: [NotesController] })
class TinyModule {}

let app: NestExpressApplication;
let origin: string;

beforeAll(async () => {
  app = await NestFactory.create<NestExpressApplication>(TinyModule, { logger: false });
  const logger = createLogger({ logLevel: 'silent' });
  const mounts = new Mounts(
    app.getHttpAdapter().getInstance(),
    { authenticate: async () => null },
    'http://localhost',
    logger,
  );
  mounts.mount('/api/v1/openapi.json', 'public', openApiHandler(app, '1'));
  mounts.mount('/api/docs', 'public', apiDocsHandler());
  await app.listen(0, '127.0.0.1');
  origin = `http://127.0.0.1:${String((app.getHttpServer().address() as AddressInfo).port)}`;
});
afterAll(() => app.close());

describe('the description of the interface', () => {
  it('says who may, what is taken, what comes back and what goes wrong', async () => {
    const { paths } = await describeApi(app, '1');
    expect(paths['/notes']?.post).toMatchObject({
      operationId: 'Notes.create',
      'x-access': 'resource.create',
      security: [{ bearer: [] }, { cookie: [] }],
      parameters: [{ name: 'Idempotency-Key', in: 'header' }],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { properties: { title: { type: 'string', maxLength: 10 } }, additionalProperties: false },
          },
        },
      },
      responses: {
        201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Created' } } } },
        default: {
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    });
    expect(paths['/notes/{id}']?.get?.parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    ]);
  });

  it('has every shape that it names', async () => {
    const document = await describeApi(app, '1');
    const named = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
      ([, name]) => name,
    );
    expect(Object.keys(document.components?.schemas ?? {})).toEqual(expect.arrayContaining(named));
    expect(document.components?.schemas?.['Problem']).toMatchObject({ type: 'object' });
  });

  it('knows files, public routes and two paths of one method', async () => {
    const { paths } = await describeApi(app, '1');
    expect([paths['/notes/import'], paths['/notes/take']].map((path) => path?.post?.operationId)).toEqual([
      'Notes.take',
      'Notes.take.1',
    ]);
    expect(paths['/notes/take']?.post).toMatchObject({
      security: [],
      requestBody: { content: { 'multipart/form-data': { schema: { required: ['file'] } } } },
    });
  });

  it('is served, and shown by a page that fetches nothing from elsewhere', async () => {
    const served = await fetch(`${origin}/api/v1/openapi.json`);
    expect([served.status, ((await served.json()) as { openapi: string }).openapi]).toEqual([200, '3.1.0']);
    const page = await (await fetch(`${origin}/api/docs`)).text();
    expect(page).not.toMatch(/https?:/);
    for (const [, path] of page.matchAll(/(?:src|href)="(\/api[^"]+)"/g)) {
      expect((await fetch(origin + path!)).status).toBe(200);
    }
  });

  it('gives no other file of the package away', async () => {
    for (const name of ['package.json', 'index.html', '../package.json', '%2e%2e/package.json']) {
      expect((await fetch(`${origin}/api/docs/${name}`)).status).toBe(404);
    }
  });
});
