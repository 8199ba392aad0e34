import { z } from 'zod';
import { accountNoticeSchema, deliveredLinkSchema } from './approvals.js';
import {
  cursorSchema,
  emailSchema,
  externalSchema,
  idSchema,
  instantSchema,
  localeSchema,
  nameSchema,
  pageOf,
  pageQuerySchema,
  personSchema,
  photoIdSchema,
  resourceKindSchema,
  searchSchema,
  timeOfDaySchema,
} from '../common.js';
import { roleSchema } from '../../roles.js';

/** Sign-in link and API token secrets: 256 bits, base64url. */
export const secretSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export const passwordSchema = z.string().min(1).max(1000);

/** In the person's own time zone; days from Monday (1). */
export const workingHoursSchema = z.strictObject({
  from: timeOfDaySchema,
  to: timeOfDaySchema,
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
});
export type WorkingHours = z.infer<typeof workingHoursSchema>;
/** What a person says of themselves, for colleagues. */
export const profileSchema = z.object({
  jobTitle: nameSchema.nullable(),
  department: nameSchema.nullable(),
  workingHours: workingHoursSchema.nullable(),
});
export type Profile = z.infer<typeof profileSchema>;

/** A photo is a JPEG of this width and height. */
export const PHOTO_PIXELS = 256;
export const PHOTO_MAX_BYTES = 64 * 1024;
/** PUT /api/v1/me/photo */
export const setPhotoSchema = z.strictObject({
  /** Base64. */
  jpeg: z
    .string()
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)
    .max(Math.ceil(PHOTO_MAX_BYTES / 3) * 4),
});

export const meSchema = z.object({
  /** Rises with each change of what the person says of themselves; the ETag for changing it. */
  version: z.number().int(),
  person: z.object({ id: idSchema, name: z.string(), email: z.string(), photo: photoIdSchema }),
  profile: profileSchema,
  /** Nobody sees whether the person is there or types, and the person sees it of nobody. */
  hidesPresence: z.boolean(),
  /** The person has shown that this address is theirs, so that links may be mailed there. */
  emailProven: z.boolean(),
  /** What others did to this account lately. Each browser tells it once. */
  notices: z.array(accountNoticeSchema).max(10),
  /** `hidesPresence`: of nobody there is shown who is there. */
  organisation: z.object({
    ...{ id: idSchema, name: z.string(), hidesPresence: z.boolean() },
    /** When it ends with all that it holds; null: no notice was given. */
    endsAt: instantSchema.nullable(),
  }),
  /** What this person may do beyond resources, and what this instance offers: feature flags by name. */
  capabilities: z.array(z.string()).max(30),
  /** Where video calls take place, {room} standing for their name; null: none are offered. */
  videoCallUrl: z.string().nullable(),
  locale: localeSchema,
  timeZone: z.string(),
  hasPassword: z.boolean(),
  /** The person's own space; requests without a parent go there. null: a guest or a visitor, who has none. */
  personalSpaceId: idSchema.nullable(),
  /** Present for whoever came in by an external link: what the link opens, and until when. */
  visit: z.object({ resourceId: idSchema, kind: resourceKindSchema, expiresAt: instantSchema }).optional(),
});
export type Me = z.infer<typeof meSchema>;

