import { Inject, Injectable } from '@nestjs/common';
import { RightsLocks } from '@maroquin/access';
import {
  Accounts,
  endLinks,
  type KnownAccount,
  NEVER_USED,
  Organisations,
  type PersonClaims,
  sealClaims,
} from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { FederatedIdentity, IdentityMergeRequest } from './federation.entities.js';
import { SignInRefused } from './refusal.js';
import { type IdentitySource, missingFor, organisationFor } from './sign-in-rules.js';

interface Found {
  readonly account_id: string;
  readonly org_id: string;
  readonly closed: boolean;
}

/** Whose account somebody of a provider opens. An address alone never opens one that was there before. */
@Injectable()
export class FederatedAccounts {
  constructor(
    private readonly database: Database,
    private readonly locks: RightsLocks,
    private readonly keys: Keys,
    private readonly accounts: Accounts,
    private readonly organisations: Organisations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  subjectHash({ issuer }: Pick<IdentitySource, 'issuer'>, subject: string): Buffer {
    return this.keys.instance.federatedHash('subject', issuer, subject);
  }

  /**
   * Known: its account. New: an account in the organisation that the rules name. Its address is somebody's already: an
   * administrator must say that they are one.
   * @throws {SignInRefused} access.denied, organisation.unknown, claims.*, account.*
   */
  async find(provider: IdentitySource, claims: PersonClaims): Promise<KnownAccount> {
    const known = await this.known(provider, claims.subject);
    const missing = missingFor(provider.access, claims);
    if (missing.length > 0)
      throw new SignInRefused('access.denied', {
        page: 'acces',
        missing,
        ...(known === null ? {} : { orgId: known.orgId, accountId: known.personId }),
      });
    return known ?? this.firstTime(provider, claims);
  }

  /** @throws {SignInRefused} account.closed */
  private async known(provider: IdentitySource, subject: string): Promise<KnownAccount | null> {
    const [row] = await this.database.call<Found>('select * from find_federated_identity($1)', [
      this.subjectHash(provider, subject),
    ]);
    return row === undefined ? null : openAccount(row);
  }

  private async firstTime(provider: IdentitySource, claims: PersonClaims): Promise<KnownAccount> {
    const orgId = await this.organisationOf(provider, claims);
    const { email } = claims;
    if (email === null) throw new SignInRefused('claims.email', { page: 'adresse', orgId });
    if (claims.emailVerified === false)
      throw new SignInRefused('claims.email-unverified', { page: 'adresse', orgId });
    const owner = await this.ownerOf(orgId, email);
    if (owner !== null) {
      if (!(await this.linkAccount(provider, claims, owner))) return this.askToMerge(provider, claims, owner);
      return owner;
    }
    try {
      return await this.create(provider, claims, orgId, email);
    } catch (error) {
      // The same person in another window was faster.
      const now = error instanceof DomainError ? await this.known(provider, claims.subject) : null;
      if (now === null) throw error;
      return now;
    }
  }

  /** Who has this address in the organisation. @throws {SignInRefused} account.closed */
  private async ownerOf(orgId: string, email: string): Promise<KnownAccount | null> {
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<Found>(
        `select id as account_id, org_id, disabled_at is not null as closed from account
         where org_id = $1 and email_hash = $2`,
        [orgId, this.keys.instance.emailHash(email)],
      ),
    );
    return row === undefined ? null : openAccount(row);
  }

