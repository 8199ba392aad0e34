import { Injectable } from '@nestjs/common';
import { Account, type KnownAccount, openPasswordHash, sealPasswordHash } from '@maroquin/identity';
import { Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { PasswordHasher } from '@maroquin/platform/passwords';

/** Whether a password is the account's. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * As long for nobody (null) and for somebody without a password as for a wrong one.
   * @returns what the account holds of it, renewed where its settings are outdated; null: it is not the password
   */
  async check(account: KnownAccount | null, password: string): Promise<Buffer | null> {
    const sealed = account === null ? null : await this.sealedOf(account);
    const stored =
      account === null || sealed === null
        ? null
        : openPasswordHash(await this.keys.forOrg(account.orgId), account.personId, sealed);
    const matches = await this.hasher.verify(stored, password);
    if (account === null || stored === null || !matches) return null;
    return sealed !== null && this.hasher.isOutdated(stored) ? this.renew(account, sealed, password) : sealed;
  }

  private async sealedOf({ personId, orgId }: KnownAccount): Promise<Buffer | null> {
    const account = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.findOneBy(Account, { id: personId }),
    );
    return account?.passwordSealed ?? null;
  }

  /** null: it was changed meanwhile, and what is renewed here must not come back in its place. */
  private async renew(
    { personId, orgId }: KnownAccount,
    former: Buffer,
    password: string,
  ): Promise<Buffer | null> {
    const keys = await this.keys.forOrg(orgId);
    const passwordSealed = sealPasswordHash(keys, personId, await this.hasher.hash(password));
    const renewed = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        'update account set password_sealed = $2 where id = $1 and password_sealed = $3 returning id',
        [...[personId, passwordSealed, former]],
      ),
    );
    return renewed.length === 1 ? passwordSealed : null;
  }
}
