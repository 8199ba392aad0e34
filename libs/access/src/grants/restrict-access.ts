import { Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import { Keys } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import { AccessGrant } from '../engine/grant.entities.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { resolveRole } from '../roles/given-role.js';
import { forgetUndecided } from '../tree/forget-undecided.js';
import { inheritFrom, keepOwnOnly, genuineScopeAndInheriting, scopeAndInheriting } from '../tree/rescope.js';
import { toNameTaken } from '../tree/resource-tree.service.js';
import { Resource } from '../tree/resource.entity.js';
import { subtreeOf } from '../tree/tree-queries.js';
import { Grants } from './grants.service.js';
import { type FormerGrant, openRestrictUndo, sealRestrictUndo } from './undo-tickets.js';

/**
 * Interrupts the inheritance of rights on a resource, and restores it. Whoever restricts stays in, as manager; of the
 * others stays who is named on the resource itself (ADR 23).
 */
@Injectable()
export class RestrictAccess {
  constructor(
    private readonly access: AccessService,
    private readonly grants: Grants,
    private readonly keys: Keys,
    private readonly events: Events,
  ) {}

  /**
   * What is restricted already is left as it is.
   * @returns undoes it: also the right that the acting person got by it. null: nothing was done.
   * @throws {DomainError} request.not-found, access.inherits-nothing for a space
   */
  async restrict(actor: Actor, id: string): Promise<string | null> {
    const { orgId } = await this.access.require(actor, 'access.manage', id);
    return this.access.locks.changePlaces(actor, orgId, [id], async (tx) => {
      const { restricted } = await tx.require(actor, 'access.manage', id);
      if (restricted) return null;
      const before = await this.restrictInTransaction(tx, actor, orgId, id);
      return sealRestrictUndo(this.keys.instance, actor.personId, id, before, tx.now);
    });
  }

  /**
   * In the transaction of an act that asked who may and holds the place.
   * @returns what was set on it before for the acting person
   */
  async restrictInTransaction(tx: LockedTx, actor: Actor, orgId: string, id: string): Promise<FormerGrant> {
    const resource = await tx.manager.findOneByOrFail(Resource, { orgId, id });
    if (resource.parentId === null) throw new DomainError('access.inherits-nothing');
    const former = await this.keepAccess(tx, actor, orgId, id);
    await this.setInherits(tx, orgId, id, false);
    const inheriting = await scopeAndInheriting(tx, orgId, id);
    await keepOwnOnly(tx, orgId, inheriting);
    await tx.query(
      'update permission_scope set confined = true where org_id = $1 and id = any($2::uuid[]) and not confined',
      [orgId, inheriting],
    );
    await forgetUndecided(tx, orgId, (await subtreeOf(tx, orgId, id)).ids);
    await this.close(tx, actor, resource, inheriting, 'access.restricted');
    return former;
  }

  /** Who restricts manages it from now on by a right of its own. Answers what it was given there before. */
  private async keepAccess(
    tx: LockedTx,
    actor: Actor,
    orgId: string,
    resourceId: string,
  ): Promise<FormerGrant> {
    const subjectId = actor.personId;
    const own = await tx.manager.findOneBy(AccessGrant, { orgId, resourceId, subjectId });
    if (own?.role === 'manager' && own.expiresAt === null) return 'same';
    await this.grants.setInTransaction(tx, actor, orgId, {
      resourceId,
      subjectId,
      role: 'manager',
      expiresAt: null,
    });
    return own;
  }

  /**
   * What inherits already is left as it is.
   * @param undo of `restrict`: takes away again what the acting person got by it
   * @throws {DomainError} request.not-found, access.undo-over, resource.name-taken
   */
  async restore(actor: Actor, id: string, undo: string | undefined): Promise<void> {
    const { orgId } = await this.access.require(actor, 'access.manage', id);
    await this.access.locks.changePlaces(actor, orgId, [id], async (tx) => {
      await tx.require(actor, 'access.manage', id);
      const former =
        undo === undefined ? 'same' : openRestrictUndo(this.keys.instance, actor.personId, id, undo, tx.now);
      const resource = await tx.manager.findOneByOrFail(Resource, { orgId, id });
      if (!resource.restricted || resource.parentId === null) return;
      const parent = await tx.manager.findOneByOrFail(Resource, { orgId, id: resource.parentId });
      await this.setInherits(tx, orgId, id, true);
      const inheriting = await genuineScopeAndInheriting(tx, orgId, id);
      await inheritFrom(tx, orgId, inheriting, parent.scopeId);
      await this.close(tx, actor, resource, inheriting, 'access.inherits');
      if (former !== 'same') await this.giveBack(tx, actor, orgId, id, former);
    });
  }

  private async setInherits(tx: LockedTx, orgId: string, id: string, inherits: boolean): Promise<void> {
    await tx.query('update permission_scope set inherits = $3 where org_id = $1 and id = $2', [
      orgId,
      id,
      inherits,
    ]);
    await tx
      .query('update resource set restricted = $3, version = version + 1 where org_id = $1 and id = $2', [
        orgId,
        id,
        !inherits,
      ])
      .catch(toNameTaken);
  }

  private async close(
    tx: LockedTx,
    { personId }: Actor,
    { orgId, id, parentId }: Resource,
    scopeIds: readonly string[],
    action: 'access.restricted' | 'access.inherits',
  ): Promise<void> {
    this.access.recordChange(tx, { orgId, scopeIds });
    await recordAct(tx, { orgId, actorId: personId, action, targetId: id, at: tx.now });
    this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId, parentId, id });
  }

  /** The right of the acting person, as it was before restricting. */
  private async giveBack(
    tx: LockedTx,
    actor: Actor,
    orgId: string,
    resourceId: string,
    grant: Exclude<FormerGrant, 'same'>,
  ): Promise<void> {
    const subjectId = actor.personId;
    if (grant === null) {
      await this.grants.removeInTransaction(tx, actor, orgId, resourceId, subjectId);
      return;
    }
    const right = await resolveRole(tx, orgId, grant.customRoleId ?? grant.role);
    await this.grants.setInTransaction(tx, actor, orgId, {
      ...{ resourceId, subjectId, expiresAt: grant.expiresAt, ...right },
      given: { by: grant.grantedBy, at: grant.grantedAt },
    });
  }
}
