import { Injectable } from '@nestjs/common';
import { DirectoryPeople, type DirectoryPerson, DirectorySync } from '@maroquin/provisioning';
import { Database } from '@maroquin/platform/database';
import { SignInRefused } from '../openid/refusal.js';
import { Refusals } from '../openid/refusals.service.js';
import { AfterFirstProof, type SignInAnswer } from '../codes/after-first-proof.service.js';
import { DirectoryAccounts } from './directory-accounts.service.js';

/** From whom the directory recognised to the session. */
@Injectable()
export class LdapSignIn {
  constructor(
    private readonly accounts: DirectoryAccounts,
    private readonly people: DirectoryPeople,
    private readonly sync: DirectorySync,
    private readonly after: AfterFirstProof,
    private readonly refusals: Refusals,
    private readonly database: Database,
  ) {}

  /** Whatever stands between the person and an account ends on one page. @throws {DomainError} sign-in.directory-down */
  async enter(person: DirectoryPerson): Promise<SignInAnswer> {
    try {
      return await this.orRefuse(person);
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      return { page: await this.refusals.record('ldap', error) };
    }
  }

  /** @throws {SignInRefused} organisation.unknown, claims.email, account.* */
  private async orRefuse(person: DirectoryPerson): Promise<SignInAnswer> {
    const account = await this.accounts.find(person);
    const { orgId, personId } = account;
    // Before the session, so that nobody enters with the rights of a group that they have left.
    await this.sync.runFor(orgId, personId, person);
    const subjectHash = this.accounts.subjectHash(person);
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      if (!(await this.people.record(tx, account, subjectHash, person.claims)))
        throw new SignInRefused('account.closed', { page: 'compte', orgId, accountId: personId });
      return this.after.go(tx, account, subjectHash, 'ldap');
    });
  }
}
