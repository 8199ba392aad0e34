import { z } from 'zod';
import { instantSchema, markings, markingSchema, personSchema } from '../common.js';

/** What is above another is stricter. */
export const markingLevel = (marking: (typeof markings)[number]): number => markings.indexOf(marking);

/** PUT /api/v1/resources/:id/marking; lowering wants a reason, which is kept sealed. Where it takes two, it waits for another person. */
export const setMarkingSchema = z.strictObject({
  marking: markingSchema,
  reason: z.string().trim().min(10).max(1_000).optional(),
});

/** GET /api/v1/resources/:id/marking: what may be chosen, and what it would change. */
export const markingStateSchema = z.object({
  marking: markingSchema,
  /** That of its place: nothing may be lower. */
  least: markingSchema,
  /** MAX_MARKING of the instance. */
  ceiling: markingSchema,
  /** External links, and guests, that would open it no longer. */
  links: z.number().int(),
  guests: z.number().int(),
  /** Who decided last, and when; null: nobody did here. */
  decidedBy: personSchema.nullable(),
  decidedAt: instantSchema.nullable(),
  /** Lowering takes another person who manages access. */
  takesTwo: z.boolean(),
  /** That it be lowered; null: nobody asks. */
  request: z
    .object({
      marking: markingSchema,
      reason: z.string(),
      askedBy: personSchema.nullable(),
      askedAt: instantSchema,
      expiresAt: instantSchema,
      /** Asked by whoever looks. */
      mine: z.boolean(),
    })
    .nullable(),
});
/** POST /api/v1/resources/:id/marking/answer : of somebody else; who asked can only withdraw it. */
export const answerMarkingSchema = z.strictObject({ agrees: z.boolean() });
export type MarkingState = z.infer<typeof markingStateSchema>;
