import { Injectable } from '@nestjs/common';
import { type LockedTx, Subjects } from '@maroquin/access';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import { Accounts } from '../accounts/accounts.service.js';
import { INVITATION_LIFETIME_MS, SignInLinks } from '../links/sign-in-links.service.js';

interface NewGuest {
  readonly email: string;
  readonly name: string;
  readonly endsAt: Date;
  readonly createdBy: string;
}

/** The account of a guest: a seat that ends, and no space of its own. */
@Injectable()
export class GuestAccounts {
  constructor(
    private readonly accounts: Accounts,
    private readonly subjects: Subjects,
    private readonly links: SignInLinks,
  ) {}

  /** @throws {DomainError} account.exists */
  async create(
    tx: LockedTx,
    keys: OrganisationKeys,
    { email, name, endsAt, createdBy }: NewGuest,
  ): Promise<{ id: string; link: string; expiresAt: string }> {
    const { orgId } = keys;
    const id = await this.accounts.insert(tx, keys, { email, name });
    await this.subjects.addSeat(tx, orgId, id, 'guest', endsAt);
    const { link, expiresAt } = await this.links.create(
      tx,
      { personId: id, orgId },
      createdBy,
      INVITATION_LIFETIME_MS,
    );
    return { id, link, expiresAt: expiresAt.toISOString() };
  }
}
