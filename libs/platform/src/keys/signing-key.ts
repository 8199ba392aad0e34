import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';

/** PrivateKeyInfo of an Ed25519 key up to its seed (RFC 8410 §7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key (RFC 8032) worked out from a secret of 32 bytes. */
export class SigningKey {
  private readonly key: KeyObject;

  constructor(seed: Buffer) {
    this.key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  }

  sign(bytes: Uint8Array): Buffer {
    return sign(null, bytes, this.key);
  }

  /** SubjectPublicKeyInfo, DER. */
  get publicKey(): Buffer {
    return createPublicKey(this.key).export({ type: 'spki', format: 'der' });
  }
}
