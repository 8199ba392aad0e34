import { z } from 'zod';
import { idSchema, instantSchema, personSchema } from './common.js';

/** What an organisation entrusts to people who do not administer it: to look after rights, to keep keys. */
export const duties = ['auditor', 'key-custodian'] as const;
export const dutySchema = z.enum(duties);
export type Duty = z.infer<typeof dutySchema>;

/** GET /api/v1/duties · PUT, DELETE /api/v1/duties/:duty/holders/:subjectId */
export const dutyHoldersSchema = z.object({
  items: z.array(
    z.object({
      duty: dutySchema,
      holders: z.array(
        z.object({
          id: idSchema,
          kind: z.enum(['person', 'team']),
          name: z.string(),
          grantedBy: personSchema.nullable(),
          grantedAt: instantSchema,
        }),
      ),
    }),
  ),
});
export type DutyHolders = z.infer<typeof dutyHoldersSchema>;
