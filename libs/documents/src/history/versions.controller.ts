import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import {
  compareQuerySchema,
  comparisonSchema,
  idSchema,
  namedVersionSchema,
  nameVersionSchema,
  renameVersionSchema,
  restoredSchema,
  seqSchema,
  versionContentSchema,
  type VersionPage,
  versionsQuerySchema,
  versionsSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, AnswersETag, CurrentActor, etagOf, ExpectedVersion } from '@maroquin/platform/http';
import type { Response } from 'express';
import type { z } from 'zod';
import { type Restored, RestoreVersion } from './restore-version.js';
import { VersionContentsService } from './version-contents.service.js';
import { type MarkView, VersionsService } from './versions.service.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/** The history of a document, for whoever may edit it. */
@Controller('documents/:id')
export class VersionsController {
  constructor(
    private readonly versions: VersionsService,
    private readonly contents: VersionContentsService,
    private readonly restores: RestoreVersion,
  ) {}

  /** Newest first: edits without a long pause between them are one version. */
  @Get('versions')
  @Access('document.edit')
  @Answers(versionsSchema)
  list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: versionsQuerySchema }) query: z.infer<typeof versionsQuerySchema>,
  ): Promise<VersionPage> {
    return this.versions.list(actor, id, query);
  }

  /** Names the document as it is now, or one of its versions. */
  @Post('versions')
  @Access('document.edit')
  @Answers(namedVersionSchema)
  name(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: nameVersionSchema }) body: z.infer<typeof nameVersionSchema>,
  ): Promise<MarkView> {
    return this.versions.name(actor, id, body);
  }

  /** The document as it was. */
  @Get('versions/:seq')
  @Access('document.edit')
  @Answers(versionContentSchema)
  @Header('Content-Type', JSON_TYPE)
  async content(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('seq', { schema: seqSchema }) seq: number,
  ): Promise<string> {
    return withContent(await this.contents.content(actor, id, seq));
  }

  /** Another name; `If-Match` says which one was seen. */
  @Patch('versions/:seq')
  @Access('document.edit')
  @Answers(namedVersionSchema)
  @AnswersETag()
  async rename(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('seq', { schema: seqSchema }) seq: number,
    @Body({ schema: renameVersionSchema }) body: z.infer<typeof renameVersionSchema>,
    @ExpectedVersion() expectedVersion: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MarkView> {
    const view = await this.versions.rename(actor, id, seq, { ...body, expectedVersion });
    response.setHeader('ETag', etagOf(view.mark.version));
    return view;
  }

  /** Takes the name away; the version stays. */
  @Delete('versions/:seq')
  @HttpCode(204)
  @Access('document.edit')
  unname(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('seq', { schema: seqSchema }) seq: number,
  ): Promise<void> {
    return this.versions.unname(actor, id, seq);
  }

  /** Makes this version the newest one. Undone by restoring `before`. */
  @Post('versions/:seq/restore')
  @Access('document.edit')
  @Answers(restoredSchema)
  restore(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('seq', { schema: seqSchema }) seq: number,
  ): Promise<Restored> {
    return this.restores.restore(actor, id, seq);
  }

  /** Two versions in one, with who inserted and who deleted what. */
  @Get('compare')
  @Access('document.edit')
  @Answers(comparisonSchema)
  @Header('Content-Type', JSON_TYPE)
  async compare(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: compareQuerySchema }) query: z.infer<typeof compareQuerySchema>,
  ): Promise<string> {
    const { from, to } = query;
    const asked = { from: Math.min(from, to), to: Math.max(from, to) };
    return withContent(await this.contents.compare(actor, id, asked));
  }
}

/** The view as JSON, whose content was written as JSON already. */
function withContent({ content, ...view }: { readonly content: string }): string {
  return `${JSON.stringify(view).slice(0, -1)},"content":${content}}`;
}
