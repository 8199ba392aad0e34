import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AccessService, dropForged, type LockedTx, Spaces, SubjectIndex } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import type { RightsRow } from '@maroquin/platform/proofs';
import { sealAccount } from '../accounts/accounts.service.js';
import { handOverGuests } from '../guests/hand-over-guests.js';
import { Sessions } from '../sessions/sessions.service.js';

interface End {
  readonly orgId: string;
  readonly personId: string;
  /** Who does it; null: the system itself. */
  readonly byId: string | null;
}

/** Closing an account, opening it again, and taking it away: in the transaction of the act, from whatever route. */
@Injectable()
export class AccountEnds {
  constructor(
    private readonly access: AccessService,
    private readonly spaces: Spaces,
    private readonly sessions: Sessions,
    private readonly index: SubjectIndex,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * From its commit on nobody comes in as this person: sessions, tokens and links end, sockets are cut on every node.
   * Rights stay as they are, so that opening it again is all it takes. Closed already: nothing happens.
   * @throws {DomainError} request.not-found, account.last-administrator
   */
  async disable(tx: LockedTx, { orgId, personId, byId }: End): Promise<void> {
    await this.requireOtherAdministrator(tx, orgId, personId);
    const now = this.clock.now();
    // Before the account, in the order in which a link that is used just now locks them.
    await tx.query(
      `update sign_in_link set expires_at = $3
       where org_id = $1 and account_id = $2 and used_at is null and expires_at > $3`,
      [orgId, personId, now],
    );
    const closed = await tx.query(
      `update account set disabled_at = $3, link_requested_at = null, version = version + 1
       where org_id = $1 and id = $2 and disabled_at is null returning id`,
      [orgId, personId, now],
    );
    if (closed.length === 0) return requireAccount(tx, orgId, personId);
    await this.sessions.endAll(tx, personId);
    await handOverGuests(tx, orgId, personId, now);
    await this.finish(tx, { orgId, personId, byId }, 'person.disabled');
  }

  /** @throws {DomainError} request.not-found, also for whoever left for good */
  async enable(tx: LockedTx, keys: OrganisationKeys, { orgId, personId, byId }: End): Promise<void> {
    const opened = await tx.query(
      `update account set disabled_at = null, version = version + 1
       where org_id = $1 and id = $2 and disabled_at is not null and deleted_at is null returning id`,
      [orgId, personId],
    );
    if (opened.length === 0) return requireAccount(tx, orgId, personId);
    // Its own space may have been handed over meanwhile. A guest has none.
    const own = await tx.query(
      `select 1 from resource where org_id = $1 and personal_of = $2
       union all select 1 from seat where org_id = $1 and account_id = $2 and kind = 'guest'`,
      [orgId, personId],
    );
    if (own.length === 0) await this.spaces.createPersonal(tx, keys, orgId, personId);
    await this.finish(tx, { orgId, personId, byId }, 'person.enabled');
  }

  /**
   * For good: out of the directory and of every team, its address forgotten and free for somebody else. Its name stays with what it
   * wrote, and what it alone managed waits to be handed over.
   * @throws {DomainError} request.not-found, account.last-administrator
   */
  async delete(tx: LockedTx, keys: OrganisationKeys, end: End): Promise<void> {
    const { orgId, personId } = end;
    await this.disable(tx, end);
    const gone = await tx.query(
      `update account set deleted_at = $3, email_hash = $4, email_sealed = $5, email_proven_at = null, password_sealed = null,
         profile_sealed = null, photo_id = null, version = version + 1
       where org_id = $1 and id = $2 and deleted_at is null returning id`,
      [orgId, personId, this.clock.now(), randomBytes(32), sealAccount(keys, personId, 'email', '')],
    );
    if (gone.length === 0) throw new DomainError('request.not-found');
    await tx.query(
      'delete from federated_session f using session s where s.id = f.session_id and s.account_id = $1',
      [personId],
    );
    // Whoever comes back through a provider comes as somebody new; nobody shows its photo any more.
    for (const own of [
      'person_photo',
      'passkey',
      'totp',
      'recovery_code',
      'federated_identity',
      'identity_merge',
    ])
      await tx.query(`delete from ${own} where account_id = $1`, [personId]);
    await dropForged(tx, 'seat', [[orgId, personId]]);
    await tx.query(
      `update seat set kind = 'member' where org_id = $1 and account_id = $2 and kind = 'admin'`,
      [orgId, personId],
    );
    await this.finish(tx, end, 'person.deleted');
  }

  /**
   * Whoever closes the account of one administrator waits here for whoever closes another's. Before any account is locked.
   * Answers with the administrators of the organisation.
   */
  async lockAdministrators(tx: LockedTx, orgId: string): Promise<string[]> {
    const admins = await tx.query<RightsRow & { account_id: string }>(
      `select * from seat where org_id = $1 and kind = 'admin' order by account_id for update`,
      [orgId],
    );
    return admins.filter((seat) => tx.isGenuine('seat', seat)).map((admin) => admin.account_id);
  }

  private async requireOtherAdministrator(tx: LockedTx, orgId: string, personId: string): Promise<void> {
    if (!(await this.lockAdministrators(tx, orgId)).includes(personId)) return;
    const others = await tx.query<RightsRow>(
      `select s.* from seat s join account a on a.id = s.account_id
       where s.org_id = $1 and s.kind = 'admin' and a.id <> $2 and a.disabled_at is null`,
      [orgId, personId],
    );
    if (!others.some((seat) => tx.isGenuine('seat', seat)))
      throw new DomainError('account.last-administrator');
  }

  private async finish(tx: LockedTx, { orgId, personId, byId }: End, action: string): Promise<void> {
    this.access.recordChange(tx, { orgId, personIds: [personId] });
    tx.afterCommit(() => this.index.forget(orgId));
    await recordAct(tx, { orgId, actorId: byId, action, targetId: personId, at: this.clock.now() });
  }
}

async function requireAccount(tx: Tx, orgId: string, personId: string): Promise<void> {
  const known = await tx.query('select 1 from account where org_id = $1 and id = $2 and deleted_at is null', [
    orgId,
    personId,
  ]);
  if (known.length === 0) throw new DomainError('request.not-found');
}
