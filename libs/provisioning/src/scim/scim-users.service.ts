import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { type LockedTx, PeopleNames, SubjectIndex } from '@maroquin/access';
import { Account, AccountEnds, Accounts, sealAccount } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { isUniqueViolation, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { requireMatch } from './preconditions.js';
import type { Complex } from './protocol/attribute.js';
import { badRequest, notFound } from './protocol/scim-error.js';
import { ScimUser } from './scim-user.entity.js';
import { mailAddressesOf, SignInAddresses, userNameOf } from './sign-in-address.js';
import type { Tenant } from './tenant.js';
import { userById } from './user-collection.js';
import {
  externalIdHash,
  openUser,
  sealUser,
  shownNameOf,
  toUser,
  userNameHash,
  type UserRow,
} from './user-view.js';

/** People of one organisation as a provisioning client writes them (RFC 7643 §4.1). The tenant is authorised already. */
@Injectable()
export class ScimUsers {
  constructor(
    private readonly accounts: Accounts,
    private readonly addresses: SignInAddresses,
    private readonly ends: AccountEnds,
    private readonly index: SubjectIndex,
    private readonly names: PeopleNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {ScimError} invalidValue @throws {DomainError} account.exists */
  async create(tenant: Tenant, { active, ...resource }: Complex): Promise<Complex> {
    userNameOf(resource);
    return tenant.inTransaction(async (tx) => {
      const { keys, actor } = tenant;
      const address = await this.addresses.of(tx, keys.orgId, resource);
      const id = await this.accounts.create(tx, keys, {
        email: address.shown,
        emailHash: address.hash,
        name: shownNameOf(resource),
        admin: false,
        createdBy: actor.personId,
      });
      await this.write(tx, tenant, id, resource);
      // One moment for the person and what the client wrote of it.
      await tx.query(
        'update scim_user u set updated_at = a.created_at from account a where a.id = u.account_id and a.id = $1',
        [id],
      );
      if (active === false)
        await this.ends.disable(tx, { orgId: keys.orgId, personId: id, byId: actor.personId });
      return this.view(tx, tenant, id);
    });
  }

  /** Gone for good: see AccountEnds.delete. */
  async remove(tenant: Tenant, id: string, ifMatch: string | null): Promise<void> {
    const { orgId } = tenant.keys;
    await tenant.inTransaction(async (tx) => {
      const row = await this.lock(tx, tenant, id);
      requireMatch(ifMatch, toUser(tenant.keys, row, tenant.base));
      await this.ends.delete(tx, tenant.keys, { orgId, personId: id, byId: tenant.actor.personId });
      await tx.manager.delete(ScimUser, { accountId: id });
    });
  }

  /** `active` stays as it is when `next` leaves it out. */
  async change(
    tenant: Tenant,
    id: string,
    ifMatch: string | null,
    next: (current: Complex) => Complex,
  ): Promise<Complex> {
    return tenant.inTransaction(async (tx) => {
      const row = await this.lock(tx, tenant, id);
      const before = openUser(tenant.keys, row);
      const isOpen = row.disabled_at === null;
      requireMatch(ifMatch, toUser(tenant.keys, row, tenant.base));
      const { active = isOpen, ...after } = next({ ...before, id, active: isOpen });
      userNameOf(after);
      if (!isDeepStrictEqual(before, after)) await this.rewrite(tx, tenant, row, before, after);
      if (active !== isOpen) await this.openOrClose(tx, tenant, row, active === true);
      return this.view(tx, tenant, id);
    });
  }

  private async rewrite(
    tx: Tx,
    tenant: Tenant,
    row: UserRow,
    before: Complex,
    after: Complex,
  ): Promise<void> {
    const { keys, actor } = tenant;
    const name = shownNameOf(after);
    if (name !== shownNameOf(before)) {
      await tx.manager.update(
        Account,
        { id: row.id },
        { nameSealed: sealAccount(keys, row.id, 'name', name) },
      );
      tx.afterCommit(() => {
        this.names.forget(keys.orgId, row.id);
        this.index.forget(keys.orgId);
      });
    }
    if (signsInOtherwise(before, after)) await this.addresses.move(tx, tenant, row, after);
    await this.write(tx, tenant, row.id, after);
    await recordAct(tx, {
      orgId: keys.orgId,
      actorId: actor.personId,
      action: 'person.provisioned',
      targetId: row.id,
      at: this.clock.now(),
    });
  }

  private async openOrClose(
    tx: LockedTx,
    { keys, actor }: Tenant,
    row: UserRow,
    open: boolean,
  ): Promise<void> {
    const end = { orgId: keys.orgId, personId: row.id, byId: actor.personId };
    if (!open) return this.ends.disable(tx, end);
    if (row.admin)
      throw badRequest('mutability', 'The account of an administrator is not opened from outside.');
    await this.ends.enable(tx, keys, end);
  }

  private async write(tx: Tx, { keys }: Tenant, id: string, resource: Complex): Promise<void> {
    const { externalId } = resource;
    await tx.manager
      .upsert(
        ScimUser,
        {
          accountId: id,
          orgId: keys.orgId,
          userNameHash: userNameHash(keys, userNameOf(resource)),
          externalIdHash: typeof externalId === 'string' ? externalIdHash(keys, 'User', externalId) : null,
          resourceSealed: sealUser(keys, id, resource),
          updatedAt: this.clock.now(),
        },
        ['accountId'],
      )
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? new DomainError('account.exists', { cause: error }) : error;
      });
  }

  /** Until the end of the transaction nobody else changes this person. */
  private async lock(tx: LockedTx, { keys }: Tenant, id: string): Promise<UserRow> {
    await this.ends.lockAdministrators(tx, keys.orgId);
    await tx.query('select 1 from account where org_id = $1 and id = $2 for update', [keys.orgId, id]);
    const row = await userById(tx, keys.orgId, id);
    if (row === null) throw notFound();
    return row;
  }

  private async view(tx: Tx, tenant: Tenant, id: string): Promise<Complex> {
    const row = await userById(tx, tenant.keys.orgId, id);
    if (row === null) throw notFound();
    return toUser(tenant.keys, row, tenant.base);
  }
}

/** Its user name changed, or the mail addresses of somebody whose user name is no address. */
function signsInOtherwise(before: Complex, after: Complex): boolean {
  if (userNameOf(before) !== userNameOf(after)) return true;
  return (
    !userNameOf(after).includes('@') && !isDeepStrictEqual(mailAddressesOf(before), mailAddressesOf(after))
  );
}
