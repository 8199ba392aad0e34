import { DomainError } from '../errors/index.js';
import type { KeyProvider, ProviderKey } from './key-provider.js';
import { organisationPurpose } from './key-purposes.js';
import { OwnerRefused } from './owner-refused.js';

interface WrappedGeneration {
  readonly generation: number;
  readonly wrapped: Buffer;
}

/** What became of an organisation's key at its provider. */
export interface DestroyedKey {
  readonly provider: KeyProvider['kind'];
  /** As the provider described it before; null: it was gone already, or not shown. */
  readonly key: ProviderKey | null;
  /** What the provider said to its destruction. `gone`: there was none any more. */
  readonly answer: 'deleted' | 'gone' | 'refused' | 'down';
  /** What was wrapped by it, and what of that still opens, or of which nobody can say. */
  readonly tried: number;
  readonly opened: number;
  readonly unknown: number;
}

/**
 * Destroys the key that wraps an organisation's, and asks the provider afterwards to open each of them: only its word that
 * there is no such key, or that this is not it, counts as closed.
 * @throws {DomainError} key.shared
 */
export async function destroyOrganisationKey(
  provider: KeyProvider,
  orgId: string,
  rows: readonly WrappedGeneration[],
): Promise<DestroyedKey> {
  if (!provider.keyPerOrganisation) throw new DomainError('key.shared');
  const key = await provider.describeKey(orgId).catch(() => null);
  const answer = await destroy(provider, orgId);
  const results = { opened: 0, unknown: 0 };
  for (const { generation, wrapped } of rows) {
    const state = await opens(provider, orgId, wrapped, generation);
    if (state !== 'closed') results[state] += 1;
  }
  const isGone = answer === 'deleted' && key === null;
  return { provider: provider.kind, key, answer: isGone ? 'gone' : answer, tried: rows.length, ...results };
}

async function destroy(provider: KeyProvider, orgId: string): Promise<'deleted' | 'refused' | 'down'> {
  try {
    await provider.destroyKey(orgId);
    return 'deleted';
  } catch (error) {
    if (error instanceof OwnerRefused) return 'refused';
    if (error instanceof DomainError && error.code.startsWith('key.')) return 'down';
    throw error;
  }
}

async function opens(
  provider: KeyProvider,
  orgId: string,
  wrapped: Buffer,
  generation: number,
): Promise<'opened' | 'unknown' | 'closed'> {
  try {
    // Also bytes that are not the key: whoever answers has not lost it.
    await provider.unwrap(orgId, wrapped, organisationPurpose(orgId, generation));
    return 'opened';
  } catch (error) {
    return error instanceof DomainError && error.code === 'key.missing' ? 'closed' : 'unknown';
  }
}
