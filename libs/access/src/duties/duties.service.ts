import { Inject, Injectable } from '@nestjs/common';
import { type Duty, type DutyHolders, dutySchema, idSchema, instantSchema } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, type ReadStatement, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type Paging, readPage } from '@maroquin/platform/keys';
import type { RightsRow } from '@maroquin/platform/proofs';
import { z } from 'zod';
import { AccessService } from '../engine/access.service.js';
import { dropForged } from '../engine/drop-forged.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { SubjectNames } from '../subjects/subject-names.js';

interface HolderRow {
  readonly duty: Duty;
  readonly subject_id: string;
  readonly kind: 'person' | 'team';
  readonly granted_by: string;
  readonly granted_at: Date;
}

/** Far more than an organisation entrusts with anything. */
const MAX_HOLDERS = 200;

const HOLDERS = `
select d.duty, d.subject_id, s.kind, d.granted_by, d.granted_at from organisation_duty d
join subject s on s.org_id = d.org_id and s.id = d.subject_id
where d.org_id = $1 and ($2::timestamptz is null or (d.granted_at, d.subject_id, d.duty) > ($2, $3::uuid, $4::text))
order by d.granted_at, d.subject_id, d.duty limit $5`;
const placeSchema = z.strictObject({ at: instantSchema, id: idSchema, duty: dutySchema });

const HOLDS: ReadStatement = {
  name: 'holds a duty',
  text: `select org_id, subject_id, duty, granted_by, granted_at, proof from organisation_duty
    where org_id = $1 and subject_id = any($2::uuid[]) and duty = $3`,
};

/** The same as Duties.holds of whoever it is, under the lock: itself, by a team, by a team of teams. */
export async function holdsDuty(
  tx: LockedTx,
  { orgId, personId }: Pick<Actor, 'orgId' | 'personId'>,
  duty: Duty,
): Promise<boolean> {
  const rows = await tx.query<RightsRow>(HOLDS.text, [orgId, await tx.actsAs(personId), duty]);
  return rows.some((row) => tx.isGenuine('organisation_duty', row));
}

/**
 * Duties that an administrator must not have. That nobody has both, through teams too, is a constraint of the database:
 * whatever would make it so (a duty, a membership, a seat) is refused with `duty.incompatible`.
 */
@Injectable()
export class Duties {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly names: SubjectNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Does this person have it, itself or through teams? A guest has none. */
  async holds(actor: Actor, duty: Duty): Promise<boolean> {
    if (!this.access.mayInOrganisation(actor, 'review.take-part')) return false;
    const { orgId } = actor;
    const subjects = await this.access.actsAs(actor);
    const rows = await this.database.readAlong<RightsRow>([orgId], HOLDS, [orgId, subjects, duty]);
    return rows.some((row) => this.access.genuine.isGenuine('organisation_duty', row));
  }

  /** The same, asked under the lock. @throws {DomainError} request.not-found */
  async requireInTransaction(tx: LockedTx, actor: Actor, duty: Duty): Promise<void> {
    await tx.requireOrganisation(actor, 'review.take-part');
    if (!(await holdsDuty(tx, actor, duty))) throw new DomainError('request.not-found');
  }

  /** To know who may see what: administrators, and auditors, who change nothing. */
  async mayAudit(actor: Actor): Promise<boolean> {
    return this.access.mayInOrganisation(actor, 'access.audit') || this.holds(actor, 'auditor');
  }

  /** @throws {DomainError} request.not-found */
  async requireAudit(actor: Actor): Promise<void> {
    if (!(await this.mayAudit(actor))) throw new DomainError('request.not-found');
  }

  /** Who reads what everybody did; administrators do not. @throws {DomainError} request.not-found */
  async requireAuditor(actor: Actor): Promise<void> {
    if (!(await this.holds(actor, 'auditor'))) throw new DomainError('request.not-found');
  }

