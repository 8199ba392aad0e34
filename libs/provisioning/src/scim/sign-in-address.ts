import { SubjectIndex } from '@maroquin/access';
import { Inject, Injectable } from '@nestjs/common';
import { emailSchema } from '@maroquin/contracts';
import { Account, AccountNotices, endLinks, openAccount, sealAccount } from '@maroquin/identity';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { isUniqueViolation, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { type Complex, isComplex } from './protocol/attribute.js';
import { badRequest } from './protocol/scim-error.js';
import type { Tenant } from './tenant.js';
import type { UserRow } from './user-view.js';

export interface Address {
  /** As administrators see it. */
  readonly shown: string;
  /** What signing in looks for. */
  readonly hash: Buffer;
}

const MAX_USER_NAME = 254;

/** @throws {ScimError} invalidValue */
export function userNameOf(resource: Complex): string {
  const userName = typeof resource['userName'] === 'string' ? resource['userName'] : '';
  const isGood =
    userName === userName.trim() &&
    userName !== '' &&
    userName.length <= MAX_USER_NAME &&
    !/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u.test(userName);
  if (!isGood) throw badRequest('invalidValue', '"userName" is empty, too long or holds control characters.');
  return userName;
}

/** With which address a provisioned person signs in. */
@Injectable()
export class SignInAddresses {
  constructor(
    private readonly keys: Keys,
    private readonly index: SubjectIndex,
    private readonly notices: AccountNotices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The user name, if it is an address; otherwise the preferred mail address, if nobody has it. Otherwise none: the
   * person comes by the organisation's own sign-in, or by a link.
   */
  async of(tx: Tx, orgId: string, resource: Complex): Promise<Address> {
    const userName = userNameOf(resource);
    const { instance } = this.keys;
    if (emailSchema.safeParse(userName).success)
      return { shown: userName, hash: instance.emailHash(userName) };
    for (const email of mailAddressesOf(resource)) {
      const hash = instance.emailHash(email);
      const taken = await tx.query('select 1 from account where org_id = $1 and email_hash = $2', [
        orgId,
        hash,
      ]);
      if (taken.length === 0) return { shown: email, hash };
    }
    // A space is in no address, so that nobody can type this one; the same name of two organisations differs.
    return { shown: userName, hash: instance.emailHash(`${orgId} ${userName}`) };
  }

  /**
   * Whoever may move addresses could otherwise have somebody's link sent to their own: the new one is not proven, so no link
   * goes there once the account is in use, links on their way end, and the former address is told. That of an administrator
   * is never moved from outside.
   * @throws {ScimError} mutability @throws {DomainError} account.exists
   */
  async move(tx: Tx, { keys, actor }: Tenant, row: UserRow, after: Complex): Promise<void> {
    if (row.admin)
      throw badRequest('mutability', 'The address of an administrator is not changed from outside.');
    const { orgId } = keys;
    const { id: personId } = row;
    const address = await this.of(tx, orgId, after);
    const now = this.clock.now();
    const before = await tx.manager.findOneByOrFail(Account, { id: personId });
    if (before.emailHash.equals(address.hash)) return;
    const emailSealed = sealAccount(keys, personId, 'email', address.shown);
    await tx.manager
      .update(
        Account,
        { id: personId },
        { emailHash: address.hash, emailSealed, emailProvenAt: null, emailSince: now },
      )
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? new DomainError('account.exists', { cause: error }) : error;
      });
    await endLinks(tx, personId, now);
    const former =
      before.emailProvenAt === null
        ? {}
        : { address: openAccount(keys, personId, 'email', before.emailSealed) };
    await this.notices.add(tx, { orgId, personId, kind: 'address-changed', byId: actor.personId, ...former });
    tx.afterCommit(() => this.index.forget(orgId));
  }
}

/** The primary one first, then those for work. */
export function mailAddressesOf(resource: Complex): string[] {
  const emails = Array.isArray(resource['emails']) ? resource['emails'].filter(isComplex) : [];
  const rank = (email: Complex): number => (email['primary'] === true ? 0 : email['type'] === 'work' ? 1 : 2);
  return emails
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap(({ value }) =>
      typeof value === 'string' && emailSchema.safeParse(value).success ? [value] : [],
    );
}
