import { z } from 'zod';
import { deliveredLinkSchema } from './approvals.js';
import { emailSchema, idSchema, instantSchema, nameSchema, pageOf } from '../common.js';
import { newPasskeyCredentialSchema } from './factors.js';
import { passwordSchema, secretSchema } from './identity.js';
import { providerIdSchema } from './sign-in.js';

/** Routes below /api/v1/administration : on the administration listener (ADMIN_BIND) alone; elsewhere they are not there. */

const codeSchema = z.string().min(1).max(20);

/** POST …/enrolment : whose one-use link this is. POST …/enrolment/passkey-options · …/enrolment/generator-options */
export const enrolmentSchema = z.strictObject({ token: secretSchema });
export const enrollingSchema = z.object({ name: z.string(), email: z.string() });
/** POST …/enrolment/passkey : uses the link up and signs in. */
export const passkeyEnrolmentSchema = z.strictObject({
  token: secretSchema,
  credential: newPasskeyCredentialSchema,
});
/** POST …/enrolment/generator : the same, with a password and a code generator. */
export const generatorEnrolmentSchema = z.strictObject({
  token: secretSchema,
  password: passwordSchema,
  code: codeSchema,
});
/** POST …/sign-in/password : the three at once, and one answer for whatever was wrong. */
export const administratorSignInSchema = z.strictObject({
  email: emailSchema,
  password: passwordSchema,
  code: codeSchema,
});

/** GET …/sign-in/providers : those that open administration. */
export const administrationProvidersSchema = pageOf(z.object({ id: z.string(), name: z.string() }));
export type AdministrationProviders = z.infer<typeof administrationProvidersSchema>;
/** POST …/sign-in/provider : where the browser goes. With a link's token the person opens that account from then on. */
export const startAdministrationSchema = z.strictObject({
  provider: providerIdSchema,
  token: secretSchema.optional(),
});
export const leavingSchema = z.object({ location: z.url() });

/** GET …/me */
export const administratorMeSchema = z.object({
  administrator: z.object({ id: idSchema, name: z.string(), email: z.string() }),
  /** The organisation that it belongs to. */
  organisation: z.object({ id: idSchema, name: z.string() }),
  /** It administers every organisation of this instance. */
  everywhere: z.boolean(),
});
export type AdministratorMe = z.infer<typeof administratorMeSchema>;

/** GET …/administrators */
export const administratorRowSchema = z.object({
  id: idSchema,
  orgId: idSchema,
  name: z.string(),
  email: z.string(),
  everywhere: z.boolean(),
  /** It has a way in. */
  enrolled: z.boolean(),
  createdAt: instantSchema,
  lastSeenAt: instantSchema.nullable(),
  disabledAt: instantSchema.nullable(),
});
export type AdministratorRow = z.infer<typeof administratorRowSchema>;
/** In the order of their names. */
export const administratorsSchema = pageOf(administratorRowSchema);
/** POST …/administrators */
export const createAdministratorSchema = z.strictObject({
  orgId: idSchema,
  email: emailSchema,
  name: nameSchema,
  everywhere: z.boolean().default(false),
});
/** Of POST …/administrators and POST …/administrators/:id/link. */
export const enrolmentLinkSchema = deliveredLinkSchema.extend({ id: idSchema });

/** GET …/organisations */
export const administeredOrganisationSchema = z.object({
  id: idSchema,
  name: z.string(),
  createdAt: instantSchema,
  /** People whose account is open. */
  people: z.number().int(),
});
export type AdministeredOrganisation = z.infer<typeof administeredOrganisationSchema>;
/** In the order of their names. */
export const administeredOrganisationsSchema = pageOf(administeredOrganisationSchema);
/** POST …/organisations ; the link is that of its first administrator in the suite. */
export const createOrganisationSchema = z.strictObject({
  name: nameSchema,
  adminName: nameSchema,
  adminEmail: emailSchema,
});
export const createdOrganisationSchema = deliveredLinkSchema.extend({ id: idSchema });

/** POST …/organisations/:orgId/people */
export const createPersonSchema = z.strictObject({
  email: emailSchema,
  name: nameSchema,
  admin: z.boolean().default(false),
});

const holderSchema = z.object({ id: idSchema, name: z.string() });
/** GET …/organisations/:orgId/sessions : browsers that are signed in to the suite, the newest first. */
export const administeredSessionSchema = z.object({
  id: idSchema,
  person: holderSchema,
  method: z.string(),
  /** Two proofs were given. */
  strong: z.boolean(),
  createdAt: instantSchema,
  lastSeenAt: instantSchema,
});
export type AdministeredSession = z.infer<typeof administeredSessionSchema>;
export const administeredSessionsSchema = pageOf(administeredSessionSchema);
/** GET …/organisations/:orgId/tokens : those of programs that still open something. */
export const administeredTokenSchema = z.object({
  id: idSchema,
  person: holderSchema,
  scopes: z.array(z.string()),
  createdAt: instantSchema,
  lastSeenAt: instantSchema.nullable(),
  expiresAt: instantSchema.nullable(),
});
export type AdministeredToken = z.infer<typeof administeredTokenSchema>;
export const administeredTokensSchema = pageOf(administeredTokenSchema);

const bilingualSchema = z.object({ fr: z.string(), en: z.string() });
/** GET …/providers : each is asked at every request. */
export const administeredProviderSchema = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  /** Its issuer, or the directory's address. */
  place: z.string(),
  answers: z.boolean(),
  /** What was seen first that keeps it from serving, and what to do. */
  problem: z.object({ detail: bilingualSchema, remedy: bilingualSchema.nullable() }).nullable(),
});
export type AdministeredProvider = z.infer<typeof administeredProviderSchema>;
export const administeredProvidersSchema = pageOf(administeredProviderSchema);

/** GET …/mail : what became of the mail that was handed to the relay. */
export const administeredMailSchema = z.object({
  /** Host and port; null: this instance sends no mail. */
  relay: z.string().nullable(),
  /** Since when it takes none, as far as anybody noticed; null: it does. */
  downSince: instantSchema.nullable(),
  trouble: z.enum(['unreachable', 'no-starttls', 'certificate', 'login', 'refused']).nullable(),
  /** For an hour or more. */
  late: z.boolean(),
  /** People to whom mail about what happened waits to be sent again; in what this account administers. */
  waiting: z.number().int(),
});
export type AdministeredMail = z.infer<typeof administeredMailSchema>;

/** GET …/antivirus : it is asked at every request. */
export const administeredAntivirusSchema = z.object({
  /** Whether there is to be one. */
  configured: z.boolean(),
  /** As it calls itself, with the number and the day of its signatures; null: it does not answer. */
  version: z.string().nullable(),
  /** Since when it has not answered, as far as anybody noticed; null: it answers. */
  awaySince: instantSchema.nullable(),
  /** Files, and pictures of documents, that others read once it has answered; in what this account administers. */
  waiting: z.number().int(),
  oldestWaiting: instantSchema.nullable(),
});
export type AdministeredAntivirus = z.infer<typeof administeredAntivirusSchema>;
