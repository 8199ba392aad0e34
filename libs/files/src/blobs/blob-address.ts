import { createHash } from 'node:crypto';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import { partCount } from './blob-format.js';

type Hashing = Pick<OrganisationKeys, 'hash'>;

/** Keyed digest of the plain bytes of one part: tells nothing to whoever does not have the key. */
export const partDigest = (keys: Hashing, plain: Buffer): Buffer =>
  keys.hash('blob', createHash('sha256').update(plain).digest());

/**
 * The address of content from the digests of its parts, each made while the part was stored, so that nothing is read
 * again. Equal content has equal parts. null: one is missing, because an earlier version stored it.
 */
export function addressOfParts(
  keys: Hashing,
  size: number,
  partBytes: number,
  digests: readonly (Buffer | null | undefined)[],
): Buffer | null {
  const count = partCount(size, partBytes);
  if (count === 0) return partDigest(keys, Buffer.alloc(0));
  const known = digests.slice(0, count).filter((digest) => digest !== null && digest !== undefined);
  if (known.length < count) return null;
  const [only] = known;
  return count === 1 && only !== undefined ? only : keys.hash('blob parts', Buffer.concat(known));
}
