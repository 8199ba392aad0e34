import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  createdSchema,
  idSchema,
  openReviewSchema,
  pageQuerySchema,
  type Review,
  type ReviewDecision,
  reviewDecisionSchema,
  reviewExportQuerySchema,
  type ReviewItem,
  type ReviewItemPage,
  reviewItemPageSchema,
  reviewItemSchema,
  reviewItemsQuerySchema,
  reviewSchema,
  reviewsSchema,
  searchSchema,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor, HarmlessAgain } from '@maroquin/platform/http';
import type { Paging } from '@maroquin/platform/keys';
import type { Response } from 'express';
import { z } from 'zod';
import { CloseReviews } from './close-reviews.js';
import { DecideReview } from './decide-review.js';
import { ExportReview } from './export-review.js';
import { OpenReview } from './open-review.js';
import { ReviewItems } from './review-items.js';
import { Reviews } from './reviews.service.js';

const numberSchema = z.coerce.number().int().min(1).max(1_000_000);

/** Campaigns in which rights are confirmed, lowered or withdrawn. */
@Controller('access-reviews')
export class ReviewsController {
  constructor(
    private readonly reviews: Reviews,
    private readonly opening: OpenReview,
    private readonly items: ReviewItems,
    private readonly deciding: DecideReview,
    private readonly closing: CloseReviews,
    private readonly exporting: ExportReview,
  ) {}

  @Get()
  @Access('review.take-part')
  @Answers(reviewsSchema)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<z.infer<typeof reviewsSchema>> {
    return this.reviews.list(actor, query);
  }

  /** A POST: what people search for must not lie in logs. */
  @HarmlessAgain()
  @Post('search')
  @HttpCode(200)
  @Access('review.take-part')
  @Answers(reviewsSchema)
  search(
    @CurrentActor() actor: Actor,
    @Body({ schema: searchSchema }) body: z.infer<typeof searchSchema>,
  ): Promise<z.infer<typeof reviewsSchema>> {
    return this.reviews.list(actor, body);
  }

  @Post()
  @Access('review.take-part')
  @Answers(createdSchema)
  open(
    @CurrentActor() actor: Actor,
    @Body({ schema: openReviewSchema }) body: z.infer<typeof openReviewSchema>,
  ): Promise<{ id: string }> {
    return this.opening.open(actor, body);
  }

  @Get(':id')
  @Access('review.take-part')
  @Answers(reviewSchema)
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<Review> {
    return this.reviews.get(actor, id);
  }

  @Get(':id/items')
  @Access('review.take-part')
  @Answers(reviewItemPageSchema)
  page(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: reviewItemsQuerySchema }) query: z.infer<typeof reviewItemsQuerySchema>,
  ): Promise<ReviewItemPage> {
    return this.items.list(actor, id, query);
  }

  @Post(':id/items/:number/decision')
  @HttpCode(200)
  @Access('review.take-part')
  @Answers(reviewItemSchema)
  decide(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('number', { schema: numberSchema }) number: number,
    @Body({ schema: reviewDecisionSchema }) body: ReviewDecision,
  ): Promise<ReviewItem> {
    return this.deciding.decide(actor, id, number, body);
  }

  @Post(':id/close')
  @HttpCode(200)
  @Access('review.take-part')
  @Answers(reviewSchema)
  close(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<Review> {
    return this.closing.close(actor, id);
  }

  /** A file to keep. */
  @Get(':id/export')
  @Access('review.take-part')
  @Answers('text', ['text/csv', 'application/json'])
  async export(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: reviewExportQuerySchema }) { format }: z.infer<typeof reviewExportQuerySchema>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const text = await (format === 'csv' ? this.exporting.csv(actor, id) : this.exporting.json(actor, id));
    response.setHeader(
      'Content-Type',
      format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json; charset=utf-8',
    );
    response.setHeader('Content-Disposition', `attachment; filename="revue-des-acces.${format}"`);
    response.setHeader('Cache-Control', 'no-store');
    return text;
  }
}
