import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  changeCommentSchema,
  commentSchema,
  commentsSchema,
  type CommentView,
  createCommentSchema,
  createdSchema,
  idSchema,
  pageQuerySchema,
} from '@maroquin/contracts';
import { CommentChanges, CommentViews } from '@maroquin/messaging';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, AnswersETag, CurrentActor, etagOf, ExpectedVersion } from '@maroquin/platform/http';
import type { Page, Paging } from '@maroquin/platform/keys';
import type { Response } from 'express';
import type { z } from 'zod';
import { CommentsService } from './comments.service.js';

/** Comments on words of a document; replies are messages of the conversation with the comment's id. */
@Controller('documents/:id/comments')
export class CommentsController {
  constructor(
    private readonly comments: CommentsService,
    private readonly views: CommentViews,
    private readonly changes: CommentChanges,
  ) {}

  /** The oldest first, the resolved ones included. */
  @Get()
  @Access('document.read')
  @Answers(commentsSchema)
  list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<Page<CommentView>> {
    return this.views.list(actor, id, query);
  }

  /** Comments words of the text, which must still be those that were selected. */
  @Post()
  @Access('document.comment')
  @Answers(createdSchema)
  async create(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: createCommentSchema }) body: z.infer<typeof createCommentSchema>,
  ): Promise<{ id: string }> {
    return { id: await this.comments.create(actor, id, body) };
  }

  /** Resolves a comment, opens it again, or assigns it to somebody. */
  @Patch(':commentId')
  @Access('document.comment')
  @Answers(commentSchema)
  @AnswersETag()
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) documentId: string,
    @Param('commentId', { schema: idSchema }) id: string,
    @Body({ schema: changeCommentSchema }) body: z.infer<typeof changeCommentSchema>,
    @ExpectedVersion() expectedVersion: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommentView> {
    const view = await this.changes.change(actor, { documentId, id }, { ...body, expectedVersion });
    response.setHeader('ETag', etagOf(view.version));
    return view;
  }

  /** Takes a comment away, with its thread and its mark in the text. */
  @Delete(':commentId')
  @HttpCode(204)
  @Access('document.comment')
  delete(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) documentId: string,
    @Param('commentId', { schema: idSchema }) id: string,
  ): Promise<void> {
    return this.comments.delete(actor, documentId, id);
  }
}