  /** @throws {DomainError} request.not-found */
  async list(actor: Actor, paging: Paging): Promise<DutyHolders> {
    await this.requireAudit(actor);
    const { orgId } = actor;
    const { items: rows, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `duties ${orgId}`, place: placeSchema },
        placeOf: ({ subject_id, duty, granted_at }: HolderRow) => ({
          id: subject_id,
          duty,
          at: granted_at.toISOString(),
        }),
        read: (after, limit) =>
          this.database.inOrgs({ orgs: [orgId] }, (tx) =>
            tx.query<HolderRow>(HOLDERS, [
              orgId,
              after?.at ?? null,
              after?.id ?? null,
              after?.duty ?? null,
              limit,
            ]),
          ),
      },
      paging,
    );
    const names = await this.names.names(orgId, rows);
    const people = await this.names.people.names(
      orgId,
      rows.map((row) => row.granted_by),
    );
    const items = rows.map((row) => ({
      duty: row.duty,
      id: row.subject_id,
      kind: row.kind,
      name: names.get(row.subject_id) ?? '',
      grantedBy: people.get(row.granted_by) ?? null,
      grantedAt: row.granted_at.toISOString(),
    }));
    return { items, next };
  }

  /**
   * To a member or a team. Who has it already keeps it.
   * @throws {DomainError} request.not-found, access.unknown-subject, duty.incompatible, duty.too-many
   */
  async grant(actor: Actor, duty: Duty, subjectId: string): Promise<void> {
    this.access.requireOrganisation(actor, 'duty.manage');
    const { orgId, personId: grantedBy } = actor;
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'duty.manage');
      await this.requireHolder(tx, orgId, subjectId);
      await dropForged(tx, 'organisation_duty', [[orgId, subjectId, duty]]);
      const added = await tx.query(
        `insert into organisation_duty (org_id, subject_id, duty, granted_by, granted_at) values ($1, $2, $3, $4, $5)
         on conflict do nothing returning subject_id`,
        [orgId, subjectId, duty, grantedBy, this.clock.now()],
      );
      if (added.length > 0) await this.record(tx, actor, 'duty.granted', duty, subjectId);
    });
  }

  /** Who does not have it is left as it is. @throws {DomainError} request.not-found */
  async withdraw(actor: Actor, duty: Duty, subjectId: string): Promise<void> {
    this.access.requireOrganisation(actor, 'duty.manage');
    const { orgId } = actor;
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'duty.manage');
      const gone = await tx.query(
        'delete from organisation_duty where org_id = $1 and subject_id = $2 and duty = $3 returning subject_id',
        [orgId, subjectId, duty],
      );
      if (gone.length > 0) await this.record(tx, actor, 'duty.withdrawn', duty, subjectId);
    });
  }

  /** The constraint says it again, for every way there is. */
  private async requireHolder(tx: Tx, orgId: string, subjectId: string): Promise<void> {
    const [known] = await tx.query<{ seat: string | null }>(
      `select seat.kind as seat from subject s
       left join seat on seat.org_id = s.org_id and seat.account_id = s.id
       where s.org_id = $1 and s.id = $2 and (s.kind = 'team' or (s.kind = 'person' and seat.kind is not null))`,
      [orgId, subjectId],
    );
    if (known === undefined) throw new DomainError('request.not-found');
    if (known.seat === 'guest') throw new DomainError('access.unknown-subject');
    if (known.seat === 'admin') throw new DomainError('duty.incompatible');
    const held = await tx.query('select 1 from organisation_duty where org_id = $1', [orgId]);
    if (held.length >= MAX_HOLDERS) throw new DomainError('duty.too-many');
  }

  private record(
    tx: Tx,
    { orgId, personId: actorId }: Actor,
    action: string,
    duty: Duty,
    targetId: string,
  ): Promise<void> {
    return recordAct(tx, { orgId, actorId, action, targetId, details: { duty }, at: this.clock.now() });
  }
}
