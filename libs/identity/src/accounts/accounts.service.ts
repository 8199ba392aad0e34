import { Inject, Injectable } from '@nestjs/common';
import { type LockedTx, Spaces, Subjects } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { Database, isUniqueViolation, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { Account } from './account.entity.js';

interface NewAccount {
  readonly email: string;
  /** Of a name that stands for an address and is none (provisioning). */
  readonly emailHash?: Buffer;
  readonly name: string;
  readonly admin: boolean;
  /** null: the command line. */
  readonly createdBy: string | null;
}
export interface KnownAccount {
  readonly personId: string;
  readonly orgId: string;
}

export const sealAccount = (
  keys: OrganisationKeys,
  id: string,
  column: 'name' | 'email',
  text: string,
): Buffer => keys.seal({ table: 'account', column, row: id }, text);
export const openAccount = (
  keys: OrganisationKeys,
  id: string,
  column: 'name' | 'email',
  sealed: Buffer,
): string => keys.openText({ table: 'account', column, row: id }, sealed);

/** Sealed, so that who can write to the database cannot give an account a password of its own choice. */
export const sealPasswordHash = (keys: OrganisationKeys, id: string, hash: string): Buffer =>
  keys.seal({ table: 'account', column: 'password', row: id }, hash);
/** @throws {DomainError} sealed.damaged for one that was put there, or moved from another account */
export const openPasswordHash = (keys: OrganisationKeys, id: string, sealed: Buffer): string =>
  keys.openText({ table: 'account', column: 'password', row: id }, sealed);

/**
 * Everything that a directory may take for the same login (RFC 4518: compatibility forms, what is not shown, case; Active
 * Directory: accents as well) counts as one: each way of writing it would otherwise be a new series of guesses.
 */
export const countedAs = (login: string): string =>
  login
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC');

/** People who can sign in. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly subjects: Subjects,
    private readonly spaces: Spaces,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * A person with its seat and its own space.
   * @throws {DomainError} account.exists
   */
  async create(
    tx: LockedTx,
    keys: OrganisationKeys,
    { admin, createdBy, ...account }: NewAccount,
  ): Promise<string> {
    const { orgId } = keys;
    const id = await this.insert(tx, keys, account);
    await this.subjects.addSeat(tx, orgId, id, admin ? 'admin' : 'member');
    await this.spaces.createPersonal(tx, keys, orgId, id);
    await recordAct(tx, {
      orgId,
      actorId: createdBy,
      action: 'person.created',
      targetId: id,
      details: { admin },
      at: this.clock.now(),
    });
    return id;
  }

  /** The account alone: without a seat nobody signs in to anything. @throws {DomainError} account.exists in this organisation */
  async insert(
    tx: Tx,
    keys: OrganisationKeys,
    {
      email,
      emailHash = this.keys.instance.emailHash(email),
      name,
    }: Pick<NewAccount, 'email' | 'emailHash' | 'name'>,
  ): Promise<string> {
    const { orgId } = keys;
    const id = newId();
    const now = this.clock.now();
    await this.subjects.addPerson(tx, orgId, id);
    await tx.manager
      .insert(Account, {
        id,
        orgId,
        emailHash,
        emailSealed: sealAccount(keys, id, 'email', email),
        emailSince: now,
        nameSealed: sealAccount(keys, id, 'name', name),
        createdAt: now,
      })
      .catch((error: unknown) => {
        throw isUniqueViolation(error, 'account_address')
          ? new DomainError('account.exists', { cause: error })
          : error;
      });
    return id;
  }

  /** Stands for what somebody signs in by where that itself must not: keys of rate limits. */
  keyOf(login: string): string {
    return this.keys.instance.emailHash(countedAs(login)).toString('base64url');
  }

  /** Open accounts with this address: one in each organisation that knows it, the one used last first. At most four. */
  async findByEmail(email: string): Promise<KnownAccount[]> {
    const rows = await this.database.call<{ account_id: string; org_id: string }>(
      'select account_id, org_id from find_account($1)',
      [this.keys.instance.emailHash(email)],
    );
    return rows.map((row) => ({ personId: row.account_id, orgId: row.org_id }));
  }

  /** The person has shown that this address is theirs. One that the account no longer has proves nothing. */
  async prove(tx: Tx, personId: string, emailHash: Buffer): Promise<void> {
    await tx.query(
      'update account set email_proven_at = $3 where id = $1 and email_hash = $2 and email_proven_at is null',
      [personId, emailHash, this.clock.now()],
    );
  }

  /** The same by id, in one of these organisations. */
  async findById(orgs: readonly string[], id: string): Promise<KnownAccount | null> {
    if (orgs.length === 0) return null;
    const [row] = await this.database.inOrgs({ orgs }, (tx) =>
      tx.query<{ org_id: string }>('select org_id from account where id = $1 and disabled_at is null', [id]),
    );
    return row === undefined ? null : { personId: id, orgId: row.org_id };
  }
}
