import { z } from 'zod';
import { idSchema, instantSchema, pageOf, personSchema } from '../common.js';

export const MOST_BREAK_GLASS_HOURS = 4;

/** POST /api/v1/break-glass : to read one place for a while, which no administrator may otherwise. */
export const askBreakGlassSchema = z.strictObject({
  resourceId: idSchema,
  reason: z.string().trim().min(10).max(1_000),
  hours: z.number().int().min(1).max(MOST_BREAK_GLASS_HOURS),
});
export type AskBreakGlass = z.infer<typeof askBreakGlassSchema>;

export const breakGlassSchema = z.object({
  id: idSchema,
  /** A title only where whoever looks may read it. */
  resource: z.object({ id: idSchema, kind: z.string().nullable(), name: z.string().nullable() }),
  reason: z.string(),
  hours: z.number().int(),
  askedBy: personSchema.nullable(),
  askedAt: instantSchema,
  state: z.enum(['asked', 'refused', 'lapsed', 'running', 'ended']),
  decidedBy: personSchema.nullable(),
  /** Of the access, or of the request while it waits. */
  endsAt: instantSchema,
  endedAt: instantSchema.nullable(),
  mine: z.boolean(),
});
export type BreakGlass = z.infer<typeof breakGlassSchema>;
/** GET /api/v1/break-glass : the newest first. */
export const breakGlassesSchema = pageOf(breakGlassSchema);

/** GET /api/v1/resources/:id/break-glass : who reads here by it at this moment. */
export const breakGlassHereSchema = z.object({
  running: z
    .array(
      z.object({
        id: idSchema,
        person: personSchema.nullable(),
        approvedBy: personSchema.nullable(),
        endsAt: instantSchema,
        /** For managers of the place, the person who asked, and key custodians. */
        mayEnd: z.boolean(),
      }),
    )
    .max(20),
});
export type BreakGlassHere = z.infer<typeof breakGlassHereSchema>;
