import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Accounts } from '../accounts/accounts.service.js';
import { SignInAttempts, type SignInOrigin } from '../factors/attempts/sign-in-attempts.js';
import { SecondSteps } from '../factors/codes/second-steps.service.js';
import { type NewSession, Sessions } from '../sessions/sessions.service.js';
import { PasswordCheck } from './password-check.js';

/** Longer than judging takes, so that the time of a refusal does not tell whether somebody has this address. */
const REFUSE_AFTER_MS = 300;

/** A session, or half of one: the Set-Cookie of the second step. */
export type PasswordAnswer = { readonly session: NewSession } | { readonly step: string };

/** Signing in by address and password. */
@Injectable()
export class PasswordSignIn {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly passwords: PasswordCheck,
    private readonly attempts: SignInAttempts,
    private readonly steps: SecondSteps,
    private readonly sessions: Sessions,
  ) {}

  /**
   * The same answer, after the same time, whether the address is unknown, has no password, or the password is wrong.
   * @throws {DomainError} sign-in.failed, sign-in.wait, request.too-many
   */
  async signIn(email: string, password: string, origin: SignInOrigin): Promise<PasswordAnswer> {
    this.attempts.enter(origin);
    const refusal = pause(REFUSE_AFTER_MS, undefined, { ref: false });
    const account = await this.accounts.findByEmail(email);
    const attempt = this.attempts.begin(`password of ${this.accounts.keyOf(email)}`, account, origin);
    const sealed = await this.passwords.check(account, password);
    if (account === null || sealed === null) {
      if (account !== null) await this.attempts.recordFailure(account, 'password', 'password');
      await refusal;
      throw new DomainError('sign-in.failed');
    }
    attempt.succeeded();
    return this.database.inOrgs({ orgs: [account.orgId] }, async (tx) => {
      const step = await this.steps.begin(tx, account, sealed);
      return step === null
        ? { session: await this.sessions.start(tx, account, 'password', { amr: ['pwd'] }) }
        : { step };
    });
  }
}
