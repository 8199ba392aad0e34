import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DomainError } from '../errors/index.js';

const NONCE = 12;
const TAG = 16;
const KEY = 32;
/** Without a version in front: a key from before values were bound to the columns beside them (ADR 18). */
const UNBOUND_LENGTH = NONCE + KEY + TAG;
/** Says that nothing of the earlier form is left under this key. Authenticated, so that it cannot be taken away. */
const BOUND = Buffer.from([2]);

export interface UnwrappedDataKey {
  readonly key: Buffer;
  /** Values under this key may still be of the earlier form. */
  readonly opensUnbound: boolean;
}

/** Layout: version · nonce (12) · ciphertext (32) · tag (16). */
export function wrapDataKey(wrapping: Buffer, id: string, key: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.concat([BOUND, Buffer.from(id, 'utf8')]));
  return Buffer.concat([BOUND, nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

/** @throws {DomainError} sealed.damaged */
export function unwrapDataKey(wrapping: Buffer, id: string, wrapped: Buffer): UnwrappedDataKey {
  const opensUnbound = wrapped.length === UNBOUND_LENGTH;
  const version = opensUnbound ? Buffer.alloc(0) : wrapped.subarray(0, 1);
  const body = wrapped.subarray(version.length);
  try {
    if (body.length !== UNBOUND_LENGTH) throw new Error('not a wrapped key');
    if (!opensUnbound && !version.equals(BOUND)) throw new Error('unknown version of a wrapped key');
    const decipher = createDecipheriv('aes-256-gcm', wrapping, body.subarray(0, NONCE), {
      authTagLength: TAG,
    });
    decipher.setAAD(Buffer.concat([version, Buffer.from(id, 'utf8')]));
    decipher.setAuthTag(body.subarray(-TAG));
    const key = Buffer.concat([decipher.update(body.subarray(NONCE, -TAG)), decipher.final()]);
    return { key, opensUnbound };
  } catch (error) {
    throw new DomainError('sealed.damaged', { cause: error });
  }
}
