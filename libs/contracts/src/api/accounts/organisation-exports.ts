import { z } from 'zod';
import { instantSchema } from '../common.js';

/** GET /api/v1/organisation-export : for who keeps the organisation's keys, about what this person asked for. */
export const organisationExportSchema = z.object({
  /** `waiting`: for an auditor. `agreed`: the archive can be taken, again for a day when it broke off. */
  state: z.enum(['none', 'waiting', 'agreed']),
  /** Until when it waits, or can be taken. */
  until: instantSchema.nullable(),
  /** The last one that was begun, by whomever. */
  last: z
    .object({
      begunAt: instantSchema,
      /** `broken`: nothing more was written for a while, and it did not end. */
      state: z.enum(['running', 'broken', 'done']),
      finishedAt: instantSchema.nullable(),
      /** So far. */
      entries: z.number().int(),
      bytes: z.number().int(),
      /** What is not in it, or not whole; null: not known yet. */
      leftOut: z.number().int().nullable(),
      /** SHA-256 of the list that the manifest signs, hexadecimal. */
      list: z.string().nullable(),
    })
    .nullable(),
});
export type OrganisationExport = z.infer<typeof organisationExportSchema>;
