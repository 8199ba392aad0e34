import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

/** A token needs the scope of messages; a visitor by link is nobody. @throws {DomainError} request.not-found */
export function requireWriter({ standing, tokenScopes }: Actor): void {
  const covers = tokenScopes === null || tokenScopes.includes('all') || tokenScopes.includes('messages');
  if (standing === 'visitor' || !covers) throw new DomainError('request.not-found');
}
