import { Injectable } from '@nestjs/common';
import type { KnownAccount } from '../accounts/accounts.service.js';
import type { DirectoryPerson } from '../ldap/client/entry.js';
import { DirectoryPasswords } from '../ldap/directory-passwords.service.js';
import { Directory } from '../ldap/directory.js';
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
  async judge(account: KnownAccount | null, login: string, password: string): Promise<Judged> {
    const isTheirs = account !== null && (await this.owners.owns(account));
    const sealed = await this.passwords.check(isTheirs ? null : account, password);
    if (account !== null && sealed !== null) return { account, sealed };
    const person = await this.directory.ask((client) => client.recognise(login, password));
    return person === null ? null : { person };
  }
}
