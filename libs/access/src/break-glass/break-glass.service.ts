import { Inject, Injectable } from '@nestjs/common';
import type { AskBreakGlass } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { RightsRow } from '@maroquin/platform/proofs';
import { Duties } from '../duties/duties.service.js';
import { AccessService } from '../engine/access.service.js';
import { AccessGrant } from '../engine/grant.entities.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { Grants } from '../grants/grants.service.js';
import { type BreakGlassRow, reasonContext } from './break-glass-row.js';

const HOUR_MS = 3_600_000;
const LAPSES_AFTER_MS = 7 * 24 * HOUR_MS;
/** A second account made to agree with oneself must be at least so old. */
const DECIDER_SINCE_MS = 24 * HOUR_MS;
/** Of one person. */
const MOST_WAITING = 20;

/**
 * An administrator reads one place for some hours: asked for with a reason, given by a key custodian. What it gives is a
 * reader's grant with an end, like any other; AccessService records each read in the audit.
 */
@Injectable()
export class BreakGlasses {
  constructor(
    private readonly access: AccessService,
    private readonly duties: Duties,
    private readonly grants: Grants,
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found, break-glass.needless, break-glass.too-many */
  async ask(actor: Actor, { resourceId, reason, hours }: AskBreakGlass): Promise<{ id: string }> {
    requireBrowser(actor);
    this.access.requireOrganisation(actor, 'break-glass.ask');
    const { orgId, personId } = actor;
    const keys = await this.keys.forOrg(orgId);
    const id = newId();
    await this.access.locks.changePlaces(actor, orgId, [resourceId], async (tx) => {
      await tx.requireOrganisation(actor, 'break-glass.ask');
      await requirePlace(tx, orgId, resourceId);
      if (await tx.may(actor, 'resource.read', resourceId)) throw new DomainError('break-glass.needless');
      await this.requireRoom(tx, actor, resourceId);
      await tx.query(
        `insert into break_glass (id, org_id, resource_id, asked_by, asked_at, reason_sealed, hours, lapses_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          ...[id, orgId, resourceId, personId, tx.now, keys.seal(reasonContext(id), reason), hours],
          new Date(tx.now.getTime() + LAPSES_AFTER_MS),
        ],
      );
      const details = { breakGlass: id, hours };
      await this.record(tx, { orgId, actorId: personId, action: 'break-glass.asked', resourceId, details });
    });
    return { id };
  }

  private async requireRoom(tx: LockedTx, { orgId, personId }: Actor, resourceId: string): Promise<void> {
    const open = await tx.query<{ resource_id: string }>(
      `select resource_id from break_glass where org_id = $1 and asked_by = $2 and ended_at is null and not refused
         and (ends_at is not null or lapses_at > $3)`,
      [orgId, personId, tx.now],
    );
    const isAsked = open.some((row) => row.resource_id === resourceId);
    if (isAsked || open.length >= MOST_WAITING) throw new DomainError('break-glass.too-many');
  }

  /** @throws {DomainError} request.not-found, approval.other-person, break-glass.needless */
  async decide(actor: Actor, id: string, agrees: boolean): Promise<void> {
    requireBrowser(actor);
    const { orgId, personId } = actor;
    if (!(await this.duties.holds(actor, 'key-custodian'))) throw new DomainError('request.not-found');
    const { resource_id: resourceId } = await this.row(orgId, id);
    await this.access.locks.changePlaces(actor, orgId, [resourceId], async (tx) => {
      await this.duties.requireInTransaction(tx, actor, 'key-custodian');
      const row = await waiting(tx, orgId, id);
      await requireOther(tx, actor, row);
      if (agrees) await this.begin(tx, actor, row);
      else {
        await tx.query(
          'update break_glass set decided_by = $2, decided_at = $3, refused = true where id = $1',
          [id, personId, tx.now],
        );
        const details = { breakGlass: id, askedBy: row.asked_by };
        await this.record(tx, {
          orgId,
          actorId: personId,
          action: 'break-glass.refused',
          resourceId,
          details,
        });
      }
    });
  }

  private async begin(tx: LockedTx, actor: Actor, row: BreakGlassRow): Promise<void> {
    const { orgId, personId } = actor;
    const { id, resource_id: resourceId, asked_by: askedBy, hours } = row;
    await requirePlace(tx, orgId, resourceId);
    await requireAdministers(tx, orgId, askedBy);
    const own = await tx.manager.findOneBy(AccessGrant, { orgId, resourceId, subjectId: askedBy });
    // It would be replaced, and be gone with the end.
    if (own !== null && (own.expiresAt === null || own.expiresAt > tx.now))
      throw new DomainError('break-glass.needless');
    const endsAt = new Date(tx.now.getTime() + hours * HOUR_MS);
    await tx.query('update break_glass set decided_by = $2, decided_at = $3, ends_at = $4 where id = $1', [
      ...[id, personId, tx.now, endsAt],
    ]);
    const grant = { resourceId, subjectId: askedBy, role: 'reader', expiresAt: endsAt } as const;
    await this.grants.setInTransaction(tx, actor, orgId, grant);
    const details = { breakGlass: id, askedBy, endsAt: endsAt.toISOString() };
    await this.record(tx, { orgId, actorId: personId, action: 'break-glass.begun', resourceId, details });
  }

  /** At once, by a manager of the place, the person who asked, or a key custodian. @throws {DomainError} request.not-found */
  async end(actor: Actor, id: string): Promise<void> {
    requireBrowser(actor);
    const { orgId, personId } = actor;
    const { resource_id: resourceId, asked_by: askedBy } = await this.row(orgId, id);
    await this.access.locks.changePlaces(actor, orgId, [resourceId], async (tx) => {
      if (personId === askedBy) await tx.requirePresent(actor);
      else if (!(await tx.may(actor, 'access.manage', resourceId)))
        await this.duties.requireInTransaction(tx, actor, 'key-custodian');
      else await tx.require(actor, 'access.manage', resourceId);
      const row = await running(tx, orgId, id);
      if (row === undefined) throw new DomainError('request.not-found');
      await this.endInTransaction(tx, orgId, row, personId);
    });
  }

  /** Those whose time is over: what they gave has ended by itself already. */
  async endDue(orgId: string): Promise<void> {
    const due = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ id: string; resource_id: string }>(
        `select id, resource_id from break_glass where org_id = $1 and ends_at <= $2 and ended_at is null limit 100`,
        [orgId, this.clock.now()],
      ),
    );
    for (const { id, resource_id: resourceId } of due)
      await this.access.locks.changePlaces(null, orgId, [resourceId], async (tx) => {
        tx.actAsSystem('schedule');
        const row = await running(tx, orgId, id);
        if (row !== undefined) await this.endInTransaction(tx, orgId, row, null);
      });
  }

  private async endInTransaction(
    tx: LockedTx,
    orgId: string,
    row: BreakGlassRow,
    by: string | null,
  ): Promise<void> {
    const { id, resource_id: resourceId, asked_by: askedBy } = row;
    await tx.query('update break_glass set ended_at = $2, ended_by = $3 where id = $1', [id, tx.now, by]);
    const there = await tx.query('select 1 from resource where org_id = $1 and id = $2', [orgId, resourceId]);
    const grant = await tx.manager.findOneBy(AccessGrant, { orgId, resourceId, subjectId: askedBy });
    // Somebody may have given it a right of another kind meanwhile, which stays.
    const isOwn = grant?.expiresAt?.getTime() === row.ends_at?.getTime();
    if (there.length > 0 && isOwn)
      await this.grants.removeInTransaction(tx, { personId: by }, orgId, resourceId, askedBy);
    const details = { breakGlass: id, askedBy, byItself: by === null };
    await this.record(tx, {
      ...{ orgId, actorId: by ?? askedBy, action: 'break-glass.ended', resourceId, details },
    });
  }

  private async row(orgId: string, id: string): Promise<BreakGlassRow> {
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<BreakGlassRow>('select * from break_glass where org_id = $1 and id = $2', [orgId, id]),
    );
    if (row === undefined) throw new DomainError('request.not-found');
    return row;
  }

  private record(
    tx: LockedTx,
    {
      resourceId: targetId,
      ...act
    }: {
      readonly orgId: string;
      readonly actorId: string;
      readonly action: string;
      readonly resourceId: string;
      readonly details: Readonly<Record<string, string | number | boolean>>;
    },
  ): Promise<void> {
    return recordAct(tx, { ...act, targetId, at: this.clock.now() });
  }
}

/** A program neither asks nor agrees. @throws {DomainError} request.not-found */
export function requireBrowser({ sessionId }: Actor): void {
  if (sessionId === null) throw new DomainError('request.not-found');
}

/** What people say to each other alone is opened by no office. @throws {DomainError} request.not-found */
async function requirePlace(tx: LockedTx, orgId: string, id: string): Promise<void> {
  const found = await tx.query(
    `select 1 from resource r join resource s on s.org_id = r.org_id and s.id = r.scope_id
     where r.org_id = $1 and r.id = $2 and r.trashed_at is null and r.kind <> 'direct' and s.kind <> 'direct'`,
    [orgId, id],
  );
  if (found.length === 0) throw new DomainError('request.not-found');
}

async function waiting(tx: LockedTx, orgId: string, id: string): Promise<BreakGlassRow> {
  const [row] = await tx.query<BreakGlassRow>(
    `select * from break_glass where org_id = $1 and id = $2 and decided_at is null and lapses_at > $3 for update`,
    [orgId, id, tx.now],
  );
  if (row === undefined) throw new DomainError('request.not-found');
  return row;
}

async function running(tx: LockedTx, orgId: string, id: string): Promise<BreakGlassRow | undefined> {
  const [row] = await tx.query<BreakGlassRow>(
    `select * from break_glass where org_id = $1 and id = $2 and ends_at is not null and ended_at is null for update`,
    [orgId, id],
  );
  return row;
}

/** @throws {DomainError} approval.other-person */
async function requireOther(tx: LockedTx, { personId }: Actor, row: BreakGlassRow): Promise<void> {
  const [account] = await tx.query<{ created_at: Date }>('select created_at from account where id = $1', [
    personId,
  ]);
  const since = account?.created_at.getTime() ?? Infinity;
  if (personId === row.asked_by || since > row.asked_at.getTime() - DECIDER_SINCE_MS)
    throw new DomainError('approval.other-person');
}

/** Still, now that it is given. @throws {DomainError} access.unknown-subject */
async function requireAdministers(tx: LockedTx, orgId: string, personId: string): Promise<void> {
  const seats = await tx.query<RightsRow & { kind: string }>(
    `select s.* from seat s join account a on a.id = s.account_id
     where s.org_id = $1 and s.account_id = $2 and a.disabled_at is null`,
    [orgId, personId],
  );
  if (!seats.some((seat) => seat.kind === 'admin' && tx.isGenuine('seat', seat)))
    throw new DomainError('access.unknown-subject');
}
