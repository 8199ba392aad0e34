import { Inject, Injectable } from '@nestjs/common';
import { type LockedTx, SubjectIndex, TeamChanges } from '@maroquin/access';
import { idSchema, nameSchema } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Tx } from '@maroquin/platform/database';
import { groupById, membersOf } from './group-collection.js';
import { type GroupRow, sealExternalId, toGroup } from './group-view.js';
import { requireMatch } from './preconditions.js';
import { type Complex, isComplex } from './protocol/attribute.js';
import { badRequest, notFound } from './protocol/scim-error.js';
import { ScimGroup } from './scim-user.entity.js';
import type { Tenant } from './tenant.js';
import { externalIdHash } from './user-view.js';

/** Teams of one organisation as a provisioning client writes them (RFC 7643 §4.2). The tenant is authorised already. */
@Injectable()
export class ScimGroups {
  constructor(
    private readonly teams: TeamChanges,
    private readonly index: SubjectIndex,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {ScimError} invalidValue @throws {DomainError} resource.name-taken, access.unknown-subject */
  async create(tenant: Tenant, resource: Complex): Promise<Complex> {
    const name = nameOf(resource);
    const add = memberIdsOf(resource);
    return this.inTree(tenant, async (tx) => {
      const { keys, actor } = tenant;
      const teamId = await this.teams.create(tx, keys, name, actor.personId);
      await this.teams.changeMembers(tx, {
        ...{ orgId: keys.orgId, teamId, byId: actor.personId },
        ...{ add, remove: [] },
      });
      await this.write(tx, tenant, teamId, resource);
      // One moment for the team and what the client wrote of it.
      await tx.query(
        'update scim_group g set updated_at = t.created_at from team t where t.id = g.team_id and t.id = $1',
        [teamId],
      );
      return this.view(tx, tenant, teamId);
    });
  }

  /** @throws {DomainError} access.last-manager when the team alone manages something */
  async remove(tenant: Tenant, id: string, ifMatch: string | null): Promise<void> {
    const { keys, actor } = tenant;
    await this.inTree(tenant, async (tx) => {
      requireMatch(ifMatch, toGroup(keys, await this.row(tx, tenant, id), tenant.base));
      await this.teams.delete(tx, { orgId: keys.orgId, teamId: id, byId: actor.personId });
    });
  }

  change(
    tenant: Tenant,
    id: string,
    ifMatch: string | null,
    next: (current: Complex) => Complex,
  ): Promise<Complex> {
    return this.inTree(tenant, async (tx) => {
      const { keys, actor } = tenant;
      const current = await this.view(tx, tenant, id);
      requireMatch(ifMatch, current);
      const after = next(current);
      const [before, name] = [nameOf(current), nameOf(after)];
      const there = new Set(memberIdsOf(current));
      const wanted = new Set(memberIdsOf(after));
      const add = [...wanted].filter((member) => !there.has(member));
      const remove = [...there].filter((member) => !wanted.has(member));
      if (name !== before) await this.teams.rename(tx, keys, { teamId: id, byId: actor.personId }, name);
      if (add.length + remove.length > 0) {
        await this.teams.changeMembers(tx, {
          ...{ orgId: keys.orgId, teamId: id, byId: actor.personId },
          ...{ add, remove },
        });
      }
      const isOther = name !== before || after['externalId'] !== current['externalId'];
      if (isOther || add.length + remove.length > 0) await this.write(tx, tenant, id, after);
      return this.view(tx, tenant, id);
    });
  }

  private inTree<T>(tenant: Tenant, work: (tx: LockedTx) => Promise<T>): Promise<T> {
    return tenant.inTransaction(async (tx) => {
      tx.afterCommit(() => this.index.forget(tenant.keys.orgId));
      return work(tx);
    });
  }

  private async write(tx: Tx, { keys }: Tenant, teamId: string, { externalId }: Complex): Promise<void> {
    const known = typeof externalId === 'string' ? externalId : null;
    await tx.manager.upsert(
      ScimGroup,
      {
        teamId,
        orgId: keys.orgId,
        externalIdHash: known === null ? null : externalIdHash(keys, 'Group', known),
        externalIdSealed: known === null ? null : sealExternalId(keys, teamId, known),
        updatedAt: this.clock.now(),
      },
      ['teamId'],
    );
  }

  private async row(tx: Tx, { keys }: Tenant, id: string): Promise<GroupRow> {
    const row = await groupById(tx, keys.orgId, id);
    if (row === null) throw notFound();
    return row;
  }

  private async view(tx: Tx, tenant: Tenant, id: string): Promise<Complex> {
    const { keys, base } = tenant;
    const group = toGroup(keys, await this.row(tx, tenant, id), base);
    const members = (await membersOf(tx, keys, base, [id])).get(id);
    return members === undefined ? group : { ...group, members };
  }
}

/** @throws {ScimError} invalidValue */
function nameOf(resource: Complex): string {
  const name = nameSchema.safeParse(resource['displayName']);
  if (!name.success)
    throw badRequest(
      'invalidValue',
      '"displayName" has 1 to 200 characters, none of them control characters.',
    );
  return name.data;
}

/** @throws {ScimError} invalidValue for what is no id of this server */
function memberIdsOf(resource: Complex): string[] {
  const members = Array.isArray(resource['members']) ? (resource['members'] as readonly unknown[]) : [];
  return members.map((member) => {
    const id = idSchema.safeParse(isComplex(member) ? member['value'] : undefined);
    if (!id.success) throw badRequest('invalidValue', 'A member is named by no id of this directory.');
    return id.data.toLowerCase();
  });
}
