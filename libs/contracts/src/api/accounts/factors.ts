import { z } from 'zod';
import { idSchema, instantSchema, nameSchema } from '../common.js';

/** Bytes as WebAuthn's JSON forms carry them (WebAuthn L3 §5.1.8, §5.1.9). */
const bytesSchema = (max: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]*$/)
    .max(max);
/** What an authenticator says of its extensions; nothing here relies on it. */
const extensionsSchema = z
  .record(z.string().max(64), z.unknown())
  .refine((value) => JSON.stringify(value).length <= 4_000);
const attachmentSchema = z.enum(['platform', 'cross-platform']).optional();

/** RegistrationResponseJSON (WebAuthn L3 §5.1.8): what a browser hands over when a passkey was made. */
export const newPasskeyCredentialSchema = z.strictObject({
  id: bytesSchema(1_400),
  rawId: bytesSchema(1_400),
  type: z.literal('public-key'),
  authenticatorAttachment: attachmentSchema,
  clientExtensionResults: extensionsSchema,
  response: z.strictObject({
    clientDataJSON: bytesSchema(4_000),
    attestationObject: bytesSchema(20_000),
    authenticatorData: bytesSchema(8_000).optional(),
    transports: z.array(z.string().max(32)).max(10).optional(),
    publicKeyAlgorithm: z.number().int().optional(),
    publicKey: bytesSchema(4_000).optional(),
  }),
});
/** AuthenticationResponseJSON (WebAuthn L3 §5.1.9). */
export const passkeyCredentialSchema = z.strictObject({
  id: bytesSchema(1_400),
  rawId: bytesSchema(1_400),
  type: z.literal('public-key'),
  authenticatorAttachment: attachmentSchema,
  clientExtensionResults: extensionsSchema,
  response: z.strictObject({
    clientDataJSON: bytesSchema(4_000),
    authenticatorData: bytesSchema(8_000),
    signature: bytesSchema(8_000),
    userHandle: bytesSchema(88).optional(),
  }),
});

/** The options that a browser takes as they are: PublicKeyCredentialCreationOptionsJSON, …RequestOptionsJSON. */
export const ceremonySchema = z.object({ options: z.record(z.string(), z.unknown()) });

/** POST /api/v1/sign-in/passkey : the person is found by the passkey, no address is asked. */
export const passkeySignInSchema = z.strictObject({ credential: passkeyCredentialSchema });
/**
 * 200 of POST /api/v1/sign-in/password and /sign-in/link : right, and not yet in. `code`: a second proof is needed; `passkey`: the
 * link was right, and the person's passkey opens the session; `page`: the directory knows
 * the person, and that page of ours says why it does not lead to an account. 204: signed in.
 */
export const nextStepSchema = z.discriminatedUnion('next', [
  z.object({ next: z.literal('code') }),
  z.object({ next: z.literal('passkey') }),
  z.object({ next: z.literal('page'), path: z.string() }),
]);
/** POST /api/v1/sign-in/second-factor : six digits of the code generator, or a recovery code. */
export const secondFactorSchema = z.strictObject({ code: z.string().min(1).max(40) });

/** POST /api/v1/me/passkeys */
export const addPasskeySchema = z.strictObject({ name: nameSchema, credential: newPasskeyCredentialSchema });
/** PATCH /api/v1/me/passkeys/:id with If-Match */
export const renamePasskeySchema = z.strictObject({ name: nameSchema });
export const passkeySchema = z.object({
  id: idSchema,
  /** Rises with each change; the ETag for changing it. */
  version: z.number().int(),
  name: z.string(),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
  /** Kept by the person's password manager on several devices, rather than in one device only. */
  synced: z.boolean(),
});
export type PasskeyView = z.infer<typeof passkeySchema>;

/** A browser in which the person is signed in. */
export const openSessionSchema = z.object({
  id: idSchema,
  method: z.string(),
  /** A second proof was given. */
  strong: z.boolean(),
  createdAt: instantSchema,
  lastSeenAt: instantSchema,
  /** The one that asks. */
  current: z.boolean(),
});
export type OpenSession = z.infer<typeof openSessionSchema>;

/** GET /api/v1/me/security */
export const securitySchema = z.object({
  hasPassword: z.boolean(),
  passkeys: z.array(passkeySchema).max(20),
  /** The code generator of the person, and since when. */
  totp: z.object({ since: instantSchema }).nullable(),
  recoveryCodesLeft: z.number().int(),
  /** Of more than these the oldest end. */
  sessions: z.array(openSessionSchema).max(20),
  /** Until when this session counts as a fresh sign-in, which changes here need. */
  freshUntil: instantSchema,
});
export type SecurityView = z.infer<typeof securitySchema>;

/** POST /api/v1/me/totp : shown once; in effect when a code has confirmed it. */
export const newTotpSchema = z.object({ secret: z.string(), uri: z.string() });
export type NewTotp = z.infer<typeof newTotpSchema>;
/** POST /api/v1/me/totp/confirm */
export const confirmTotpSchema = z.strictObject({ code: z.string().min(1).max(20) });
/** Shown once. */
export const recoveryCodesSchema = z.object({ codes: z.array(z.string()).max(20) });
