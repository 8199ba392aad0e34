import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { idSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, AlsoAnswers, Answers, CurrentActor } from '@maroquin/platform/http';
import { parseRange } from './byte-range.js';
import { contentHeaders, isKept } from './content-headers.js';
import { FilesService } from './files.service.js';

const contentQuerySchema = z.strictObject({ inline: z.enum(['1']).optional() });

@Controller('files')
export class FilesController {
  constructor(private readonly files: FilesService) {}

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
    response.set(contentHeaders(content.name, content.mediaType, query.inline !== undefined));
    response.set('ETag', content.etag);
    if (isKept(request.headers['if-none-match'], content.etag)) {
      response.status(304).end();
      return;
    }
    const ifRange = request.headers['if-range'];
    const rangeHeader = ifRange === undefined || ifRange === content.etag ? request.headers.range : undefined;
    const range = parseRange(rangeHeader, content.size);
    response.set('Content-Length', String(range === null ? content.size : range.end - range.start + 1));
    if (range !== null) {
      response.status(206);
      response.set(
        'Content-Range',
        `bytes ${String(range.start)}-${String(range.end)}/${String(content.size)}`,
      );
    }
    if (request.method === 'HEAD') {
      // its bytes would be read and opened for nobody
      response.end();
      return;
    }
    // a segment that does not open ends the connection: the browser sees a broken download, never altered bytes
    await pipeline(await content.open(range ?? undefined), response).catch(() => response.destroy());
  }
}
