import { Body, Controller, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import {
  idSchema,
  markTemplateSchema,
  pageQuerySchema,
  type TemplatePage,
  templatePageSchema,
  type TemplatePreview,
  templatePreviewSchema,
} from '@maroquin/contracts';
import { Admission, requesterOf } from '@maroquin/platform/admission';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { TemplateContents } from './template-contents.js';
import { TemplatesService } from './templates.service.js';

@Controller('documents')
export class TemplatesController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly contents: TemplateContents,
    private readonly access: AccessService,
    private readonly admission: Admission,
  ) {}

  @Get('templates')
  @Access('authenticated')
  @Answers(templatePageSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) paging: Paging,
  ): Promise<TemplatePage> {
    return this.templates.list(actor, paging);
  }

  /** What its form asks for, and how it reads. */
  @Get(':id/template')
  @Access('document.read')
  @Answers(templatePreviewSchema)
  async preview(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<TemplatePreview> {
    const { orgId } = await this.access.require(actor, 'document.read', id);
    return this.admission.run('worker', requesterOf(actor), () => this.contents.preview(orgId, id));
  }

  @Put(':id/template')
  @HttpCode(204)
  @Access('document.edit')
  mark(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: markTemplateSchema }) body: z.infer<typeof markTemplateSchema>,
  ): Promise<void> {
    return this.templates.mark(actor, id, body);
  }
}
