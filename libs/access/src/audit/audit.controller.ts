import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import {
  auditEntriesSchema,
  type AuditEntry,
  auditExportQuerySchema,
  auditQuerySchema,
  type AuditState,
  auditStateSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, HarmlessAgain } from '@maroquin/platform/http';
import type { Page } from '@maroquin/platform/keys';
import type { Response } from 'express';
import type { z } from 'zod';
import { AuditLog } from './audit-log.js';
import { ChainChecks } from './chain-checks.js';
import { ExportAudit } from './export-audit.js';

/** For whoever has the duty of an auditor, which administrators do not have. */
@Controller('audit')
export class AuditController {
  constructor(
    private readonly log: AuditLog,
    private readonly checks: ChainChecks,
    private readonly exporting: ExportAudit,
  ) {}

  @Get('entries')
  @Access('review.take-part')
  @Answers(auditEntriesSchema)
  entries(
    @CurrentActor() actor: Actor,
    @Query({ schema: auditQuerySchema }) query: z.infer<typeof auditQuerySchema>,
  ): Promise<Page<AuditEntry>> {
    return this.log.list(actor, query);
  }

  @Get('state')
  @Access('review.take-part')
  @Answers(auditStateSchema)
  state(@CurrentActor() actor: Actor): Promise<AuditState> {
    return this.checks.state(actor);
  }

  @HarmlessAgain()
  @Post('verification')
  @HttpCode(200)
  @Access('review.take-part')
  @Answers(auditStateSchema)
  verify(@CurrentActor() actor: Actor): Promise<AuditState> {
    return this.checks.verify(actor);
  }

  @Get('export')
  @Access('review.take-part')
  @Answers('bytes', ['text/csv', 'application/jsonl'])
  async export(
    @CurrentActor() actor: Actor,
    @Query({ schema: auditExportQuerySchema }) { format }: z.infer<typeof auditExportQuerySchema>,
    @Res() response: Response,
  ): Promise<void> {
    const pieces = await this.exporting.begin(actor, format);
    response.setHeader(
      'Content-Type',
      format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/jsonl; charset=utf-8',
    );
    response.setHeader('Content-Disposition', `attachment; filename="journal-d-audit.${format}"`);
    response.setHeader('Cache-Control', 'no-store');
    await pipeline(Readable.from(pieces), response).catch(() => response.destroy());
  }
}
