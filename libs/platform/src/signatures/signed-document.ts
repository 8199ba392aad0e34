import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.js';

const FORMAT = 'maroquin signed document';
const VERSION = 1;

const personSchema = z.strictObject({ id: z.uuid(), name: z.string() });
const instantSchema = z.iso.datetime();

/** What a signature says: who read, approved and signed which text under which title, and when. */
const statementSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  organisation: personSchema,
  document: z.strictObject({
    id: z.uuid(),
    title: z.string(),
    kind: z.enum(['prose', 'text']),
    /** The version: number of the last change in the document's journal that belongs to it. */
    seq: z.number().int(),
    /** SHA-256 of the content's canonical JSON, in hexadecimal. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  circuit: z.strictObject({
    id: z.uuid(),
    startedBy: personSchema,
    startedAt: instantSchema,
    word: z.string(),
    steps: z.array(
      z.strictObject({
        kind: z.enum(['reading', 'visa', 'signature']),
        due: z.string().nullable(),
        people: z.array(personSchema.extend({ approvedAt: instantSchema })),
      }),
    ),
  }),
  signedAt: instantSchema,
});
type SignedStatement = z.infer<typeof statementSchema>;
export type Statement = Omit<SignedStatement, 'format' | 'version'>;

const fileSchema = z.strictObject({
  statement: statementSchema,
  content: z.unknown(),
  /** Ed25519 (RFC 8032) over the statement's canonical JSON, base64. */
  signature: z.base64(),
  /** SubjectPublicKeyInfo, base64. */
  publicKey: z.base64(),
});

/** Why a file is not what was signed. */
export type ForgeryKind = 'unreadable' | 'changed-form' | 'other-key' | 'other-statement' | 'other-text';
export type SignedVerdict =
  | { readonly whole: true; readonly statement: SignedStatement; readonly publicKey: string }
  | { readonly whole: false; readonly why: ForgeryKind };

interface Signer {
  sign(bytes: Uint8Array): Buffer;
  readonly publicKey: Buffer;
}

/** SHA-256 of a content's canonical JSON, in hexadecimal. */
export const digestOf = (canonical: string): string => createHash('sha256').update(canonical).digest('hex');

const bytesOf = (statement: SignedStatement): Buffer => Buffer.from(canonicalJson(statement), 'utf8');

/** Ed25519 over the canonical form of what is said. */
export const signStatement = (statement: Statement, key: Signer): Buffer =>
  key.sign(bytesOf({ format: FORMAT, version: VERSION, ...statement }));

/**
 * The file that anybody can verify without us, itself in canonical form: it has one way to be read.
 * @param content canonical JSON
 */
export const signedFile = (
  statement: Statement,
  content: string,
  { signature, publicKey }: { readonly signature: string; readonly publicKey: Buffer },
): string => {
  const rest = { publicKey: publicKey.toString('base64'), signature };
  const said = { statement: { format: FORMAT, version: VERSION, ...statement } };
  // Keys in their order: the content comes first.
  return `{"content":${content},${canonicalJson({ ...rest, ...said }).slice(1)}\n`;
};

/**
 * @param text of a file that `signedFile` wrote
 * @param pinned the key that its reader trusts, base64; null: the one that the file names, which proves only that nobody
 * changed it without signing it again
 */
export function verifySignedFile(text: string, pinned: string | null): SignedVerdict {
  try {
    return verified(text, pinned);
  } catch {
    // Nested deeper than anything that was signed.
    return { whole: false, why: 'unreadable' };
  }
}

function verified(text: string, pinned: string | null): SignedVerdict {
  const refused = (why: ForgeryKind): SignedVerdict => ({ whole: false, why });
  const parsed = readJson(text);
  const read = fileSchema.safeParse(parsed);
  if (!read.success || read.data.content === undefined) return refused('unreadable');
  const { statement, content, signature, publicKey } = read.data;
  // Two keys of one name, or blanks: a reader of the file may see something else than what is verified here.
  if (`${canonicalJson(parsed)}\n` !== text) return refused('changed-form');
  if (pinned !== null && publicKey !== pinned.trim()) return refused('other-key');
  const key = readKey(publicKey);
  if (key === null) return refused('unreadable');
  if (!verify(null, bytesOf(statement), key, Buffer.from(signature, 'base64')))
    return refused('other-statement');
  if (digestOf(canonicalJson(content)) !== statement.document.sha256) return refused('other-text');
  return { whole: true, statement, publicKey };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** null: no Ed25519 key. */
function readKey(publicKey: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}
