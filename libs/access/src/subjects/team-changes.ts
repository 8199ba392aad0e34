import { Inject, Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { isUniqueViolation, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import { dropForged } from '../engine/drop-forged.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { requireManagers, scopesManagedBy, scopesWithoutManager } from '../engine/managers.js';
import { Subject, Team } from '../engine/subject.entities.js';

interface Change {
  readonly orgId: string;
  readonly teamId: string;
  /** Who does it; null: the system itself. */
  readonly byId: string | null;
}
interface MemberChange extends Change {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Who leaves does so even as the last one who manages something: it then waits for an administrator. */
  readonly mayOrphan?: boolean;
}

const namesTaken = (error: unknown): never => {
  throw isUniqueViolation(error) ? new DomainError('resource.name-taken', { cause: error }) : error;
};

/** What happens to teams, whoever asks for it: in the transaction of the act, which holds the organisation alone. */
@Injectable()
export class TeamChanges {
  constructor(
    private readonly access: AccessService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} resource.name-taken */
  async create(tx: LockedTx, keys: OrganisationKeys, name: string, byId: string | null): Promise<string> {
    const { orgId } = keys;
    const id = newId();
    await tx.manager.insert(Subject, { orgId, id, kind: 'team' });
    await tx.manager
      .insert(Team, { id, orgId, ...sealTeamName(keys, id, name), createdAt: this.clock.now() })
      .catch(namesTaken);
    await this.record(tx, { orgId, teamId: id, byId }, 'team.created');
    return id;
  }

  /** @throws {DomainError} resource.name-taken */
  async rename(
    tx: LockedTx,
    keys: OrganisationKeys,
    { teamId, byId }: Omit<Change, 'orgId'>,
    name: string,
  ): Promise<void> {
    const { orgId } = keys;
    await tx.manager.update(Team, { orgId, id: teamId }, sealTeamName(keys, teamId, name)).catch(namesTaken);
    await this.record(tx, { orgId, teamId, byId }, 'team.renamed');
  }

  /**
   * People of the organisation, and other teams. Who is in it already stays, who is not is passed over.
   * @throws {DomainError} access.unknown-subject, also for a team that would be in itself; access.last-manager
   */
  async changeMembers(
    tx: LockedTx,
    { add, remove, mayOrphan = false, ...change }: MemberChange,
  ): Promise<void> {
    const { orgId, teamId } = change;
    const managed = remove.length === 0 || mayOrphan ? [] : await scopesManagedBy(tx, orgId, teamId);
    const orphansBefore = new Set(await scopesWithoutManager(tx, orgId, managed));
    const removed = await tx.query<{ member_id: string }>(
      'delete from membership where org_id = $1 and team_id = $2 and member_id = any($3::uuid[]) returning member_id',
      [orgId, teamId, remove],
    );
    await this.requireMembers(tx, change, add);
    await dropForged(
      tx,
      'membership',
      add.map((id) => [orgId, teamId, id]),
    );
    const added = await tx.query<{ member_id: string }>(
      `insert into membership (org_id, team_id, member_id, added_at)
       select $1, $2, m, $4 from unnest($3::uuid[]) m on conflict do nothing returning member_id`,
      [orgId, teamId, [...new Set(add)], this.clock.now()],
    );
    // Who is disabled manages nothing: taking it out of the team orphans nothing more.
    await requireManagers(
      tx,
      orgId,
      managed.filter((id) => !orphansBefore.has(id)),
    );
    const ids = (rows: readonly { member_id: string }[]): string[] => rows.map((row) => row.member_id);
    await this.recordMembers(tx, orgId, [...ids(removed), ...ids(added)]);
    for (const personId of ids(removed)) await this.record(tx, change, 'team.member-removed', { personId });
    for (const personId of ids(added)) await this.record(tx, change, 'team.member-added', { personId });
  }

  /** Its rights end with it. @throws {DomainError} access.last-manager when it alone manages something */
  async delete(tx: LockedTx, change: Change): Promise<void> {
    const { orgId, teamId } = change;
    const managed = await scopesManagedBy(tx, orgId, teamId);
    const orphansBefore = new Set(await scopesWithoutManager(tx, orgId, managed));
    await tx.manager.delete(Subject, { orgId, id: teamId, kind: 'team' });
    await requireManagers(
      tx,
      orgId,
      managed.filter((id) => !orphansBefore.has(id)),
    );
    this.access.recordChange(tx, { orgId });
    await this.record(tx, change, 'team.deleted');
  }

  private async requireMembers(tx: Tx, { orgId, teamId }: Change, add: readonly string[]): Promise<void> {
    const wanted = [...new Set(add)];
    const known = await tx.query(
      `select account_id from seat where org_id = $1 and account_id = any($2::uuid[])
         and not exists (select 1 from account where account.id = seat.account_id and account.deleted_at is not null)
       union all select id from team where org_id = $1 and id = any($2::uuid[])`,
      [orgId, wanted],
    );
    if (known.length < wanted.length) throw new DomainError('access.unknown-subject');
    const rings = await tx.query(
      `with recursive above(id) as (
         select $2::uuid union select m.team_id from above join membership m on m.org_id = $1 and m.member_id = above.id
       ) select 1 from above where id = any($3::uuid[])`,
      [orgId, teamId, wanted],
    );
    if (rings.length > 0) throw new DomainError('access.unknown-subject');
  }

  /** A team that comes or goes changes what all below it act as. */
  private async recordMembers(tx: LockedTx, orgId: string, memberIds: readonly string[]): Promise<void> {
    if (memberIds.length === 0) return;
    const teams = await tx.query('select 1 from team where org_id = $1 and id = any($2::uuid[]) limit 1', [
      orgId,
      memberIds,
    ]);
    this.access.recordChange(tx, { orgId, personIds: teams.length > 0 ? [] : memberIds });
  }

  private record(tx: Tx, { orgId, teamId, byId }: Change, action: string, details = {}): Promise<void> {
    return recordAct(tx, { orgId, actorId: byId, action, targetId: teamId, details, at: this.clock.now() });
  }
}

const sealTeamName = (
  keys: OrganisationKeys,
  id: string,
  name: string,
): Pick<Team, 'nameSealed' | 'nameHash'> => ({
  nameSealed: keys.seal({ table: 'team', column: 'name', row: id }, name),
  nameHash: keys.nameHash(keys.orgId, name),
});
