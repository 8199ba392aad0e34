import { Injectable } from '@nestjs/common';
import type { DeliveredLink } from '@maroquin/contracts';
import { type LockedTx, Subjects } from '@maroquin/access';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import { Accounts } from '../accounts/accounts.service.js';
import { LinkDelivery } from '../links/link-delivery.service.js';
import type { Inviter } from '../accounts/acts-by.js';

interface NewGuest {
  readonly email: string;
  readonly name: string;
  readonly endsAt: Date;
  readonly by: Inviter;
}

/** The account of a guest: a seat that ends, and no space of its own. */
@Injectable()
export class GuestAccounts {
  constructor(
    private readonly accounts: Accounts,
    private readonly subjects: Subjects,
    private readonly delivery: LinkDelivery,
  ) {}

  /** @throws {DomainError} account.exists */
  async create(
    tx: LockedTx,
    keys: OrganisationKeys,
    { email, name, endsAt, by }: NewGuest,
  ): Promise<DeliveredLink & { id: string }> {
    const { orgId } = keys;
    const id = await this.accounts.insert(tx, keys, { email, name });
    await this.subjects.addSeat(tx, orgId, id, 'guest', endsAt);
    return { id, ...(await this.delivery.welcome(tx, { personId: id, orgId }, by)) };
  }
}
