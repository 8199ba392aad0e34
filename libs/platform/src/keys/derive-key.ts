import { createHmac, hkdfSync } from 'node:crypto';

/** HKDF-SHA-256 (RFC 5869): a key of 32 bytes for one purpose. */
export const deriveKey = (key: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `maroquin ${purpose}`, 32));

/** Makes names that people see as equal equal: NFC, then upper, then lower (so that ß = ss and final σ = σ). */
export const fold = (text: string): string => text.normalize('NFC').toUpperCase().toLowerCase();

/** HMAC-SHA-256 of the parts, each preceded by its length. */
export function keyedHash(key: Buffer, purpose: string, parts: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac('sha256', key);
  for (const part of [purpose, ...parts]) {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.byteLength);
    hmac.update(length).update(bytes);
  }
  return hmac.digest();
}
