import { z } from 'zod';
import { emailSchema, idSchema, instantSchema, nameSchema } from './common.js';
import { newPasskeyCredentialSchema } from './factors.js';
import { passwordSchema, secretSchema } from './identity.js';

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
export const administratorsSchema = z.object({ items: z.array(administratorRowSchema) });
/** POST …/administrators */
export const createAdministratorSchema = z.strictObject({
  orgId: idSchema,
  email: emailSchema,
  name: nameSchema,
  everywhere: z.boolean().default(false),
});
/** Of POST …/administrators and POST …/administrators/:id/link : shown once, to who hands it over. */
export const enrolmentLinkSchema = z.object({ id: idSchema, link: z.url(), expiresAt: instantSchema });
