import { z } from 'zod';
import { roleSchema } from '../../roles.js';
import {
  emailSchema,
  idSchema,
  instantSchema,
  nameSchema,
  pageOf,
  personSchema,
  resourceKindSchema,
} from '../common.js';
import { passwordSchema, secretSchema } from '../accounts/identity.js';
import { customRoleSummarySchema } from './roles.js';

const linkRoleSchema = roleSchema.exclude(['manager']);
/** Or a custom role, by its id, that adds nothing by which others come in. */
const linkGivenSchema = z.union([linkRoleSchema, idSchema]);
const usesSchema = z.number().int().min(1).max(100_000);
/** Short passwords of links are guessed by nobody but who holds the link, a few a minute. */
const linkPasswordSchema = passwordSchema.min(6);

/** POST /api/v1/resources/:id/links : an external link on a document, folder or file. */
export const createLinkSchema = z.strictObject({
  name: nameSchema,
  role: linkGivenSchema,
  /** Absent: as the organisation has it by default. null: it does not end by itself. */
  expiresAt: instantSchema.nullable().optional(),
  password: linkPasswordSchema.optional(),
  /** How many times it may be opened; absent: any number of times. */
  maxUses: usesSchema.optional(),
});
/** PATCH /api/v1/resources/:id/links/:linkId with If-Match ; null takes away the end, the password, the limit. */
export const updateLinkSchema = z
  .strictObject({
    name: nameSchema.optional(),
    role: linkGivenSchema.optional(),
    expiresAt: instantSchema.nullable().optional(),
    password: linkPasswordSchema.nullable().optional(),
    maxUses: usesSchema.nullable().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'something to change is needed')
  .meta({ minProperties: 1 });
/** The database holds a keyed hash of the secret, and the secret sealed. */
export const createdLinkSchema = z.object({ id: idSchema, link: z.url() });
/** GET /api/v1/resources/:id/links/:linkId/address : for whoever made the link, and nobody else. */
export const linkAddressSchema = z.object({ link: z.url() });
/** Days after which a new link ends unless told otherwise; null: never. */
const linkDaysSchema = z.number().int().min(1).max(3_650).nullable();
/** PUT /api/v1/links/settings */
export const linkSettingsSchema = z.strictObject({ days: linkDaysSchema });

export const externalLinkSchema = z.object({
  id: idSchema,
  /** Rises with each change; the ETag for changing it. */
  version: z.number().int(),
  name: z.string(),
  role: roleSchema,
  customRole: customRoleSummarySchema.nullable(),
  /** What it opens; `name` null when whoever asks may not see it. */
  resource: z.object({ id: idSchema, kind: resourceKindSchema, name: z.string().nullable() }),
  hasPassword: z.boolean(),
  expiresAt: instantSchema.nullable(),
  maxUses: z.number().int().nullable(),
  uses: z.number().int(),
  /** Why it opens nothing at this moment, if so. */
  over: z.enum(['expired', 'used-up']).nullable(),
  createdBy: personSchema.nullable(),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
  /** Whoever asks made it, and can be shown its address again. */
  mayShow: z.boolean(),
});
export type ExternalLink = z.infer<typeof externalLinkSchema>;
/** GET /api/v1/resources/:id/links (those that open it, set here or above) · GET /api/v1/links · POST /api/v1/links/search (of the organisation); the newest first. */
/** GET /api/v1/rights/resources/:id/links */
export const externalLinkPageSchema = pageOf(externalLinkSchema);
export const externalLinksSchema = externalLinkPageSchema.extend({ days: linkDaysSchema });

/** POST /api/v1/visits : opens an external link; the secret travels in the body, in the link it is in the fragment. */
export const openLinkSchema = z.strictObject({
  token: secretSchema,
  password: passwordSchema.optional(),
  /** How the visitor wants to be called; shown as said by a visitor. */
  name: nameSchema.optional(),
});
export const openedLinkSchema = z.object({ id: idSchema, kind: resourceKindSchema });

/** POST /api/v1/access-requests : answers 202 whether or not there is such a thing. */
export const askAccessSchema = z.strictObject({ resourceId: idSchema });
export const accessRequestSchema = z.object({
  id: idSchema,
  person: personSchema,
  resource: z.object({ id: idSchema, kind: resourceKindSchema, name: z.string() }),
  requestedAt: instantSchema,
});
export type AccessRequest = z.infer<typeof accessRequestSchema>;
/** GET /api/v1/resources/:id/access-requests · GET /api/v1/access-requests (of all that I manage); the oldest first. */
export const accessRequestsSchema = pageOf(accessRequestSchema);
/** POST /api/v1/access-requests/:id/approve */
export const approveRequestSchema = z.strictObject({ role: roleSchema });

/** POST /api/v1/spaces/:id/guests */
export const inviteGuestSchema = z.strictObject({
  email: emailSchema,
  name: nameSchema,
  role: linkRoleSchema.default('reader'),
  /** Days until the end; 90 unless told. */
  days: z.number().int().min(1).max(365).default(90),
});
export const guestSchema = z.object({
  /** Rises with each change; the ETag for changing it. */
  version: z.number().int(),
  person: personSchema,
  email: z.string(),
  /** null: the sponsor is gone, and no administrator has taken over yet. */
  sponsor: personSchema.nullable(),
  endsAt: instantSchema,
  over: z.boolean(),
  invitedAt: instantSchema,
  lastSeenAt: instantSchema.nullable(),
});
export type Guest = z.infer<typeof guestSchema>;
/** GET /api/v1/spaces/:id/guests/preview : how much a guest of the whole space would see at this moment. */
export const guestPreviewSchema = z.object({
  documents: z.number().int(),
  files: z.number().int(),
  discussions: z.number().int(),
});
export type GuestPreview = z.infer<typeof guestPreviewSchema>;
/** GET /api/v1/spaces/:id/guests · POST /api/v1/spaces/:id/guests/search : who ends last comes first. */
export const guestsSchema = pageOf(guestSchema);
/** PATCH /api/v1/spaces/:id/guests/:personId with If-Match ; at most a year from now. Now or before: ends it. */
export const extendGuestSchema = z.strictObject({ endsAt: instantSchema });
