import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { exportEnding, exportMediaTypes, exportQuerySchema, idSchema } from '@maroquin/contracts';
import { contentHeaders } from '@maroquin/files';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { ExportLoss } from '@maroquin/prose';
import { DocumentExports } from './document-exports.service.js';

@Controller('documents')
export class ExportsController {
  constructor(private readonly exports: DocumentExports) {}

  /** The document as committed, in a file made for this answer; the header `Maroquin-Losses` counts what it cannot hold. */
  @Get(':id/export')
  @Access('document.read')
  @Answers('bytes', Object.values(exportMediaTypes))
  async export(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: exportQuerySchema }) { format }: z.infer<typeof exportQuerySchema>,
    @Res() response: Response,
  ): Promise<void> {
    const { name, bytes, losses } = await this.exports.export(actor, id, format);
    response.set(contentHeaders(`${name}.${exportEnding(format)}`, exportMediaTypes[format], false));
    response.set({ 'Content-Length': String(bytes.length), 'Accept-Ranges': 'none' });
    response.set('Cache-Control', 'private, no-store');
    if (losses.length > 0) response.set('Maroquin-Losses', lossesHeader(losses));
    response.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
}

/** A dictionary of structured fields (RFC 9651 §3.2), whose keys are in small letters: `block-change=2, formula=1`. */
const lossesHeader = (losses: readonly ExportLoss[]): string =>
  losses
    .map(
      ({ kind, count }) =>
        `${kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}=${String(count)}`,
    )
    .join(', ');
