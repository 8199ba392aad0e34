import { idSchema } from '@maroquin/contracts';
import { z } from 'zod';

/** The job that writes and sends a message, after the commit of the act that asked for it. */
export const MAIL_TASK = 'identity.mail';

/** A sign-in link, the link of an administration account, or what was done to somebody's account: ids alone. */
export const mailPayloadSchema = z.strictObject({
  orgId: idSchema,
  kind: z.enum(['link', 'administrator-link', 'notice']),
  id: idSchema,
});
export type MailPayload = z.infer<typeof mailPayloadSchema>;