  /**
   * An invitation that nobody has answered is for whoever reads that address: where the provider vouches for it, this is that
   * person, and the links that were sent end. An account in use is never taken over like this.
   * @returns whether it was
   */
  private async linkAccount(
    provider: IdentitySource,
    claims: PersonClaims,
    { personId, orgId }: KnownAccount,
  ): Promise<boolean> {
    const { email, emailVerified } = claims;
    if (email === null || emailVerified !== true) return false;
    const keys = await this.keys.forOrg(orgId);
    const now = this.clock.now();
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const pending = await tx.query(
        `select 1 from account a where a.id = $1 and a.disabled_at is null and ${NEVER_USED} for update`,
        [personId],
      );
      if (pending.length === 0) return false;
      await endLinks(tx, personId, now);
      await this.link(tx, keys, provider, claims, personId);
      await this.accounts.prove(tx, personId, this.keys.instance.emailHash(email));
      return true;
    });
  }

  private async organisationOf(provider: IdentitySource, claims: PersonClaims): Promise<string> {
    const wanted = organisationFor(provider.organisations, claims);
    const unknown = (cause?: unknown): SignInRefused =>
      new SignInRefused('organisation.unknown', { page: 'organisation', cause });
    // What is in the way is the address, which its person can have verified there, and not the organisation.
    if (wanted === null && claims.emailVerified === false)
      if (organisationFor(provider.organisations, { ...claims, emailVerified: true }) !== null)
        throw new SignInRefused('claims.email-unverified', { page: 'adresse' });
    if (wanted === null) throw unknown();
    return this.organisations.find(wanted).catch((error: unknown) => {
      throw error instanceof DomainError && error.code === 'organisation.unknown' ? unknown(error) : error;
    });
  }

  private async create(
    provider: IdentitySource,
    claims: PersonClaims,
    orgId: string,
    email: string,
  ): Promise<KnownAccount> {
    const keys = await this.keys.forOrg(orgId);
    return this.locks.addToOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('sign-in');
      const { name } = claims;
      const personId = await this.accounts.create(tx, keys, { email, name, admin: false, createdBy: null });
      if (claims.emailVerified === true)
        await this.accounts.prove(tx, personId, this.keys.instance.emailHash(email));
      await this.link(tx, keys, provider, claims, personId);
      return { personId, orgId };
    });
  }

  private async link(
    tx: Tx,
    keys: OrganisationKeys,
    provider: IdentitySource,
    claims: PersonClaims,
    personId: string,
  ): Promise<void> {
    const { orgId } = keys;
    const now = this.clock.now();
    const id = newId();
    await tx.manager.insert(FederatedIdentity, {
      id,
      orgId,
      accountId: personId,
      provider: provider.id,
      subjectHash: this.subjectHash(provider, claims.subject),
      claimsSealed: sealClaims(keys, 'federated_identity', id, claims),
      createdAt: now,
      lastUsedAt: now,
      approvedBy: null,
    });
    await recordAct(tx, {
      orgId,
      actorId: personId,
      action: 'identity.linked',
      targetId: personId,
      details: { provider: provider.id },
      at: now,
    });
  }

  /** Always refuses, after notifying the administrators of that account once. */
  private async askToMerge(
    provider: IdentitySource,
    claims: PersonClaims,
    account: KnownAccount,
  ): Promise<never> {
    const isRefused = await this.recordMerge(provider, claims, account);
    throw new SignInRefused(isRefused ? 'account.merge-refused' : 'account.merge-pending', {
      page: 'rapprochement',
      orgId: account.orgId,
      accountId: account.personId,
    });
  }

  private async recordMerge(
    provider: IdentitySource,
    claims: PersonClaims,
    { personId, orgId }: KnownAccount,
  ): Promise<boolean> {
    const keys = await this.keys.forOrg(orgId);
    const subjectHash = this.subjectHash(provider, claims.subject);
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const now = this.clock.now();
      const [before] = await tx.query<{ refused: boolean }>(
        `update identity_merge set last_asked_at = $2 where subject_hash = $1 and account_id = $3
         returning refused_at is not null as refused`,
        [subjectHash, now, personId],
      );
      if (before !== undefined) return before.refused;
      const id = newId();
      // It asked for another account before: that request gives way.
      await tx.manager.delete(IdentityMergeRequest, { subjectHash });
      await tx.manager.insert(IdentityMergeRequest, {
        id,
        orgId,
        accountId: personId,
        provider: provider.id,
        subjectHash,
        claimsSealed: sealClaims(keys, 'identity_merge', id, claims),
        createdAt: now,
        lastAskedAt: now,
      });
      const details = { provider: provider.id };
      await recordAct(tx, {
        orgId,
        actorId: null,
        action: 'identity.merge-asked',
        targetId: personId,
        details,
        at: now,
      });
      return false;
    });
  }
}

/** @throws {SignInRefused} account.closed */
function openAccount({ account_id: personId, org_id: orgId, closed }: Found): KnownAccount {
  if (closed) throw new SignInRefused('account.closed', { page: 'compte', orgId, accountId: personId });
  return { personId, orgId };
}
