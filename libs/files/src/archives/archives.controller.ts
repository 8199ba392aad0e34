import { pipeline } from 'node:stream/promises';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { archiveQuerySchema } from '@maroquin/contracts';
import { Admission, requesterOf } from '@maroquin/platform/admission';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import { contentHeaders } from '../files/content-headers.js';
import { ArchivesService } from './archives.service.js';

/** What one archive may hold in memory on its way: a few reads ahead, and what the connection has not taken. */
const HELD_BYTES = 4 * 1024 * 1024;

@Controller('archives')
export class ArchivesController {
  constructor(
    private readonly archives: ArchivesService,
    private readonly admission: Admission,
  ) {}

  /** Files and folders as one ZIP archive, written while it is read. */
  @Get()
  @Access('resource.read')
  @Answers('bytes', ['application/zip'])
  async download(
    @CurrentActor() actor: Actor,
    @Query({ schema: archiveQuerySchema }) query: z.infer<typeof archiveQuerySchema>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const ids = [...new Set([query.id].flat())];
    const archive = await this.archives.of(actor, ids, query.documents ?? null);
    response.set({ ...contentHeaders(archive.name, 'application/zip', false), 'Accept-Ranges': 'none' });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const release = this.admission.hold(requesterOf(actor), HELD_BYTES);
    try {
      // What fails on the way ends the connection: the browser sees a broken download, never an archive cut short.
      await pipeline(archive.open(), response).catch(() => response.destroy());
    } finally {
      release();
    }
  }
}
