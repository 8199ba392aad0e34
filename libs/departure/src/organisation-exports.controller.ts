import { pipeline } from 'node:stream/promises';
import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { Duties } from '@maroquin/access';
import { type OrganisationExport, organisationExportSchema } from '@maroquin/contracts';
import { contentHeaders, type ZipEntry, zipStream } from '@maroquin/files';
import { Admission, requesterOf } from '@maroquin/platform/admission';
import { LOGGER } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Logger } from '@maroquin/platform/logging';
import type { Request, Response } from 'express';
import type { Wanted } from './export-agreement.js';
import { ExportRequests } from './export-requests.js';
import { OrganisationExports } from './organisation-exports.service.js';

/** What one archive may hold in memory on its way: a few reads ahead, and what the connection has not taken. */
const HELD_BYTES = 4 * 1024 * 1024;

/** The whole organisation as one archive, for its key custodians: nothing of it is kept here. */
@Controller('organisation-export')
export class OrganisationExportsController {
  constructor(
    private readonly duties: Duties,
    private readonly requests: ExportRequests,
    private readonly exports: OrganisationExports,
    private readonly admission: Admission,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get()
  @Access('review.take-part')
  @Answers(organisationExportSchema)
  async state(@CurrentActor() actor: Actor): Promise<OrganisationExport> {
    return this.requests.of(await this.custodian(actor));
  }

  @Post('requests')
  @HttpCode(200)
  @Access('review.take-part')
  @Answers(organisationExportSchema)
  async ask(@CurrentActor() actor: Actor): Promise<OrganisationExport> {
    return this.requests.ask(await this.custodian(actor));
  }

  /** Written while it is read; what breaks off is asked for again, from the start. */
  @Get('archive')
  @Access('review.take-part')
  @Answers('bytes', ['application/zip'])
  async download(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const by = await this.custodian(actor);
    if ((await this.requests.of(by)).state !== 'agreed') throw new DomainError('request.not-found');
    const name = `organisation-${by.orgId}.zip`;
    const headers = { ...contentHeaders(name, 'application/zip', false), 'Accept-Ranges': 'none' };
    if (request.method === 'HEAD') {
      response.set(headers).end();
      return;
    }
    const release = this.admission.hold(requesterOf(actor), HELD_BYTES);
    try {
      const agreed = await this.exports.ask(by);
      if ('waitingUntil' in agreed) throw new DomainError('request.not-found');
      response.set(headers);
      const write = (entries: AsyncIterable<ZipEntry>): Promise<void> =>
        pipeline(zipStream(this.whileCustodian(actor, entries)), response);
      await this.exports.make(agreed, write).catch((error: unknown) => {
        this.logger.warn({ err: error, export: agreed.id }, 'an export of an organisation broke off');
        // The browser sees a broken download, never an archive cut short.
        response.destroy();
      });
    } finally {
      release();
    }
  }

  /** The archive takes minutes: a duty or an account that ends meanwhile ends it before the next entry. */
  private async *whileCustodian(actor: Actor, entries: AsyncIterable<ZipEntry>): AsyncGenerator<ZipEntry> {
    for await (const entry of entries) {
      await this.requests.requireOpenAccount(await this.custodian(actor));
      yield entry;
    }
  }

  /** A program takes nothing along. @throws {DomainError} request.not-found */
  private async custodian(actor: Actor): Promise<Wanted> {
    if (actor.sessionId === null || !(await this.duties.holds(actor, 'key-custodian')))
      throw new DomainError('request.not-found');
    return { orgId: actor.orgId, personId: actor.personId };
  }
}
