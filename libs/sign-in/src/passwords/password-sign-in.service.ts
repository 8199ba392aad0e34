import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Accounts } from '@maroquin/identity';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { SignInAttempts, type SignInOrigin } from '../attempts/sign-in-attempts.js';
import { LdapSignIn } from '../ldap/ldap-sign-in.service.js';
import { AfterFirstProof, type SignInAnswer } from '../codes/after-first-proof.service.js';
import { PasswordJudge } from './password-judge.service.js';

/** Longer than judging takes, so that the time of a refusal does not tell whether somebody has this address. */
const REFUSE_AFTER_MS = 300;
/** The same where a directory is asked as well. */
const REFUSE_AFTER_DIRECTORY_MS = 800;

/** Signing in by address, or the directory's login, and password. */
@Injectable()
export class PasswordSignIn {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly passwords: PasswordJudge,
    private readonly directory: LdapSignIn,
    private readonly attempts: SignInAttempts,
    private readonly after: AfterFirstProof,
  ) {}

  /**
   * The same answer, after the same time, whether the address is unknown, has no password, or the password is wrong. Of
   * several organisations that know the address it opens the one whose password it is.
   * @throws {DomainError} sign-in.failed, sign-in.wait, sign-in.directory-down, request.too-many
   */
  async signIn(login: string, password: string, origin: SignInOrigin): Promise<SignInAnswer> {
    this.attempts.enter(origin);
    const after = this.passwords.asksDirectory ? REFUSE_AFTER_DIRECTORY_MS : REFUSE_AFTER_MS;
    const refusal = pause(after, undefined, { ref: false });
    const accounts = await this.accounts.findByEmail(login);
    const attempt = this.attempts.begin(`password of ${this.accounts.keyOf(login)}`, accounts, origin);
    const judged = await this.passwords.judge(accounts, login, password);
    if (judged === null) {
      for (const account of accounts) await this.attempts.recordFailure(account, 'password', 'password');
      await refusal;
      throw new DomainError('sign-in.failed');
    }
    attempt.succeeded();
    if ('person' in judged) return this.directory.enter(judged.person);
    return this.database.inOrgs({ orgs: [judged.account.orgId] }, (tx) =>
      this.after.go(tx, judged.account, judged.sealed, 'password'),
    );
  }
}
