import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DomainError } from '../errors/index.js';

/**
 * Where a sealed value stands. It is authenticated with the value (AES-GCM additional data), so a value that is moved
 * to another row, column or place in a sequence does not open.
 */
export interface SealContext {
  readonly table: string;
  readonly column: string;
  readonly row: string;
  /** Number in a sequence, for feeds. */
  readonly seq?: number;
  /** Columns in clear that give the value its meaning: it does not open beside other ones. */
  readonly bound?: readonly BoundValue[] | undefined;
}

/** Times are milliseconds since 1970. */
export type BoundValue = string | number | boolean | null;

const NONCE = 12;
const TAG = 16;
/** Longest value sealed in one piece; blobs are sealed in segments. */
export const MAX_SEALED_BYTES = 64 * 1024 * 1024;

/** Nonces are drawn from the system's generator this many at a time: asking it for each costs more than the sealing. */
const NONCES_AT_ONCE = 256;
let drawn = Buffer.alloc(0);
let used = 0;

/** Bytes that nobody was given before. */
function nextNonce(): Buffer {
  if (used >= drawn.length) {
    drawn = randomBytes(NONCE * NONCES_AT_ONCE);
    used = 0;
  }
  used += NONCE;
  return drawn.subarray(used - NONCE, used);
}

/** Where additional data is put together: it is taken in at once. */
const scratch = Buffer.allocUnsafe(2048);

/** The header, and where the value stands as a JSON array. Holds until the next call. */
function additionalData(
  orgId: string,
  { table, column, row, seq, bound }: SealContext,
  header: Buffer,
): Buffer {
  const place = JSON.stringify(
    bound === undefined
      ? [orgId, table, column, row, seq ?? null]
      : [orgId, table, column, row, seq ?? null, bound],
  );
  const most = header.length + 3 * place.length;
  const data = most <= scratch.length ? scratch : Buffer.allocUnsafe(most);
  data.set(header);
  return data.subarray(0, header.length + data.write(place, header.length));
}

/**
 * AES-256-GCM with a random nonce (NIST SP 800-38D). Layout: header (version and key id, authenticated) · nonce (12) ·
 * ciphertext · tag (16).
 */
export function sealBytes(
  key: Buffer,
  header: Buffer,
  orgId: string,
  context: SealContext,
  plain: Uint8Array,
): Buffer {
  if (plain.byteLength > MAX_SEALED_BYTES) throw new DomainError('request.too-large');
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(additionalData(orgId, context, header));
  const sealed = Buffer.allocUnsafe(header.length + NONCE + plain.byteLength + TAG);
  sealed.set(header);
  sealed.set(nonce, header.length);
  sealed.set(cipher.update(plain), header.length + NONCE);
  // GCM holds nothing back until the end.
  cipher.final();
  sealed.set(cipher.getAuthTag(), sealed.length - TAG);
  return sealed;
}

/** @throws {DomainError} sealed.damaged when a bit, the place or the key is not the one it was sealed with. */
export function openBytes(
  key: Buffer,
  headerLength: number,
  orgId: string,
  context: SealContext,
  sealed: Uint8Array,
): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < headerLength + NONCE + TAG) throw new DomainError('sealed.damaged');
  const header = bytes.subarray(0, headerLength);
  const body = bytes.subarray(headerLength + NONCE, bytes.length - TAG);
  try {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      key,
      bytes.subarray(headerLength, headerLength + NONCE),
      {
        authTagLength: TAG,
      },
    );
    decipher.setAAD(additionalData(orgId, context, header));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
    const plain = decipher.update(body);
    // Throws unless everything is authentic. GCM holds no bytes back until the end, so that nothing need be copied.
    const rest = decipher.final();
    return rest.length === 0 ? plain : Buffer.concat([plain, rest]);
  } catch (error) {
    throw new DomainError('sealed.damaged', { cause: error });
  }
}
