import type { Actor, Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Session } from '../sessions/session.entity.js';

/** Whoever finds an unattended browser must not give itself a way in that stays. */
const FRESH_SIGN_IN_MS = 10 * 60_000;

export const freshUntil = (session: Pick<Session, 'createdAt'>): Date =>
  new Date(session.createdAt.getTime() + FRESH_SIGN_IN_MS);

/** A person in its browser; a program's token does not change how its person signs in. @throws {DomainError} request.not-found */
export function requireBrowser({ sessionId }: Actor): string {
  if (sessionId === null) throw new DomainError('request.not-found');
  return sessionId;
}

/** @throws {DomainError} request.not-found (a token), sign-in.not-fresh */
export async function requireFreshSignIn(tx: Tx, actor: Actor, now: Date): Promise<void> {
  const session = await tx.manager.findOneByOrFail(Session, { id: requireBrowser(actor) });
  if (freshUntil(session) < now) throw new DomainError('sign-in.not-fresh');
}
