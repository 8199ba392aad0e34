import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  createdSchema,
  createFolderSchema,
  createSpaceSchema,
  pageQuerySchema,
  type ResourcePage,
  resourcePageSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { z } from 'zod';
import { Folders } from './folders.service.js';
import { ListResources } from './list-resources.js';
import { Spaces } from './spaces.service.js';

/** Spaces and folders: what only holds other things. */
@Controller()
export class PlacesController {
  constructor(
    private readonly spaces: Spaces,
    private readonly folders: Folders,
    private readonly lists: ListResources,
  ) {}

  @Get('spaces')
  @Access('admitted')
  @Answers(resourcePageSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) paging: z.infer<typeof pageQuerySchema>,
  ): Promise<ResourcePage> {
    return this.lists.spaces(actor, paging);
  }

  @Post('spaces')
  @Access('space.create')
  @Answers(createdSchema)
  createSpace(
    @CurrentActor() actor: Actor,
    @Body({ schema: createSpaceSchema }) { name }: z.infer<typeof createSpaceSchema>,
  ): Promise<{ id: string }> {
    return this.spaces.create(actor, name);
  }

  @Post('folders')
  @Access('resource.create')
  @Answers(createdSchema)
  createFolder(
    @CurrentActor() actor: Actor,
    @Body({ schema: createFolderSchema }) { name, parentId }: z.infer<typeof createFolderSchema>,
  ): Promise<{ id: string }> {
    return this.folders.create(actor, parentId, name);
  }
}
