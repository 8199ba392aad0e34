import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { idSchema } from '@maroquin/contracts';
import { isKept } from '@maroquin/files';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import { FilePreviews } from './file-previews.service.js';

/** Whoever opens its address alone: as the page that shows it in a frame, it runs and fetches nothing. */
const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

@Controller('files')
export class FilePreviewsController {
  constructor(private readonly previews: FilePreviews) {}

  /** A text of an office program as a page in HTML. */
  @Get(':id/preview')
  @Access('file.read')
  @Answers('bytes', ['text/html'])
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { etag, open } = await this.previews.get(actor, id);
    response.set({ ETag: etag, 'Cache-Control': 'private, no-cache', 'Content-Security-Policy': POLICY });
    if (isKept(request.headers['if-none-match'], etag)) {
      response.status(304).end();
      return;
    }
    const page = await open();
    response.set({ 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': String(page.length) });
    response.end(Buffer.from(page.buffer, page.byteOffset, page.byteLength));
  }
}
