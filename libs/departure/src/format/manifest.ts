import { canonicalJson } from '@maroquin/platform/signatures';
import { z } from 'zod';

/** What stands in every export, under the same names in every language: programs look for them. */
export const MANIFEST = 'manifeste.json';
export const LIST = 'manifeste.jsonl';
const FORMAT = 'maroquin organisation export';
export const VERSION = 1;

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** One entry, one line. */
export const lineSchema = z.strictObject({
  path: z.string().min(1).max(4_096),
  size: z.number().int().min(0),
  sha256: digestSchema,
  /** Its source broke off: the bytes are those that could be read. */
  incomplete: z.literal(true).optional(),
});
export type ManifestLine = z.infer<typeof lineSchema>;

const statementSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  organisation: z.strictObject({ id: z.uuid(), name: z.string() }),
  madeAt: z.iso.datetime(),
  /** Ids of the people: who asked for it, and who agreed. */
  askedBy: z.uuid(),
  approvedBy: z.uuid().nullable(),
  entries: z.number().int().min(0),
  bytes: z.number().int().min(0),
  /** SHA-256 of the list of entries, byte for byte. */
  list: digestSchema,
});
type WholeStatement = z.infer<typeof statementSchema>;
export type ExportStatement = Omit<WholeStatement, 'format' | 'version'>;

const manifestSchema = z.strictObject({
  statement: statementSchema,
  /** Ed25519 (RFC 8032) over the statement's canonical JSON (RFC 8785), base64. */
  signature: z.base64(),
  /** SubjectPublicKeyInfo, base64: what `maroquin document key` prints of the organisation. */
  publicKey: z.base64(),
});
export type Manifest = z.infer<typeof manifestSchema>;

interface Signer {
  sign(bytes: Uint8Array): Buffer;
  readonly publicKey: Buffer;
}

export const signedBytes = (statement: WholeStatement): Buffer =>
  Buffer.from(canonicalJson(statement), 'utf8');

/** The manifest's text. */
export function signManifest(statement: ExportStatement, key: Signer): string {
  const whole: WholeStatement = { format: FORMAT, version: VERSION, ...statement };
  const signature = key.sign(signedBytes(whole)).toString('base64');
  const manifest: Manifest = { statement: whole, signature, publicKey: key.publicKey.toString('base64') };
  return `${canonicalJson(manifest)}\n`;
}

/** null: it is none. */
export function readManifest(text: string): Manifest | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const read = manifestSchema.safeParse(parsed);
    // Two keys of one name, or blanks: a reader may see something else than what is verified.
    return read.success && `${canonicalJson(parsed)}\n` === text ? read.data : null;
  } catch {
    return null;
  }
}
