import { Session } from '@maroquin/identity';
import type { Actor, Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { IsNull } from 'typeorm';

/** Whoever finds an unattended browser must not give itself a way in that stays. */
const FRESH_SIGN_IN_MS = 10 * 60_000;

export const freshUntil = (session: Pick<Session, 'createdAt'>): Date =>
  new Date(session.createdAt.getTime() + FRESH_SIGN_IN_MS);

/** A person in its browser; a program's token does not change how its person signs in. @throws {DomainError} request.not-found */
export function requireBrowser({ sessionId }: Actor): string {
  if (sessionId === null) throw new DomainError('request.not-found');
  return sessionId;
}

/**
 * The session is held until the transaction ends: one that is ended at this moment changes no way in afterwards. The
 * account is locked before it, as by whoever closes it.
 * @throws {DomainError} request.not-found (a token, or a session that is over), sign-in.not-fresh
 */
export async function requireFreshSignIn(tx: Tx, actor: Actor, now: Date): Promise<void> {
  const id = requireBrowser(actor);
  await tx.query('select 1 from account where id = $1 for update', [actor.personId]);
  const session = await tx.manager.findOne(Session, {
    where: { id, revokedAt: IsNull() },
    lock: { mode: 'pessimistic_read' },
  });
  if (session === null) throw new DomainError('request.not-found');
  if (freshUntil(session) < now) throw new DomainError('sign-in.not-fresh');
}
