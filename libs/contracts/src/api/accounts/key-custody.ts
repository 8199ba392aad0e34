import { z } from 'zod';
import { idSchema, instantSchema } from '../common.js';

/** What a custodian of keys asks for; a second one agrees where there are two. */
export const keyActs = ['keys-close', 'keys-open', 'keys-destroy'] as const;
export const keyActSchema = z.enum(keyActs);
export type KeyAct = z.infer<typeof keyActSchema>;

/** An address that a custodian keeps for the day on which nobody of the organisation is let in. */
const custodyTicketSchema = z.string().regex(/^[\w-]{40,1000}$/);

const personRefSchema = z.object({
  id: idSchema,
  /** null: no name opens while the keys are closed. */
  name: z.string().nullable(),
});

const keyRequestSchema = z.object({
  id: idSchema,
  act: keyActSchema,
  askedBy: personRefSchema,
  askedAt: instantSchema,
  expiresAt: instantSchema,
  /** Asked by whoever looks: somebody else agrees. */
  mine: z.boolean(),
});
export type KeyRequest = z.infer<typeof keyRequestSchema>;

/** The end of an organisation's key, agreed by two and done after a delay. */
const keyDestructionSchema = z.object({
  /** `planned` can be withdrawn. `waiting`: the key is still at its provider, whose operator has to act. */
  state: z.enum(['planned', 'running', 'waiting', 'done']),
  askedBy: personRefSchema,
  approvedBy: personRefSchema,
  dueAt: instantSchema,
  startedAt: instantSchema.nullable(),
  doneAt: instantSchema.nullable(),
  /** Why it waits. `refused`: the token may not delete. `opens`: the provider says it did, and it still opens. */
  obstacle: z.enum(['refused', 'down', 'opens']).nullable(),
  /** As the provider is to find it. */
  keyName: z.string().nullable(),
});
export type KeyDestructionState = z.infer<typeof keyDestructionSchema>;

/** GET /api/v1/keys · POST /api/v1/keys/custody : for who keeps the organisation's keys. */
export const keyCustodySchema = z.object({
  organisation: personRefSchema,
  provider: z.object({
    kind: z.enum(['file', 'transit', 'pkcs11']),
    answers: z.boolean(),
    /** Since when it answers, or does not, as this node knows it. */
    since: instantSchema,
    /** Whether this organisation has a key of its own there. */
    ownKey: z.boolean(),
    /** null: it does not answer, or has no such key. */
    key: z
      .object({
        name: z.string(),
        /** null: this provider does not count. */
        version: z.number().int().nullable(),
        extractable: z.boolean(),
      })
      .nullable(),
  }),
  /** When what opens this organisation was wrapped last: when it was made, renewed or moved. */
  renewedAt: instantSchema.nullable(),
  closed: z.boolean(),
  /** Who keeps the keys, through teams too. Two or more: nobody acts alone. */
  custodians: z.array(personRefSchema).max(200),
  requests: z.array(keyRequestSchema).max(50),
  destruction: keyDestructionSchema.nullable(),
  /** Why the key cannot be destroyed here; null: it can. `shared`: extractable, or one for all. */
  undestroyable: z.enum(['shared', 'moving', 'alone']).nullable(),
  /** How long an agreed destruction can be withdrawn. */
  destructionHours: z.number().int(),
  /** The newest acts on these keys first. */
  acts: z.array(z.object({ action: z.string(), at: instantSchema, by: personRefSchema.nullable() })).max(20),
});
export type KeyCustody = z.infer<typeof keyCustodySchema>;

/** POST /api/v1/keys/requests */
export const askKeyActSchema = z.strictObject({ act: keyActSchema });
/** Done at once by the only custodian; otherwise it waits until then for another one. */
export const keyActAnswerSchema = z.object({ done: z.boolean(), expiresAt: instantSchema.nullable() });
export type KeyActAnswer = z.infer<typeof keyActAnswerSchema>;

/** POST /api/v1/keys/link */
export const custodyLinkSchema = z.object({ link: z.url(), expiresAt: instantSchema });
export type CustodyLink = z.infer<typeof custodyLinkSchema>;

/** POST /api/v1/keys/custody/certificate : what `maroquin verify` reads. */
export const keyCertificateSchema = z.strictObject({
  kind: z.literal('key-destruction'),
  /** JSON, the very bytes that are signed. */
  report: z.string().max(100_000),
  algorithm: z.literal('Ed25519'),
  /** Base64, over the UTF-8 of `report`. */
  signature: z.string().max(200),
  /** Base64, SubjectPublicKeyInfo (RFC 8410): that of the instance's proofs. */
  publicKey: z.string().max(200),
});
export type KeyCertificate = z.infer<typeof keyCertificateSchema>;

const certifiedPersonSchema = z.strictObject({
  id: idSchema,
  name: z.string().nullable(),
  at: instantSchema,
});
/** What stands in `report`. */
export const keyDestructionReportSchema = z.strictObject({
  format: z.literal('maroquin-key-destruction-1'),
  organisation: z.strictObject({ id: idSchema, name: z.string().nullable() }),
  approved: certifiedPersonSchema,
  asked: certifiedPersonSchema.omit({ at: true }),
  dueAt: instantSchema,
  startedAt: instantSchema,
  doneAt: instantSchema,
  key: z.strictObject({
    provider: z.enum(['transit', 'pkcs11']),
    name: z.string().nullable(),
    version: z.number().int().nullable(),
    extractable: z.boolean().nullable(),
  }),
  /** What the provider said. `gone`: its operator had destroyed it. */
  answer: z.enum(['deleted', 'gone']),
  /** Each wrapped key was given to the provider afterwards. */
  check: z.strictObject({ at: instantSchema, tried: z.number().int(), opened: z.literal(0) }),
  /** Rows of wrapped keys that are erased here. */
  erased: z.strictObject({ organisationKeys: z.number().int(), dataKeys: z.number().int() }),
  limits: z.array(z.string()).max(10),
});
export type KeyDestructionReport = z.infer<typeof keyDestructionReportSchema>;

/** POST /api/v1/keys/custody, and below it: by the address that a custodian kept, without a session. */
export const custodySchema = z.strictObject({ ticket: custodyTicketSchema });
export const custodyAskSchema = custodySchema.extend({ act: keyActSchema });
export const custodyDecideSchema = custodySchema.extend({ requestId: idSchema, agrees: z.boolean() });
