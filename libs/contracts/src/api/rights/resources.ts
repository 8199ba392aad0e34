import { z } from 'zod';
import {
  idSchema,
  instantSchema,
  nameSchema,
  pageOf,
  pageQuerySchema,
  externalSchema,
  photoIdSchema,
  personSchema,
  resourceKindSchema,
  resourceSchema,
} from '../common.js';
import { extraActs, extraActSchema, roleSchema } from '../../roles.js';
import { customRoleSummarySchema, givenRoleSchema } from './roles.js';

/** POST /api/v1/spaces */
export const createSpaceSchema = z.strictObject({ name: nameSchema });
/** POST /api/v1/folders */
export const createFolderSchema = z.strictObject({ name: nameSchema, parentId: idSchema });
/** GET /api/v1/resources/:id/children */
export const childrenQuerySchema = pageQuerySchema.extend({
  kind: z.union([resourceKindSchema, z.array(resourceKindSchema)]).optional(),
  sort: z.enum(['name', 'updated']).default('name'),
});
/** GET /api/v1/resources/recent : the newest that I can see. */
export const recentQuerySchema = pageQuerySchema.extend({ kind: resourceKindSchema.optional() });
/** PUT /api/v1/resources/:id/favourite : mine alone. */
export const favouriteSchema = z.strictObject({ on: z.boolean() });
/** GET /api/v1/resources/shared : on which somebody else gave me, or a team of mine, a right of its own; no spaces. */
export const sharedQuerySchema = pageQuerySchema;
/** GET /api/v1/resources/:id ; breadcrumb runs from the space down to the parent, only what the person may see. */
export const placeSchema = z.object({
  resource: resourceSchema,
  breadcrumb: z.array(z.object({ id: idSchema, kind: resourceKindSchema, name: z.string() })).max(20),
  /** I am here as a guest or by a link, and not of the organisation. */
  outside: z.boolean(),
});
export type Place = z.infer<typeof placeSchema>;
/** PATCH /api/v1/resources/:id with If-Match */
export const updateResourceSchema = z
  .strictObject({ name: nameSchema.optional(), parentId: idSchema.optional() })
  .refine((v) => v.name !== undefined || v.parentId !== undefined, 'name or parentId is needed')
  .meta({ minProperties: 1 });

/** Somebody's right before and after; null: none. */
const rightChangeSchema = z.object({
  subject: z.object({
    id: idSchema,
    kind: z.enum(['person', 'team', 'everyone']),
    name: z.string(),
    external: externalSchema,
    photo: photoIdSchema,
  }),
  before: roleSchema.nullable(),
  after: roleSchema.nullable(),
});
const rightChangesSchema = z.object({
  items: z.array(rightChangeSchema),
  /** People and teams beyond those named. */
  more: z.number().int(),
  /** External links, which have no name for whoever does not manage them. */
  links: z.number().int(),
});
export type RightChanges = z.infer<typeof rightChangesSchema>;
/** GET /api/v1/resources/:id/move-preview : who would gain and who would lose a right by that move. */
export const movePreviewQuerySchema = z.strictObject({ parentId: idSchema });
export const movePreviewSchema = z.object({
  gains: rightChangesSchema,
  losses: rightChangesSchema,
  /** Why the move would be refused: only who manages access gives a right or takes it out of its space. */
  refusal: z.enum(['gives', 'leaves-space', 'beyond-own']).nullable(),
});
export type MovePreview = z.infer<typeof movePreviewSchema>;

/**
 * GET /api/v1/resources/:id/restriction : whether it is restricted, and who would lose a right by restricting it, or gain
 * one by restoring what it inherits from its place.
 */
export const restrictionSchema = z.object({
  restricted: z.boolean(),
  gains: rightChangesSchema,
  losses: rightChangesSchema,
});
export type Restriction = z.infer<typeof restrictionSchema>;

/** PUT /api/v1/resources/:id/grants/:subjectId */
export const grantSchema = z.strictObject({ role: givenRoleSchema, expiresAt: instantSchema.optional() });
/** GET /api/v1/resources/:id/access : who has access and why. */
export const accessEntrySchema = z.object({
  subject: z.object({
    id: idSchema,
    kind: z.enum(['person', 'team', 'everyone']),
    name: z.string(),
    external: externalSchema,
    photo: photoIdSchema,
  }),
  /** Of a custom role: its base. */
  role: roleSchema,
  customRole: customRoleSummarySchema.nullable(),
  expiresAt: instantSchema.nullable(),
  /** Where the right was set; equal to the resource's own id when it can be changed here. */
  from: z.object({ id: idSchema, kind: resourceKindSchema, name: z.string().nullable() }),
  grantedBy: personSchema.nullable(),
  grantedAt: instantSchema,
});
export type AccessEntry = z.infer<typeof accessEntrySchema>;
export const accessListSchema = pageOf(accessEntrySchema).extend({
  myRole: roleSchema,
  /** What custom roles add to it. */
  myActs: z.array(extraActSchema).max(extraActs.length),
  /** It does not inherit the rights of its place: only those listed have access. */
  restricted: z.boolean(),
});
export type AccessList = z.infer<typeof accessListSchema>;
/** Sealed: what was taken away, for whoever took it and for a few minutes. */
const undoTicketSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16,2000}$/)
  .max(2000);
/** By what a subject has access now, the strongest first: a right of its own, of its teams, of everyone. */
const throughSchema = z.array(accessEntrySchema).max(20);
/** PUT /api/v1/resources/:id/grants/:subjectId */
export const changedGrantSchema = z.object({ through: throughSchema });
export type ChangedGrant = z.infer<typeof changedGrantSchema>;
/** DELETE /api/v1/resources/:id/grants/:subjectId */
export const removedGrantSchema = z.object({
  /** Gives back exactly what was taken. null: nothing was set here. */
  undo: undoTicketSchema.nullable(),
  /** By what the subject still has access. */
  through: throughSchema,
});
export type RemovedGrant = z.infer<typeof removedGrantSchema>;
/** PUT /api/v1/resources/:id/restriction ; `undo` of restricting takes away also the right that it gave to whoever did it. */
export const restrictSchema = z.strictObject({
  restricted: z.boolean(),
  undo: undoTicketSchema.optional(),
});
/** Undoes restricting. null: nothing was restricted by this. */
export const restrictedSchema = z.object({ undo: undoTicketSchema.nullable() });
/** DELETE /api/v1/resources/:id/links/:linkId · DELETE /api/v1/links/:linkId ; null: there was none to withdraw. */
export const withdrawnLinkSchema = z.object({ undo: undoTicketSchema.nullable() });
/** POST /api/v1/resources/:id/grants/:subjectId/restore · POST …/links/:linkId/restore */
export const restoreAccessSchema = z.strictObject({ undo: undoTicketSchema });
