import { z } from 'zod';
import { extraActSchema, roleSchema } from '../../roles.js';
import {
  externalSchema,
  photoIdSchema,
  idSchema,
  instantSchema,
  nameSchema,
  pageOf,
  pageQuerySchema,
  personSchema,
} from '../common.js';
import { resourceSummarySchema } from './oversight.js';
import { customRoleSummarySchema } from './roles.js';

/** What becomes of rights that nobody decided on when the review ends. */
export const reviewRules = ['keep', 'withdraw'] as const;
export const reviewDecisions = ['kept', 'lowered', 'withdrawn', 'gone'] as const;

/** POST /api/v1/access-reviews ; without a space: of the whole organisation. */
export const openReviewSchema = z.strictObject({
  name: nameSchema,
  spaceId: idSchema.optional(),
  rule: z.enum(reviewRules),
  /** At most a year ahead. */
  endsAt: instantSchema,
  reviewerIds: z.array(idSchema).min(1).max(20),
});

export const reviewSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** null: the whole organisation. */
  space: resourceSummarySchema.nullable(),
  rule: z.enum(reviewRules),
  openedBy: personSchema.nullable(),
  openedAt: instantSchema,
  endsAt: instantSchema,
  /** `closing`: its end came, and the rule is being followed. */
  state: z.enum(['open', 'closing', 'closed']),
  closedAt: instantSchema.nullable(),
  /** Who ended it before its time. */
  closedBy: personSchema.nullable(),
  reviewers: z.array(personSchema).max(20),
  counts: z.object({
    total: z.number().int(),
    open: z.number().int(),
    kept: z.number().int(),
    lowered: z.number().int(),
    withdrawn: z.number().int(),
    /** Withdrawn by somebody outside the review before a decision. */
    gone: z.number().int(),
  }),
  mayDecide: z.boolean(),
  mayClose: z.boolean(),
});
export type Review = z.infer<typeof reviewSchema>;
/** GET /api/v1/access-reviews · POST /api/v1/access-reviews/search : those I take part in, or all for those who look after rights; the newest first. */
export const reviewsSchema = pageOf(reviewSchema);

/** GET /api/v1/access-reviews/:id/items */
export const reviewItemsQuerySchema = pageQuerySchema.extend({
  state: z.enum(['open', 'decided']).optional(),
});
export const reviewItemSchema = z.object({
  number: z.number().int(),
  kind: z.enum(['grant', 'link', 'guest']),
  /** null: deleted since. */
  resource: resourceSummarySchema.nullable(),
  subject: z.object({
    id: idSchema,
    kind: z.enum(['person', 'team', 'everyone', 'link']),
    /** Empty: gone since. */
    name: z.string(),
    external: externalSchema,
    photo: photoIdSchema,
  }),
  /** When the review began. */
  role: roleSchema,
  customRole: customRoleSummarySchema.nullable(),
  /** Now; null: there is no such right any more. */
  current: roleSchema.nullable(),
  currentCustomRole: customRoleSummarySchema.nullable(),
  expiresAt: instantSchema.nullable(),
  decision: z.enum(reviewDecisions).nullable(),
  newRole: roleSchema.nullable(),
  /** null with a decision: by the rule. */
  decidedBy: personSchema.nullable(),
  decidedAt: instantSchema.nullable(),
  /** The code of the refusal that kept the rule from being followed. */
  obstacle: z.string().nullable(),
});
export type ReviewItem = z.infer<typeof reviewItemSchema>;
export const reviewItemPageSchema = pageOf(reviewItemSchema);
export type ReviewItemPage = z.infer<typeof reviewItemPageSchema>;

/** The right as the reviewer saw it: the role, and what a custom role added to it. */
const seenRight = { seen: roleSchema, seenActs: z.array(extraActSchema).max(20).default([]) };

/** POST /api/v1/access-reviews/:id/items/:number/decision ; only standard roles are lowered to. */
export const reviewDecisionSchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('keep'), ...seenRight }),
  z.strictObject({ decision: z.literal('lower'), ...seenRight, role: roleSchema }),
  z.strictObject({ decision: z.literal('withdraw'), ...seenRight }),
]);
export type ReviewDecision = z.input<typeof reviewDecisionSchema>;

/** GET /api/v1/access-reviews/:id/export */
export const reviewExportQuerySchema = z.strictObject({ format: z.enum(['csv', 'json']) });
/** The JSON export. */
export const reviewExportSchema = z.object({ review: reviewSchema, items: z.array(reviewItemSchema) });
