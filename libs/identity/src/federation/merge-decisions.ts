import { Inject, Injectable } from '@nestjs/common';
import { RightsLocks } from '@maroquin/access';
import type { IdentityMerge } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { openAccount } from '../accounts/accounts.service.js';
import type { ActsBy } from '../people/people-acts.js';
import { FederatedIdentity } from './federation.entities.js';
import { openClaims, sealClaims } from './sealed-claims.js';

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly provider: string;
  readonly claims_sealed: Buffer;
  readonly created_at: Date;
  readonly name_sealed: Buffer;
  readonly email_sealed: Buffer;
}

const MAX_MERGES = 500;

/** What is decided of merges, by whatever door. Whoever calls has asked who may. */
@Injectable()
export class MergeDecisions {
  constructor(
    private readonly database: Database,
    private readonly locks: RightsLocks,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those that wait, the oldest first. */
  async list(orgId: string): Promise<IdentityMerge[]> {
    const keys = await this.keys.forOrg(orgId);
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<Row>(
        `select m.id, m.account_id, m.provider, m.claims_sealed, m.created_at, a.name_sealed, a.email_sealed
         from identity_merge m join account a on a.id = m.account_id
         where m.org_id = $1 and m.refused_at is null and a.disabled_at is null order by m.created_at, m.id limit $2`,
        [orgId, MAX_MERGES],
      ),
    );
    return rows.map((row) => ({
      id: row.id,
      person: {
        id: row.account_id,
        name: openAccount(keys, row.account_id, 'name', row.name_sealed),
        email: openAccount(keys, row.account_id, 'email', row.email_sealed),
      },
      provider: row.provider,
      claims: openClaims(keys, 'identity_merge', row.id, row.claims_sealed),
      askedAt: row.created_at.toISOString(),
    }));
  }

  /** From now on that person of the provider opens this account. @throws {DomainError} request.not-found */
  async approve(by: ActsBy, id: string): Promise<void> {
    const { orgId, personId } = by;
    const keys = await this.keys.forOrg(orgId);
    await this.locks.changeOrganisation(by, orgId, async (tx) => {
      await by.ask(tx);
      const [taken] = await tx.query<Row & { subject_hash: Buffer }>(
        `delete from identity_merge m using account a
         where m.id = $1 and m.org_id = $2 and m.refused_at is null and a.id = m.account_id and a.disabled_at is null
         returning m.account_id, m.provider, m.subject_hash, m.claims_sealed`,
        [id, orgId],
      );
      if (taken === undefined) throw new DomainError('request.not-found');
      const now = this.clock.now();
      const identity = newId();
      const claims = openClaims(keys, 'identity_merge', id, taken.claims_sealed);
      await tx.manager.insert(FederatedIdentity, {
        id: identity,
        orgId,
        accountId: taken.account_id,
        provider: taken.provider,
        subjectHash: taken.subject_hash,
        claimsSealed: sealClaims(keys, 'federated_identity', identity, claims),
        createdAt: now,
        lastUsedAt: now,
        approvedBy: personId,
      });
      await recordAct(tx, {
        orgId,
        actorId: personId,
        action: 'identity.merge-approved',
        targetId: taken.account_id,
        details: { provider: taken.provider },
        at: now,
      });
    });
  }

  /** Remembered, so that asking again bothers nobody. @throws {DomainError} request.not-found */
  async refuse(by: ActsBy, id: string): Promise<void> {
    const { orgId, personId } = by;
    await this.locks.changeOrganisation(by, orgId, async (tx) => {
      await by.ask(tx);
      const now = this.clock.now();
      const [refused] = await tx.query<{ account_id: string; provider: string }>(
        `update identity_merge set refused_at = $3, refused_by = $4 where id = $1 and org_id = $2 and refused_at is null
         returning account_id, provider`,
        [id, orgId, now, personId],
      );
      if (refused === undefined) throw new DomainError('request.not-found');
      await recordAct(tx, {
        orgId,
        actorId: personId,
        action: 'identity.merge-refused',
        targetId: refused.account_id,
        details: { provider: refused.provider },
        at: now,
      });
    });
  }
}
