import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { idSchema, type PersonCard, personCardSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, AlsoAnswers, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Request, Response } from 'express';
import { Photos } from './photos.service.js';
import { Profiles } from './profiles.service.js';

@Controller('people')
export class ProfilesController {
  constructor(
    private readonly profiles: Profiles,
    private readonly photos: Photos,
  ) {}

  @Get(':id/card')
  @Access('people.list')
  @Answers(personCardSchema)
  card(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<PersonCard> {
    return this.profiles.card(actor, id);
  }

  @Get(':id/photo')
  @Access('people.list')
  @Answers('bytes', ['image/jpeg'])
  @AlsoAnswers({ 304: 'As it is kept already' })
  async photo(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const photo = await this.photos.get(actor, id);
    const etag = `"${photo.id}"`;
    // The browser asks each time: a photo that was removed is not shown from what it kept.
    response.set({
      ...{ 'Content-Type': 'image/jpeg', 'Content-Disposition': 'inline', ETag: etag },
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, no-cache',
    });
    if (request.headers['if-none-match'] === etag) {
      response.status(304).end();
      return;
    }
    response.end(photo.content);
  }
}
