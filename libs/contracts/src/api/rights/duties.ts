import { z } from 'zod';
import { idSchema, instantSchema, pageOf, personSchema } from '../common.js';

/** What an organisation entrusts to people who do not administer it: to look after rights, to keep keys. */
export const duties = ['auditor', 'key-custodian'] as const;
export const dutySchema = z.enum(duties);
export type Duty = z.infer<typeof dutySchema>;

/** GET /api/v1/duties · PUT, DELETE /api/v1/duties/:duty/holders/:subjectId */
export const dutyHolderSchema = z.object({
  duty: dutySchema,
  id: idSchema,
  kind: z.enum(['person', 'team']),
  name: z.string(),
  grantedBy: personSchema.nullable(),
  grantedAt: instantSchema,
});
/** Who has a duty longest comes first. */
export const dutyHoldersSchema = pageOf(dutyHolderSchema);
export type DutyHolders = z.infer<typeof dutyHoldersSchema>;
