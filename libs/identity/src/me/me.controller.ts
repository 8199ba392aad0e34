import { Body, Controller, Delete, Get, HttpCode, Patch, Put, Res } from '@nestjs/common';
import { type Me, meSchema, setPhotoSchema, updateMeSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, AnswersETag, CurrentActor, etagOf, ExpectedVersion } from '@maroquin/platform/http';
import type { Response } from 'express';
import type { z } from 'zod';
import { Photos } from '../profiles/photos.service.js';
import { MeService } from './me.service.js';
import { UpdateMe } from './update-me.js';

@Controller('me')
export class MeController {
  constructor(
    private readonly me: MeService,
    private readonly updating: UpdateMe,
    private readonly photos: Photos,
  ) {}

  @Get()
  @Access('admitted')
  @Answers(meSchema)
  @AnswersETag()
  async get(@CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response): Promise<Me> {
    const me = await this.me.get(actor);
    response.setHeader('ETag', etagOf(me.version));
    return me;
  }

  @Patch()
  @Access('authenticated')
  @Answers(meSchema)
  @AnswersETag()
  async update(
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
    @Body({ schema: updateMeSchema }) body: z.infer<typeof updateMeSchema>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    const me = await this.updating.run(actor, body, version);
    response.setHeader('ETag', etagOf(me.version));
    return me;
  }

  @Put('photo')
  @HttpCode(204)
  @Access('authenticated')
  setPhoto(
    @CurrentActor() actor: Actor,
    @Body({ schema: setPhotoSchema }) { jpeg }: z.infer<typeof setPhotoSchema>,
  ): Promise<void> {
    return this.photos.set(actor, Buffer.from(jpeg, 'base64'));
  }

  @Delete('photo')
  @HttpCode(204)
  @Access('authenticated')
  removePhoto(@CurrentActor() actor: Actor): Promise<void> {
    return this.photos.remove(actor);
  }
}
