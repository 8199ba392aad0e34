import { Inject, Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import { Keys } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import type { LockedTx } from '../engine/locked-tx.js';
import type { ResourceFacts } from '../engine/resource-facts.js';
import { MoveResource } from './move-resource.js';
import { scopesUsedBy } from './rescope.js';
import { Resource } from './resource.entity.js';
import { ancestorsOf, subtreeOf } from './tree-queries.js';

/** "Compte rendu (2)", "Compte rendu (3)" … when the name was taken meanwhile. */
const MAX_SUFFIX = 100;
const MAX_NAME = 200;

/** Into the trash and out of it again. A folder takes along what is below it. */
@Injectable()
export class TrashResources {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly events: Events,
    private readonly mover: MoveResource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What is there already stays there.
   * @param stillHolds asked in the transaction that puts it there: throws where it no longer holds
   * @throws {DomainError} request.not-found
   */
  async trash(actor: Actor, id: string, stillHolds?: (tx: LockedTx) => Promise<void>): Promise<void> {
    const { orgId } = await this.access.require(actor, 'resource.trash', id);
    await this.access.locks.changePlaces(actor, orgId, [id], async (tx) => {
      const facts = await tx.require(actor, 'resource.trash', id);
      await stillHolds?.(tx);
      const { ids } = await subtreeOf(tx, orgId, id);
      const scopeIds = await scopesUsedBy(tx, orgId, ids);
      const now = this.clock.now();
      const taken = await tx.query<{ id: string }>(
        `update resource set trashed_at = $3, trashed_by = $4, trash_root_id = $5, version = version + 1
         where org_id = $1 and id = any($2::uuid[]) and trashed_at is null returning id`,
        [orgId, ids, now, actor.personId, id],
      );
      if (taken.length === 0) return;
      await this.close(tx, actor, facts, 'resource.trashed', scopeIds, now);
    });
  }

  /** Files that nothing refers to any more, without a person's own act. What is in the trash stays there. */
  async trashAsSystem(orgId: string, ids: readonly string[]): Promise<void> {
    await this.access.locks.changePlaces(null, orgId, ids, async (tx) => {
      tx.actAsSystem('schedule');
      const taken = await tx.query<{ id: string; scope_id: string; parent_id: string }>(
        `update resource set trashed_at = $3, trash_root_id = id, version = version + 1
         where org_id = $1 and id = any($2::uuid[]) and kind = 'file' and trashed_at is null
         returning id, scope_id, parent_id`,
        [orgId, ids, tx.now],
      );
      if (taken.length === 0) return;
      this.access.recordChange(tx, { orgId, scopeIds: [...new Set(taken.map((row) => row.scope_id))] });
      for (const { id, parent_id: parentId } of taken)
        this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId, parentId, id });
    });
  }

  /**
   * Back to where it was. When its folder is in the trash, it goes to the nearest one above that is not; when its space
   * is gone too, to the person's own space, if the person manages it.
   * @throws {DomainError} request.not-found, resource.wrong-parent
   */
  async restore(actor: Actor, id: string): Promise<void> {
    const { orgId } = await this.access.require(actor, 'resource.trash', id);
    await this.keys.forOrg(orgId);
    const own = await this.ownSpaceOf(actor, orgId);
    const places = own === null ? [id] : [id, own];
    await this.access.locks.changePlaces(actor, orgId, places, async (tx) => {
      const facts = await tx.require(actor, 'resource.trash', id);
      const resource = await tx.manager.findOneByOrFail(Resource, { orgId, id });
      if (resource.trashedAt === null) return;
      if (resource.parentId !== null) await this.bringHome(tx, actor, resource, facts);
      const { ids } = await subtreeOf(tx, orgId, id);
      await tx.query(
        `update resource set trashed_at = null, trashed_by = null, trash_root_id = null, version = version + 1
         where org_id = $1 and id = any($2::uuid[]) and trash_root_id = $3`,
        [orgId, ids, resource.trashRootId],
      );
      const scopeIds = await scopesUsedBy(tx, orgId, ids);
      await this.close(tx, actor, facts, 'resource.restored', scopeIds, this.clock.now());
    });
  }

  /** Where it goes when its space is gone too. */
  private async ownSpaceOf({ personId }: Actor, orgId: string): Promise<string | null> {
    const own = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.findOneBy(Resource, { orgId, personalOf: personId }),
    );
    return own?.id ?? null;
  }

  private async close(
    tx: LockedTx,
    actor: Actor,
    { id, orgId, parentId }: ResourceFacts,
    action: 'resource.trashed' | 'resource.restored',
    scopeIds: readonly string[],
    at: Date,
  ): Promise<void> {
    this.access.recordChange(tx, { orgId, scopeIds });
    await recordAct(tx, { orgId, actorId: actor.personId, action, targetId: id, at });
    this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId, parentId, id });
  }

  /** Still in the trash, it takes the place and the name it will have. */
  private async bringHome(
    tx: LockedTx,
    actor: Actor,
    resource: Resource,
    facts: ResourceFacts,
  ): Promise<void> {
    const target = await this.homeOf(tx, actor, resource, facts);
    const keys = await this.keys.forOrg(resource.orgId);
    const before = keys.openText(
      { table: 'resource', column: 'name', row: resource.id },
      resource.nameSealed,
    );
    let name = before;
    for (
      let number = 2;
      await this.isTaken(tx, resource, keys.nameHash(target.id, name), target.id);
      number += 1
    ) {
      if (number > MAX_SUFFIX) throw new DomainError('resource.name-taken');
      const suffix = ` (${String(number)})`;
      name = before.slice(0, MAX_NAME - suffix.length) + suffix;
    }
    if (target.id !== resource.parentId || name !== before)
      await this.mover.place(tx, actor, resource, target, name);
  }

  private async isTaken(
    tx: Tx,
    { orgId, kind, restricted }: Resource,
    nameHash: Buffer,
    parentId: string,
  ): Promise<boolean> {
    if (kind === 'document' || restricted) return false;
    const taken = await tx.query(
      `select 1 from resource where org_id = $1 and parent_id = $2 and kind = $3 and name_hash = $4
         and trashed_at is null and not restricted`,
      [orgId, parentId, kind, nameHash],
    );
    return taken.length > 0;
  }

  private async homeOf(
    tx: Tx,
    actor: Actor,
    { orgId, id }: Resource,
    { role }: ResourceFacts,
  ): Promise<Resource> {
    const living = (await ancestorsOf(tx, orgId, id)).find((ancestor) => ancestor.trashed_at === null);
    if (living !== undefined) return tx.manager.findOneByOrFail(Resource, { orgId, id: living.id });
    // Its people lose it to this person: only who could do the same by setting rights.
    if (role !== 'manager') throw new DomainError('request.not-found');
    const own = await tx.manager.findOneBy(Resource, { orgId, personalOf: actor.personId });
    if (own === null) throw new DomainError('resource.wrong-parent');
    return own;
  }
}