/** POST /api/v1/sign-in/link : the token travels in the body; in the link it is in the fragment, which no server sees. */
export const linkSignInSchema = z.strictObject({ token: secretSchema });
/** An address, or what the organisation's directory knows somebody by. A blank is in neither. */
export const loginSchema = z
  .string()
  .min(1)
  .max(254)
  // Written out: what is a blank or a sign that does not show depends on the version of Unicode.
  // eslint-disable-next-line no-control-regex -- control characters are refused
  .regex(/^[^\s\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+$/);
/** POST /api/v1/sign-in/password : `email` may be a login of the directory. */
export const passwordSignInSchema = z.strictObject({ email: loginSchema, password: passwordSchema });
/** POST /api/v1/sign-in/link-requests : always 202, whoever asks. */
export const linkRequestSchema = z.strictObject({ email: emailSchema });
/** PUT /api/v1/me/password */
export const setPasswordSchema = z.strictObject({
  current: passwordSchema.optional(),
  password: passwordSchema,
});
/** PATCH /api/v1/me with If-Match */
export const updateMeSchema = z
  .strictObject({
    name: nameSchema.optional(),
    locale: localeSchema.optional(),
    timeZone: z.string().max(64).optional(),
    jobTitle: profileSchema.shape.jobTitle.optional(),
    department: profileSchema.shape.department.optional(),
    workingHours: profileSchema.shape.workingHours.optional(),
    hidesPresence: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'at least one field is needed')
  .meta({ minProperties: 1 });

/**
 * PUT /api/v1/me/first-run : the first administrator names the organisation and gives an address and a password.
 * Offered while `capabilities` holds `first-run`; then never again.
 */
export const firstRunSchema = z.strictObject({
  organisation: nameSchema,
  name: nameSchema,
  email: emailSchema,
  password: passwordSchema,
});

/** GET /api/v1/people/:id/card : of somebody of one's own organisation, as far as they say it. */
export const personCardSchema = profileSchema.extend({
  person: personSchema,
  email: z.string(),
  timeZone: z.string(),
});
export type PersonCard = z.infer<typeof personCardSchema>;

/** POST /api/v1/directory/search : people and teams of the organisation, for the sharing dialogue. */
export const directorySearchSchema = z.strictObject({
  q: z.string().max(100),
  cursor: cursorSchema.optional(),
  limit: z.number().int().min(1).max(50).default(10),
});
export const subjectSchema = z.object({
  id: idSchema,
  kind: z.enum(['person', 'team']),
  name: z.string(),
  email: z.string().nullable(),
  external: externalSchema,
  photo: photoIdSchema,
});
export type SubjectView = z.infer<typeof subjectSchema>;
export const directoryResultSchema = pageOf(subjectSchema);

/** GET /api/v1/people · POST /api/v1/people/search (people.manage) */
export const personRowSchema = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string(),
  admin: z.boolean(),
  external: externalSchema,
  photo: photoIdSchema,
  createdAt: instantSchema,
  lastSeenAt: instantSchema.nullable(),
  /** Nobody has signed in to it yet: an invitation that waits. */
  pending: z.boolean(),
  /** The person asked for a new sign-in link that nobody has handed over yet. */
  linkRequestedAt: instantSchema.nullable(),
  /** The account is closed since then; what it alone managed can be handed over. */
  disabledAt: instantSchema.nullable(),
  /** It left for good: it cannot be opened again. */
  deleted: z.boolean(),
  /** Of a closed account: whom the organisation's directory names as its manager, to hand over to. */
  manager: personSchema.nullable(),
});
export type PersonRow = z.infer<typeof personRowSchema>;
/** Open accounts, closed ones, or both. */
const personStateSchema = z.enum(['open', 'closed']);
export const peopleQuerySchema = pageQuerySchema.extend({ state: personStateSchema.optional() });
export const searchPeopleSchema = searchSchema.extend({ state: personStateSchema.optional() });
/** In the order of their names. */
export const peopleSchema = pageOf(personRowSchema).extend({
  /** On all pages. */
  total: z.number().int(),
});

/** POST /api/v1/invitations : the link goes to the address; where this instance sends no mail, it is shown to whoever invites. */
export const invitationSchema = z
  .strictObject({
    email: emailSchema,
    name: nameSchema,
    admin: z.boolean().default(false),
    resourceId: idSchema.optional(),
    role: roleSchema.optional(),
  })
  .meta({ dependentRequired: { resourceId: ['role'], role: ['resourceId'] } });
export const invitationResultSchema = deliveredLinkSchema.extend({ id: idSchema });
/** POST /api/v1/people/:id/sign-in-link (people.manage) */
export const signInLinkSchema = deliveredLinkSchema;

/** POST /api/v1/people/:id/hand-over (people.manage): of a closed account, to somebody who is there. */
export const handOverSchema = z.strictObject({ toId: idSchema });
export const handOverResultSchema = z.object({
  /** Somebody else must agree first; then ask again. Nothing was handed over. */
  waiting: z.boolean(),
  /** Places and items that the person alone managed and the other now manages too. */
  count: z.number().int(),
});

/** POST /api/v1/teams · PUT/DELETE /api/v1/teams/:id/members/:personId */
export const createTeamSchema = z.strictObject({ name: nameSchema });
export const teamSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** People and teams that are in it. */
  members: z.number().int(),
});
export type TeamView = z.infer<typeof teamSchema>;
/** GET /api/v1/teams · POST /api/v1/teams/search : in the order of their names. */
export const teamsSchema = pageOf(teamSchema);
/** GET /api/v1/teams/:id/members : who was added last comes first. */
export const teamMemberSchema = subjectSchema.extend({ addedAt: instantSchema });
export type TeamMember = z.infer<typeof teamMemberSchema>;
export const teamMembersSchema = pageOf(teamMemberSchema);
export const createdSchema = z.object({ id: idSchema });
