import { Injectable } from '@nestjs/common';
import type { KnownAccount } from '@maroquin/identity';
import { Directory, type DirectoryPerson } from '@maroquin/provisioning';
import { DirectoryPasswords } from '../ldap/directory-passwords.service.js';
import { PasswordCheck } from './password-check.js';

/** Whose password it is: an account of ours, somebody of the directory, or nobody's. */
type Judged =
  { readonly account: KnownAccount; readonly sealed: Buffer } | { readonly person: DirectoryPerson } | null;

/** Whose password something is. */
@Injectable()
export class PasswordJudge {
  constructor(
    private readonly passwords: PasswordCheck,
    private readonly directory: Directory,
    private readonly owners: DirectoryPasswords,
  ) {}

  get asksDirectory(): boolean {
    return this.directory.client !== null;
  }

  /**
   * A local password is looked at first, so that administrators enter while the directory is away. Always the cost of
   * one local check, and of the directory's answers unless that check let somebody in.
   * @throws {DomainError} sign-in.directory-down
   */
  async judge(accounts: readonly KnownAccount[], login: string, password: string): Promise<Judged> {
    const own = await this.ownOf(accounts);
    // At least once, so that the time does not tell that nobody has this address.
    for (const account of own.length === 0 ? [null] : own) {
      const sealed = await this.passwords.check(account, password);
      if (account !== null && sealed !== null) return { account, sealed };
    }
    const person = await this.directory.ask((client) => client.recognise(login, password));
    return person === null ? null : { person };
  }

  /** Those that have a password of their own. */
  private async ownOf(accounts: readonly KnownAccount[]): Promise<KnownAccount[]> {
    const own: KnownAccount[] = [];
    for (const account of accounts) if (!(await this.owners.owns(account))) own.push(account);
    return own;
  }
}
