import { Injectable } from '@nestjs/common';
import { Database } from '@maroquin/platform/database';
import type { KnownAccount } from '../accounts/accounts.service.js';
import type { DirectoryPerson } from '../ldap/client/entry.js';
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
    private readonly database: Database,
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
    const isTheirs = account !== null && (await this.isOfDirectory(account));
    const sealed = await this.passwords.check(isTheirs ? null : account, password);
    if (account !== null && sealed !== null) return { account, sealed };
    const person = await this.directory.ask((client) => client.recognise(login, password));
    return person === null ? null : { person };
  }

  /**
   * Whether this account's password is the directory's alone. An administrator keeps a local one beside it, for when the
   * directory is away.
   */
  private async isOfDirectory({ personId, orgId }: KnownAccount): Promise<boolean> {
    if (!this.asksDirectory) return false;
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        `select 1 from federated_identity i join seat s on s.org_id = i.org_id and s.account_id = i.account_id
         where i.account_id = $1 and i.provider = 'ldap' and s.kind <> 'admin'`,
        [personId],
      ),
    );
    return rows.length > 0;
  }
}
