import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import {
  type FileVersionPage,
  fileVersionNumberSchema,
  fileVersionsSchema,
  idSchema,
  pageQuerySchema,
  type RestoredFile,
  restoredFileSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, AlsoAnswers, Answers, CurrentActor } from '@maroquin/platform/http';
import { FilesService } from './files.service.js';
import { sendContent } from './send-content.js';
import { FileVersionsService } from './file-versions.service.js';

/** What a file was before, for whoever may edit it. */
@Controller('files/:id/versions')
export class FileVersionsController {
  constructor(
    private readonly versions: FileVersionsService,
    private readonly files: FilesService,
  ) {}

  /** Newest first. */
  @Get()
  @Access('file.write')
  @Answers(fileVersionsSchema)
  list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>,
  ): Promise<FileVersionPage> {
    return this.versions.list(actor, id, query);
  }

  /** Bytes of one version, opened on the way. */
  @Get(':number/content')
  @Access('file.write')
  @Answers('bytes', ['*/*'])
  @AlsoAnswers({ 206: 'A range of it', 304: 'As it is kept already' })
  async content(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('number', { schema: fileVersionNumberSchema }) number: number,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const content = await this.files.contentOfVersion(actor, id, number);
    await sendContent(content, request, response, { inline: false });
  }

  /** Makes this version the newest one. Undone by restoring `before`. */
  @Post(':number/restore')
  @Access('file.write')
  @Answers(restoredFileSchema)
  restore(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('number', { schema: fileVersionNumberSchema }) number: number,
  ): Promise<RestoredFile> {
    return this.versions.restore(actor, id, number);
  }
}
