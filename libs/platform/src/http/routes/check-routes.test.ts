import 'reflect-metadata';
import {
  Body,
  Controller,
  Get,
  Module,
  Param,
  Post,
  Query,
  type Type,
  UseFilters,
  UsePipes,
} from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { MessageBody, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { idSchema } from '@maroquin/contracts';
import { LOGGER } from '../../config/index.js';
import { createLogger } from '../../logging/index.js';
import {
  Access,
  checkEveryRoute,
  Mounts,
  type RouteRule,
  SchemaPipe,
  SocketProblemFilter,
} from '../index.js';

const noteSchema = z.strictObject({ title: z.string() });
const logger = createLogger({ logLevel: 'silent' });

/** Boots a real application around what is planted, and says why it is refused. */
async function refusal(planted: { controllers?: Type[]; providers?: Type[] }): Promise<string | null> {
  @Module({
    imports: [DiscoveryModule],
    controllers: planted.controllers ?? [],
    providers: [{ provide: LOGGER, useValue: logger }, SocketProblemFilter, ...(planted.providers ?? [])],
  })
  class PlantedModule {}
  const app = await NestFactory.create(PlantedModule, { logger: false, bodyParser: false });
  try {
    checkEveryRoute(app);
    return null;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await app.close();
  }
}

describe('the check of every route', () => {
  it('lets a server start whose routes are all guarded', async () => {
    @Controller('notes')
    class NotesController {
      @Post()
      @Access('authenticated')
      create(@Body({ schema: noteSchema }) body: z.infer<typeof noteSchema>) {
        return body;
      }

      @Get(':id')
      @Access('document.read')
      get(
        @Param('id', { schema: idSchema }) id: string,
        @Query({ schema: z.strictObject({}) }) _query: unknown,
      ) {
        return id;
      }
    }
    @UseFilters(SocketProblemFilter)
    @UsePipes(SchemaPipe)
    @WebSocketGateway()
    class NotesGateway {
      @SubscribeMessage('note.send')
      @Access('message.post')
      send(@MessageBody({ schema: noteSchema }) body: z.infer<typeof noteSchema>) {
        return body;
      }
    }
    expect(await refusal({ controllers: [NotesController], providers: [NotesGateway] })).toBeNull();
  });

  it('refuses a route without a rule', async () => {
    @Controller('notes')
    class NotesController {
      @Get()
      list() {
        return [];
      }
    }
    expect(await refusal({ controllers: [NotesController] })).toBe(
      'NotesController.list declares no access rule',
    );
  });

  it('refuses a rule that no policy knows', async () => {
    @Controller('notes')
    class NotesController {
      @Get()
      @Access('note.read' as RouteRule)
      list() {
        return [];
      }
    }
    expect(await refusal({ controllers: [NotesController] })).toContain('declares no access rule');
  });

  it('refuses a route inherited from a base class without a rule', async () => {
    class Base {
      @Get('inherited')
      list() {
        return [];
      }
    }
    @Controller('notes')
    class NotesController extends Base {}
    expect(await refusal({ controllers: [NotesController] })).toContain('list declares no access rule');
  });

  it.each(['body', 'query', 'parameter'])('refuses a %s without a schema', async (input) => {
    const decorate = { body: Body(), query: Query(), parameter: Param('id') }[input]!;
    @Controller('notes')
    class NotesController {
      @Post(':id')
      @Access('authenticated')
      create(@decorate value: unknown) {
        return value;
      }
    }
    expect(await refusal({ controllers: [NotesController] })).toBe(
      `NotesController.create takes a ${input} without a schema`,
    );
  });

  it.each([
    ['the whole', z.object({ title: z.string() })],
    ['place', z.strictObject({ place: z.object({ id: idSchema }).optional() })],
    ['the whole', z.object({ title: z.string() }).refine(() => true)],
    ['the whole', z.looseObject({})],
  ])('refuses a body that would swallow unknown fields (%s)', async (place, schema) => {
    @Controller('notes')
    class NotesController {
      @Post()
      @Access('authenticated')
      create(@Body({ schema }) value: unknown) {
        return value;
      }
    }
    expect(await refusal({ controllers: [NotesController] })).toBe(
      `NotesController.create takes a body whose schema lets unknown fields pass (${place})`,
    );
  });

  it('refuses a socket message without a rule, without a schema, or past the pipe', async () => {
    @WebSocketGateway()
    class NotesGateway {
      @SubscribeMessage('note.send')
      send(@MessageBody() body: unknown) {
        return body;
      }
    }
    expect((await refusal({ providers: [NotesGateway] }))?.split('\n')).toEqual([
      'NotesGateway does not use SchemaPipe',
      'NotesGateway does not use SocketProblemFilter',
      'NotesGateway.send declares no access rule',
      'NotesGateway.send takes a message without a schema',
    ]);
  });

  it('refuses a mount without a rule', () => {
    const mounts = new Mounts(express(), { authenticate: async () => null }, 'http://localhost', logger);
    expect(() => {
      mounts.mount('/dav', undefined as unknown as RouteRule, () => undefined);
    }).toThrow('the mount /dav declares no access rule');
  });
});
