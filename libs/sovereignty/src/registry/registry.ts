import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StartupError } from '@maroquin/platform/errors';
import { z } from 'zod';
import { MINIMUM_VERSION, REGISTRY_KEY } from './registry-key.js';

const textSchema = z.string().min(1).max(400);
const dateSchema = z.iso.date();
const countrySchema = z.string().regex(/^[A-Z]{2}$/);
const hostSchema = z.string().regex(/^[a-z0-9.{}-]{3,253}$/);

const qualificationSchema = z.strictObject({
  label: z.enum(['secnumcloud-3.2']),
  /** What exactly is qualified: a label belongs to an offer, not to a company. */
  scope: textSchema,
  /** null: every region of the offer. */
  regions: z.array(z.string()).nullable(),
  /** null: our sources do not say. */
  until: dateSchema.nullable(),
  /** Whether the operator has to cite the attestation in its declarations. */
  attestation: z.boolean(),
});

const providerSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{2,40}$/),
  operator: textSchema,
  offer: textSchema,
  parent: textSchema,
  kind: z.enum(['commercial', 'state', 'self-hosted']),
  /** Whose law binds the operator and those who own it; null: that of the country declared. */
  jurisdiction: countrySchema.nullable(),
  /** Where the technique comes from, which is not whose law applies. */
  technology: z.array(countrySchema),
  /** Why nothing but `dev` may use it; null: nothing speaks against it by itself. */
  foreignLaw: textSchema.nullable(),
  domains: z.array(hostSchema),
  /** Addresses that say in which region they lie: `s3.{region}.example.org`. */
  patterns: z.array(hostSchema),
  regions: z.array(z.strictObject({ name: z.string().min(1).max(40), country: countrySchema })),
  qualification: qualificationSchema.nullable(),
  evidence: z.array(z.strictObject({ fact: textSchema, source: textSchema, date: dateSchema })).min(1),
});
const registrySchema = z.strictObject({
  version: z.int().positive(),
  issued: dateSchema,
  providers: z.array(providerSchema).min(1).max(500),
});

export type Provider = z.infer<typeof providerSchema>;
export type Registry = z.infer<typeof registrySchema>;

/** The registry as it lies on disk: signed are these bytes and no others. */
export interface SignedRegistry {
  readonly bytes: Buffer;
  /** Ed25519 (RFC 8032), base64. */
  readonly signature: string;
}

const refuse = (fr: string, en: string, cause?: unknown): StartupError => new StartupError(fr, en, { cause });

/** The registry of this release. */
export function readSignedRegistry(): SignedRegistry {
  const path = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));
  return {
    bytes: readFileSync(path('providers.json')),
    signature: readFileSync(path('providers.sig.txt'), 'utf8').trim(),
  };
}

/**
 * Checks the signature before anything is read, then the shape, then that it is no older than what was seen.
 * @param seen the highest version that this instance has used
 * @throws {StartupError}
 */
export function openRegistry(signed: SignedRegistry, seen: number, publicKey = REGISTRY_KEY): Registry {
  const key = createPublicKey(publicKey);
  if (!verify(null, signed.bytes, key, Buffer.from(signed.signature, 'base64')))
    throw refuse(
      'Registre des fournisseurs refusé : sa signature n’est pas celle des mainteneurs. Réinstallez Maroquin depuis une source sûre.',
      'Provider registry refused: its signature is not that of the maintainers. Install Maroquin again from a safe source.',
    );
  const parsed = registrySchema.safeParse(JSON.parse(signed.bytes.toString('utf8')));
  if (!parsed.success)
    throw refuse(
      'Registre des fournisseurs refusé : il est signé, mais sa forme n’est pas celle que cette version lit. Installez une version récente de Maroquin.',
      'Provider registry refused: it is signed, but not of the form that this version reads. Install a recent version of Maroquin.',
      parsed.error,
    );
  const least = Math.max(seen, MINIMUM_VERSION);
  if (parsed.data.version < least)
    throw refuse(
      `Registre des fournisseurs refusé : version ${String(parsed.data.version)}, alors que la version ${String(least)} a déjà servi ici. Un registre ne revient pas en arrière ; remettez le plus récent.`,
      `Provider registry refused: version ${String(parsed.data.version)}, while version ${String(least)} was used here before. A registry does not go back; put the latest one back.`,
    );
  return parsed.data;
}
