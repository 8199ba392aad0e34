import { timingSafeEqual } from 'node:crypto';
import { DomainError } from '../errors/index.js';
import type { KeyProvider } from './key-provider.js';

/**
 * Wraps a key of which this will be the only copy, and opens it again before anybody relies on it: what a provider wrapped
 * wrongly would be found out when nothing opens any more.
 * @throws {DomainError} key.provider-down also where it gave back something else
 */
export async function wrapChecked(
  provider: KeyProvider,
  owner: string | null,
  key: Buffer,
  purpose: string,
): Promise<Buffer> {
  const wrapped = await provider.wrap(owner, key, purpose);
  const again = await provider.unwrap(owner, wrapped, purpose);
  if (again.length === key.length && timingSafeEqual(again, key)) return wrapped;
  throw new DomainError('key.provider-down', {
    cause: new Error('what was wrapped opens as something else'),
  });
}
