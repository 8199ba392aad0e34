import { Injectable } from '@nestjs/common';
import { type LockedTx, RightsLocks } from '@maroquin/access';
import type { DeliveredLink } from '@maroquin/contracts';
import { newId } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { NEVER_USED } from '../accounts/account-state.js';
import { Accounts } from '../accounts/accounts.service.js';
import { LinkDelivery } from '../links/link-delivery.service.js';
import { AccountEnds } from './account-ends.js';
import type { ActsBy, Inviter } from '../accounts/acts-by.js';

interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly admin: boolean;
}

/** What is done to the people of an organisation, from whatever route. Whoever calls has asked who may. */
@Injectable()
export class PeopleActs {
  constructor(
    private readonly database: Database,
    private readonly locks: RightsLocks,
    private readonly keys: Keys,
    private readonly accounts: Accounts,
    private readonly delivery: LinkDelivery,
    private readonly ends: AccountEnds,
  ) {}

  /** @throws {DomainError} account.exists */
  async create(by: ActsBy, account: NewPerson): Promise<DeliveredLink & { id: string }> {
    const keys = await this.keys.forOrg(by.orgId);
    return this.change(by, (tx) => this.createInTransaction(tx, keys, by, account));
  }

  /** Somebody new, and the link that lets it in. @throws {DomainError} account.exists */
  async createInTransaction(
    tx: LockedTx,
    keys: OrganisationKeys,
    by: Inviter,
    account: NewPerson,
  ): Promise<DeliveredLink & { id: string }> {
    const { orgId, personId: byId } = by;
    await this.releaseAddress(tx, keys, byId, account.email);
    const id = await this.accounts.create(tx, keys, { ...account, createdBy: byId });
    await tx.query(
      'insert into invitation (id, org_id, account_id, invited_by, created_at) select $1, $2, $3, $4, created_at from account where id = $3',
      [newId(), orgId, id, byId],
    );
    return { id, ...(await this.delivery.welcome(tx, { personId: id, orgId }, by)) };
  }

  /** A guest whom somebody invited and who never came holds no address against who manages people. */
  private async releaseAddress(
    tx: LockedTx,
    keys: OrganisationKeys,
    byId: string,
    email: string,
  ): Promise<void> {
    const { orgId } = keys;
    const [guest] = await tx.query<{ id: string }>(
      `select a.id from account a join seat s on s.org_id = a.org_id and s.account_id = a.id
       where a.org_id = $1 and a.email_hash = $2 and s.kind = 'guest' and ${NEVER_USED}`,
      [orgId, this.keys.instance.emailHash(email)],
    );
    if (guest !== undefined) await this.ends.delete(tx, keys, { orgId, personId: guest.id, byId });
  }

  /** For who lost access. @throws {DomainError} request.not-found */
  createLink(by: ActsBy, personId: string): Promise<DeliveredLink> {
    const account = { personId, orgId: by.orgId };
    return this.change(by, (tx) => this.delivery.again(tx, account, by));
  }

  /** @throws {DomainError} request.not-found, account.last-administrator */
  async disable(by: ActsBy, personId: string): Promise<void> {
    await this.change(by, (tx) => this.ends.disable(tx, { orgId: by.orgId, personId, byId: by.personId }));
  }

  /** @throws {DomainError} request.not-found */
  async enable(by: ActsBy, personId: string): Promise<void> {
    const keys = await this.keys.forOrg(by.orgId);
    await this.change(by, (tx) =>
      this.ends.enable(tx, keys, { orgId: by.orgId, personId, byId: by.personId }),
    );
  }

  private change<T>(by: ActsBy, work: (tx: LockedTx) => Promise<T>): Promise<T> {
    return this.locks.changeOrganisation(by, by.orgId, async (tx) => {
      await by.ask(tx);
      return work(tx);
    });
  }
}
