import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  childrenQuerySchema,
  idSchema,
  type MovePreview,
  movePreviewQuerySchema,
  movePreviewSchema,
  type Place,
  placeSchema,
  recentQuerySchema,
  type ResourcePage,
  resourcePageSchema,
  resourceSchema,
  type ResourceView,
  sharedQuerySchema,
  updateResourceSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, AnswersETag, CurrentActor, etagOf, ExpectedVersion } from '@maroquin/platform/http';
import type { Response } from 'express';
import type { z } from 'zod';
import { ListResources } from './list-resources.js';
import { MoveResource } from './move-resource.js';
import { PreviewMove } from './preview-move.js';
import { ResourceTree } from './resource-tree.service.js';
import { ResourceViews } from './resource-views.js';
import { TrashResources } from './trash-resources.js';

@Controller()
export class ResourcesController {
  constructor(
    private readonly tree: ResourceTree,
    private readonly lists: ListResources,
    private readonly mover: MoveResource,
    private readonly previews: PreviewMove,
    private readonly bin: TrashResources,
    private readonly views: ResourceViews,
  ) {}

  @Get('resources/recent')
  @Access('admitted')
  @Answers(resourcePageSchema)
  recent(
    @CurrentActor() actor: Actor,
    @Query({ schema: recentQuerySchema }) { kind, ...paging }: z.infer<typeof recentQuerySchema>,
  ): Promise<ResourcePage> {
    return this.lists.recent(actor, { ...paging, kind: kind ?? null });
  }

  @Get('resources/shared')
  @Access('authenticated')
  @Answers(resourcePageSchema)
  shared(
    @CurrentActor() actor: Actor,
    @Query({ schema: sharedQuerySchema }) paging: z.infer<typeof sharedQuerySchema>,
  ): Promise<ResourcePage> {
    return this.lists.shared(actor, paging);
  }

  @Get('resources/:id')
  @Access('resource.read')
  @Answers(placeSchema)
  @AnswersETag()
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Place> {
    const place = await this.tree.get(actor, id);
    response.setHeader('ETag', etagOf(place.resource.version));
    return place;
  }

  @Get('resources/:id/children')
  @Access('resource.read')
  @Answers(resourcePageSchema)
  children(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: childrenQuerySchema }) { kind, ...listing }: z.infer<typeof childrenQuerySchema>,
  ): Promise<ResourcePage> {
    const kinds = kind === undefined ? null : [kind].flat();
    return this.lists.children(actor, id, { ...listing, kinds });
  }

  @Get('resources/:id/move-preview')
  @Access('resource.move')
  @Answers(movePreviewSchema)
  previewMove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: movePreviewQuerySchema }) { parentId }: z.infer<typeof movePreviewQuerySchema>,
  ): Promise<MovePreview> {
    return this.previews.preview(actor, id, parentId);
  }

  /** A new name, a new place, or both; `If-Match` says which version was seen. */
  @Patch('resources/:id')
  @Access('resource.rename')
  @Answers(resourceSchema)
  @AnswersETag()
  async update(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @ExpectedVersion() expectedVersion: number,
    @Body({ schema: updateResourceSchema }) { name, parentId }: z.infer<typeof updateResourceSchema>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ResourceView> {
    const view = await this.change(actor, id, name, parentId, expectedVersion);
    response.setHeader('ETag', etagOf(view.version));
    return view;
  }

  private change(
    actor: Actor,
    id: string,
    name: string | undefined,
    parentId: string | undefined,
    expectedVersion: number,
  ): Promise<ResourceView> {
    if (parentId !== undefined) {
      return this.mover.move(actor, {
        id,
        parentId,
        expectedVersion,
        ...(name === undefined ? {} : { name }),
      });
    }
    return name === undefined
      ? this.views.viewOf(actor, id)
      : this.tree.rename(actor, id, name, expectedVersion);
  }

  @Post('resources/:id/trash')
  @HttpCode(204)
  @Access('resource.trash')
  moveToTrash(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.bin.trash(actor, id);
  }

  @Post('resources/:id/restore')
  @HttpCode(200)
  @Access('resource.trash')
  @Answers(resourceSchema)
  async restore(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<ResourceView> {
    await this.bin.restore(actor, id);
    return this.views.viewOf(actor, id);
  }
}
