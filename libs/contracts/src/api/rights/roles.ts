import { z } from 'zod';
import {
  type BaseRole,
  baseRoleSchema,
  extraActs,
  extraActSchema,
  leastRoleFor,
  roleAtLeast,
  roleSchema,
} from '../../roles.js';
import { idSchema, nameSchema, pageOf } from '../common.js';

/** The most an organisation has at a time: a longer list is read by nobody who gives a right. */
export const MAX_CUSTOM_ROLES = 50;

/** A custom role beside a right that has it. `acts`: what it adds to its base. */
export const customRoleSummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  acts: z.array(extraActSchema),
});
export type CustomRoleSummary = z.infer<typeof customRoleSummarySchema>;

export const customRoleSchema = customRoleSummarySchema.extend({
  /** Rises with each change; the ETag for changing it. */
  version: z.number().int(),
  base: baseRoleSchema,
  /** On how many rights it acts; null for whoever does not look after roles. */
  rights: z.number().int().nullable(),
});
export type CustomRole = z.infer<typeof customRoleSchema>;
/** GET /api/v1/roles */
export const customRolesSchema = pageOf(customRoleSchema);
export type CustomRoles = z.infer<typeof customRolesSchema>;

const actsBeyond = (base: BaseRole) =>
  z
    .array(z.enum(extraActs.filter((act) => !roleAtLeast(base, leastRoleFor[act]))))
    .min(1)
    .max(20)
    .refine((acts) => new Set(acts).size === acts.length, 'each act once')
    .meta({ uniqueItems: true });

/** POST /api/v1/roles · PUT /api/v1/roles/:id with If-Match ; each act once, and none that the base has already. */
export const writeCustomRoleSchema = z.discriminatedUnion('base', [
  z.strictObject({ name: nameSchema, base: z.literal('reader'), acts: actsBeyond('reader') }),
  z.strictObject({ name: nameSchema, base: z.literal('commenter'), acts: actsBeyond('commenter') }),
  z.strictObject({ name: nameSchema, base: z.literal('suggester'), acts: actsBeyond('suggester') }),
  z.strictObject({ name: nameSchema, base: z.literal('editor'), acts: actsBeyond('editor') }),
]);
export type WriteCustomRole = z.infer<typeof writeCustomRoleSchema>;

/** What is given: a standard role by its name, or a custom one by its id. */
export const givenRoleSchema = z.union([roleSchema, idSchema]);
export type GivenRole = z.infer<typeof givenRoleSchema>;
