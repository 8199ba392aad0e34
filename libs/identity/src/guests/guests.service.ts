import { Inject, Injectable } from '@nestjs/common';
import { AccessService, dropForged, type LockedTx } from '@maroquin/access';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Sessions } from '../sessions/sessions.service.js';

const DAY = 24 * 60 * 60_000;
/** The end of a guest lies at most this far ahead: it is looked at again once a year at least. */
const MAX_AHEAD_MS = 366 * DAY;
/** Guests ended by one run of the job. */
const ENDED_AT_ONCE = 1_000;

/** The guests of a space: who answers for them, and until when. */
@Injectable()
export class Guests {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * By the sponsor, or by an administrator. An end that is not ahead ends the guest now.
   * @throws {DomainError} request.not-found, request.invalid, request.conflict when it was changed meanwhile
   */
  async setEnd(
    actor: Actor,
    spaceId: string,
    personId: string,
    { endsAt, expectedVersion }: { readonly endsAt: Date; readonly expectedVersion: number },
  ): Promise<void> {
    const { orgId } = actor;
    if (!this.access.mayInOrganisation(actor, 'people.manage'))
      await this.access.require(actor, 'access.manage', spaceId);
    const now = this.clock.now();
    if (endsAt.getTime() - now.getTime() > MAX_AHEAD_MS) {
      throw new DomainError('request.invalid', {
        fields: [{ path: 'endsAt', message: { fr: 'au plus dans un an', en: 'at most a year ahead' } }],
      });
    }
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      const isAdmin = await this.requireSetEnd(tx, actor, spaceId);
      const [known] = await tx.query<{ version: number }>(
        `select version from guest where org_id = $1 and space_id = $2 and account_id = $3 and ($4 or sponsor_id = $5) for update`,
        [orgId, spaceId, personId, isAdmin, actor.personId],
      );
      if (known === undefined) throw new DomainError('request.not-found');
      if (known.version !== expectedVersion) throw new DomainError('request.conflict');
      await dropForged(tx, 'seat', [[orgId, personId]]);
      await tx.query(
        `insert into seat (org_id, account_id, kind, created_at, ends_at) values ($1, $2, 'guest', $4, $3)
         on conflict (org_id, account_id) do update set ends_at = excluded.ends_at`,
        [orgId, personId, endsAt, now],
      );
      await tx.query(
        'update guest set ended_at = null, version = version + 1 where org_id = $1 and account_id = $2',
        [orgId, personId],
      );
      this.access.recordChange(tx, { orgId, personIds: [personId] });
      await recordAct(tx, {
        ...{ orgId, actorId: actor.personId, action: 'guest.end-set', targetId: personId, at: now },
        details: { spaceId, endsAt: endsAt.toISOString() },
      });
      if (endsAt <= now) await this.finish(tx, orgId, personId);
    });
  }

  /** Answers whether it is as an administrator. */
  private async requireSetEnd(tx: LockedTx, actor: Actor, spaceId: string): Promise<boolean> {
    const isAdmin = await tx.mayInOrganisation(actor, 'people.manage');
    if (isAdmin) await tx.requireOrganisation(actor, 'people.manage');
    else await tx.require(actor, 'access.manage', spaceId);
    return isAdmin;
  }

  /**
   * Those whose time is over: their sessions end everywhere. Rights ended by themselves, at the very moment. The seat is
   * locked too: an end that is put off at this moment is read as it is then.
   */
  async endDue(orgId: string): Promise<number> {
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const due = await tx.query<{ account_id: string }>(
        `select g.account_id from guest g join seat s on s.org_id = g.org_id and s.account_id = g.account_id
         where g.org_id = $1 and g.ended_at is null and s.ends_at <= $2 order by g.account_id limit $3
         for update of g, s skip locked`,
        [orgId, this.clock.now(), ENDED_AT_ONCE],
      );
      for (const { account_id } of due) await this.finish(tx, orgId, account_id);
      return due.length;
    });
  }

  private async finish(tx: Tx, orgId: string, personId: string): Promise<void> {
    const at = this.clock.now();
    await tx.query('update guest set ended_at = $3 where org_id = $1 and account_id = $2', [
      ...[orgId, personId, at],
    ]);
    await this.sessions.endAll(tx, personId);
    await recordAct(tx, { orgId, actorId: null, action: 'guest.ended', targetId: personId, at });
  }
}
