import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { fileSchema, type FileView, idSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, AlsoAnswers, Answers, CurrentActor } from '@maroquin/platform/http';
import { FilesService } from './files.service.js';
import { sendContent } from './send-content.js';

const contentQuerySchema = z.strictObject({ inline: z.enum(['1']).optional() });

@Controller('files')
export class FilesController {
  constructor(private readonly files: FilesService) {}

  /** Its name, size and media type, without its bytes. */
  @Get(':id')
  @Access('file.read')
  @Answers(fileSchema)
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<FileView> {
    return this.files.view(actor, id);
  }

  /** Bytes of the newest version, opened on the way; single ranges (RFC 9110 §14), conditional requests (§13). */
  @Get(':id/content')
  @Access('file.read')
  @Answers('bytes', ['*/*'])
  @AlsoAnswers({ 206: 'A range of it', 304: 'As it is kept already' })
  async content(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: contentQuerySchema }) query: z.infer<typeof contentQuerySchema>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const content = await this.files.content(actor, id);
    await sendContent(content, request, response, { inline: query.inline !== undefined });
  }
}
