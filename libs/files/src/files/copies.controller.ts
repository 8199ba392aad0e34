import { Body, Controller, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { type CopiedResource, copiedResourceSchema, copyResourceSchema, idSchema } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import { CopyResources } from './copy-resources.js';

@Controller('resources/:id/copies')
export class CopiesController {
  constructor(private readonly copies: CopyResources) {}

  /** A file or folder once more, with what of it the person may read. */
  @Post()
  @Access('resource.read')
  @Answers(copiedResourceSchema)
  copy(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: copyResourceSchema }) { parentId, name }: z.infer<typeof copyResourceSchema>,
  ): Promise<CopiedResource> {
    return this.copies.copy(actor, id, parentId, name);
  }
}
