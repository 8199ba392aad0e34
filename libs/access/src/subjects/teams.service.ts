import { Inject, Injectable } from '@nestjs/common';
import type { teamsSchema } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { type Actor, Database, isUniqueViolation, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { AccessService } from '../engine/access.service.js';
import { requireManagers, scopesManagedBy, scopesWithoutManager } from '../grants/managers.js';
import { lockTree } from '../tree/tree-lock.js';
import { Membership, Subject, Team } from './subject.entities.js';

/** Most teams an organisation lists. */
const MAX_TEAMS = 2_000;

/** Teams of an organisation: their members act with their rights. */
@Injectable()
export class Teams {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the order of their names. */
  async list(actor: Actor): Promise<z.infer<typeof teamsSchema>> {
    this.access.requireOrganisation(actor, 'people.list');
    const { orgId } = actor;
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ id: string; name_sealed: Buffer; member_ids: string[] }>(
        `select t.id, t.name_sealed, array(select m.member_id from membership m where m.org_id = t.org_id and m.team_id = t.id
           order by m.added_at, m.member_id) as member_ids from team t where t.org_id = $1 order by t.id limit $2`,
        [orgId, MAX_TEAMS],
      ),
    );
    const keys = await this.keys.forOrg(orgId);
    const items = rows.map((row) => ({
      id: row.id,
      name: keys.openText({ table: 'team', column: 'name', row: row.id }, row.name_sealed),
      memberIds: row.member_ids,
    }));
    const collator = new Intl.Collator('fr', { numeric: true });
    return { items: items.sort((a, b) => collator.compare(a.name, b.name)) };
  }

  /** @throws {DomainError} request.not-found, resource.name-taken */
  async create(actor: Actor, name: string): Promise<{ id: string }> {
    this.access.requireOrganisation(actor, 'team.manage');
    const { orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    const id = newId();
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await tx.manager.insert(Subject, { orgId, id, kind: 'team' });
      await tx.manager
        .insert(Team, {
          id,
          orgId,
          nameSealed: keys.seal({ table: 'team', column: 'name', row: id }, name),
          nameHash: keys.nameHash(orgId, name),
          createdAt: this.clock.now(),
        })
        .catch((error: unknown) => {
          throw isUniqueViolation(error) ? new DomainError('resource.name-taken', { cause: error }) : error;
        });
      await this.record(tx, actor, 'team.created', id);
    });
    return { id };
  }

  /** Who is in it already stays. @throws {DomainError} request.not-found, access.unknown-subject */
  async addMember(actor: Actor, teamId: string, personId: string): Promise<void> {
    await this.change(actor, teamId, async (tx, orgId) => {
      const seated = await tx.query('select 1 from seat where org_id = $1 and account_id = $2', [
        orgId,
        personId,
      ]);
      if (seated.length === 0) throw new DomainError('access.unknown-subject');
      const added = await tx.query(
        `insert into membership (org_id, team_id, member_id, added_at) values ($1, $2, $3, $4) on conflict do nothing returning 1`,
        [orgId, teamId, personId, this.clock.now()],
      );
      if (added.length > 0) await this.note(tx, actor, 'team.member-added', teamId, personId);
    });
  }

  /** @throws {DomainError} request.not-found, access.last-manager when the team would leave something without a manager */
  async removeMember(actor: Actor, teamId: string, personId: string): Promise<void> {
    await this.change(actor, teamId, async (tx, orgId) => {
      const managed = await scopesManagedBy(tx, orgId, teamId);
      const orphansBefore = new Set(await scopesWithoutManager(tx, orgId, managed));
      const { affected } = await tx.manager.delete(Membership, { orgId, teamId, memberId: personId });
      if (affected === 0) return;
      // Who is disabled manages nothing: taking it out of the team orphans nothing more.
      await requireManagers(
        tx,
        orgId,
        managed.filter((id) => !orphansBefore.has(id)),
      );
      await this.note(tx, actor, 'team.member-removed', teamId, personId);
    });
  }

  private async change(
    actor: Actor,
    teamId: string,
    work: (tx: Tx, orgId: string) => Promise<void>,
  ): Promise<void> {
    this.access.requireOrganisation(actor, 'team.manage');
    const { orgId } = actor;
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await lockTree(tx, orgId, 'alone');
      if (!(await tx.manager.existsBy(Team, { orgId, id: teamId })))
        throw new DomainError('request.not-found');
      await work(tx, orgId);
    });
  }

  private async note(tx: Tx, actor: Actor, action: string, teamId: string, personId: string): Promise<void> {
    const { orgId } = actor;
    await this.access.noteChange(tx, { orgId, personIds: [personId] });
    await this.record(tx, actor, action, teamId, { personId });
  }

  private record(
    tx: Tx,
    { orgId, personId }: Actor,
    action: string,
    targetId: string,
    details = {},
  ): Promise<void> {
    return recordAct(tx, { orgId, actorId: personId, action, targetId, details, at: this.clock.now() });
  }
}
