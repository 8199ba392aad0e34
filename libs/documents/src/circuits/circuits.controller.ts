import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  type CircuitAct,
  circuitActSchema,
  circuitContentSchema,
  type CircuitPart,
  circuitPartsSchema,
  circuitSchema,
  circuitsSchema,
  type CircuitView,
  createdSchema,
  exportMediaTypes,
  idSchema,
  pageQuerySchema,
  signedQuerySchema,
  type StartCircuit,
  startCircuitSchema,
} from '@maroquin/contracts';
import { contentHeaders } from '@maroquin/files';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Page, Paging } from '@maroquin/platform/keys';
import type { Response } from 'express';
import type { z } from 'zod';
import { CircuitFiles } from './circuit-files.js';
import { CircuitParts } from './circuit-parts.js';
import { CircuitViews } from './circuit-views.js';
import { CircuitsService } from './circuits.service.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Circuits of review: people read, approve and sign one version of a document. */
@Controller()
export class CircuitsController {
  constructor(
    private readonly circuits: CircuitsService,
    private readonly views: CircuitViews,
    private readonly parts: CircuitParts,
    private readonly files: CircuitFiles,
  ) {}

  /** What waits for whoever asks. */
  @Get('circuits')
  @Access('authenticated')
  @Answers(circuitPartsSchema)
  waiting(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<Page<CircuitPart>> {
    return this.parts.list(actor, query);
  }

  @Get('documents/:id/circuits')
  @Access('document.read')
  @Answers(circuitsSchema)
  list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<Page<CircuitView>> {
    return this.views.list(actor, id, query);
  }

  /** Of the version that was shown, while it is the last one. Where somebody who is asked may not read it, `fields` says who. */
  @Post('documents/:id/circuits')
  @Access('document.edit')
  @Answers(createdSchema)
  async start(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: startCircuitSchema }) body: StartCircuit,
  ): Promise<{ id: string }> {
    return { id: await this.circuits.start(actor, id, body) };
  }

  /** Approves one's part, or sends the document back; by the person in a browser, never by a token. */
  @Post('documents/:id/circuits/:circuitId/acts')
  @HttpCode(200)
  @Access('document.read')
  @Answers(circuitSchema)
  async act(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) documentId: string,
    @Param('circuitId', { schema: idSchema }) id: string,
    @Body({ schema: circuitActSchema }) body: CircuitAct,
  ): Promise<CircuitView> {
    await this.circuits.act(actor, { documentId, id }, body);
    return this.views.get(actor, documentId, id);
  }

  /** By who began it, or a manager of the document. */
  @Post('documents/:id/circuits/:circuitId/cancel')
  @HttpCode(204)
  @Access('document.read')
  cancel(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) documentId: string,
    @Param('circuitId', { schema: idSchema }) id: string,
  ): Promise<void> {
    return this.circuits.cancel(actor, { documentId, id });
  }

  /** For who takes part or edits: the version, as long as it is asked about, and for ever once everybody approved. */
  @Get('documents/:id/circuits/:circuitId/content')
  @Access('document.read')
  @Answers(circuitContentSchema)
  @Header('Content-Type', JSON_TYPE)
  async content(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) documentId: string,
    @Param('circuitId', { schema: idSchema }) id: string,
  ): Promise<string> {
    const circuit = await this.views.get(actor, documentId, id);
    return `{"circuit":${JSON.stringify(circuit)},"content":${await this.files.content(actor, documentId, id)}}`;
  }

  /** For the same people, the signed version: with its signature, which `maroquin verify` checks offline, or as a text for readers. */
  @Get('documents/:id/circuits/:circuitId/signed')
  @Access('document.read')
  @Answers('bytes', ['application/json', 'application/pdf', exportMediaTypes.odt])
  async signed(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) documentId: string,
    @Param('circuitId', { schema: idSchema }) id: string,
    @Query({ schema: signedQuerySchema }) { format }: z.infer<typeof signedQuerySchema>,
    @Res() response: Response,
  ): Promise<void> {
    const { name, mediaType, bytes } = await this.files.signed(actor, documentId, id, format);
    response.set(contentHeaders(name, mediaType, false));
    response.set({ 'Content-Length': String(bytes.length), 'Accept-Ranges': 'none' });
    response.set('Cache-Control', 'private, no-store');
    response.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
}
