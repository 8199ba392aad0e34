import { z } from 'zod';
import { idSchema, instantSchema, pageOf } from '../common.js';

/** What one administrator may not do alone. */
export const approvalActs = [
  ...(['sign-in-link', 'administrator-link', 'hand-over', 'identity-merge'] as const),
  /** By who keeps the organisation's keys; an auditor agrees, nobody else. */
  'organisation-export',
  /** That the settings which nobody changes alone hold as they are. */
  'settings',
] as const;

/** GET /api/v1/approvals · GET /api/v1/administration/organisations/:orgId/approvals : the oldest first. */
export const approvalSchema = z.object({
  id: idSchema,
  act: z.enum(approvalActs),
  /** The person, the administration account, or the organisation, that it is about; of settings, those that differ. */
  target: z.object({ id: idSchema, name: z.string() }),
  /** To whom something is handed over. */
  to: z.object({ id: idSchema, name: z.string() }).nullable(),
  askedBy: z.string(),
  askedAt: instantSchema,
  expiresAt: instantSchema,
  /** Somebody else agreed: who asked may do it now, once. */
  approved: z.boolean(),
  /** Asked by whoever looks. */
  mine: z.boolean(),
});
export type Approval = z.infer<typeof approvalSchema>;
export const approvalsSchema = pageOf(approvalSchema);

/** GET /api/v1/administration/organisations/:orgId/settings : what nobody changes alone, and whether two people agreed. */
export const agreedSettingsSchema = z.object({
  settings: z
    .array(
      z.object({
        /** As in the environment of the server. */
        variable: z.string(),
        /** Empty: not set. */
        value: z.string(),
        /** As it was when two people agreed the last time; null: they never did. */
        agreedValue: z.string().nullable(),
      }),
    )
    .max(200),
  /** `waiting`: one person asked. */
  state: z.enum(['agreed', 'waiting', 'unasked']),
  /** The last agreement, also when the settings changed since. */
  agreement: z.object({ askedBy: z.string(), agreedBy: z.string(), at: instantSchema }).nullable(),
});
export type AgreedSettingsView = z.infer<typeof agreedSettingsSchema>;

/**
 * How a way in reaches its person. `mailed`: to the address of the account. `shown`: in this answer, once. `waiting`:
 * somebody else must agree first, then ask again. `none`: a program gets no link.
 */
export const deliverySchema = z.enum(['mailed', 'shown', 'waiting', 'none']);
export type Delivery = z.infer<typeof deliverySchema>;
export const deliveredLinkSchema = z.object({
  delivery: deliverySchema,
  link: z.url().nullable(),
  /** Of the link; of the request, while it waits. */
  expiresAt: instantSchema.nullable(),
});
export type DeliveredLink = z.infer<typeof deliveredLinkSchema>;

/** In `me`: what others did to this account in the last thirty days. */
export const accountNoticeSchema = z.object({
  id: idSchema,
  kind: z.enum([
    ...['link-shown', 'handed-over', 'identity-merged', 'address-changed'],
    // Of the organisation, to those who may take its end back.
    ...[
      'organisation-ends',
      'organisation-ends-in-a-week',
      'organisation-ends-tomorrow',
      'organisation-stays',
    ],
  ] as const),
  at: instantSchema,
  /** Names; null: the system, or somebody of the administration whose name is not known here. */
  by: z.string().nullable(),
  approvedBy: z.string().nullable(),
});
export type AccountNotice = z.infer<typeof accountNoticeSchema>;
