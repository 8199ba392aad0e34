import { Injectable } from '@nestjs/common';
import type { Tx } from '@maroquin/platform/database';
import type { KnownAccount } from '../accounts/accounts.service.js';
import { SecondSteps } from '../factors/codes/second-steps.service.js';
import { type NewSession, Sessions } from '../sessions/sessions.service.js';

/** A session; or half of one: the Set-Cookie of the second step; or the page that says why there is none. */
export type PasswordAnswer =
  { readonly session: NewSession } | { readonly step: string } | { readonly page: string };

/** What a right password leads to, whoever knew it. */
@Injectable()
export class AfterPassword {
  constructor(
    private readonly steps: SecondSteps,
    private readonly sessions: Sessions,
  ) {}

  /** @param first what the account holds of the password: see SecondSteps.begin. @throws {DomainError} sign-in.failed */
  async go(
    tx: Tx,
    account: KnownAccount,
    first: Buffer,
    method: 'password' | 'ldap',
  ): Promise<PasswordAnswer> {
    const step = await this.steps.begin(tx, account, first, method);
    return step === null
      ? { session: await this.sessions.start(tx, account, method, { amr: ['pwd'] }) }
      : { step };
  }
}
