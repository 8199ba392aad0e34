import { z } from 'zod';
import { idSchema, instantSchema, pageOf, pageQuerySchema, personSchema } from '../common.js';

/** How the audit may deviate from what was written. */
export const auditFindingKinds = [
  'entries-missing',
  'entry-doubled',
  'entry-changed',
  'entry-inserted',
  'old-entry-misplaced',
  'erasure-unexplained',
  'end-missing',
  'end-forged',
  'end-differs',
  'checkpoint-forged',
  'checkpoint-differs',
  'behind-anchor',
  'anchor-differs',
  'time-stamp-forged',
  'clock-set-back',
] as const;
export type AuditFindingKind = (typeof auditFindingKinds)[number];

/** What acts are about: the first part of their names, and the groups in which people look for them. */
export const auditTopics = {
  rights: ['access', 'role', 'review', 'team', 'duty', 'link', 'guest', 'marking', 'break-glass'],
  contents: ['document', 'file', 'resource', 'space', 'channel', 'message', 'version'],
  people: ['person', 'account', 'identity', 'approval', 'administrator', 'directory', 'organisation'],
  'sign-in': [
    'session',
    'sign-in',
    'sign-in-link',
    'password',
    'passkey',
    'totp',
    'recovery-code',
    'recovery-codes',
  ],
  service: ['administration', 'token', 'audit', 'keys', 'settings'],
} as const;
export type AuditTopic = keyof typeof auditTopics;

/** GET /api/v1/audit/entries */
export const auditQuerySchema = pageQuerySchema.extend({
  actorId: idSchema.optional(),
  /** What it was about: a person, a team, a document… */
  targetId: idSchema.optional(),
  topic: z.enum(Object.keys(auditTopics) as [AuditTopic, ...AuditTopic[]]).optional(),
  from: instantSchema.optional(),
  until: instantSchema.optional(),
});

const auditSubjectSchema = z.object({
  id: idSchema,
  kind: z.string(),
  /** null: its title is not for whoever audits. */
  name: z.string().nullable(),
});
export type AuditSubject = z.infer<typeof auditSubjectSchema>;

export const auditEntrySchema = z.object({
  number: z.number().int(),
  id: idSchema,
  at: instantSchema,
  sealedAt: instantSchema,
  /** `noun.done` */
  action: z.string(),
  /** null: the service itself, or somebody who was erased. */
  actor: personSchema.nullable(),
  actorErased: z.boolean(),
  target: auditSubjectSchema.nullable(),
  targetErased: z.boolean(),
  /** Roles, ids, codes; never what people write. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Whom and what the details name. */
  mentions: z.array(auditSubjectSchema),
  /** `old`: from before there was a chain. `stranger`: the service did not write it. */
  origin: z.enum(['service', 'old', 'stranger']),
  /** SHA-256, hexadecimal. */
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
/** The newest first. */
export const auditEntriesSchema = pageOf(auditEntrySchema);

export const auditFindingSchema = z.object({
  kind: z.enum(auditFindingKinds),
  number: z.number().int(),
});
/** A place outside the database where ends of the chain are kept. */
export const auditAnchorSchema = z.object({
  kind: z.enum(['folder', 'mail', 'time-stamp', 'bucket', 'syslog']),
  /** null: nothing was kept there yet. */
  keptAt: instantSchema.nullable(),
  number: z.number().int().nullable(),
  /** Since when it does not answer. */
  failingSince: instantSchema.nullable(),
});
export type AuditAnchor = z.infer<typeof auditAnchorSchema>;

/** GET /api/v1/audit/state · POST /api/v1/audit/verification */
export const auditStateSchema = z.object({
  entries: z.number().int(),
  /** Recorded and not sealed yet. */
  waiting: z.number().int(),
  /** Of the key that signs, to be compared with what was noted. */
  fingerprint: z.string(),
  isVerifying: z.boolean(),
  verification: z
    .object({
      at: instantSchema,
      through: z.number().int(),
      /** Entries from before the chain, taken as they were. */
      old: z.number().int(),
      anchored: z.boolean(),
      /** When a time-stamp authority saw the chain, and up to where; null: no time stamp was read. */
      stamped: z.object({ number: z.number().int(), at: instantSchema }).nullable(),
      findings: z.array(auditFindingSchema).max(101),
    })
    .nullable(),
  anchors: z.array(auditAnchorSchema).max(5),
});
export type AuditState = z.infer<typeof auditStateSchema>;

/** GET /api/v1/audit/export; `jsonl` is what `maroquin audit verify` reads. */
export const auditExportQuerySchema = z.strictObject({ format: z.enum(['csv', 'jsonl']) });
