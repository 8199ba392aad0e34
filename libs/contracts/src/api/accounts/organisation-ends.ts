import { z } from 'zod';
import { idSchema, instantSchema, nameSchema } from '../common.js';

/** Between the notice and the end, at least: SecNumCloud 3.2, 19.4. */
export const ENDING_DAYS = 21;

const endingPersonSchema = z.object({ id: idSchema, name: z.string().nullable() });

/** GET /api/v1/organisation/end : whether the organisation of whoever asks ends, and what that person may do about it. */
export const organisationEndSchema = z.object({
  /** `asked`: it waits for a key custodian; shown to those who may act on it alone. */
  state: z.enum(['none', 'asked', 'noticed']),
  /** When it ends; null: no notice was given. */
  endsAt: instantSchema.nullable(),
  /** Who asked, and who agreed, for those who may act on it; null for the others. */
  facts: z
    .object({
      reason: z.string(),
      askedBy: endingPersonSchema,
      askedAt: instantSchema,
      approvedBy: endingPersonSchema.nullable(),
      /** When it lapses without agreement; null: it was agreed to. */
      expiresAt: instantSchema.nullable(),
      /** Asked by whoever looks. */
      mine: z.boolean(),
    })
    .nullable(),
  may: z.object({ ask: z.boolean(), agree: z.boolean(), withdraw: z.boolean() }),
  /** Why former backups still open afterwards; null: the key is destroyed, and they do not. */
  keyStays: z.enum(['shared', 'moving']).nullable(),
});
export type OrganisationEnd = z.infer<typeof organisationEndSchema>;

/** POST /api/v1/organisation/end/requests : the name is typed as it stands, so that nobody ends another organisation by mistake. */
export const askOrganisationEndSchema = z.strictObject({
  organisation: nameSchema,
  reason: z.string().trim().min(10).max(1_000),
});
export type AskOrganisationEnd = z.infer<typeof askOrganisationEndSchema>;
