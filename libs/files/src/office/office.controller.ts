import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import {
  type CreateFile,
  createFileSchema,
  createdSchema,
  idSchema,
  type OfficeSession,
  officeSessionSchema,
  type OfficeState,
  officeStateSchema,
  openOfficeQuerySchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import { OfficeFiles } from './office-files.js';
import { OfficeSessions } from './office-sessions.js';

@Controller('files')
export class OfficeController {
  constructor(
    private readonly files: OfficeFiles,
    private readonly sessions: OfficeSessions,
  ) {}

  /** An empty text, spreadsheet or presentation. */
  @Post()
  @Access('resource.create')
  @Answers(createdSchema)
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createFileSchema }) wanted: CreateFile,
  ): Promise<{ id: string }> {
    return { id: await this.files.create(actor, wanted) };
  }

  /** A token by which the office editor opens this file for this person, and where it is sent. */
  @Post(':id/editor')
  @Access('file.read')
  @Answers(officeSessionSchema)
  open(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: openOfficeQuerySchema }) { renews }: z.infer<typeof openOfficeQuerySchema>,
    @Req() request: Request,
  ): Promise<OfficeSession> {
    return this.sessions.open(actor, id, request.headers.cookie, renews === 'true');
  }

  /** What is committed of it, who edits it, and whether the editor's last save was refused. */
  @Get(':id/editor')
  @Access('file.read')
  @Answers(officeStateSchema)
  state(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<OfficeState> {
    return this.sessions.state(actor, id);
  }
}
