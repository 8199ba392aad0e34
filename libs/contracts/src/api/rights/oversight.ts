import { z } from 'zod';
import { roleSchema, roles } from '../../roles.js';
import {
  idSchema,
  instantSchema,
  pageOf,
  pageQuerySchema,
  personSchema,
  resourceKindSchema,
} from '../common.js';
import { accessEntrySchema } from './resources.js';
import { customRoleSummarySchema } from './roles.js';

/** `name` null: whoever asks may not see it, so its title stays sealed. */
const placeSummarySchema = z.object({ id: idSchema, kind: resourceKindSchema, name: z.string().nullable() });

/** A resource as those may know it who look after rights without being its readers. */
export const resourceSummarySchema = placeSummarySchema.extend({
  /** Somebody's own space. */
  personal: z.boolean(),
  trashed: z.boolean(),
  /** It does not inherit the rights of its place. Restricted to others, it is not listed at all. */
  restricted: z.boolean(),
  createdAt: instantSchema,
  /** From the space down to the parent. */
  path: z.array(placeSummarySchema),
});
export type ResourceSummary = z.infer<typeof resourceSummarySchema>;

/** How somebody comes to a right: itself, a team, everyone of the organisation. */
export const accessPaths = ['person', 'team', 'everyone'] as const;

/** One grant that gives a right, and how it reaches the person. */
export const accessReasonSchema = z.object({
  role: roleSchema,
  customRole: customRoleSummarySchema.nullable(),
  expiresAt: instantSchema.nullable(),
  subject: z.object({ id: idSchema, kind: z.enum(accessPaths), name: z.string() }),
  /** Teams between the person and the team that holds the right, the person's own team first; itself left out. */
  through: z.array(z.object({ id: idSchema, name: z.string() })),
  /** Where it was set: the resource itself, or a place above it. */
  from: placeSummarySchema,
  grantedBy: personSchema.nullable(),
  grantedAt: instantSchema,
});
export type AccessReason = z.infer<typeof accessReasonSchema>;

/** GET /api/v1/rights/people/:id */
export const personRightsQuerySchema = pageQuerySchema.extend({
  kind: resourceKindSchema.optional(),
  /** The strongest right that the person has there. */
  role: z.enum(roles).optional(),
  way: z.enum(accessPaths).optional(),
});
export const personRightSchema = z.object({
  resource: resourceSummarySchema,
  role: roleSchema,
  /** Strongest first. */
  reasons: z.array(accessReasonSchema),
});
export type PersonRight = z.infer<typeof personRightSchema>;
export const personRightsSchema = pageOf(personRightSchema).extend({
  person: personSchema,
  seat: z.object({
    kind: z.enum(['member', 'admin', 'guest']),
    /** A guest's end. From then on it has no right, whatever is granted. */
    endsAt: instantSchema.nullable(),
    over: z.boolean(),
  }),
  /** The account is closed: what is listed acts again if it is opened. */
  closed: z.boolean(),
});
export type PersonRights = z.infer<typeof personRightsSchema>;

/** GET /api/v1/rights/resources/:id : who has access and why, for those who look after rights. */
export const resourceRightsSchema = pageOf(accessEntrySchema).extend({ resource: resourceSummarySchema });
export type ResourceRights = z.infer<typeof resourceRightsSchema>;
