import { Injectable } from '@nestjs/common';
import { type KnownAccount, type NewSession, Sessions } from '@maroquin/identity';
import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { type FirstProof, SecondSteps } from './second-steps.service.js';

/**
 * A session; or half of one: the Set-Cookie of the second step; or nothing yet, for whoever holds a passkey; or the page that
 * says why there is none.
 */
export type SignInAnswer =
  | { readonly session: NewSession }
  | { readonly step: string }
  | { readonly passkey: true }
  | { readonly page: string };

/** What a right password or a sign-in link leads to, whoever knew the one or gave the other. */
@Injectable()
export class AfterFirstProof {
  constructor(
    private readonly steps: SecondSteps,
    private readonly sessions: Sessions,
  ) {}

  /** @param first what the account holds of the proof: see SecondSteps.begin. @throws {DomainError} sign-in.failed */
  async go(tx: Tx, account: KnownAccount, first: Buffer, method: FirstProof): Promise<SignInAnswer> {
    await requireStill(tx, account, first, method);
    const step = await this.steps.begin(tx, account, first, method);
    if (step !== null) return { step };
    // A link is as safe as the mailbox it went to: a passkey opens the session by itself, and no less does.
    if (method === 'link' && (await holdsPasskey(tx, account.personId))) return { passkey: true };
    const amr = method === 'link' ? [] : ['pwd'];
    return { session: await this.sessions.start(tx, account, method, { amr }) };
  }
}

/**
 * The account's row is locked first: who changes the password or adds a passkey does so before this, and is heeded, or
 * after the session began. A password was judged before this transaction: one that was changed since lets nobody in.
 * @throws {DomainError} sign-in.failed
 */
async function requireStill(
  tx: Tx,
  { personId }: KnownAccount,
  first: Buffer,
  method: FirstProof,
): Promise<void> {
  const [account] = await tx.query<{ password_sealed: Buffer | null }>(
    'select password_sealed from account where id = $1 for update',
    [personId],
  );
  const isStill = method !== 'password' || account?.password_sealed?.equals(first) === true;
  if (account === undefined || !isStill) throw new DomainError('sign-in.failed');
}

const holdsPasskey = async (tx: Tx, personId: string): Promise<boolean> =>
  (await tx.query('select 1 from passkey where account_id = $1 limit 1', [personId])).length > 0;
