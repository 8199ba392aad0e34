import { Injectable } from '@nestjs/common';
import type { KnownAccount } from '@maroquin/identity';
import { Directory, DirectoryPeople, type DirectoryPerson } from '@maroquin/provisioning';
import { DomainError } from '@maroquin/platform/errors';
import { FederatedAccounts } from '../openid/federated-accounts.service.js';
import { SignInRefused } from '../openid/refusal.js';
import type { IdentitySource } from '../openid/sign-in-rules.js';

const noAccount = { reason: null, orgId: null, accountId: null };

/** Whose account somebody of the directory opens: by the rules that hold for providers. */
@Injectable()
export class DirectoryAccounts {
  constructor(
    private readonly directory: Directory,
    private readonly accounts: FederatedAccounts,
    private readonly people: DirectoryPeople,
  ) {}

  /**
   * Closed by the directory, which knows the person again: it opens at once, not at the next synchronisation.
   * @throws {SignInRefused} organisation.unknown, claims.email, account.*
   */
  async find(person: DirectoryPerson): Promise<KnownAccount> {
    if (person.locked) throw new SignInRefused('account.closed', { page: 'compte' });
    try {
      return await this.accounts.find(this.source(), person.claims);
    } catch (error) {
      const { reason, orgId, accountId } = error instanceof SignInRefused ? error : noAccount;
      if (reason !== 'account.closed' || orgId === null || accountId === null) throw error;
      const subject = this.subjectHash(person).toString('hex');
      const linked = await this.people.linked(orgId, accountId);
      const known = linked.find((one) => one.subject === subject && one.mayReopen);
      if (known === undefined || !(await this.people.reopen(orgId, known))) throw error;
      return { orgId, personId: accountId };
    }
  }

  subjectHash({ id }: DirectoryPerson): Buffer {
    return this.accounts.subjectHash(this.source(), id);
  }

  private source(): IdentitySource {
    const { client } = this.directory;
    if (client === null) throw new DomainError('sign-in.failed');
    const { id, issuer, organisations } = client.config;
    return { id, issuer, organisations, access: [] };
  }
}
