import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  createDocumentSchema,
  createdSchema,
  documentLanguageSchema,
  documentSchema,
  type DocumentView,
  idSchema,
  IMAGE_MAX_BYTES,
  imageResultSchema,
  IMPORT_MAX_BYTES,
  importResultSchema,
  numberedTitlesSchema,
  suggestionsOnlySchema,
} from '@maroquin/contracts';
import { contentHeaders, isKept } from '@maroquin/files';
import { AccessService } from '@maroquin/access';
import { requesterOf } from '@maroquin/platform/admission';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Access, AlsoAnswers, Answers, CurrentActor, TakesFile } from '@maroquin/platform/http';
import { DocumentsService } from './documents.service.js';
import { DocumentImagesService } from './images/document-images.service.js';
import { ImportsService } from './imports.service.js';
import { withMultipartFile } from './multipart.js';
import { NewDocuments } from './new-documents.js';
import { DocumentTextService } from './text/document-text.service.js';

/** Beside the file of an import. */
const importFields = z.strictObject({ parentId: idSchema.optional() });

@Controller('documents')
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly texts: DocumentTextService,
    private readonly imports: ImportsService,
    private readonly images: DocumentImagesService,
    private readonly access: AccessService,
    private readonly created: NewDocuments,
  ) {}

  @Post()
  @Access('resource.create')
  @Answers(createdSchema)
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createDocumentSchema }) body: z.infer<typeof createDocumentSchema>,
  ): Promise<{ id: string }> {
    return { id: await this.created.create(actor, body) };
  }

  @Post('import')
  @HttpCode(201)
  @Access('resource.create')
  @Answers(importResultSchema)
  @TakesFile(importFields)
  async import(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<z.infer<typeof importResultSchema>> {
    const expected = { maxBytes: IMPORT_MAX_BYTES, requester: requesterOf(actor).person };
    return withMultipartFile(request, expected, async ({ filename, content, fields }) => {
      const parent = importFields.safeParse(fields);
      if (!parent.success)
        throw new DomainError('request.invalid', {
          fields: [{ path: 'parentId', message: 'unknown field' }],
        });
      const parentId = await this.created.placeFor(actor, parent.data.parentId);
      return this.imports.import(actor, { filename, content, parentId });
    });
  }

  @Get(':id')
  @Access('document.read')
  @Answers(documentSchema)
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<DocumentView> {
    return this.documents.get(actor, id);
  }

  /** Plain text as committed; notes follow after a form feed. */
  @Get(':id/text')
  @Access('document.read')
  @Answers('text')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  text(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<string> {
    return this.texts.read(actor, id);
  }

  /** What its words are written in, for all who open it. */
  @Put(':id/language')
  @HttpCode(204)
  @Access('document.edit')
  setLanguage(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: documentLanguageSchema }) { language }: z.infer<typeof documentLanguageSchema>,
  ): Promise<void> {
    return this.documents.setLanguage(actor, id, language);
  }

  /** Whether its titles bear numbers, for all who open it. */
  @Put(':id/numbered-titles')
  @HttpCode(204)
  @Access('document.edit')
  setNumberedTitles(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: numberedTitlesSchema }) { on }: z.infer<typeof numberedTitlesSchema>,
  ): Promise<void> {
    return this.documents.setNumberedTitles(actor, id, on);
  }

  /** Who may edit it suggests, and its managers decide. */
  @Put(':id/suggestions-only')
  @HttpCode(204)
  @Access('access.manage')
  setSuggestionsOnly(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: suggestionsOnlySchema }) { on }: z.infer<typeof suggestionsOnlySchema>,
  ): Promise<void> {
    return this.documents.setSuggestionsOnly(actor, id, on);
  }

  @Post(':id/images')
  @Access('document.suggest')
  @Answers(imageResultSchema)
  @TakesFile(z.strictObject({}))
  async addImage(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Req() request: Request,
  ): Promise<{ id: string }> {
    await this.access.require(actor, 'document.suggest', id);
    const expected = { maxBytes: IMAGE_MAX_BYTES, requester: requesterOf(actor).person };
    return withMultipartFile(request, expected, async ({ content }) => ({
      id: await this.images.add(actor, id, content),
    }));
  }

  @Get(':id/images/:imageId')
  @Access('document.read')
  @Answers('bytes', ['image/*'])
  @AlsoAnswers({ 304: 'As it is kept already' })
  async image(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('imageId', { schema: idSchema }) imageId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const image = await this.images.get(actor, id, imageId);
    // The bytes of an id never change, yet the browser asks each time: whoever lost the right gets them no longer.
    const etag = `"${image.id}"`;
    response.set({ ...contentHeaders('image', image.mediaType, true), ETag: etag });
    if (isKept(request.headers['if-none-match'], etag)) {
      response.status(304).end();
      return;
    }
    response.set('Content-Length', String(image.size));
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    await pipeline(await image.open(), response).catch(() => response.destroy());
  }
}
