import { Inject, Injectable } from '@nestjs/common';
import { RightsLocks } from '@maroquin/access';
import { AccountEnds, Accounts, type KnownAccount, type PersonClaims, sealClaims } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';

/** Somebody of the directory who has signed in before. */
export interface LinkedPerson {
  readonly identityId: string;
  readonly personId: string;
  /** Keyed hash of the stable identifier, in hexadecimal digits. */
  readonly subject: string;
  readonly isOpen: boolean;
  /** Closed by the directory, and touched by nobody since. */
  readonly mayReopen: boolean;
}
interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly subject: string;
  readonly open: boolean;
  readonly reopen: boolean;
}

/** Accounts that the directory closes and opens again. */
@Injectable()
export class DirectoryPeople {
  constructor(
    private readonly database: Database,
    private readonly locks: RightsLocks,
    private readonly keys: Keys,
    private readonly accounts: Accounts,
    private readonly ends: AccountEnds,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  linked(orgId: string, personId: string | null = null): Promise<LinkedPerson[]> {
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const rows = await tx.query<Row>(
        `select i.id, i.account_id, encode(i.subject_hash, 'hex') as subject, a.disabled_at is null as open,
           a.deleted_at is null and i.closed_at is not null and i.closed_at = a.disabled_at as reopen
         from federated_identity i join account a on a.id = i.account_id
         where i.org_id = $1 and i.provider = 'ldap' and ($2::uuid is null or i.account_id = $2)`,
        [orgId, personId],
      );
      return rows.map((row) => ({
        identityId: row.id,
        personId: row.account_id,
        subject: row.subject,
        isOpen: row.open,
        mayReopen: row.reopen,
      }));
    });
  }

  /** Who comes in, with what the directory says of them now. @returns false: closed, also when that happened a moment ago */
  async record(
    tx: Tx,
    { orgId, personId }: KnownAccount,
    subjectHash: Buffer,
    claims: PersonClaims,
  ): Promise<boolean> {
    const [identity] = await tx.query<{ id: string }>(
      `select i.id from federated_identity i join account a on a.id = i.account_id
       where i.subject_hash = $1 and i.account_id = $2 and a.disabled_at is null for share of a`,
      [subjectHash, personId],
    );
    if (identity === undefined) return false;
    const sealed = sealClaims(await this.keys.forOrg(orgId, tx), 'federated_identity', identity.id, claims);
    await tx.query('update federated_identity set last_used_at = $2, claims_sealed = $3 where id = $1', [
      identity.id,
      this.clock.now(),
      sealed,
    ]);
    if (claims.emailVerified === true && claims.email !== null)
      await this.accounts.prove(tx, personId, this.keys.instance.emailHash(claims.email));
    return true;
  }

  /** A synchronisation that would have taken away too much. */
  recordRefusal(
    orgId: string,
    details: { readonly people: number; readonly members: number },
  ): Promise<void> {
    const action = 'directory.sync-refused';
    return this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      recordAct(tx, { orgId, actorId: null, action, details: { ...details }, at: this.clock.now() }),
    );
  }

  /** Its sessions, tokens and sockets end with the commit. The last administrator stays, and that is written down. */
  async close(orgId: string, { personId, identityId }: LinkedPerson, why: 'gone' | 'locked'): Promise<void> {
    const details = { why };
    const act = { orgId, actorId: null, targetId: personId, details };
    const since = this.clock.now();
    try {
      await this.locks.changeOrganisation(null, orgId, async (tx) => {
        tx.actAsSystem('directory');
        await recordAct(tx, { ...act, action: 'directory.person-closed', at: this.clock.now() });
        await this.ends.disable(tx, { orgId, personId, byId: null });
        await tx.query(
          `update federated_identity i set closed_at = a.disabled_at from account a
           where i.id = $1 and a.id = i.account_id and a.disabled_at >= $2`,
          [identityId, since],
        );
      });
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'account.last-administrator') throw error;
      await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
        recordAct(tx, { ...act, action: 'directory.last-administrator-kept', at: this.clock.now() }),
      );
    }
  }

  /** @returns false: somebody else closed it meanwhile */
  async reopen(orgId: string, { personId, identityId }: LinkedPerson): Promise<boolean> {
    const keys = await this.keys.forOrg(orgId);
    return this.locks.changeOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('directory');
      const taken = await tx.query(
        `update federated_identity i set closed_at = null from account a
         where i.id = $1 and a.id = i.account_id and a.disabled_at = i.closed_at and a.deleted_at is null returning i.id`,
        [identityId],
      );
      if (taken.length === 0) return false;
      await this.ends.enable(tx, keys, { orgId, personId, byId: null });
      return true;
    });
  }
}
