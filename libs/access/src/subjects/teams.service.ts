import { Injectable } from '@nestjs/common';
import type { teamsSchema } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, openInTurns, sortInTurns } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { AccessService } from '../engine/access.service.js';
import { Team } from '../engine/subject.entities.js';
import { TeamChanges } from './team-changes.js';

/** Most teams an organisation lists. */
const MAX_TEAMS = 2_000;

/** Teams of an organisation: their members act with their rights. */
@Injectable()
export class Teams {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly changes: TeamChanges,
  ) {}

  /** In the order of their names. */
  async list(actor: Actor): Promise<z.infer<typeof teamsSchema>> {
    this.access.requireOrganisation(actor, 'people.list');
    const { orgId } = actor;
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ id: string; name_sealed: Buffer; member_ids: string[] }>(
        `select t.id, t.name_sealed, array(select m.member_id from membership m where m.org_id = t.org_id and m.team_id = t.id
             and not exists (select 1 from account a where a.id = m.member_id and a.deleted_at is not null)
           order by m.added_at, m.member_id) as member_ids from team t where t.org_id = $1 order by t.id limit $2`,
        [orgId, MAX_TEAMS],
      ),
    );
    const keys = await this.keys.forOrg(orgId);
    const items = await openInTurns(rows, (row) => ({
      id: row.id,
      name: keys.openText({ table: 'team', column: 'name', row: row.id }, row.name_sealed),
      memberIds: row.member_ids,
    }));
    const collator = new Intl.Collator('fr', { numeric: true });
    return { items: await sortInTurns(items, (a, b) => collator.compare(a.name, b.name)) };
  }

  /** @throws {DomainError} request.not-found, resource.name-taken */
  async create(actor: Actor, name: string): Promise<{ id: string }> {
    this.access.requireOrganisation(actor, 'team.manage');
    const keys = await this.keys.forOrg(actor.orgId);
    const id = await this.access.locks.addToOrganisation(actor, actor.orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'team.manage');
      return this.changes.create(tx, keys, name, actor.personId);
    });
    return { id };
  }

  /** Who is in it already stays. @throws {DomainError} request.not-found, access.unknown-subject */
  async addMember(actor: Actor, teamId: string, personId: string): Promise<void> {
    await this.change(actor, teamId, { add: [personId], remove: [] });
  }

  /** @throws {DomainError} request.not-found, access.last-manager when the team would leave something without a manager */
  async removeMember(actor: Actor, teamId: string, personId: string): Promise<void> {
    await this.change(actor, teamId, { add: [], remove: [personId] });
  }

  private async change(
    actor: Actor,
    teamId: string,
    members: { readonly add: readonly string[]; readonly remove: readonly string[] },
  ): Promise<void> {
    this.access.requireOrganisation(actor, 'team.manage');
    const { orgId, personId: byId } = actor;
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'team.manage');
      if (!(await tx.manager.existsBy(Team, { orgId, id: teamId })))
        throw new DomainError('request.not-found');
      await this.changes.changeMembers(tx, { orgId, teamId, byId, ...members });
    });
  }
}
