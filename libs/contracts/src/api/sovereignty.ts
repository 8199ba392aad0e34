import { z } from 'zod';
import { instantSchema } from './common.js';

/** Said in both languages of the suite. */
const sentenceSchema = z.strictObject({ fr: z.string().max(2_000), en: z.string().max(2_000) });

/** `not-provable`: nothing here can tell, by this command at least. */
export const proofStates = ['proved', 'not-proved', 'not-provable'] as const;
const proofStateSchema = z.enum(proofStates);

export const propertySchema = z.strictObject({
  number: z.int().min(1).max(10),
  title: sentenceSchema,
  state: proofStateSchema,
  /** What was looked at; `ok` null: it could not be. */
  findings: z.array(z.strictObject({ ok: z.boolean().nullable(), said: sentenceSchema })).max(200),
  /** What the check does not show, even where it succeeds. */
  limit: sentenceSchema,
  /** Repeats it. */
  command: z.string().max(200),
  /** Requirements of SecNumCloud 3.2, by their numbers. */
  secnumcloud: z.array(z.string().max(20)).max(20),
  /** Objectives of the European Commission's Cloud Sovereignty Framework 1.2.1. */
  sov: z.array(z.string().regex(/^SOV-[1-8]$/)).max(8),
});
export type ProvenProperty = z.infer<typeof propertySchema>;

export const provenEndpointSchema = z.strictObject({
  use: z.string().max(40),
  variable: z.string().max(80),
  /** null: on this machine. */
  host: z.string().max(255).nullable(),
  operator: z.string().max(400).nullable(),
  offer: z.string().max(400).nullable(),
  jurisdiction: z.string().max(2).nullable(),
  country: z.string().max(2).nullable(),
  region: z.string().max(40).nullable(),
  /** `internal`: of the State or of one's own. */
  qualification: z.enum(['secnumcloud-3.2', 'internal', 'none', 'unknown']),
  until: z.iso.date().nullable(),
  violations: z.array(z.strictObject({ rule: z.string().max(40), said: sentenceSchema })).max(20),
});
export type ProvenEndpoint = z.infer<typeof provenEndpointSchema>;

export const sovereigntyReportSchema = z.strictObject({
  format: z.literal('maroquin-proof-1'),
  at: instantSchema,
  profile: z.enum(['dev', 'eu', 'fr', 'secnumcloud', 'internal-cloud']),
  registry: z.strictObject({ version: z.int(), issued: z.iso.date() }),
  properties: z.array(propertySchema).max(10),
  endpoints: z.array(provenEndpointSchema).max(200),
});
export type SovereigntyReport = z.infer<typeof sovereigntyReportSchema>;

/** GET, POST /api/v1/administration/proof: the report as text, since its bytes are what is signed. */
export const signedProofSchema = z.strictObject({
  report: z.string().max(500_000),
  algorithm: z.literal('Ed25519'),
  /** Base64, over the UTF-8 of `report`. */
  signature: z.string().max(200),
  /** Base64, SubjectPublicKeyInfo (RFC 8410). */
  publicKey: z.string().max(200),
});
export type SignedProof = z.infer<typeof signedProofSchema>;
