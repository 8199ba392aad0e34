import { Inject, Injectable } from '@nestjs/common';
import { RightsLocks } from '@maroquin/access';
import { type IdentityMerge, idSchema } from '@maroquin/contracts';
import {
  AccountNotices,
  type ActsBy,
  Approvals,
  openAccount,
  openClaims,
  sealClaims,
} from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { FederatedIdentity } from './federation.entities.js';

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly provider: string;
  readonly claims_sealed: Buffer;
  readonly created_at: Date;
  readonly name_sealed: Buffer;
  readonly email_sealed: Buffer;
  readonly waiting: boolean;
}
interface Asking {
  readonly account_id: string;
  readonly claims_sealed: Buffer;
  /** The address is the one that the account was made with, or the person has shown that they read it. */
  readonly steady: boolean;
}

/** What is decided of merges, from whatever route. Whoever calls has asked who may. */
@Injectable()
export class MergeDecisions {
  constructor(
    private readonly database: Database,
    private readonly locks: RightsLocks,
    private readonly keys: Keys,
    private readonly approvals: Approvals,
    private readonly notices: AccountNotices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those that wait, the oldest first. */
  async list(orgId: string, paging: Paging): Promise<Page<IdentityMerge>> {
    const keys = await this.keys.forOrg(orgId);
    const read = (after: string | null, limit: number): Promise<Row[]> => this.waiting(orgId, after, limit);
    const list = { audience: `merges ${orgId}`, place: idSchema, placeOf: ({ id }: Row) => id, read };
    const { items: rows, next } = await readPage(this.keys.instance, list, paging);
    const items = rows.map((row) => ({
      id: row.id,
      person: {
        id: row.account_id,
        name: openAccount(keys, row.account_id, 'name', row.name_sealed),
        email: openAccount(keys, row.account_id, 'email', row.email_sealed),
      },
      provider: row.provider,
      waiting: row.waiting,
      claims: shownClaims(openClaims(keys, 'identity_merge', row.id, row.claims_sealed)),
      askedAt: row.created_at.toISOString(),
    }));
    return { items, next };
  }

  private waiting(orgId: string, after: string | null, limit: number): Promise<Row[]> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<Row>(
        `select m.id, m.account_id, m.provider, m.claims_sealed, m.created_at, a.name_sealed, a.email_sealed,
           exists (select 1 from approval p where p.org_id = m.org_id and p.act = 'identity-merge' and p.to_id = m.id
             and p.used_at is null and not p.refused and p.expires_at > $3) as waiting
         from identity_merge m join account a on a.id = m.account_id
         where m.org_id = $1 and m.refused_at is null and a.disabled_at is null
           and ($4::uuid is null or m.id > $4) order by m.id limit $2`,
        [orgId, limit, this.clock.now(), after],
      ),
    );
  }

  /**
   * From now on that person of the provider opens this account. One administrator says so where the provider vouches for
   * the address; otherwise whoever can write an address into a provider could become anybody, and a second person agrees.
   * @throws {DomainError} request.not-found also for a program
   */
  async approve(by: ActsBy, id: string): Promise<void> {
    if (by.tokenId !== null) throw new DomainError('request.not-found');
    const { orgId, personId } = by;
    const keys = await this.keys.forOrg(orgId);
    await this.locks.changeOrganisation(by, orgId, async (tx) => {
      await by.ask(tx);
      const asking = await this.asking(tx, orgId, id);
      const { emailVerified } = openClaims(keys, 'identity_merge', id, asking.claims_sealed);
      let approvedBy: string | null = null;
      // Of one's own account nobody else needs to say anything.
      const isOwn = personId === asking.account_id;
      if (!isOwn && (emailVerified !== true || !asking.steady)) {
        const wanted = { act: 'identity-merge', targetId: asking.account_id, toId: id, by } as const;
        const agreed = await this.approvals.take(tx, wanted);
        if ('waitingUntil' in agreed) return;
        ({ approvedBy } = agreed);
      }
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
        details: { provider: taken.provider, approvedBy },
        at: now,
      });
      const notice = { orgId, personId: taken.account_id, kind: 'identity-merged', byId: personId } as const;
      await this.notices.add(tx, { ...notice, approvedBy });
    });
  }

  private async asking(tx: Tx, orgId: string, id: string): Promise<Asking> {
    const [asking] = await tx.query<Asking>(
      `select m.account_id, m.claims_sealed, a.email_proven_at is not null or a.email_since <= a.created_at as steady
       from identity_merge m join account a on a.id = m.account_id
       where m.id = $1 and m.org_id = $2 and m.refused_at is null and a.disabled_at is null`,
      [id, orgId],
    );
    if (asking === undefined) throw new DomainError('request.not-found');
    return asking;
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

const shownClaims = ({
  name,
  email,
  siret,
  organisation,
}: IdentityMerge['claims']): IdentityMerge['claims'] => ({
  ...{ name, email, siret, organisation },
});
